import type { Catalog } from '../domain/catalog.ts';
import { shortName } from '../present/words.ts';

/** What the catalog calls something in English → the same in Chinese: apps, companies, titles of records, rules and notes. */
const held = new WeakMap<Catalog, ReadonlyMap<string, string>>();

/** The Chinese of an English name or title of the catalog; null where it has none. */
export function chineseOf(english: string, catalog: Catalog): string | null {
  let names = held.get(catalog);
  if (names === undefined) {
    names = namesOf(catalog);
    held.set(catalog, names);
  }
  return names.get(english) ?? names.get(english.replace(OVER, ''))?.concat('：到期') ?? null;
}

/** A record that ended by itself carries its title with this behind it. */
const OVER = /: over$/;

function namesOf(catalog: Catalog): Map<string, string> {
  const companies = [...catalog.companies.values()];
  const both = [
    ...[...catalog.history, ...catalog.rules, ...catalog.notes].map((one) => one.title),
    ...companies.map((one) => one.name),
    ...companies.map((one) => ({ en: shortName(one, 'en'), zh: shortName(one, 'zh') })),
    ...companies.flatMap((one) => one.apps.map((app) => app.name)),
  ];
  return new Map(both.flatMap(({ en, zh }) => (en == null || zh == null ? [] : [[en, zh] as const])));
}
