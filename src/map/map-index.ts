import type { Catalog, UniverseTable } from '../domain/catalog.ts';
import type { App, Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { lazily } from '../domain/lazily.ts';
import { type Reason, reason } from '../domain/reason.ts';
import { type CalendarDate, type DaySpan, firstDay, holdsOn } from '../domain/time.ts';
import type { Words } from '../domain/words.ts';
import { filingKey } from '../names/firm.ts';
import { nameKey } from '../names/normalise.ts';
import { type BrandTable, brandsOf } from './brands.ts';
import { type DecidedName, type DecidedNames, decidedNames } from './decided-names.ts';
import { type EnglishForms, englishForms } from './english-forms.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';
import { createFirmTable, type FirmTable } from './firm-table.ts';
import { createStemTable, type StemTable } from './stems.ts';

/** A name under which the catalog knows an app or a company, with the days it holds. */
export interface NameEntry {
  readonly company: CompanyId;
  /** Null where the name is the company's own. */
  readonly app: App | null;
  /** As the catalog writes it. */
  readonly written: string;
  readonly how: 'name' | 'alias';
  readonly ordinary: boolean;
  readonly sure: boolean;
  /** All must hold: the app's and the name's. */
  readonly days: readonly DaySpan[];
}

/** All names of the catalog, ready to be looked up. Each table is built when it is first used; it holds no day. */
export interface MapIndex {
  readonly companies: ReadonlyMap<CompanyId, Company>;
  readonly names: ReadonlyMap<string, readonly NameEntry[]>;
  readonly packages: ReadonlyMap<string, readonly NameEntry[]>;
  readonly filings: ReadonlyMap<string, readonly NameEntry[]>;
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
  const entries = lazily({ made: () => entriesOf(companies.values()) });
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

type IndexEntries = ReadonlyMap<string, readonly NameEntry[]>;

function entriesOf(companies: Iterable<Company>): Record<'names' | 'packages' | 'filings', IndexEntries> {
  const names = new Map<string, NameEntry[]>();
  const packages = new Map<string, NameEntry[]>();
  const filings = new Map<string, NameEntry[]>();
  for (const { id, name, aliases, apps } of companies) {
    const own = entriesFor({ company: id, app: null, sure: true }, name, aliases, false, []);
    for (const entry of [...own, ...appNames(apps, id)]) add(names, nameKey(entry.written), entry);
    for (const app of apps) {
      const [first] = appNames([app], id);
      for (const one of app.packages) add(packages, one.toLowerCase(), first!);
      for (const number of app.icp) add(filings, filingKey(number), first!);
    }
  }
  return { names, packages, filings };
}

/** The names of some apps of a company. */
export function appNames(apps: readonly App[], company: CompanyId): NameEntry[] {
  return apps.flatMap((app) =>
    entriesFor({ company, app, sure: app.sure }, app.name, app.aliases, app.ordinary, [app]),
  );
}

function entriesFor(
  of: Pick<NameEntry, 'company' | 'app' | 'sure'>,
  { zh, en, zhHant }: Company['name'],
  aliases: Company['aliases'],
  ordinary: boolean,
  days: readonly DaySpan[],
): NameEntry[] {
  const own = [zh, en, zhHant].filter((written) => written !== null);
  return [
    ...own.map((written): NameEntry => ({ ...of, written, how: 'name', ordinary, days })),
    ...aliases.map((alias): NameEntry => {
      return { ...of, written: alias.name, how: 'alias', ordinary: alias.ordinary, days: [...days, alias] };
    }),
  ];
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

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Whether the name holds on the day. */
export function entryHolds(entry: NameEntry, day: CalendarDate): boolean {
  return entry.days.every((days) => holdsOn(days, day));
}

/** The days of a name: `from 2021-09-23`, `until 2021-09-23`. */
export function daysOf({ days }: NameEntry): Reason {
  const dates = (side: 'from' | 'to') => days.flatMap((one) => one[side] ?? []).map(firstDay);
  const from = dates('from').sort().at(-1);
  const until = dates('to').sort()[0];
  if (from === undefined) return until === undefined ? reason('always') : reason('until', { until });
  return until === undefined ? reason('from', { from }) : reason('from-until', { from, until });
}
