import type { Catalog, UniverseTable } from '../domain/catalog.ts';
import type { Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { lazily } from '../domain/lazily.ts';
import type { Words } from '../domain/words.ts';
import { nameKey } from '../names/normalise.ts';
import { type BrandTable, brandsOf } from './brands.ts';
import { type DecidedName, type DecidedNames, decidedNames } from './decided-names.ts';
import { type EnglishForms, englishForms } from './english-forms.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';
import { createFirmTable, type FirmTable } from './firm-table.ts';
import { type EntriesByKey, entriesOf } from './name-entries.ts';
import { createStemTable, type StemTable } from './stems.ts';

/** All names of the catalog, ready to be looked up. Each table is built when it is first used; it holds no day. */
export interface MapIndex {
  readonly companies: ReadonlyMap<CompanyId, Company>;
  readonly names: EntriesByKey;
  readonly packages: EntriesByKey;
  readonly filings: EntriesByKey;
  readonly firms: FirmTable;
  readonly brands: BrandTable;
  readonly stems: StemTable;
  readonly english: EnglishForms;
  readonly stores: ReadonlyMap<string, CompanyId>;
  readonly decided: DecidedNames;
}

/** Indexes the catalog by name: apps, companies, legal entities, packages, filing numbers, brands. */
export function createMapIndex(
  companies: ReadonlyMap<CompanyId, Company>,
  options: {
    stores?: Words['stores'];
    decided?: readonly DecidedName[];
    universe?: UniverseTable;
    derived?: Catalog['derived'];
  } = {},
): MapIndex {
  const { universe = null } = options;
  const all = () => [...companies.values()];
  // Taking a name apart is the slow part of building, and all tables need the same names.
  const shapes = new Map<string, FirmShape>();
  const shapeOf = (name: string): FirmShape => {
    const shape = shapes.get(name) ?? firmShape(name);
    shapes.set(name, shape);
    return shape;
  };
  const entries = lazily({ made: () => entriesOf(all()) });
  return lazily<MapIndex>({
    companies: () => companies,
    names: () => entries.made.names,
    packages: () => entries.made.packages,
    filings: () => entries.made.filings,
    firms: () => createFirmTable(all(), shapeOf, universe),
    brands: () => brandsOf(all(), shapeOf),
    stems: () => createStemTable(companies, universe, shapeOf, options.derived),
    english: () => englishForms(entries.made.names),
    stores: () => storesOf(options.stores ?? [], companies),
    decided: () => decidedNames(options.decided ?? []),
  });
}

function storesOf(named: Words['stores'], companies: ReadonlyMap<CompanyId, Company>): MapIndex['stores'] {
  return new Map(
    named.flatMap(({ operator, name, aliases }) => {
      const company = companies.get(operator as CompanyId);
      return company === undefined
        ? []
        : [name, ...aliases].map((one) => [nameKey(one), company.id] as const);
    }),
  );
}
