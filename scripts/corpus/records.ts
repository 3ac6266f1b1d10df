import { createHash } from 'node:crypto';
import { load as cheerio } from 'cheerio';
import { parse as parseCsv } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { load as parseYaml } from 'js-yaml';
import type { ArchiveFiles } from './archives.ts';

/** A document of an archive. `hash` names it by its title and text. */
export interface ArchiveRecord {
  readonly hash: string;
  /** Day as the archive states it, ISO; empty where it states none. */
  readonly date: string;
  readonly title: string;
  readonly text: string;
}

/** Characters of a text that are kept: what labels were made from. */
const LONGEST = 2500;

interface Raw {
  readonly day: string;
  readonly title: string;
  readonly text: string;
}

/** The documents of one file of an archive. Those without a text are left out. */
export function recordsIn(path: string, bytes: Buffer, of: ArchiveFiles): ArchiveRecord[] {
  const raw =
    of.kind === 'feeds' ? fromFeeds(bytes, of) : READERS[of.kind](textOf(bytes), path, of);
  return raw.flatMap((record) => {
    const title = tidyTitle(record.title);
    const text = tidyText(record.text);
    if (text === '' || (title === '' && of.fields?.title !== undefined)) return [];
    const date = isoDay(record.day) || (of.about ?? '');
    return [{ hash: hashOf(title, text), date, title, text }];
  });
}

/** Names a document for labels, whatever its blanks. */
export function hashOf(title: string, text: string): string {
  const bare = `${title}\n${text}`.replaceAll(/\s+/gu, '');
  return createHash('sha256').update(bare).digest('hex').slice(0, 16);
}

const READERS: Readonly<
  Record<
    Exclude<ArchiveFiles['kind'], 'feeds'>,
    (text: string, path: string, of: ArchiveFiles) => Raw[]
  >
> = {
  json: fromJson,
  csv: fromCsv,
  sections: fromSections,
  post: fromPost,
  links: fromLinks,
  headlines: fromHeadlines,
  table: fromTable,
  plain: fromPlain,
};

/** UTF-8, or Windows-1252 where it is none. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const dayOfPath = (path: string): string =>
  /(\d{4})[-/]?(\d{2})[-/]?(\d{2})/u.exec(path)?.slice(1, 4).join('-') ?? '';

function fromJson(text: string, path: string, { fields }: ArchiveFiles): Raw[] {
  // Python writes NaN, which is no JSON.
  const json = text.replaceAll(/(?<=[:[,]\s{0,40})NaN(?=\s{0,40}[,\]}])/gu, 'null');
  const rows = rowsOf(json);
  const value = (row: Record<string, unknown>, key: string | number | undefined) =>
    key === undefined ? '' : String(row[key] ?? '');
  return rows.map((row) => ({
    day: fields!.day === undefined ? dayOfPath(path) : value(row, fields!.day),
    title: value(row, fields!.title),
    text: value(row, fields!.text),
  }));
}

/** One array, or an object a line. */
function rowsOf(json: string): Record<string, unknown>[] {
  if (json.trimStart().startsWith('[')) return JSON.parse(json);
  return json.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]));
}

/** A ZIP of JSON files, one a feed and day; texts are HTML. Films are left out. */
function fromFeeds(bytes: Buffer, of: ArchiveFiles): Raw[] {
  const files = unzipSync(bytes, {
    filter: ({ name }) => name.endsWith('.json') && !name.includes('youtube'),
  });
  return Object.keys(files)
    .sort()
    .flatMap((name) => fromJson(strFromU8(files[name]!), name, of))
    .map(({ day, title, text }) => ({ day, title, text: plainOf(text) || title }));
}

function fromCsv(text: string, _path: string, { fields }: ArchiveFiles): Raw[] {
  const named = typeof fields!.text === 'string';
  const options = {
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
  };
  type Row = Readonly<Record<string | number, string>>;
  const rows = parseCsv(text, { ...options, columns: named }) as unknown as readonly Row[];
  const value = (row: Row, key: string | number | undefined) =>
    key === undefined ? '' : (row[key] ?? '');
  return rows.map((row) => ({
    day: value(row, fields!.day),
    title: value(row, fields!.title),
    text: value(row, fields!.text),
  }));
}

/** A page a day: `### title`, its paragraphs as HTML, and a link to the original. */
function fromSections(text: string, path: string): Raw[] {
  return text
    .split(/^### /mu)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const html = part.slice(end).replace(/\[查看原文\][\s\S]*$/u, '');
      return { day: dayOfPath(path), title: part.slice(0, end), text: plainOf(html) };
    });
}

/** A post: YAML between two rules, then Markdown. */
function fromPost(text: string, path: string): Raw[] {
  const parts = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/u.exec(text);
  if (parts === null) return [];
  const { title = '' } = (parseYaml(parts[1]!) ?? {}) as { title?: unknown };
  const body = parts[2]!
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/gu, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1');
  return [{ day: dayOfPath(path), title: plainOf(String(title)), text: plainOf(body) }];
}

/** Lists of links, each list below its day in bold; the text of a link is its headline. */
function fromLinks(text: string): Raw[] {
  let day = '';
  return text.split('\n').flatMap((line) => {
    const dated = /^\*\*(?:\w+day, )?([A-Z][a-z]+ \d{1,2},? \d{4})/u.exec(line);
    if (dated !== null) day = dated[1]!;
    const link = /^\s*\*\s+\[(.+?)\]\(http/u.exec(line);
    return link === null || day === '' ? [] : [{ day, title: link[1]!, text: link[1]! }];
  });
}

/** A list of headlines, each with its outlet behind the last dash; some are links. */
function fromHeadlines(text: string, path: string): Raw[] {
  const day = dayOfPath(path);
  return text.split('\n').flatMap((line) => {
    const item = /^- (?:\[(.+)\]\(http[^)]*\)|(.+))$/u.exec(line.trim());
    const written = item?.[1] ?? item?.[2];
    if (written === undefined) return [];
    const title = written.replace(/\s[-–] [^-–]{2,60}$/u, '');
    return [{ day, title, text: title }];
  });
}

/** A Markdown table, its columns by number; a title of many words in each row. */
function fromTable(text: string, path: string, { fields }: ArchiveFiles): Raw[] {
  const day = dayOfPath(path);
  return text.split('\n').flatMap((line) => {
    if (!/^\| (?!Category|---)/u.test(line)) return [];
    const cells = line.slice(2).split(' | ');
    const title = cells[Number(fields!.title)] ?? '';
    return [{ day, title, text: cells[Number(fields!.text)] || title }];
  });
}

/** A file a document: its title, then its text. */
function fromPlain(text: string, path: string): Raw[] {
  const end = text.indexOf('\n');
  return [{ day: dayOfPath(path), title: text.slice(0, end), text: text.slice(end) }];
}

function plainOf(html: string): string {
  const page = cheerio(html.replaceAll('</p>', '</p>\n').replaceAll(/<br\s*\/?>/gu, '\n'));
  return page.text();
}

/** Blanks that a tokeniser left around marks: "Cramer : A better way , he says". */
const LOOSE_MARK = / (?=[:,;.?!%)](?:\s|$))|(?<=\() /gu;
const SITE = /\s?[-_|｜] ?36 ?(?:Kr|氪)$/iu;

function tidyTitle(title: string): string {
  return title.replace(SITE, '').replaceAll(/\s+/gu, ' ').replaceAll(LOOSE_MARK, '').trim();
}

function tidyText(text: string): string {
  const lines = text
    .replaceAll('\r', '')
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/[ \t\u00a0]+/gu, ' ')
        .replaceAll(LOOSE_MARK, '')
        .trim(),
    );
  return lines
    .join('\n')
    .replace(/^\s*（原标题：[^）]*）/u, '')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
    .slice(0, LONGEST);
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (value: string | number) => String(value).padStart(2, '0');

/**
 * The day in a stated date: "2020-07-15 00:00:00", "20200715", "2020年7月15日", "Jul 18 2020", "17
 * July 2020", "18-Jul-20".
 */
function isoDay(stated: string): string {
  const numbers = /(\d{4})(?:-|年)?(\d{1,2})(?:-|月)?(\d{1,2})/u.exec(stated);
  if (numbers !== null) return `${numbers[1]}-${two(numbers[2]!)}-${two(numbers[3]!)}`;
  const first = /\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (\d{4})/u.exec(stated);
  const second = /\b(\d{1,2})[ -]([A-Z][a-z]{2})[a-z]*,?[ -](\d{4}|\d{2})\b/u.exec(stated);
  const [month = '', day = '', year = ''] =
    first?.slice(1) ?? (second === null ? [] : [second[2], second[1], second[3]]);
  const at = MONTHS.indexOf(month) + 1;
  return at === 0 ? '' : `${year.length === 2 ? `20${year}` : year}-${two(at)}-${two(day)}`;
}
