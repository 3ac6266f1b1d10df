import type { Catalog } from '../../domain/catalog.ts';
import type { Document } from '../../domain/document.ts';
import type { Notice } from '../../domain/notice.ts';
import { type CompiledFiles, openCompiled } from '../../knowledge/catalog/compile.ts';
import { knownNames, marketNames } from '../read/document/known-names.ts';
import type { ReadContext } from '../read/document/page.ts';
import { createReader, type ReadParts } from '../read/read-notice.ts';

/** Turns a Document into a Notice, with the words of the catalog. */
export type NoticeReader = (document: Document, carried: ReadContext) => Notice;

const readers = new WeakMap<Catalog, NoticeReader>();

/** The reader of a catalog, built with its first document (one or two seconds) and reused. */
export function readerOf(catalog: Catalog): NoticeReader {
  return (document, carried) => {
    const reader = readers.get(catalog) ?? createReader(readPartsOf(catalog));
    readers.set(catalog, reader);
    return reader(document, carried);
  };
}

/**
 * The parts of a catalog that reading needs: words, models, authorities, newspapers, and the names
 * of apps and companies.
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

/** Source of a reader: the files of a compiled catalog, or the parts that reading needs. */
export type ReaderFrom = CompiledFiles | ReadParts;

/** Builds the reader of this process, once. False where the compiled catalog was replaced since. */
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
