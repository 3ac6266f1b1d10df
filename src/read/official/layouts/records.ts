import { type Line, spanIn } from '../../document/page.ts';
import { type CellColumn, columnOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { readRows } from '../grid-rows.ts';
import type { OfficialWords } from '../official-words.ts';
import type { Layout } from './layout.ts';

const LABELLED = /^[\s•·*【-]{0,4}(?:\d{1,3}[.、]\s?)?([^:\s]{2,8})\s?:\s?(\S.{0,200})$/u;
const END = /[\s;。,]{1,4}$/u;

/** Records of labelled lines: `应用名称：…`, `开发者：…`, `版本：…`, again from the next name on. */
export const records: Layout = {
  id: 'records',
  about: 'records of labelled lines, each from one name to the next',
  read({ page, words }) {
    const fields = page.lines.flatMap((line) => fieldIn(line) ?? []);
    const columns = [...new Set(fields.map((one) => one.column))];
    if (!columns.includes('name') || columns.length < 3) return null;
    return asRows(fields, columns, words);
  },
};

interface Field {
  readonly column: CellColumn;
  readonly label: ListCell;
  readonly cell: ListCell;
}

function fieldIn(line: Line): Field | null {
  const match = LABELLED.exec(line.text);
  const column = match === null ? null : columnOf(match[1]!);
  if (match === null || column === null) return null;
  const at = match.index + match[0].indexOf(match[1]!);
  const value = match[2]!.replace(END, '');
  const from = match[0].indexOf(value, at + match[1]!.length);
  const cell = (start: number, size: number): ListCell => ({
    text: line.raw.slice(start, start + size),
    span: spanIn(line, start, start + size),
    merged: false,
  });
  return { column, label: cell(at, match[1]!.length), cell: cell(from, value.length) };
}

function asRows(fields: readonly Field[], columns: readonly CellColumn[], words: OfficialWords) {
  const empty: ListCell = { text: '', span: { start: 0, end: 0 }, merged: false };
  const rows: ListCell[][] = [columns.map((column) => fields.find((one) => one.column === column)!.label)];
  for (const { column, cell } of fields) {
    if (column === 'name') rows.push(columns.map(() => empty));
    const at = columns.indexOf(column);
    if (rows.length > 1) rows.at(-1)![at] = cell;
  }
  const reading = readRows(rows, 'records', words);
  return reading === null || reading.drafts.length === 0 ? null : reading;
}
