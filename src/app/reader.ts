import type { Catalog } from '../domain/catalog.ts';
import type { Document } from '../domain/document.ts';
import type { Notice } from '../domain/notice.ts';
import { standsAlone } from '../names/word-edges.ts';
import { nameFinder } from '../read/name-finder.ts';
import { createReader, type ReadContext } from '../read/read-notice.ts';
import type { KnownHit } from '../read/vocabulary.ts';

/** Document → Notice with the catalog's words already in hand. */
export type Reader = (document: Document, carried: ReadContext) => Notice;

/** Names that may also be the end of one word and the beginning of the next: 中行 in 集中行为. */
const SHORT = /^\p{Script=Han}{2}$/u;

/** The reader of a catalog: its words, its authorities, and the names of its apps and companies. Built once. */
export function readerOf(catalog: Catalog): Reader {
  const find = nameFinder(knownNames(catalog));
  return createReader({
    regulators: catalog.regulators.values(),
    outlets: catalog.outlets.values(),
    words: catalog.words,
    findKnown: (text) =>
      find(text)
        .filter(({ start, end }) => !SHORT.test(text.slice(start, end)) || standsAlone(text, start, end))
        .map(({ start, end, value }) => ({ start, end, kind: value })),
  });
}

/** Every name of an app or company, once; a name of both says so. */
function knownNames(catalog: Catalog): Map<string, KnownHit['kind']> {
  const names = new Map<string, KnownHit['kind']>();
  const add = (name: string | null, kind: 'app' | 'company') => {
    if (name === null || name.length < 2) return;
    const held = names.get(name);
    names.set(name, held === undefined || held === kind ? kind : 'both');
  };
  for (const company of catalog.companies.values()) {
    for (const name of [company.name.en, company.name.zh, company.name.zhHant]) add(name, 'company');
    for (const alias of company.aliases) add(alias.name, 'company');
    for (const app of company.apps) {
      for (const name of [app.name.en, app.name.zh, app.name.zhHant]) add(name, 'app');
      for (const alias of app.aliases) add(alias.name, 'app');
    }
  }
  return names;
}
