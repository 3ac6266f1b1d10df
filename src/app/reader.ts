import type { Document } from '../domain/document.ts';
import type { Notice } from '../domain/notice.ts';
import type { ReadContext } from '../read/read-notice.ts';

/** Document → Notice with the catalog's words already in hand. */
export type Reader = (document: Document, carried: ReadContext) => Notice;
