import { createReadStream, existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import { CommandProblem, type Io } from '../../app/io.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { ItemId, OutletId, RegulatorId } from '../../domain/ids.ts';
import { type CalendarDate, instantAt, shanghaiDay } from '../../domain/time.ts';
import { cleanLine } from '../../pipeline/decode/clean.ts';
import { decodeText, type TextFormat } from '../../pipeline/decode/decode.ts';
import { type NoticeReader, readerOf } from '../../pipeline/flows/reader.ts';
import { mapNotice } from '../../pipeline/map/map-notice.ts';
import { statedPublication } from '../../pipeline/read/dates/publication-date.ts';
import { type Knowledge, knowledgeOf } from '../../pipeline/standing/knowledge.ts';
import { companiesOf } from './jsonl-answer.ts';

interface LooseDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly published: CalendarDate | null;
  readonly outlet: OutletId | null;
  /** The authority of an own page; absent = not stated. */
  readonly authority?: RegulatorId | null;
}

function noticeOf(
  { id, text, format, ...stated }: LooseDocument,
  reader: NoticeReader,
  today: CalendarDate,
) {
  const document = decodeText(text, format);
  const title = cleanLine(stated.title);
  // Without a stated day the page's own is used.
  const own = statedPublication([document.statedDate], instantAt(today, '23:59', 'UTC'));
  const published = stated.published ?? own?.day ?? null;
  const beside = { source: null, url: '', title, published, publishedAt: null };
  return { document, notice: reader(document, { ...stated, ...beside, item: id as ItemId }) };
}

/** Reads and maps a document without a source: a file of a person, or of a corpus. */
export function readLoose(
  loose: LooseDocument,
  reader: NoticeReader,
  { index }: Knowledge,
  today: CalendarDate,
) {
  const { document, notice } = noticeOf(loose, reader, today);
  const mapping =
    notice.verdict === 'action' ? mapNotice(notice, index, notice.published ?? today) : null;
  return { document, notice, mapping };
}

/** Tags that only a page has: an archive may keep one as "text". */
const MARKUP = /<(?:section|p|div|span|td|tr|li)\b[^<>]{0,400}>/gi;
/** Beginning of a whole page. */
const PAGE = /^\s*<(?:!doctype\s+html|html|head|body)\b/i;

/**
 * Format of a text whose own name for it is loose (`markdown-table`, `html-images`, a file's
 * ending).
 */
export function formatOf(named: string, text: string): TextFormat {
  if (/^(?:html?|xhtml)/i.test(named)) return /<[a-z!/]/i.test(text) ? 'html' : 'markdown';
  if (PAGE.test(text) || (text.match(MARKUP)?.length ?? 0) >= 5) return 'html';
  if (/^(?:markdown|md)/i.test(named)) return 'markdown';
  return 'text';
}

const text = z
  .string()
  .nullish()
  .transform((one) => one ?? '');
const Line = z.object({
  id: z.union([z.string(), z.number()]),
  title: text,
  text,
  published: z.string().nullish(),
  outlet: z.string().nullish(),
  /** Id of the authority whose own page it is: a regulator or a bureau. */
  authority: z.string().nullish(),
});

/** Documents between two progress lines. */
const PROGRESS_EVERY = 500;

/**
 * `read --jsonl <file>`: one answer a line for one document a line, in their order. A line that
 * cannot be read gives an answer with `error` and the next is read. Progress goes to standard
 * error.
 * @param options.text adds `title` and `text` as they were read
 */
export async function readJsonl(
  path: string,
  catalog: Catalog,
  io: Io,
  options: { readonly text?: boolean } = {},
): Promise<0 | 1> {
  if (!existsSync(path)) throw new CommandProblem(`--jsonl ${path}: there is no such file.`);
  const knowledge = knowledgeOf(catalog);
  const read = readerOf(catalog);
  const size = statSync(path).size;
  const today = shanghaiDay(io.now());
  let bytes = 0;
  let count = 0;
  let wrong = 0;
  for await (const line of linesOf(createReadStream(path, 'utf8'))) {
    bytes += Buffer.byteLength(line) + 1;
    if (line.trim() === '') continue;
    count += 1;
    const answer = answerTo(line, count, catalog, (loose) => {
      const { document, notice } = noticeOf(loose, read, today);
      const found = companiesOf(notice, document, knowledge, notice.published ?? today);
      return options.text ? { ...found, title: notice.title, text: document.text } : found;
    });
    if ('error' in answer) wrong += 1;
    io.out(onOneLine(JSON.stringify(answer)));
    if (count % PROGRESS_EVERY === 0)
      io.err(`${count} documents, ${Math.round((100 * bytes) / Math.max(1, size))} % of the file`);
  }
  io.err(`${count} documents read${wrong === 0 ? '' : `, ${wrong} lines could not be read`}`);
  return 0;
}

/** Lines by their line feed alone: U+2028 stands inside a line of JSON. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncIterable<string> {
  let open = '';
  for await (const chunk of chunks) {
    const lines = (open + chunk).split('\n');
    open = lines.pop()!;
    yield* lines;
  }
  if (open !== '') yield open;
}

/** Escapes line separators that other programs take for the end of a line. */
const onOneLine = (json: string): string =>
  json.replace(
    /[\u0085\u2028\u2029]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function answerTo<T>(
  text: string,
  line: number,
  catalog: Catalog,
  read: (loose: LooseDocument) => T,
) {
  let id: string | number | null = null;
  try {
    const parsed = Line.safeParse(JSON.parse(text));
    if (!parsed.success)
      return { id, line, error: `not a document: ${parsed.error.issues[0]?.message}` };
    const { published, outlet, authority, ...stated } = parsed.data;
    id = stated.id;
    if (authority != null && !catalog.regulators.has(authority as RegulatorId))
      return { id, line, error: `no authority "${authority}" is known` };
    const loose = {
      ...stated,
      id: String(id),
      format: formatOf('text', stated.text),
      published: (/^\d{4}-\d{2}-\d{2}/.exec(published ?? '')?.[0] ?? null) as CalendarDate | null,
      outlet: (outlet ?? null) as OutletId | null,
      authority: (authority ?? null) as RegulatorId | null,
    };
    return { id, ...read(loose) };
  } catch (error) {
    return { id, line, error: (error as Error).message };
  }
}
