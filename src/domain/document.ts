import { z } from 'zod';

/**
 * Half-open range of UTF-16 offsets into `Document.text`. `text.slice(start, end)` is exactly what
 * it claims.
 */
export const Span = z.strictObject({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
});
export type Span = z.infer<typeof Span>;

/** One cell of a table after merged cells were laid out on a grid. */
export interface Cell {
  text: string;
  span: Span;
  /** True where this grid place repeats a merged cell that began in an earlier row or column. */
  merged: boolean;
}

/**
 * A rectangular grid, short rows padded with empty cells. Its span begins with its caption, where
 * it has one.
 */
export interface DocumentTable {
  span: Span;
  rows: Cell[][];
}

/** A recognised line or row, with the confidence of its least certain letter, 0..1. */
export type Unsure = Span & { confidence: number };

/** A problem found while decoding bytes; never an exception. */
export interface Finding {
  code: string;
  message: string;
}

/** A decoded Item, not interpreted yet. */
export interface Document {
  title: string | null;
  /**
   * The whole legible text in reading order, a paragraph a line; every Span points into it. Table
   * cells are joined by ` | `, rows by newlines.
   */
  text: string;
  tables: DocumentTable[];
  /** How many pictures may hold a list. */
  pictures: number;
  /** Recognised text; all other text is exact. */
  unsure: Unsure[];
  /**
   * Publication time as the page itself states it in its metadata (`PubDate`,
   * `article:published_time`), verbatim.
   */
  statedDate: string | null;
  format: 'html' | 'text' | 'markdown' | 'csv' | 'docx' | 'xlsx' | 'pdf' | 'picture' | 'doc';
  /** Whether it links to files that may hold its list. */
  hasFiles: boolean;
  findings: Finding[];
}
