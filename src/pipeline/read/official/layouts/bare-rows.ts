import { type CellColumn, type CellShape, isOfCopies, shapeOf } from '../cell-shape.ts';
import type { DocumentContext } from '../document-context.ts';
import { type ListCell, type ListReading, type ListRow, readRows } from '../grid-rows.ts';
import type { OfficialWords } from '../official-words.ts';
import { cellsOf } from './tables.ts';

const FEWEST_ROWS = 3;
/** The column that a shape speaks for, and a header that says so. */
const HEADERS: Readonly<Partial<Record<CellShape, readonly [CellColumn, string]>>> = {
  number: ['number', '序号'],
  firm: ['developer', '开发者'],
  store: ['store', '应用来源'],
  version: ['version', '版本'],
  issue: ['issue', '所涉问题'],
  text: ['name', '应用名称'],
};
const OTHER = '其他';

/**
 * Rows whose header was lost on the way: a table that begins with its first record, or lines of
 * cells that were pasted. Each column is what most of its cells look like; numbers in order at the
 * front, or firms and versions beside a name, make them a list.
 */
export function bareRows({ page, words }: DocumentContext): ListReading | null {
  if (page.language !== 'zh') return null;
  const tables = page.document.tables
    .map(({ rows }): ListRow[] => rows)
    .filter(([head = []]) => !head.some(({ text }) => isOfCopies(text)));
  const lines = page.lines.map((line) => cellsOf(line, words)).filter(isRecord);
  const readings = [...tables, lines].flatMap((rows) => withHeader(rows, words) ?? []);
  if (readings.length === 0) return null;
  return {
    drafts: readings.flatMap(({ drafts }) => drafts),
    nameless: readings.flatMap(({ nameless }) => nameless),
  };
}

/** A line that begins with a number and holds at least two cells more. */
const isRecord = ([first, ...rest]: ListRow): boolean =>
  rest.length >= 2 && /^\d{1,4}[.、]?$/u.test(first?.text ?? '');

function withHeader(rows: readonly ListRow[], words: OfficialWords): ListReading | null {
  const records = rows.filter((row) => row.some(({ text }) => text.trim() !== ''));
  if (records.length < FEWEST_ROWS) return null;
  const width = Math.max(...records.map((row) => row.length));
  const shapes = Array.from({ length: width }, (_, at) => usualShape(records, at, words));
  const isList =
    shapes.includes('text') &&
    shapes.some((cellShape) => cellShape === 'firm' || cellShape === 'version') &&
    (shapes[0] === 'number' || shapes[0] === 'text');
  if (!isList) return null;
  const header = shapes.map(
    (shape, at): ListCell => ({
      text: shapes.indexOf(shape) === at ? (HEADERS[shape]?.[1] ?? OTHER) : OTHER,
      span: { start: 0, end: 0 },
      merged: false,
    }),
  );
  return readRows([header, ...records], 'bare-rows', words);
}

/** What most cells of a column look like. */
function usualShape(rows: readonly ListRow[], at: number, words: OfficialWords): CellShape {
  const counts = Map.groupBy(
    rows.map((row) => shapeOf(row[at]?.text ?? '', words)),
    (shape) => shape,
  );
  const most = [...counts].sort(([, cellShapes], [, other]) => other.length - cellShapes.length);
  const [shape, own] = most[0]!;
  return own.length * 2 > rows.length ? shape : 'empty';
}
