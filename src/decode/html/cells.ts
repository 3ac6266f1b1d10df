import { cleanLines } from '../clean.ts';
import type { RawCell } from '../grid.ts';
import { isChrome } from './chrome.ts';
import { childElements, type Element, type HtmlNode, isBlock, isElement } from './tree.ts';

/** The parts of a table element: its own rows (not those of nested tables), its caption, and what an unclosed last cell swallowed. */
export type TableParts = { rows: Element[][]; caption: string | null; swallowed: HtmlNode[] };

export function partsOf(table: Element): TableParts {
  const rows: Element[][] = [];
  let caption: string | null = null;
  const gather = (element: Element) => {
    for (const child of childElements(element)) {
      if (child.name === 'tr')
        rows.push(childElements(child).filter((cell) => cell.name === 'td' || cell.name === 'th'));
      else if (child.name === 'caption') caption = textOf(child) || null;
      else if (child.name === 'tbody' || child.name === 'thead' || child.name === 'tfoot') gather(child);
    }
  };
  gather(table);
  return { rows, caption, swallowed: swallowedBy(table, rows) };
}

/**
 * A table that is never closed takes the rest of the page into its last cell. What the cell itself says ends at the first
 * block after its own words; the rest stands after the table.
 */
function swallowedBy(table: Element, rows: readonly Element[][]): HtmlNode[] {
  if (!table.sourceCodeLocation || table.sourceCodeLocation.endTag) return [];
  const last = rows.at(-1)?.at(-1);
  if (!last || last.sourceCodeLocation?.endTag) return [];
  const words = last.children.findIndex((child) => textOf(child) !== '');
  if (words === -1) return [];
  const after = last.children.findIndex((child, at) => at > words && isBlock(child));
  return after === -1 ? [] : last.children.slice(after);
}

export function rawRows({ rows, swallowed }: TableParts): RawCell[][] {
  const aside = new Set<HtmlNode>(swallowed);
  return rows.map((row) =>
    row.map((cell) => ({
      text: cleanLines(cell.children.map((child) => (aside.has(child) ? '' : spoken(child))).join('')),
      header: cell.name === 'th',
      rowspan: spanOf(cell.attribs.rowspan, 65_534, 0),
      colspan: spanOf(cell.attribs.colspan, 1000, 1),
    })),
  );
}

function spanOf(value: string | undefined, most: number, least: number): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Number.isNaN(span) ? 1 : Math.min(most, Math.max(least, span));
}

/** The text of a subtree with a newline at each break and block edge. */
export function textOf(node: HtmlNode): string {
  return cleanLines(spoken(node));
}

function spoken(node: HtmlNode): string {
  if (node.type === 'text') return node.data.replace(/\s+/gu, ' ');
  if (!isElement(node) || isChrome(node)) return '';
  if (node.name === 'br') return '\n';
  const inside = node.children.map(spoken).join('');
  if (node.name === 'td' || node.name === 'th') return `${inside} `;
  return isBlock(node) ? `\n${inside}\n` : inside;
}

const LISTED_CELL = 60;

/**
 * Whether a table only arranges the page. Then its cells are read as ordinary blocks: it holds a table that says most of what it says, has one
 * column of long text, or a few cells with long texts of several paragraphs.
 */
export function isLayout(parts: TableParts, rows: readonly (readonly RawCell[])[]): boolean {
  const cells = parts.rows.flat();
  const width = Math.max(0, ...parts.rows.map((row) => row.length));
  if (cells.length === 0) return true;
  const raw = rows.flat();
  if (width === 1)
    return parts.rows.length < 3 || raw.some((cell) => cell.text.length > LISTED_CELL || cell.colspan > 1);
  const nested = cells.flatMap((cell) => innerTables(cell, parts.swallowed));
  if (nested.length > 0) {
    const whole = raw.reduce((sum, cell) => sum + cell.text.length, 0);
    const inner = nested.reduce((sum, table) => sum + textOf(table).length, 0);
    if (inner * 2 > whole) return true;
  }
  return (
    parts.rows.length <= 3 && raw.some((cell) => cell.text.length > 300 && cell.text.split('\n').length >= 4)
  );
}

function innerTables(element: Element, aside: readonly HtmlNode[]): Element[] {
  return childElements(element).flatMap((child) =>
    aside.includes(child) ? [] : child.name === 'table' ? [child] : innerTables(child, aside),
  );
}
