import type { Catalog, EntryKind, Search, Sector } from '../../domain/catalog.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { lazily } from '../../domain/lazily.ts';
import type { Outlet, Regulator } from '../../domain/regulator.ts';
import { createSearch } from '../names/search.ts';
import { nameLists, readingLists, type SearchTable, searchedNames } from '../names/search-table.ts';
import { type CompanyTable, openCompanies, type ReadBytes } from './company-table.ts';

/** What a catalog has as a compiled file stores it. */
const PLAIN = [
  'version',
  'words',
  'models',
  'weights',
  'history',
  'historyLeftOut',
  'notes',
  'rules',
  'baseRates',
  'facts',
  'moves',
  'grades',
  'series',
  'seriesActs',
  'next',
] as const;
type Plain = Pick<Catalog, (typeof PLAIN)[number]>;

/**
 * All of the catalog as plain data, as a compiled file stores it. A part is read from the file when
 * it is first used.
 */
export interface CatalogParts extends Plain {
  readonly sectors: readonly Sector[];
  readonly regulators: readonly Regulator[];
  readonly outlets: readonly Outlet[];
  readonly companies: CompanyTable;
  readonly isins: readonly (readonly [isin: string, listing: string])[];
  readonly records: ReadBytes;
}

/** The catalog of compiled parts; its own parts are made when they are first used. */
export function openCatalog(
  parts: CatalogParts,
  derived: Catalog['derived'] = (_, make) => make(),
): Catalog {
  const own = lazily({ companies: () => openCompanies(parts.companies, parts.records) });
  const namesOf = (id: CompanyId, kind: EntryKind) =>
    searchedNames(own.companies.companies.get(id)!).find((entry) => entry.kind === kind)?.names ??
    [];
  const searched = () =>
    [...own.companies.companies.values(), ...own.companies.universe.companies()].flatMap(
      searchedNames,
    );
  const table = lazily<SearchTable>({
    names: () =>
      derived('search-names', () => {
        const entries = searched();
        // Whoever makes the names makes the readings too: the walk costs as much as either.
        derived('search-readings', () => readingLists(entries));
        return nameLists(entries);
      }),
    readings: () => derived('search-readings', () => readingLists(searched())),
  });
  let search: Search<CompanyId> | null = null;
  const plain = Object.fromEntries(PLAIN.map((name) => [name, () => parts[name]]));
  return lazily<Catalog>({
    ...(plain as { [Name in keyof Plain]: () => Plain[Name] }),
    sectors: () => byId(parts.sectors),
    regulators: () => byId(parts.regulators),
    outlets: () => byId(parts.outlets),
    isins: () => new Map(parts.isins),
    companies: () => own.companies.companies,
    universe: () => own.companies.universe,
    derived: () => derived,
    search:
      () =>
      (...query) => {
        search ??= createSearch(table, namesOf);
        return search(...query);
      },
    // The history is in the order of its days.
    historyUntil: () => parts.history.at(-1)?.date ?? null,
  });
}

function byId<T extends { readonly id: string }>(values: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(values.map((value) => [value.id, value]));
}
