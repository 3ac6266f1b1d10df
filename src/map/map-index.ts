import type { Catalog, UniverseTable } from '../domain/catalog.ts';
import type { App, Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { lazily } from '../domain/lazily.ts';
import { bothNames, type Named, type Reason, reason } from '../domain/reason.ts';
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
  /** Both spans must hold: the name's and the app's. */
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
  readonly english: EnglishForms<NameEntry>;
  readonly stores: ReadonlyMap<string, CompanyId>;
  readonly decided: DecidedNames;
}

const ALWAYS: DaySpan = { from: null, to: null };

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
  let entries: ReturnType<typeof entriesOf> | null = null;
  const made = () => {
    entries ??= entriesOf(companies.values());
    return entries;
  };
  return lazily<MapIndex>({
    companies: () => companies,
    names: () => made().names,
    packages: () => made().packages,
    filings: () => made().filings,
    firms: () => createFirmTable(all(), shapeOf, universe),
    brands: () => brandsOf(all(), shapeOf),
    stems: () => createStemTable(companies, universe, shapeOf, options.derived),
    english: () => englishForms(made().names),
    stores: () => storesOf(options.stores ?? [], companies),
    decided: () => decidedNames(options.decided ?? []),
  });
}

type IndexEntries = ReadonlyMap<string, readonly NameEntry[]>;

function entriesOf(companies: Iterable<Company>): Record<'names' | 'packages' | 'filings', IndexEntries> {
  const names = new Map<string, NameEntry[]>();
  const packages = new Map<string, NameEntry[]>();
  const filings = new Map<string, NameEntry[]>();
  for (const company of companies) {
    for (const entry of namesOfCompany(company)) add(names, nameKey(entry.written), entry);
    for (const app of company.apps) {
      const entries = namesOfApp(company.id, app);
      for (const entry of entries) add(names, nameKey(entry.written), entry);
      for (const id of app.packages) add(packages, id.toLowerCase(), entries[0]!);
      for (const number of app.icp) add(filings, filingKey(number), entries[0]!);
    }
  }
  return { names, packages, filings };
}

function storesOf(named: Words['stores'], companies: ReadonlyMap<CompanyId, Company>): MapIndex['stores'] {
  const stores = new Map<string, CompanyId>();
  for (const store of named) {
    const operator = companies.get(store.operator as CompanyId);
    if (operator === undefined) continue;
    for (const name of [store.name, ...store.aliases]) stores.set(nameKey(name), operator.id);
  }
  return stores;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function namesOfCompany(company: Company): NameEntry[] {
  const entry = (written: string, how: NameEntry['how'], ordinary: boolean, days: DaySpan): NameEntry => ({
    company: company.id,
    app: null,
    written,
    how,
    ordinary,
    sure: true,
    days: [days],
  });
  return [
    ...spellings(company.name).map((name) => entry(name, 'name', false, ALWAYS)),
    ...company.aliases.map((alias) => entry(alias.name, 'alias', alias.ordinary, alias)),
  ];
}

/** The names of some apps of a company. */
export function appNames(apps: readonly App[], company: CompanyId): NameEntry[] {
  return apps.flatMap((app) => namesOfApp(company, app));
}

function namesOfApp(company: CompanyId, app: App): NameEntry[] {
  const entry = (written: string, how: NameEntry['how'], ordinary: boolean, days: DaySpan): NameEntry => ({
    company,
    app,
    written,
    how,
    ordinary,
    sure: app.sure,
    days: [app, days],
  });
  return [
    ...spellings(app.name).map((name) => entry(name, 'name', app.ordinary, ALWAYS)),
    ...app.aliases.map((alias) => entry(alias.name, 'alias', alias.ordinary, alias)),
  ];
}

function spellings(names: Company['name']): string[] {
  return [names.zh, names.en, names.zhHant].filter((name) => name !== null);
}

/** Whether the name holds on the day. */
export function entryHolds(entry: NameEntry, day: CalendarDate): boolean {
  return entry.days.every((days) => holdsOn(days, day));
}

/** The days of a name: `from 2021-09-23`, `until 2021-09-23`. */
export function daysOf(entry: NameEntry): Reason {
  const latest = entry.days.flatMap(({ from }) => (from === null ? [] : [firstDay(from)])).toSorted();
  const earliest = entry.days.flatMap(({ to }) => (to === null ? [] : [firstDay(to)])).toSorted();
  const [from, until] = [latest.at(-1), earliest[0]];
  if (from === undefined) return until === undefined ? reason('always') : reason('until', { until });
  return until === undefined ? reason('from', { from }) : reason('from-until', { from, until });
}

/** How a company is called in a reason. */
export function companyNamed(company: CompanyId, { companies }: Pick<MapIndex, 'companies'>): Named {
  return bothNames(companies.get(company)?.name ?? { en: company, zh: null }, company);
}
