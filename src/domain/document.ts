import { z } from 'zod';

/** Half-open range of UTF-16 offsets into `Document.text`. `text.slice(start, end)` is exactly what it claims. */
export const Span = z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(0) });
export type Span = z.infer<typeof Span>;

/** One cell of a table after merged cells were laid out on a grid. */
export const Cell = z.strictObject({
  text: z.string(),
  span: Span,
  /** True where this grid place repeats a merged cell that began in an earlier row or column. */
  merged: z.boolean(),
});
export type Cell = z.infer<typeof Cell>;

/** A rectangular grid, short rows padded with empty cells. Its span begins with its caption, where it has one. */
export const DocumentTable = z.strictObject({ span: Span, rows: z.array(z.array(Cell)) });
export type DocumentTable = z.infer<typeof DocumentTable>;

/** A line or row that was read off a picture: how sure the least sure of its letters are, 0..1. */
export const Unsure = Span.extend({ confidence: z.number().min(0).max(1) });
export type Unsure = z.infer<typeof Unsure>;

/** Something odd that was found while making bytes legible; never an exception. */
export const Finding = z.strictObject({ code: z.string(), message: z.string() });
export type Finding = z.infer<typeof Finding>;

/** An Item made legible, still uninterpreted. */
export const Document = z.strictObject({
  title: z.string().nullable(),
  /** The whole legible text in reading order, a paragraph a line; every Span points into it. Table cells are joined by ` | `, rows by newlines. */
  text: z.string(),
  tables: z.array(DocumentTable),
  /** How many pictures may hold a list. */
  pictures: z.number().int().min(0),
  /** Where words were read off a picture; all others are exact. */
  unsure: z.array(Unsure),
  /** Publication time as the page itself states it in its metadata (`PubDate`, `article:published_time`), verbatim. */
  statedDate: z.string().nullable(),
  format: z.enum(['html', 'text', 'markdown', 'csv', 'docx', 'xlsx', 'pdf', 'picture', 'doc']),
  /** Whether it links to files that may hold its list. */
  hasFiles: z.boolean(),
  findings: z.array(Finding),
});
export type Document = z.infer<typeof Document>;
