import type { Cell, Span } from '../../../domain/document.ts';
import type { MentionRow } from '../../../domain/notice.ts';
import { foldUnits } from '../document/fold-units.ts';
import { draft, type MentionDraft } from '../document/mention-draft.ts';
import { accusationsIn } from './accusations.ts';
import { type CellColumn, type CellShape, columnOf, isOfCopies, shapeOf } from './cell-shape.ts';
import type { OfficialWords } from './official-words.ts';

/** A cell of any list that has rows, however the page draws them. */
export type ListCell = Readonly<Cell>;
export type ListRow = readonly ListCell[];

/** A list as read from a page, whatever its layout. */
export interface ListReading {
  readonly drafts: readonly MentionDraft[];
  /** Rows that hold something but no app. */
  readonly nameless: readonly Span[];
}

type Columns = readonly (CellColumn | null)[];
/** Which cell of a row stands for which column. */
type Seats = Map<CellColumn, ListCell>;

const EMPTY: ListCell = { text: '', span: { start: 0, end: 0 }, merged: false };

/**
 * Reads rows under a header: continuation rows (empty or merged name) belong to the app above, an
 * empty or merged developer is that of the row above, and rows that a mirror shifted to the left
 * are seated again by the shape of their cells. Rows may be of any widths. Null where they name no
 * app.
 */
export function readRows(
  uneven: readonly ListRow[],
  rule: string,
  words: OfficialWords,
): ListReading | null {
  const width = Math.max(...uneven.map((row) => row.length));
  const rows = uneven.map((row) => [
    ...row,
    ...new Array<ListCell>(width - row.length).fill(EMPTY),
  ]);
  const header = headerOf(rows);
  if (header === null) return null;
  const keepsMerges = rows.some((row) => row.some((cell) => cell.merged));
  const drafts: MentionDraft[] = [];
  const nameless: Span[] = [];
  let above: ListCell | undefined;
  for (const seats of seatedRows(rows, header, words)) {
    const own = seats.get('developer');
    const app = drafts.at(-1);
    const place = placeOfRow(seats, app !== undefined);
    if (place === 'app') {
      drafts.push(appDraft(seats, own ?? (keepsMerges ? undefined : above), rule, words));
      above = own ?? above;
    } else if (app === undefined || place === 'nameless') {
      nameless.push(...[...seats.values()].slice(0, 1).map(({ span }) => span));
    } else {
      drafts[drafts.length - 1] = { ...app, rows: continued(app.rows, rowOf(seats, words)) };
    }
  }
  return drafts.length === 0 ? null : { drafts, nameless };
}

/** Whether a row is an app of its own, continues the app above, or names none. */
function placeOfRow(seats: Seats, hasApp: boolean): 'app' | 'continued' | 'nameless' {
  const name = seats.get('name');
  if (name !== undefined) return hasApp && name.merged ? 'continued' : 'app';
  return !hasApp || seats.get('number')?.merged === false ? 'nameless' : 'continued';
}

interface Header {
  /** Index of its row. */
  readonly at: number;
  readonly columns: Columns;
}

/** The header among the first rows; null where none names apps, or where the list is of copies. */
function headerOf(rows: readonly ListRow[]): Header | null {
  const columnsOf = rows.slice(0, 4).map((row) => row.map((cell) => columnOf(cell.text)));
  const at = columnsOf.findIndex((columns, index) => isHeader(columns, rows[index]!));
  const upToHeader = rows.slice(0, at + 1).flat();
  if (at < 0 || upToHeader.some(({ text }) => isOfCopies(text))) return null;
  const columns = columnsOf[at]!.map((column, index, all) =>
    all.indexOf(column) < index ? null : column,
  );
  return { at, columns };
}

/** The rows below a header, each with its cells under their columns; titles are left out. */
function* seatedRows(
  rows: readonly ListRow[],
  { at, columns }: Header,
  words: OfficialWords,
): Generator<Seats> {
  const head = rows[at]!;
  const shape = shapesBy(words);
  for (const row of rows.slice(at + 1)) {
    const shapes = row.map((cell) => shape(cell.text));
    const repeatsHeader = row.every((cell, index) => cell.text === head[index]!.text);
    if (!repeatsHeader && !isAlone(row, shapes, columns)) yield seatsOf(row, shapes, columns);
  }
}

/** The shapes of the cells of a list, in which stores and accusations stand again and again. */
function shapesBy(words: OfficialWords): (text: string) => CellShape {
  const known = new Map<string, CellShape>();
  return (text) => {
    const shape = known.get(text) ?? shapeOf(text, words);
    known.set(text, shape);
    return shape;
  };
}

/** The app of a row; `developer` = that of the row, or the one that it inherits. */
function appDraft(
  seats: Seats,
  developer: ListCell | undefined,
  rule: string,
  words: OfficialWords,
): MentionDraft {
  const own = seats.get('developer');
  const written = nameIn(seats.get('name')!);
  const row = rowOf(seats, words)!;
  return draft(written.name, written.span, rule, 'cell', {
    kind: kindOf(seats),
    developer: textOf(developer),
    developerInherited: developer !== own || own?.merged === true,
    icp: textOf(seats.get('icp')),
    rows: [{ ...row, version: row.version ?? written.version }],
  });
}

/** Whether the cells of a row name apps and something else; a numbered row is none. */
function isHeader(columns: Columns, row: ListRow): boolean {
  if (row.some(({ text }) => /^\s*\d{1,4}[.、]?\s*$/u.test(text))) return false;
  const known = columns.filter((column) => column !== null).length;
  const filled = row.filter((cell) => cell.text.trim() !== '').length;
  return columns.includes('name') && known >= 2 && known * 2 >= filled;
}

/**
 * An empty row, or one that is the title of those below: one text across the whole width, or alone
 * in the first cell.
 */
function isAlone(row: ListRow, shapes: readonly CellShape[], columns: Columns): boolean {
  const filled = row.filter((_, at) => shapes[at] !== 'empty');
  if (filled.length === 0) return true;
  if (columns.length < 3 || filled.some((cell) => cell.text !== filled[0]!.text)) return false;
  return (
    filled.length >= 3 || (filled[0] === row[0] && columns[0] !== 'name' && shapes[0] === 'text')
  );
}

/**
 * The rows of an app and a further one, whose version and store are those above where it states
 * none.
 */
function continued(rows: readonly MentionRow[], row: MentionRow | null): MentionRow[] {
  const { version, store } = rows.at(-1)!;
  return row === null
    ? [...rows]
    : [...rows, { ...row, version: row.version ?? version, store: row.store ?? store }];
}

function kindOf(seats: Seats): MentionDraft['kind'] {
  const text = `${seats.get('store')?.text} ${seats.get('kind')?.text}`;
  if (/小程序|快应用/u.test(text)) return 'mini-program';
  return /SDK/iu.test(text) || /SDK\W*$/iu.test(seats.get('name')!.text) ? 'sdk' : 'app';
}

function rowOf(seats: Seats, words: OfficialWords): MentionRow | null {
  const spans = [...seats].flatMap(([column, { span }]) => (column === 'number' ? [] : [span]));
  if (spans.length === 0) return null;
  const issue = seats.get('issue');
  return {
    version: textOf(seats.get('version')),
    store: textOf(seats.get('store')),
    accusations: issue === undefined ? [] : accusationsIn(issue.text, issue.span.start, words),
    span: {
      start: Math.min(...spans.map((span) => span.start)),
      end: Math.max(...spans.map((span) => span.end)),
    },
  };
}

const textOf = (cell: ListCell | undefined) => (cell === undefined ? null : oneLine(cell.text));

/** The lines of a cell in one. */
const oneLine = (text: string) =>
  text
    .split('\n')
    .flatMap((line) => line.trim() || [])
    .join(' ');

/**
 * Seats the cells of a row under its columns; a row that a mirror shifted to the left is seated by
 * shape.
 */
function seatsOf(row: ListRow, allShapes: readonly CellShape[], columns: Columns): Seats {
  const shapes = allShapes.slice(0, columns.length);
  const seats: Seats = new Map();
  let isIllSeated = false;
  for (const [at, column] of columns.entries()) {
    const shape = shapes[at];
    if (column === null || shape === undefined || shape === 'empty') continue;
    seats.set(column, row[at]!);
    isIllSeated ||= ILL_SEATED[column]?.includes(shape) ?? false;
  }
  return isIllSeated && shapes.at(-1) === 'empty' ? seatByShape(row, shapes, columns) : seats;
}

/** Shapes that cannot stand in a column, in a row whose last cells are empty. */
const ILL_SEATED: Partial<Record<CellColumn, readonly CellShape[]>> = {
  number: ['version', 'store', 'firm', 'issue', 'text'],
  name: ['version', 'issue'],
  developer: ['store', 'version', 'issue', 'number'],
  store: ['version', 'issue', 'firm'],
  version: ['store', 'issue', 'firm'],
  issue: ['version', 'store', 'firm'],
};
/** The column that a shape speaks for. */
const COLUMN_OF: Partial<Record<CellShape, CellColumn>> = {
  number: 'number',
  version: 'version',
  store: 'store',
  firm: 'developer',
  issue: 'issue',
};
/** Where a text may stand, in the order of most lists. */
const OF_TEXT = ['name', 'developer', 'store', 'issue'] as const;

/**
 * Seats the cells of a short row, each in the column of its shape, other text in the first free
 * one.
 */
function seatByShape(row: ListRow, shapes: readonly CellShape[], columns: Columns): Seats {
  const seats: Seats = new Map();
  const isFree = (column: CellColumn) => columns.includes(column) && !seats.has(column);
  for (const [at, shape] of shapes.entries()) {
    const own = COLUMN_OF[shape];
    // A row without its number continues the app above.
    const isName = (cellColumn: CellColumn) =>
      cellColumn !== 'name' || seats.has('number') || !columns.includes('number');
    const isOwn = own !== undefined && isFree(own) && (shape !== 'number' || seats.size === 0);
    const isText = shape === 'text' || shape === 'firm';
    const other = isText ? OF_TEXT.find((place) => isFree(place) && isName(place)) : undefined;
    const column = isOwn ? own : other;
    if (column !== undefined) seats.set(column, row[at]!);
  }
  return seats;
}

/** A version in a bracket behind a name: "木棉记账(2.10.1)". */
const VERSION_BEHIND = /(?<=.)\s?\((?:版本:?|[vV])?(\d{1,6}(?:\.\d{1,8}){1,6})\)\s?$/u;

/**
 * The name of a cell without the book-title or quotation marks around it and without the version
 * behind it.
 */
function nameIn(cell: ListCell): { name: string; span: Span; version: string | null } {
  const whole = foldUnits(cell.text);
  const version = VERSION_BEHIND.exec(whole);
  const text = version === null ? whole : whole.slice(0, version.index);
  const quoted = /^\s*[《“"]([^《》“”"]+)[》”"]\s*$/u.exec(text);
  const from = quoted ? text.indexOf(quoted[1]!) : text.length - text.trimStart().length;
  const to = quoted ? from + quoted[1]!.length : text.trimEnd().length;
  return {
    name: oneLine(cell.text.slice(from, to)),
    span: { start: cell.span.start + from, end: cell.span.start + to },
    version: version?.[1] ?? null,
  };
}
