import type { Catalog } from '../domain/catalog.ts';
import type { Document } from '../domain/document.ts';
import type { Notice } from '../domain/notice.ts';
import { knownNames } from '../read/document/known-names.ts';
import { entriesOf } from '../read/press/name-hits.ts';
import type { PressParts } from '../read/press/press-reader.ts';
import { createReader, type ReadContext } from '../read/read-notice.ts';

/** Document → Notice with the catalog's words already in hand. */
export type Reader = (document: Document, carried: ReadContext) => Notice;

/** The reader of a catalog: its words, its authorities, and the names of its apps and companies. Built once. */
export function readerOf(catalog: Catalog): Reader {
  return createReader({
    regulators: [...catalog.regulators.values()],
    outlets: [...catalog.outlets.values()],
    words: catalog.words,
    findKnown: knownNames(catalog.companies.values()),
  });
}

/** What the press reader takes of a catalog. */
export function pressPartsOf(catalog: Catalog): PressParts {
  const { words, models, regulators, outlets } = catalog;
  return {
    words,
    models,
    names: entriesOf(catalog),
    regulators: regulators.values(),
    outlets: outlets.values(),
  };
}
