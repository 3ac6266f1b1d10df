import type { Finding } from '../domain/document.ts';
import type { GridCell } from './grid.ts';

/** A block that a format has found, in reading order, before it has its place in the text. */
export type Draft =
  | { kind: 'heading'; text: string; level: number; confidence?: number }
  | { kind: 'paragraph'; text: string; confidence?: number }
  | { kind: 'list-item'; text: string }
  | { kind: 'table'; caption: string | null; rows: GridCell[][] }
  | { kind: 'picture' };

/** What one format makes of its bytes or text. */
export type ParsedDocument = {
  title: string | null;
  /** The title is only the first line; what the list or feed called the document is better. */
  titleGuessed?: boolean;
  drafts: Draft[];
  statedDate: string | null;
  /** Whether it links to files that may hold its list. */
  hasFiles: boolean;
  findings: Finding[];
};

export function parsedDocument(
  drafts: Draft[],
  more: Partial<Omit<ParsedDocument, 'drafts'>> = {},
): ParsedDocument {
  return { title: null, statedDate: null, hasFiles: false, findings: [], ...more, drafts };
}
