import type { Span } from '../../domain/document.ts';
import type { MentionRow } from '../../domain/notice.ts';
import { foldUnits } from '../document/fold-units.ts';
import { draft, type MentionDraft } from '../document/mention-draft.ts';
import { accusationsIn } from './accusations.ts';
import { type CellShape, shapeOf } from './cell-shape.ts';
import { type Columns, type Head, headerOf, type ListCell, type Seats, seatsOf } from './grid-seats.ts';
import type { OfficialWords } from './official-words.ts';

export interface ListReading {
  readonly drafts: readonly MentionDraft[];
  /** Rows that hold something but no app. */
  readonly nameless: readonly Span[];
}

/** What the rows so far leave to the next one. */
interface State {
  developer: ListCell | null;
  readonly drafts: MentionDraft[];
  readonly nameless: Span[];
  readonly keepsMerges: boolean;
}

/**
 * Reads rows under a header: continuation rows (empty or merged name) belong to the app above, an empty or merged
 * developer is that of the row above, and rows that a mirror shifted to the left are seated again by the shape of their
 * cells. Null where no header is found.
 */
export function readRows(
  rows: readonly (readonly ListCell[])[],
  rule: string,
  words: OfficialWords,
): ListReading | null {
  const head = headerOf(rows);
  if (head === null) return null;
  const keepsMerges = rows.some((row) => row.some((cell) => cell.merged));
  const state: State = { developer: null, drafts: [], nameless: [], keepsMerges };
  for (const row of rows.slice(head.first)) readRow(row, head, state, rule, words);
  return state;
}

function readRow(
  row: readonly ListCell[],
  { columns, words: header }: Head,
  state: State,
  rule: string,
  words: OfficialWords,
): void {
  const shapes = row.map((cell) => shapeOf(cell.text, words));
  const isLabel = isAlone(row, shapes, columns);
  if (isLabel || row.every((cell, at) => cell.text === header[at])) return;
  const seats = seatsOf(row, shapes, columns);
  const name = seats.get('name');
  if (name === undefined || (name.merged && state.drafts.length > 0)) continueApp(seats, state, words);
  else state.drafts.push(appOf(name, seats, state, rule, words));
}

/** An empty row, or one that is the title of those below: one text across the whole width, or alone in the first cell. */
function isAlone(row: readonly ListCell[], shapes: readonly CellShape[], columns: Columns): boolean {
  const filled = row.filter((_, at) => shapes[at] !== 'empty');
  if (filled.length === 0) return true;
  if (columns.length < 3 || filled.some((cell) => cell.text !== filled[0]!.text)) return false;
  return filled.length >= 3 || (filled[0] === row[0] && columns[0] !== 'name' && shapes[0] === 'text');
}

function continueApp(seats: Seats, state: State, words: OfficialWords): void {
  const app = state.drafts.at(-1);
  const number = seats.get('number');
  if (app === undefined || (number !== undefined && !number.merged && seats.get('name') === undefined)) {
    const [first] = seats.values();
    if (first !== undefined) state.nameless.push(first.span);
    return;
  }
  const before = app.rows.at(-1);
  const row = rowOf(seats, words);
  if (row === null || before === undefined) return;
  const full = { ...row, version: row.version ?? before.version, store: row.store ?? before.store };
  state.drafts[state.drafts.length - 1] = { ...app, rows: [...app.rows, full] };
}

function appOf(name: ListCell, seats: Seats, state: State, rule: string, words: OfficialWords): MentionDraft {
  const own = seats.get('developer');
  const mayInherit = own === undefined ? !state.keepsMerges : own.merged;
  const developer = own ?? (mayInherit ? (state.developer ?? undefined) : undefined);
  const inherited =
    developer !== undefined && (own === undefined || (own.merged && own.text === state.developer?.text));
  if (own !== undefined) state.developer = own;
  const written = nameIn(name);
  const seated = rowOf(seats, words);
  const row = seated === null ? null : { ...seated, version: seated.version ?? written.version };
  const kind = kindOf(seats);
  return draft(written.name, written.span, rule, 'cell', {
    kind,
    developer: developer === undefined ? null : oneLine(developer.text),
    developerInherited: inherited,
    icp: seats.get('icp')?.text.trim() ?? null,
    rows: row === null ? [] : [row],
  });
}

function kindOf(seats: Seats): MentionDraft['kind'] {
  const text = `${seats.get('store')?.text ?? ''} ${seats.get('kind')?.text ?? ''}`;
  if (/小程序|快应用/u.test(text)) return 'mini-program';
  return /SDK/iu.test(text) || /SDK\W*$/iu.test(seats.get('name')?.text ?? '') ? 'sdk' : 'app';
}

function rowOf(seats: Seats, words: OfficialWords): MentionRow | null {
  const cells = [...seats].filter(([column]) => column !== 'number').map(([, cell]) => cell.span);
  if (cells.length === 0) return null;
  const issue = seats.get('issue');
  return {
    version: textOf(seats.get('version')),
    store: textOf(seats.get('store')),
    accusations: issue === undefined ? [] : accusationsIn(issue.text, issue.span.start, words),
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
  return text
    .split('\n')
    .map((one) => one.trim())
    .join(' ')
    .trim();
}

/** A version in a bracket behind a name: "木棉记账(2.10.1)". */
const VERSION_BEHIND = /(?<=.)\s?\((?:版本:?|[vV])?(\d{1,6}(?:\.\d{1,8}){1,6})\)\s?$/u;

/** The name of a cell without the book-title or quotation marks around it and without the version behind it. */
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
