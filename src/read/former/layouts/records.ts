import { type Column, columnOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { readRows } from '../grid-rows.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

const LABELLED = /^[\s•·*【-]{0,4}(?:\d{1,3}[.、]\s*)?([^:：\s]{2,8})\s*:\s*(.+?)\s*[;。,]?\s*$/u;

/** Records of labelled lines: `应用名称：…`, `开发者：…`, `版本：…`, again from the next name on. */
export const records: Layout = {
  id: 'records',
  about: 'records of labelled lines, each from one name to the next',
  read(page) {
    const fields = page.lines.flatMap((line) => fieldIn(line) ?? []);
    const columns = [...new Set(fields.map((one) => one.column))];
    if (!columns.includes('name') || columns.length < 3) return null;
    return asRows(fields, columns, page);
  },
};

interface Field {
  readonly column: Column;
  readonly label: ListCell;
  readonly cell: ListCell;
}

function fieldIn(line: Line): Field | null {
  const match = LABELLED.exec(line.text);
  const column = match === null ? null : columnOf(match[1]!);
  if (match === null || column === null) return null;
  const at = match.index + match[0].indexOf(match[1]!);
  const from = match[0].indexOf(match[2]!, at + match[1]!.length);
  const cell = (start: number, size: number): ListCell => ({
    text: line.raw.slice(start, start + size),
    span: spanIn(line, start, start + size),
    merged: false,
  });
  return { column, label: cell(at, match[1]!.length), cell: cell(from, match[2]!.length) };
}

function asRows(fields: readonly Field[], columns: readonly Column[], page: Page) {
  const empty: ListCell = { text: '', span: { start: 0, end: 0 }, merged: false };
  const rows: ListCell[][] = [columns.map((column) => fields.find((one) => one.column === column)!.label)];
  for (const { column, cell } of fields) {
    if (column === 'name') rows.push(columns.map(() => empty));
    const at = columns.indexOf(column);
    if (rows.length > 1) rows.at(-1)![at] = cell;
  }
  const reading = readRows(rows, 'records', page.vocabulary);
  return reading === null || reading.drafts.length === 0 ? null : reading;
}
