import { type CompiledFiles, openCompiled } from '../catalog/compile.ts';
import type { Document } from '../domain/document.ts';
import type { Notice } from '../domain/notice.ts';
import type { ReadContext } from '../read/document/page.ts';
import { createReader, type ReadParts } from '../read/read-notice.ts';
import { readPartsOf } from './reader.ts';

let read: ReturnType<typeof createReader> | null = null;

/** What a reader is made of: the files of a compiled catalog, or what reading takes of one. */
export type ReaderFrom = CompiledFiles | ReadParts;

/** Builds the reader of this process, once. False where the files of the compiled catalog are others by now. */
export function prepareReader(from: ReaderFrom): boolean {
  const parts = 'content' in from ? partsIn(from) : from;
  read = parts === null ? null : createReader(parts);
  return read !== null;
}

function partsIn(files: CompiledFiles): ReadParts | null {
  const catalog = openCompiled(files);
  return catalog === null ? null : readPartsOf(catalog);
}

/** The notice of a document; null where this process has no reader yet. */
export function readHere(document: Document, context: ReadContext): Notice | null {
  return read === null ? null : read(document, context);
}
