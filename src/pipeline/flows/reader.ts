import type { Catalog } from '../../domain/catalog.ts';
import type { Document } from '../../domain/document.ts';
import type { Notice } from '../../domain/notice.ts';
import { type CompiledFiles, openCompiled } from '../../knowledge/catalog/compile.ts';
import { knownNames, marketNames } from '../read/document/known-names.ts';
import type { ReadContext } from '../read/document/page.ts';
import { createReader, type ReadParts } from '../read/read-notice.ts';

/** Document → Notice with the catalog's words already in hand. */
export type NoticeReader = (document: Document, carried: ReadContext) => Notice;

const readers = new WeakMap<Catalog, NoticeReader>();

/** The reader of a catalog, built for its first document and kept: that takes a second or two. */
export function readerOf(catalog: Catalog): NoticeReader {
  return (document, carried) => {
    const reader = readers.get(catalog) ?? createReader(readPartsOf(catalog));
    readers.set(catalog, reader);
    return reader(document, carried);
  };
}

/**
 * What reading takes of a catalog: its words, models, authorities, newspapers, and the names of its
 * apps and companies.
 */
export function readPartsOf(catalog: Catalog): ReadParts {
  const { words, models, regulators, outlets, derived } = catalog;
  return {
    words,
    models,
    names: derived('names', () => knownNames(marketNames(catalog), catalog)),
    regulators: [...regulators.values()],
    outlets: [...outlets.values()],
  };
}

let read: ReturnType<typeof createReader> | null = null;

/** What a reader is made of: the files of a compiled catalog, or what reading takes of one. */
export type ReaderFrom = CompiledFiles | ReadParts;

/**
 * Builds the reader of this process, once. False where the files of the compiled catalog are others
 * by now.
 */
export function prepareReader(from: ReaderFrom): boolean {
  const catalog = 'content' in from ? openCompiled(from) : null;
  const parts = 'content' in from ? catalog && readPartsOf(catalog) : from;
  read = parts && createReader(parts);
  return read !== null;
}

export const hasReader = (): boolean => read !== null;

/** The notice of a document; null where this process has no reader yet. */
export function readHere(document: Document, context: ReadContext): Notice | null {
  return read === null ? null : read(document, context);
}
