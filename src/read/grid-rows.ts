import type { Span } from '../domain/document.ts';
import type { MentionRow } from '../domain/notice.ts';
import { accusationsIn } from './accusations.ts';
import { type CellShape, type Column, columnOf, shapeOf } from './cell-shape.ts';
import { type Draft, draft } from './draft.ts';
import { foldUnits } from './folded.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A cell of any list that has rows, however the page draws them. */
export interface ListCell {
  readonly text: string;
  readonly span: Span;
  readonly merged: boolean;
}

export interface ListReading {
  readonly drafts: Draft[];
  /** Rows that hold something but no app. */
  readonly nameless: readonly Span[];
}

type Seats = Map<Column, ListCell>;

/**
 * Reads rows under a header: continuation rows (empty or merged name) belong to the app above, an empty or merged
 * developer is that of the row above, and rows that a mirror shifted to the left are seated again by the shape of their
 * cells. Null where no header and no telling shapes are found. A doubled header (two lists side by side) is read twice.
 */
export function readRows(
  rows: readonly (readonly ListCell[])[],
  rule: string,
  vocabulary: Vocabulary,
): ListReading | null {
  const head = headerOf(rows) ?? guessHeader(rows, vocabulary);
  if (head === null) return null;
  const drafts: Draft[] = [];
  const nameless: Span[] = [];
  for (const columns of head.lists) {
    const keepsMerges = rows.some((row) => row.some((cell) => cell.merged));
    const state: State = { last: null, developer: null, drafts, nameless, keepsMerges };
    for (const row of rows.slice(head.first)) {
      readRow(row.slice(columns.from, columns.to), columns.names, state, rule, vocabulary);
    }
  }
  return { drafts, nameless };
}

interface State {
  last: number | null;
  developer: ListCell | null;
  readonly drafts: Draft[];
  readonly nameless: Span[];
  readonly keepsMerges: boolean;
}
interface ColumnSet {
  readonly from: number;
  readonly to: number;
  readonly names: readonly (Column | null)[];
}
interface Head {
  readonly first: number;
  readonly lists: readonly ColumnSet[];
}

function headerOf(rows: readonly (readonly ListCell[])[]): Head | null {
  for (const [at, row] of rows.slice(0, 4).entries()) {
    const columns = row.map((cell, nth) =>
      nth > 0 && cell.merged && cell.text === row[nth - 1]!.text ? null : columnOf(cell.text),
    );
    const known = columns.filter((one) => one !== null);
    if (
      !columns.includes('name') ||
      known.length < 2 ||
      known.length * 2 < row.filter((cell) => cell.text.trim() !== '').length
    )
      continue;
    return { first: at + 1, lists: splitLists(columns) };
  }
  return null;
}

/** Two lists side by side repeat their header; each becomes a list of its own. */
function splitLists(columns: readonly (Column | null)[]): ColumnSet[] {
  const names = columns.flatMap((one, at) => (one === 'name' ? [at] : []));
  if (names.length < 2 || columns.indexOf('developer') > names[1]!)
    return [{ from: 0, to: columns.length, names: onlyFirst(columns) }];
  const offset = columns.indexOf('number') >= 0 ? names[0]! - columns.indexOf('number') : 0;
  if (columns.slice(names[1]! - offset, names[1]! + 1)[0] !== columns[names[0]! - offset])
    return [{ from: 0, to: columns.length, names: onlyFirst(columns) }];
  return names.map((name, nth) => {
    const from = name - offset;
    const to = nth + 1 < names.length ? names[nth + 1]! - offset : columns.length;
    return { from, to, names: onlyFirst(columns.slice(from, to)) };
  });
}

function onlyFirst(columns: readonly (Column | null)[]): (Column | null)[] {
  return columns.map((one, at) => (one !== null && columns.indexOf(one) < at ? null : one));
}

/** Columns by the shapes that most of their cells have, where a list has no header: a number, a name, and a firm, version or store. */
function guessHeader(rows: readonly (readonly ListCell[])[], vocabulary: Vocabulary): Head | null {
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.length < 2) return null;
  const shapes = Array.from({ length: width }, (_, at) =>
    mostly(rows.slice(0, 30).map((row) => shapeOf(row[at]?.text ?? '', vocabulary))),
  );
  const telling = shapes.filter(
    (one) => one === 'firm' || one === 'version' || one === 'store' || one === 'issue',
  ).length;
  const name = shapes.indexOf('text');
  if (name < 0 || name > 1 || telling < 1 || (telling < 2 && shapes[0] !== 'number')) return null;
  const names = shapes.map((shape, at): Column | null => (at === name ? 'name' : (COLUMN_OF[shape] ?? null)));
  return { first: 0, lists: [{ from: 0, to: width, names: onlyFirst(names) }] };
}

const COLUMN_OF: Partial<Record<CellShape, Column>> = {
  number: 'number',
  version: 'version',
  store: 'store',
  firm: 'developer',
  issue: 'issue',
  icp: 'icp',
  region: 'region',
};

function mostly(shapes: readonly CellShape[]): CellShape {
  const filled = shapes.filter((one) => one !== 'empty');
  return (
    [...new Set(filled)].find((one) => filled.filter((other) => other === one).length * 2 > filled.length) ??
    'empty'
  );
}

function readRow(
  row: readonly ListCell[],
  columns: readonly (Column | null)[],
  state: State,
  rule: string,
  vocabulary: Vocabulary,
): void {
  const filled = row.filter((cell) => shapeOf(cell.text, vocabulary) !== 'empty');
  if (filled.length === 0 || isLabel(row, filled, columns, vocabulary)) return;
  if (
    filled.filter((cell) => columnOf(cell.text) !== null).length >= Math.max(2, filled.length - 1) &&
    row.some((cell) => columnOf(cell.text) === 'name')
  )
    return;
  const seats = seatsOf(row, columns, vocabulary);
  const name = seats.get('name');
  if (name === undefined || (name.merged && state.last !== null)) {
    continueApp(seats, state, vocabulary);
    return;
  }
  state.drafts.push(appOf(name, seats, state, rule, vocabulary));
  state.last = state.drafts.length - 1;
}

/** A row that is the title of those below: one text across the whole width, or alone in the first cell. */
function isLabel(
  row: readonly ListCell[],
  filled: readonly ListCell[],
  columns: readonly (Column | null)[],
  vocabulary: Vocabulary,
): boolean {
  if (columns.length < 3) return false;
  const texts = new Set(filled.map((cell) => cell.text));
  if (texts.size > 1) return false;
  if (filled.length >= 3) return true;
  const shape = shapeOf(filled[0]!.text, vocabulary);
  return (
    (filled[0] === row[0] && columns[0] !== 'name' && shape === 'text') ||
    /^(?:合计|总计|备注|注)[:：]?/u.test(filled[0]!.text)
  );
}

function seatsOf(
  row: readonly ListCell[],
  columns: readonly (Column | null)[],
  vocabulary: Vocabulary,
): Seats {
  const seats: Seats = new Map();
  for (const [at, column] of columns.entries()) {
    const cell = row[at];
    if (column !== null && cell !== undefined && shapeOf(cell.text, vocabulary) !== 'empty')
      seats.set(column, cell);
  }
  return isShifted(row, seats, columns, vocabulary) ? seatByShape(row, columns, vocabulary) : seats;
}

/** Shapes that cannot stand in a column, in a row whose last cells are empty. */
const ILL_SEATED: Partial<Record<Column, readonly CellShape[]>> = {
  number: ['version', 'store', 'firm', 'issue', 'text', 'icp'],
  name: ['version', 'issue'],
  developer: ['store', 'version', 'issue', 'number'],
  store: ['version', 'issue', 'firm'],
  version: ['store', 'issue', 'firm'],
  issue: ['version', 'store', 'firm'],
};

function isShifted(
  row: readonly ListCell[],
  seats: Seats,
  columns: readonly (Column | null)[],
  vocabulary: Vocabulary,
): boolean {
  const last = row.slice(0, columns.length).at(-1);
  if (last !== undefined && shapeOf(last.text, vocabulary) !== 'empty') return false;
  return [...seats].some(([column, cell]) => ILL_SEATED[column]?.includes(shapeOf(cell.text, vocabulary)));
}

/** Seats the cells of a short row in the order of the columns, each in the first free column that its shape may take. */
function seatByShape(
  row: readonly ListCell[],
  columns: readonly (Column | null)[],
  vocabulary: Vocabulary,
): Seats {
  const seats: Seats = new Map();
  let numbered = false;
  for (const cell of row) {
    const shape = shapeOf(cell.text, vocabulary);
    if (shape === 'empty') continue;
    const wanted = COLUMN_OF[shape];
    if (shape === 'number' && seats.size === 0 && columns.includes('number')) {
      seats.set('number', cell);
      numbered = true;
    } else if (shape === 'number' && columns.includes('version') && !seats.has('version'))
      seats.set('version', cell);
    else if (wanted !== undefined && shape !== 'number' && columns.includes(wanted) && !seats.has(wanted)) {
      seats.set(wanted, cell);
    } else if (shape === 'text' || shape === 'firm') {
      const free = (['name', 'developer', 'store', 'issue'] as const).find(
        (one) =>
          columns.includes(one) &&
          !seats.has(one) &&
          (one !== 'name' || numbered || !columns.includes('number')),
      );
      if (free !== undefined) seats.set(free, cell);
    }
  }
  return seats;
}

function continueApp(seats: Seats, state: State, vocabulary: Vocabulary): void {
  const app = state.last === null ? undefined : state.drafts[state.last];
  const number = seats.get('number');
  if (app === undefined || (number !== undefined && !number.merged && seats.get('name') === undefined)) {
    const first = [...seats.values()][0];
    if (first !== undefined) state.nameless.push(first.span);
    return;
  }
  const before = app.rows.at(-1);
  const row = rowOf(seats, vocabulary);
  if (row === null || before === undefined) return;
  const full: MentionRow = {
    ...row,
    version: row.version ?? before.version,
    store: row.store ?? before.store,
  };
  state.drafts[state.last!] = { ...app, rows: [...app.rows, full] };
}

function appOf(name: ListCell, seats: Seats, state: State, rule: string, vocabulary: Vocabulary): Draft {
  const own = seats.get('developer');
  const mayInherit = own === undefined ? !state.keepsMerges : own.merged;
  const developer = own ?? (mayInherit ? (state.developer ?? undefined) : undefined);
  const inherited =
    developer !== undefined && (own === undefined || (own.merged && own.text === state.developer?.text));
  if (own !== undefined) state.developer = own;
  const written = nameIn(name);
  const row = rowOf(seats, vocabulary);
  const kind = kindOf(seats);
  return draft(written.name, written.span, rule, 'cell', {
    kind,
    developer: developer === undefined ? null : oneLine(developer.text),
    developerInherited: inherited,
    icp: seats.get('icp')?.text.trim() ?? null,
    rows: row === null ? [] : [row],
  });
}

function kindOf(seats: Seats): Draft['kind'] {
  const text = `${seats.get('store')?.text ?? ''} ${seats.get('kind')?.text ?? ''}`;
  if (/小程序|快应用/u.test(text)) return 'mini-program';
  return /SDK/iu.test(text) || /SDK\W*$/iu.test(seats.get('name')?.text ?? '') ? 'sdk' : 'app';
}

function rowOf(seats: Seats, vocabulary: Vocabulary): MentionRow | null {
  const cells = [...seats].filter(([column]) => column !== 'number').map(([, cell]) => cell.span);
  if (cells.length === 0) return null;
  const issue = seats.get('issue');
  return {
    version: textOf(seats.get('version')),
    store: textOf(seats.get('store')),
    accusations: issue === undefined ? [] : accusationsIn(issue.text, issue.span.start, vocabulary),
    span: {
      start: Math.min(...cells.map((one) => one.start)),
      end: Math.max(...cells.map((one) => one.end)),
    },
  };
}

function textOf(cell: ListCell | undefined): string | null {
  return cell === undefined ? null : oneLine(cell.text);
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ').trim();
}

/** The name of a cell without the book-title or quotation marks around it. */
function nameIn(cell: ListCell): { name: string; span: Span } {
  const text = foldUnits(cell.text);
  const quoted = /^\s*[《“"]([^《》“”"]+)[》”"]\s*$/u.exec(text);
  const from = quoted ? text.indexOf(quoted[1]!) : text.length - text.trimStart().length;
  const to = quoted ? from + quoted[1]!.length : text.trimEnd().length;
  return {
    name: oneLine(cell.text.slice(from, to)),
    span: { start: cell.span.start + from, end: cell.span.start + to },
  };
}
