import { cleanLines } from '../clean.ts';
import { type TableDraft, tableOf } from '../table.ts';
import { spoken } from './cells.ts';
import { childElements, type Element } from './page.ts';

/** Elements that designers draw a list with. */
const HOLDERS = new Set(['div', 'ul', 'ol', 'section', 'article', 'main']);
const FEWEST_ROWS = 2;
const FEWEST_CELLS = 2;
const MOST_CELLS = 16;
const LONGEST_LABEL = 40;
const LONGEST_CELL = 400;

/**
 * A list that is drawn with elements in place of a table: children of one shape, whose own children
 * are cells. It is one where the cells say so: roles of a table, rows that are numbered 1, 2, 3 …, or
 * the same label in front of each value. Null for any other element.
 */
export function repeatedRecords(element: Element): TableDraft | null {
  if (!HOLDERS.has(element.name)) return null;
  const rows = rowsOf(element);
  if (rows.length < FEWEST_ROWS) return null;
  const cells = rows.map(cellsOf);
  const width = cells[0]!.length;
  const isGrid = cells.every((row) => row.length === width);
  if (!isGrid || width < FEWEST_CELLS || width > MOST_CELLS) return null;
  const texts = cells.map((row) => row.map(textOf));
  if (texts.flat().some((text) => text.length > LONGEST_CELL)) return null;
  const labels = labelsOf(cells);
  if (labels !== null) return gridOf([labels, ...cells.map((row) => row.map(restOf))]);
  return hasRoles(element) || isNumbered(texts) ? gridOf(texts) : null;
}

const gridOf = (rows: readonly (readonly string[])[]): TableDraft | null =>
  tableOf(rows.map((row) => row.map((text) => ({ text }))));

const textOf = (element: Element): string => cleanLines(spoken(element));

/** The children of an element, all of one tag. */
function rowsOf(element: Element): Element[] {
  const children = childElements(element);
  const [first] = children;
  const isSame = children.every(({ name }) => name === first?.name);
  return isSame && first !== undefined && first.name !== 'p' ? children : [];
}

/** The cells of a row, inside the one element that may wrap them all. */
function cellsOf(row: Element): Element[] {
  const children = childElements(row).filter(({ name }) => name !== 'br');
  return children.length === 1 ? cellsOf(children[0]!) : children;
}

function hasRoles({ attribs, children }: Element): boolean {
  const isTable = /^(?:table|grid|treegrid)$/iu.test(attribs.role ?? '');
  return isTable || children.some((child) => 'attribs' in child && child.attribs.role === 'row');
}

/** Whether the first cells of the rows are 1, 2, 3 …, perhaps below a row of heads. */
function isNumbered(rows: readonly (readonly string[])[]): boolean {
  const numbers = rows.map(([first = '']) => Number(/^\d{1,4}$/u.exec(first)?.[0] ?? Number.NaN));
  const from = Number.isNaN(numbers[0]!) ? 1 : 0;
  const counted = numbers.slice(from);
  return counted.length >= FEWEST_ROWS && counted.every((number, at) => number === at + 1);
}

/** The first child of each cell, where it is the same in every row; null where some is not. */
function labelsOf(rows: readonly (readonly Element[])[]): string[] | null {
  const [first = []] = rows;
  const labels = first.map((_, at) => {
    const own = rows.map((row) => labelOf(row[at]!));
    return own.every((label) => label !== '' && label === own[0]) ? own[0]! : null;
  });
  const known = labels.flatMap((label) => label ?? []);
  return known.length === labels.length && new Set(known).size === known.length ? known : null;
}

/** What the first of several pieces of a cell says. */
function labelOf(cell: Element): string {
  const [label, value] = childElements(cell);
  const text = label === undefined || value === undefined ? '' : textOf(label);
  return text.length <= LONGEST_LABEL ? text.replace(/[:：]$/u, '') : '';
}

const restOf = (cell: Element): string =>
  cleanLines(childElements(cell).slice(1).map(spoken).join(' '));
