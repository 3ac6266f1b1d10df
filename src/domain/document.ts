import { z } from 'zod';

/** Half-open range of UTF-16 offsets into `Document.text`. `text.slice(start, end)` is exactly what it claims. */
export const Span = z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(0) });
export type Span = z.infer<typeof Span>;

const Confidence = z.number().min(0).max(1).optional();

/** One cell of a table after merged cells were laid out on a grid. */
export const Cell = z.strictObject({
  text: z.string(),
  span: Span,
  /** True where this grid place repeats a merged cell that began in an earlier row or column. */
  merged: z.boolean(),
  /** Where the text was read off a picture: how sure its letters are, 0..1. Absent = exact. */
  confidence: Confidence,
});
export type Cell = z.infer<typeof Cell>;

export const Block = z.discriminatedUnion('kind', [
  /** A line of words: heading, paragraph or item of a list. */
  z.strictObject({ kind: z.literal('paragraph'), span: Span, confidence: Confidence }),
  /** A rectangular grid, short rows padded with empty cells. Its span begins with its caption, where it has one. */
  z.strictObject({ kind: z.literal('table'), span: Span, rows: z.array(z.array(Cell)) }),
  /** A picture that may hold a list; it stands for no text, and its span is empty. */
  z.strictObject({ kind: z.literal('picture'), span: Span }),
]);
export type Block = z.infer<typeof Block>;
export type TableBlock = Extract<Block, { kind: 'table' }>;

/** Something odd that was found while making bytes legible; never an exception. */
export const Finding = z.strictObject({ code: z.string(), message: z.string() });
export type Finding = z.infer<typeof Finding>;

/** An Item made legible, still uninterpreted. */
export const Document = z.strictObject({
  title: z.string().nullable(),
  /** The whole legible text in reading order; every Span points into it. Table cells are joined by ` | `, rows and blocks by newlines. */
  text: z.string(),
  blocks: z.array(Block),
  /** Publication time as the page itself states it in its metadata (`PubDate`, `article:published_time`), verbatim. */
  statedDate: z.string().nullable(),
  format: z.enum(['html', 'text', 'markdown', 'csv', 'docx', 'xlsx', 'pdf', 'picture', 'doc']),
  /** Whether it links to files that may hold its list. */
  hasFiles: z.boolean(),
  findings: z.array(Finding),
});
export type Document = z.infer<typeof Document>;
