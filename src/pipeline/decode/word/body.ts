import { cleanLine, cleanLines } from '../clean.ts';
import type { Draft } from '../compose.ts';
import { arrangesPage } from '../html/cells.ts';
import { type TableCell, tableOf } from '../table.ts';
import type { XmlEvents } from './parts.ts';
import type { WordStyles } from './styles.ts';

/** A cell while it is read. `down` = it begins or continues a vertical merge. */
interface OpenCell {
  text: string;
  across: number;
  down: 'begins' | 'continues' | null;
}

type WordCell = Required<Omit<TableCell, 'confidence'>>;

/** A table while it is read, with the cells that still extend down, by column. */
interface OpenTable {
  readonly rows: WordCell[][];
  readonly reaching: Map<number, WordCell>;
  /** Tables and paragraphs of its cells, for a table that only arranges the page. */
  readonly inner: Draft[];
  innerLetters: number;
  cells: { cell: WordCell; down: OpenCell['down'] }[];
  cell: OpenCell;
}

/** Elements that are no text of the document: deleted, moved away, hidden, repeated. */
const UNREAD = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:pPrChange']);
const PICTURES = new Set(['pic:pic', 'v:imagedata']);

export interface WordBody {
  readonly events: XmlEvents;
  /** What was read, once the part has ended. */
  readonly result: () => { drafts: Draft[]; pictures: number; heading: string | null };
}

/**
 * Reads the elements of `document.xml` as they come: paragraphs, tables with their merged cells,
 * numbers of lists, pictures. Text that is deleted or hidden is no part of it.
 */
export function wordBody({ counted, headings }: WordStyles): WordBody {
  const drafts: Draft[] = [];
  const tables: OpenTable[] = [];
  const numbers = new Map<string, number>();
  let pictures = 0;
  let heading: string | null = null;
  let words = '';
  let style = '';
  let list: string | null = null;
  let level = '0';
  let unread = 0;
  let isText = false;
  let isHidden = false;

  const target = () => tables.at(-1)?.inner ?? drafts;

  function numberOf(): string {
    if (list === null || list === '0' || !counted.has(`${list} ${level}`)) return '';
    const key = `${list} ${level}`;
    const next = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, next);
    for (const one of [...numbers.keys()])
      if (one.startsWith(`${list} `) && one > key) numbers.delete(one);
    return `${next}. `;
  }

  function writeParagraph(lead: string): void {
    for (const [at, text] of cleanLines(words).split('\n').entries())
      if (text !== '')
        drafts.push({ kind: 'paragraph', text: cleanLine(at === 0 ? lead + text : text) });
  }

  function endParagraph(): void {
    const lead = words.trim() === '' ? '' : numberOf();
    const table = tables.at(-1);
    if (table === undefined) writeParagraph(lead);
    else table.cell.text += `${lead}${words}\n`;
    if (heading === null && headings.has(style)) heading = cleanLine(words) || null;
    words = '';
    style = '';
    list = null;
    level = '0';
  }

  function endCell({ cells, cell }: OpenTable): void {
    const text = cleanLines(cell.text);
    cells.push({ cell: { text, rowspan: 1, colspan: cell.across }, down: cell.down });
  }

  /** Ends a row: a cell that continues a merge lengthens the one above. */
  function endRow(table: OpenTable): void {
    let column = 0;
    const row: WordCell[] = [];
    for (const { cell, down } of table.cells) {
      const above = table.reaching.get(column);
      if (down === 'continues' && above !== undefined) above.rowspan += 1;
      else {
        row.push(cell);
        if (down === 'begins') table.reaching.set(column, cell);
        else table.reaching.delete(column);
      }
      column += cell.colspan;
    }
    table.rows.push(row);
    table.cells = [];
  }

  function endTable({ rows, inner, innerLetters }: OpenTable): void {
    const letters = rows.flat().reduce((sum, cell) => sum + cell.text.length, 0);
    const isLayout = arrangesPage(rows) || innerLetters > letters;
    const table = isLayout ? null : tableOf(rows);
    const lines = isLayout ? rows.flat().flatMap(({ text }) => text.split('\n')) : [];
    const paragraphs = lines.filter((line) => line !== '');
    const own: Draft[] = [
      ...(table === null ? [] : [table]),
      ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
    ];
    const outer = tables.at(-1);
    if (outer !== undefined) outer.innerLetters += letters;
    for (const draft of own) target().push(draft);
    for (const draft of inner) target().push(draft);
  }

  const opened: Readonly<Record<string, (value: string) => void>> = {
    'w:t': () => {
      isText = !isHidden;
    },
    'w:r': () => {
      isHidden = false;
    },
    'w:vanish': (value) => {
      isHidden = value !== '0' && value !== 'false';
    },
    'w:tab': () => {
      words += ' ';
    },
    'w:br': () => {
      words += '\n';
    },
    'w:cr': () => {
      words += '\n';
    },
    'w:noBreakHyphen': () => {
      words += '-';
    },
    'w:pStyle': (value) => {
      style = value;
    },
    'w:numId': (value) => {
      list = value;
    },
    'w:ilvl': (value) => {
      level = value;
    },
    'w:tbl': () => {
      const cell: OpenCell = { text: '', across: 1, down: null };
      const rows: WordCell[][] = [];
      tables.push({ rows, reaching: new Map(), inner: [], innerLetters: 0, cells: [], cell });
    },
    'w:tc': () => {
      const table = tables.at(-1);
      if (table !== undefined) table.cell = { text: '', across: 1, down: null };
    },
    'w:gridSpan': (value) => {
      const cell = tables.at(-1)?.cell;
      if (cell !== undefined) cell.across = Math.max(1, Number.parseInt(value, 10) || 1);
    },
    'w:vMerge': (value) => {
      const cell = tables.at(-1)?.cell;
      if (cell !== undefined) cell.down = value === 'restart' ? 'begins' : 'continues';
    },
  };

  const closed: Readonly<Record<string, () => void>> = {
    'w:t': () => {
      isText = false;
    },
    'w:p': endParagraph,
    'w:tc': () => endCell(tables.at(-1)!),
    'w:tr': () => endRow(tables.at(-1)!),
    'w:tbl': () => endTable(tables.pop()!),
  };

  return {
    events: {
      open(name, attributes) {
        if (unread > 0 || UNREAD.has(name)) unread += 1;
        else if (PICTURES.has(name)) pictures += 1;
        else opened[name]?.(attributes['w:val'] ?? '');
      },
      close(name) {
        if (unread > 0) unread -= 1;
        else closed[name]?.();
      },
      text(text) {
        if (isText && unread === 0) words += text;
      },
    },
    result: () => ({ drafts, pictures, heading }),
  };
}
