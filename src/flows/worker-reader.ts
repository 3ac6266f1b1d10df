import type { Document } from '../domain/document.ts';
import type { Notice } from '../domain/notice.ts';
import { createReader, type ReadContext, type ReadParts } from '../read/read-notice.ts';

let read: ReturnType<typeof createReader> | null = null;

/** Builds the reader of this process, once. */
export function prepareReader(parts: ReadParts): true {
  read = createReader(parts);
  return true;
}

/** The notice of a document; null where this process has no reader yet. */
export function readHere(document: Document, context: ReadContext): Notice | null {
  return read === null ? null : read(document, context);
}
