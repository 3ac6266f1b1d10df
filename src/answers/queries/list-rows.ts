import { parse } from 'csv-parse/sync';

/** A quoted cell goes over at most so many lines; a quotation mark that stands alone is text. */
const MOST_LINES = 50;

/**
 * Rows of separated values, as their text comes in pieces. No line is ever lost: a quotation mark
 * that no later line closes, or that would swallow lines which are rows themselves, is text.
 * Lines without a cell are skipped.
 */
export async function* listRows(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<string[]> {
  const waiting: string[] = [];
  let columns = 0;
  let rest = '';
  const rows = function* (isEnd: boolean) {
    while (waiting.length > 0) {
      const lines = recordAt(waiting, delimiter, columns, isEnd);
      if (lines === null) return;
      waiting.splice(0, lines.count);
      const row = cellsOf(lines.text, delimiter, lines.isQuoted);
      if (row.every((cell) => cell === '')) continue;
      columns ||= row.length;
      yield row;
    }
  };
  for await (const piece of text) {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!\n|$)/);
    rest = lines.pop()!;
    waiting.push(...lines);
    yield* rows(false);
  }
  if (rest !== '') waiting.push(rest.replace(/\r$/, ''));
  yield* rows(true);
}

interface RecordLines {
  readonly text: string;
  readonly count: number;
  readonly isQuoted: boolean;
}

/**
 * The lines of the first record: one, or several where a quoted cell goes on. Null = more lines are
 * needed to tell.
 */
function recordAt(
  lines: readonly string[],
  delimiter: string,
  columns: number,
  isEnd: boolean,
): RecordLines | null {
  const [first = ''] = lines;
  if (!first.includes('"')) return { text: first, count: 1, isQuoted: false };
  if (isClosed(first)) return { text: first, count: 1, isQuoted: true };
  const alone = { text: first, count: 1, isQuoted: false };
  if (!opensCell(first, delimiter)) return alone;
  const most = Math.min(lines.length, MOST_LINES);
  for (let count = 2; count <= most; count += 1) {
    const text = lines.slice(0, count).join('\n');
    if (!isClosed(text)) continue;
    // Lines that have all columns are rows of their own, with a stray mark in two of them.
    const swallowed = lines.slice(0, count).every((line) => columnsIn(line, delimiter) >= columns);
    return columns > 1 && swallowed ? alone : { text, count, isQuoted: true };
  }
  return lines.length >= MOST_LINES || isEnd ? alone : null;
}

const isClosed = (text: string) => (text.match(/"/g)?.length ?? 0) % 2 === 0;
const columnsIn = (line: string, delimiter: string) => line.split(delimiter).length;
const opensCell = (line: string, delimiter: string) =>
  line.split(delimiter).some((cell) => /^\s*"/.test(cell) && !isClosed(cell));

function cellsOf(text: string, delimiter: string, isQuoted: boolean): string[] {
  if (!isQuoted) return text.split(delimiter);
  try {
    const options = { delimiter, relax_column_count: true, relax_quotes: true };
    return (parse(text, options) as string[][])[0] ?? [];
  } catch {
    return text.split(delimiter);
  }
}
