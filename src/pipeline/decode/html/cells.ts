import type { HtmlNode } from '../../../base/markup/parse-page.ts';
import { cleanLines } from '../clean.ts';
import type { TableCell } from '../table.ts';
import { childElements, type Element, isBlock, isElement, within } from './page.ts';

/**
 * A table element: its own cells (not those of nested tables) with their text, its caption, and the
 * nodes swallowed by an unclosed last cell.
 */
type TableParts = {
  elements: Element[][];
  rows: TableCell[][];
  caption: string | null;
  swallowed: ReadonlySet<HtmlNode>;
};

export function partsOf(table: Element): TableParts {
  const elements: Element[][] = [];
  let caption: string | null = null;
  const gather = (element: Element) => {
    for (const child of childElements(element)) {
      if (child.name === 'tr')
        elements.push(
          childElements(child).filter((cell) => cell.name === 'td' || cell.name === 'th'),
        );
      else if (child.name === 'caption') caption = cleanLines(spoken(child)) || null;
      else if (child.name === 'tbody' || child.name === 'thead' || child.name === 'tfoot')
        gather(child);
    }
  };
  gather(table);
  const swallowed = new Set(swallowedBy(table, elements.at(-1)?.at(-1)));
  const rows = elements.map((row) =>
    row.map(({ children, attribs }) => ({
      text: cleanLines(
        children.map((child) => (swallowed.has(child) ? '' : spoken(child))).join(''),
      ),
      rowspan: spanOf(attribs.rowspan, 65_534, 0),
      colspan: spanOf(attribs.colspan, 1000, 1),
    })),
  );
  return { elements, rows, caption, swallowed };
}

/**
 * A table that is never closed takes the rest of the page into its last cell. The text of that cell
 * ends at the first block after its words; the rest follows the table.
 */
function swallowedBy(table: Element, last: Element | undefined): HtmlNode[] {
  if (!table.sourceCodeLocation || table.sourceCodeLocation.endTag) return [];
  if (!last || last.sourceCodeLocation?.endTag) return [];
  const words = last.children.findIndex((child) => cleanLines(spoken(child)) !== '');
  const after = last.children.findIndex((child, at) => at > words && isBlock(child));
  return words === -1 || after === -1 ? [] : last.children.slice(after);
}

function spanOf(value: string | undefined, most: number, least: number): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Number.isNaN(span) ? 1 : Math.min(most, Math.max(least, span));
}

/** The text of a subtree with a newline at each break and block edge. */
export function spoken(node: HtmlNode): string {
  if (node.type === 'text') return node.data.replace(/\s+/gu, ' ');
  if (!isElement(node)) return '';
  if (node.name === 'br') return '\n';
  const inside = node.children.map(spoken).join('');
  if (node.name === 'td' || node.name === 'th') return `${inside} `;
  return isBlock(node) ? `\n${inside}\n` : inside;
}

const LISTED_CELL = 60;

/**
 * Whether a table only arranges the page. Then its cells are read as ordinary blocks: it contains a
 * table with most of its text, has one column of long text, or a few cells with long texts
 * of several paragraphs.
 */
export function isLayout({ elements, rows, swallowed }: TableParts): boolean {
  const cells = rows.flat();
  if (cells.length === 0) return true;
  const isArranged = arrangesPage(rows);
  if (isArranged || rows.every((row) => row.length <= 1)) return isArranged;
  const nested = elements.flat().flatMap((cell) => within(cell, 'table', swallowed));
  const inner = nested.reduce((sum, table) => sum + cleanLines(spoken(table)).length, 0);
  return inner * 2 > cells.reduce((sum, cell) => sum + cell.text.length, 0);
}

/**
 * Whether rows, whatever format drew them, only arrange a page: no cells, one column of long texts,
 * or a few cells with long texts of several paragraphs.
 */
export function arrangesPage(rows: readonly (readonly TableCell[])[]): boolean {
  const cells = rows.flat();
  if (cells.length === 0) return true;
  if (rows.every((row) => row.length <= 1))
    return (
      rows.length < 3 ||
      cells.some(({ text, colspan = 1 }) => text.length > LISTED_CELL || colspan > 1)
    );
  return (
    rows.length <= 3 && cells.some(({ text }) => text.length > 300 && text.split('\n').length >= 4)
  );
}
