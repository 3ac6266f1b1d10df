import type { Catalog, UniverseTable } from '../../domain/catalog.ts';
import type { Company } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { lazily } from '../../domain/lazily.ts';
import { bothNames, type Named } from '../../domain/reason.ts';
import type { CalendarDate, PartialDate } from '../../domain/time.ts';
import type { Words } from '../../domain/words.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import { brandsOf } from './brands.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';
import { createFirmTable } from './firm-table.ts';
import { createLocalNames } from './local-names.ts';
import { englishForms, entriesOf, entryHolds, type NameEntry } from './name-entries.ts';
import { lowerOfGroup, type OwnershipChain, ownershipChain } from './ownership-chain.ts';
import { createStemTable } from './stems.ts';

/**
 * All names of the catalog, indexed. Each table is built at its first use and holds for any day.
 */
export type MapIndex = ReturnType<typeof createMapIndex>;

/**
 * Indexes the catalog by name: apps, companies, legal entities, packages, filing numbers, brands.
 */
export function createMapIndex(
  companies: ReadonlyMap<CompanyId, Company>,
  options: {
    stores?: Words['stores'];
    products?: Words['products'];
    decided?: readonly DecidedName[];
    universe?: UniverseTable;
    derived?: Catalog['derived'];
  } = {},
) {
  const { universe = null } = options;
  const all = () => [...companies.values()];
  // Splitting names is the slow part of building, and all tables need the same names.
  const shapes = new Map<string, FirmShape>();
  const shapeOf = (name: string): FirmShape => {
    const shape = shapes.get(name) ?? firmShape(name);
    shapes.set(name, shape);
    return shape;
  };
  const entries = lazily({ made: () => entriesOf(all()) });
  return lazily({
    companies: () => companies,
    names: () => entries.made.names,
    packages: () => entries.made.packages,
    filings: () => entries.made.filings,
    firms: () => createFirmTable(all(), shapeOf, universe),
    brands: () => brandsOf(all(), shapeOf),
    stems: () => createStemTable(companies, universe, shapeOf, options.derived),
    localNames: () => createLocalNames(companies, universe, options.derived),
    english: () => englishForms(entries.made.names),
    stores: () => storesOf(options.stores ?? [], companies),
    products: () => options.products ?? { services: [] },
    decided: () => decidedNames(options.decided ?? []),
  });
}

/** Companies by the key of a store that they run. */
function storesOf(named: Words['stores'], companies: ReadonlyMap<CompanyId, Company>) {
  return new Map<string, CompanyId>(
    named.flatMap(({ operator, name, aliases }) => {
      const company = companies.get(operator as CompanyId);
      return company === undefined
        ? []
        : [name, ...aliases].map((one) => [nameKey(one), company.id] as const);
    }),
  );
}

/**
 * A person's decision on a Review: from then on the name is the company's. With a developer, the
 * decision holds for that developer only. Without one, it holds for mentions without a developer or
 * with one of the company's own, never for a stranger's.
 */
export interface DecidedName {
  readonly name: string;
  readonly developer: string | null;
  /** True where it holds for any developer. */
  readonly anyDeveloper?: boolean;
  /** Null = rejected: none of `not` is meant. */
  readonly company: CompanyId | null;
  readonly not: readonly CompanyId[];
  /**
   * True where the mapping was certain of one of `not` and wrong: the decision overrides the rules.
   */
  readonly overrides: boolean;
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
  readonly decidedBy: string;
  readonly because: string;
}

/** Decisions by the key of their name, in the order in which they were made. */
export function decidedNames(
  decisions: readonly DecidedName[],
): ReadonlyMap<string, readonly DecidedName[]> {
  return Map.groupBy(decisions, (decidedName) => nameKey(decidedName.name));
}

const NOBODY: readonly NameEntry[] = [];

/** The catalog as of one day, as matching uses it. */
export class AsOf {
  readonly index: MapIndex;
  readonly day: CalendarDate;

  constructor(index: MapIndex, day: CalendarDate) {
    this.index = index;
    this.day = day;
  }

  company(id: CompanyId): Company {
    return this.index.companies.get(id)!;
  }

  /** Name of a company in reasons. */
  called(id: CompanyId): Named {
    return bothNames(this.index.companies.get(id)?.name ?? { en: id, zh: null }, id);
  }

  /** Names of the catalog under a key that hold on the day. */
  named(key: string): readonly NameEntry[] {
    const known = this.index.names.get(key);
    return known === undefined ? NOBODY : this.holding(known);
  }

  holding(entries: readonly NameEntry[]): readonly NameEntry[] {
    return entries.filter((entry) => entryHolds(entry, this.day));
  }

  chain(owner: CompanyId): OwnershipChain {
    return ownershipChain(owner, this.day, this.index.companies);
  }

  /** The lower one of two companies of one group; null where they are none. */
  lower(first: CompanyId, second: CompanyId): CompanyId | null {
    return lowerOfGroup(first, second, this.day, this.index.companies);
  }

  isGroup(first: CompanyId, second: CompanyId): boolean {
    return this.lower(first, second) !== null;
  }
}
