import type { Span } from '../../../../domain/document.ts';
import { withoutEnd } from '../../../../domain/edges.ts';
import { draft, type MentionDraft } from '../../document/mention-draft.ts';
import { type Line, spanIn } from '../../document/page.ts';
import { columnOf } from '../cell-shape.ts';
import { countsIn } from '../counts.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';

/** A name with its place in the document. */
interface ListedName {
  readonly name: string;
  readonly span: Span;
}

const FEWEST = 3;
/** Share of the stated number that is a whole list. */
const MOST_OF = 0.8;
const LONGEST_NAME = 60;
/** Words of a line or cell that is no name of an app. */
const NO_NAME = new Set(
  (
    's no|s.no|s. no|s.no.|s. no.|sr no|sr. no.|sl no|sl. no.|no|no.|#|name|names|app|apps|app ' +
    'name|app names|name of app|name of the app|application|applications'
  ).split('|'),
);
const OPENS = /(?::|\b(?:following|list|below|as follows|annexure)\b[^.]{0,40})\s*$/iu;
const NUMBERED = /^\s*\(?(\d{1,3})(?:[.):]|\s[-–—](?=\s))\s*(?=\S)/u;
/** Words in front of the first name: "The banned apps are TikTok, …". */
const NAMES_THEM = /\b(?:are|includes?|including|namely)(?: as follows)?:? (?=\S)/iu;

/**
 * Lists of apps on English pages that count them: numbered lines, numbers within a line, one name a
 * line, names between commas, and tables without a header that name a column. Each way reads what
 * it can; that which finds the most is the list, since a page repeats a few names in its prose.
 */
export function englishLists(context: DocumentContext): ListReading | null {
  const { page } = context;
  if (page.language !== 'en') return null;
  const stated = Math.max(0, ...page.sentences.flatMap(countsIn).map(({ count }) => count));
  if (stated === 0) return null;
  const ways = [
    numberedLines(page.lines),
    numberedInLine(page.lines),
    namesAlone(page.lines),
    commaList(page.lines, stated),
    gridNames(context),
  ];
  const longest = ways.reduce((best, listedNames) =>
    listedNames.length > best.length ? listedNames : best,
  );
  const names = longest.filter(({ name }) => isAppName(name, context));
  if (names.length < FEWEST) return null;
  return { drafts: names.map(draftOf), nameless: [] };
}

const draftOf = ({ name, span }: ListedName): MentionDraft =>
  draft(name, span, 'english-lists', 'listed');

function isAppName(name: string, { words }: DocumentContext): boolean {
  const isShort = name.length >= 2 && name.length <= LONGEST_NAME && name.split(/\s+/u).length <= 9;
  const isOther = isHeaderWord(name) || /^\d+$/u.test(name) || /[.;?!]\s/u.test(name);
  return isShort && !isOther && !words.isStore(name) && words.bodies(name).length === 0;
}

const isHeaderWord = (text: string): boolean =>
  NO_NAME.has(text.toLowerCase()) || /^annexure\b/iu.test(text);

/** Piece of a line as a name: without marks at its ends, without quotes and the word App. */
function nameIn(line: Line, from: number, to: number): ListedName | null {
  const raw = line.raw.slice(from, to);
  const lead = /^[\s"'“”‘•·*\-–]*/u.exec(raw)![0].length;
  const bare = withoutEnd(raw.slice(lead), /[\s"'“”’,;.]/u).replace(
    / (?:app|application)s?$/iu,
    '',
  );
  if (bare === '') return null;
  const start = from + lead;
  return { name: bare, span: spanIn(line, start, start + bare.length) };
}

const namesOf = (found: readonly (ListedName | null)[]): ListedName[] =>
  found.flatMap((listedName) => listedName ?? []);

/** "1. TikTok", "2. Shareit", one a line, counted from 1 on; the longest such run. */
function numberedLines(lines: readonly Line[]): ListedName[] {
  let best: (ListedName | null)[] = [];
  let run: (ListedName | null)[] = [];
  for (const line of lines) {
    const match = NUMBERED.exec(line.text);
    const number = match === null ? null : Number(match[1]);
    if (number === 1) run = [];
    if (number === run.length + 1) run = [...run, nameIn(line, match![0].length, line.text.length)];
    if (run.length > best.length) best = run;
  }
  return namesOf(best);
}

/** "1. TikTok 2. Shareit 3. Kwai" in one line. */
function numberedInLine(lines: readonly Line[]): ListedName[] {
  const runs = lines.map((line) => {
    const marks = [...line.text.matchAll(/(?:^|\s)\(?(\d{1,3})[.)]\s+(?=\S)/gu)];
    const inOrder: RegExpExecArray[] = [];
    for (const mark of marks)
      if (Number(mark[1]) === inOrder.length + 1) inOrder.push(mark as RegExpExecArray);
    return inOrder.map((mark, at) => {
      const to = inOrder[at + 1]?.index ?? line.text.length;
      return nameIn(line, mark.index + mark[0].length, to);
    });
  });
  return namesOf(longestOf(runs));
}

/** Names alone in their lines, behind a line that opens a list. */
function namesAlone(lines: readonly Line[]): ListedName[] {
  const runs = lines.flatMap(({ text }, at) => {
    if (!OPENS.test(text)) return [];
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => !isAlone(line.text));
    const own = end < 0 ? rest : rest.slice(0, end);
    return [own.map((line) => nameIn(line, 0, line.text.length))];
  });
  return namesOf(longestOf(runs));
}

const isAlone = (text: string): boolean =>
  text.trim().length <= LONGEST_NAME && !/[.:?!]\s*$|,\s/u.test(text);

/**
 * "The apps are: TikTok, Shareit, Kwai and UC Browser.": nearly all that the page counts, since
 * prose has commas too.
 */
function commaList(lines: readonly Line[], stated: number): ListedName[] {
  const runs = lines.map((line, at) => {
    const from = listStart(line.text, at > 0 && OPENS.test(lines[at - 1]!.text));
    if (from === null) return [];
    const list = line.text.slice(from);
    const end = /\.(?:\s|$)/u.exec(list)?.index ?? list.length;
    return piecesOf(list.slice(0, end)).map(([start, to]) => nameIn(line, from + start, from + to));
  });
  const found = longestOf(runs);
  return found.length >= Math.max(FEWEST, stated * MOST_OF) ? namesOf(found) : [];
}

/** Where the names of a line between commas begin; null where no word says that it lists any. */
function listStart(text: string, isOpened: boolean): number | null {
  const colon = text.lastIndexOf(': ');
  if (colon >= 0) return colon + 2;
  const comma = text.indexOf(', ');
  const words = comma < 0 ? null : NAMES_THEM.exec(text.slice(0, comma));
  if (words !== null) return words.index + words[0].length;
  return isOpened ? 0 : null;
}

/** Ranges of the pieces between commas, the last one behind "and". */
function piecesOf(list: string): [number, number][] {
  const pieces: [number, number][] = [];
  let from = 0;
  for (const { 0: mark, index } of list.matchAll(/,\s+and\s+|;\s*|,\s+/gu)) {
    pieces.push([from, index]);
    from = index + mark.length;
  }
  if (pieces.length === 0) return [];
  const last = list.slice(from);
  const and = last.lastIndexOf(' and ');
  if (and > 0) pieces.push([from, from + and], [from + and + 5, list.length]);
  else pieces.push([from, list.length]);
  return pieces;
}

/**
 * Cells of a table whose header names no second column: every cell that is no number and no header
 * word, whatever the columns are.
 */
function gridNames({ page }: DocumentContext): ListedName[] {
  return page.document.tables.flatMap(({ rows }) => {
    const heads = (rows[0] ?? []).map(({ text }) => columnOf(text));
    const isNamed = heads.includes('name');
    return rows.flatMap((row) =>
      row.flatMap(({ text, span, merged }, column) => {
        if (isNamed && heads[column] !== 'name') return [];
        const line: Line = { raw: text, text, start: span.start };
        const number = NUMBERED.exec(text)?.[0].length ?? 0;
        const name = nameIn(line, number, text.length);
        return merged || name === null || isHeaderWord(text.trim()) ? [] : [name];
      }),
    );
  });
}

const longestOf = <T>(runs: readonly (readonly T[])[]): readonly T[] =>
  runs.reduce<readonly T[]>((best, run) => (run.length > best.length ? run : best), []);
