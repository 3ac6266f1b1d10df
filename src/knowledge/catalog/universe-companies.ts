import { z } from 'zod';
import type { CatalogProblem } from '../../domain/catalog.ts';
import type { Alias, Company, LegalEntity, Listing } from '../../domain/company.ts';
import { Evidence, isAttested } from '../../domain/evidence.ts';
import type { CompanyId, SectorId } from '../../domain/ids.ts';
import { type DaySpan, firstDay, intersect, overlaps } from '../../domain/time.ts';
import { isWholeName, registeredKey } from '../names/firm.ts';
import { lineProblem, readTable } from './table.ts';
import { listingKey, type UniverseRow } from './universe.ts';
import type { SourceFile } from './yaml.ts';

/**
 * So many days shared by a row and a listing may be an inexact last or first day, and not yet the
 * same company.
 */
const INEXACT_MS = 31 * 86_400_000;
/**
 * `registeredKey`, which a reading of the whole folder asks three times for most names and
 * remembers.
 */
export type KeyOf = (name: string) => string;

/** Companies with a file, and those of the universe alone. */
export interface JoinedCompanies {
  readonly filed: readonly Company[];
  readonly others: readonly Company[];
  readonly problems: readonly CatalogProblem[];
}

/**
 * Joins the universe with the companies of files, by listing and day: a row of a company that has a
 * file completes that company (evidence, listings and registered names that the file lacks); all
 * other rows become companies of their own.
 */
export function joinUniverse(
  filed: readonly Company[],
  rows: readonly UniverseRow[],
  keyOf: KeyOf = registeredKey,
): JoinedCompanies {
  const owners = Map.groupBy(
    filed.flatMap((company) => company.listings.map((listing) => ({ company, listing }))),
    ({ listing }) => listingKey(listing),
  );
  const ownerOf = (row: UniverseRow): Company | undefined =>
    owners.get(listingKey(row))?.find(({ listing }) => sharesDays(row, listing))?.company;
  const taken = new Set<string>(filed.map((company) => company.id));
  const added = new Map<Company, UniverseRow[]>(filed.map((company) => [company, []]));
  const others: Company[] = [];
  const problems: CatalogProblem[] = [];
  for (const [id, rowsOfId] of Map.groupBy(rows, (row) => row.company ?? plainId(row))) {
    const main = mainRow(id, rowsOfId);
    if (main === undefined)
      problems.push(lineProblem(rowsOfId[0]!, `"company" names ${id}, which is the id of no row`));
    const group = main === undefined ? rowsOfId : [main, ...rowsOfId.filter((row) => row !== main)];
    const known = group.map(ownerOf);
    const owner = known.find((company) => company !== undefined);
    if (owner === undefined)
      others.push(companyOf(taken.has(id) ? `${id}-listed` : id, group, keyOf));
    else for (const [at, row] of group.entries()) added.get(known[at] ?? owner)!.push(row);
  }
  const names = new Set(
    filed.flatMap((company) =>
      [...namesOf(company.name), ...company.entities.map((legalEntity) => legalEntity.name)].map(
        keyOf,
      ),
    ),
  );
  const complete = (company: Company) => completed(company, added.get(company)!, names, keyOf);
  return { filed: filed.map(complete), others, problems };
}

/** The id of a company whose row states none, `xnas-tcom`. */
const plainId = ({ mic, symbol }: UniverseRow) =>
  `${mic}-${symbol}`.toLowerCase().replaceAll('.', '-');

/**
 * The row after which a company is called: the latest of those whose exchange and symbol begin its
 * id.
 */
function mainRow(id: string, rows: readonly UniverseRow[]): UniverseRow | undefined {
  const own = rows.filter((row) => row.company === null || `${id}-`.startsWith(`${plainId(row)}-`));
  return own.sort((universeRow, other) =>
    (universeRow.to ?? '9') > (other.to ?? '9') ? -1 : 1,
  )[0];
}

function sharesDays(row: UniverseRow, listing: Listing): boolean {
  const common = intersect(row, listing);
  return (
    common !== null &&
    (length(common) > INEXACT_MS || [row, listing].some((one) => length(one) <= INEXACT_MS))
  );
}

function length({ from, to }: DaySpan): number {
  const end = to === null ? Number.POSITIVE_INFINITY : Date.parse(firstDay(to));
  return end - (from === null ? 0 : Date.parse(firstDay(from)));
}

function namesOf({ zh, zhHant = null, en }: Partial<Omit<Company['name'], 'short'>>): string[] {
  return [zh, zhHant, en].filter((name) => name != null);
}

function companyOf(id: string, group: readonly UniverseRow[], keyOf: KeyOf): Company {
  const main = group[0]!;
  const pick = (key: 'zh' | 'en' | 'short') =>
    main[key] ?? group.find((row) => row[key] !== null)?.[key] ?? null;
  const en = pick('en');
  const zh = pick('zh') ?? (en === null ? pick('short') : null);
  const own = new Set(namesOf({ zh, en }).map(keyOf));
  return {
    // Made of parts that were checked.
    id: id as CompanyId,
    name: { en, zh, zhHant: null },
    country: main.country,
    sector: main.sector as SectorId,
    aliases: aliasesOf(group, own, keyOf),
    listings: group.map(listingOf),
    controlledBy: [],
    stakes: [],
    entities: firmsOf([{ ...main, zh, en }], group, new Set(), keyOf),
    affiliates: [],
    apps: [],
    note: null,
  };
}

function listingOf({ mic, symbol, from, to, sources }: UniverseRow): Listing {
  return { mic, symbol, from, to, evidence: sources };
}

/**
 * Registered names of a company: those of its `current` rows, then those of all its rows and former
 * names with a legal form. A name of
 * `taken` has an owner; the names found are added to it.
 */
function firmsOf(
  current: readonly UniverseRow[],
  rows: readonly UniverseRow[],
  taken: Set<string>,
  keyOf: KeyOf,
): LegalEntity[] {
  const firms: LegalEntity[] = [];
  const add = (
    name: string,
    relation: LegalEntity['relation'],
    to: LegalEntity['to'],
    { sources: evidence }: UniverseRow,
  ) => {
    const key = keyOf(name);
    if (taken.has(key) || !isWholeName(name)) return;
    taken.add(key);
    firms.push({ name, relation, from: null, to, sure: true, evidence });
  };
  for (const row of current) for (const name of namesOf(row)) add(name, 'self', null, row);
  for (const row of rows) {
    for (const { name, to } of row.was) add(name, 'former-name', to, row);
    for (const name of namesOf(row)) add(name, 'former-name', row.to, row);
  }
  return firms;
}

/**
 * Short names, and former names without a legal form; those of two characters say too little alone.
 */
function aliasesOf(group: readonly UniverseRow[], own: ReadonlySet<string>, keyOf: KeyOf): Alias[] {
  const seen = new Set(own);
  const aliases: Alias[] = [];
  const add = (name: string, to: Alias['to']) => {
    const key = keyOf(name);
    if (seen.has(key)) return;
    seen.add(key);
    aliases.push({ name, from: null, to, ordinary: true, shared: false });
  };
  for (const { short, was } of group) {
    if (short !== null) add(short, null);
    for (const { name, to } of was) if (!isWholeName(name)) add(name, to);
  }
  return aliases;
}

/** Countries whose short names are in a script that no file has: Hangul, kana, traditional. */
const LOCAL_NAMES = ['KR', 'JP', 'TW'];

/**
 * What the rows add to a company of a file; `names` are the registered names that already have an
 * owner.
 */
function completed(
  company: Company,
  rows: readonly UniverseRow[],
  names: Set<string>,
  keyOf: KeyOf,
): Company {
  if (rows.length === 0) return company;
  const current = rows.filter((row) => row.to === null);
  const byName = new Map(
    current.flatMap((row) => namesOf(row).map((name) => [keyOf(name), row] as const)),
  );
  const attested = <Edge extends { evidence: Evidence[] }>(
    edge: Edge,
    row: UniverseRow | undefined,
  ): Edge =>
    row === undefined || isAttested(edge.evidence)
      ? edge
      : { ...edge, evidence: [...edge.evidence, ...row.sources] };
  const isOf = (listing: Listing) => (row: UniverseRow) => listingKey(row) === listingKey(listing);
  const own = new Set(
    [...namesOf(company.name), ...company.aliases.map(({ name }) => name)].map(keyOf),
  );
  const local = current.filter(({ country }) => LOCAL_NAMES.includes(country));
  return {
    ...company,
    aliases: [...company.aliases, ...aliasesOf(local, own, keyOf)],
    listings: [
      ...company.listings.map((listing) =>
        attested(
          listing,
          rows.find((row) => isOf(listing)(row) && overlaps(row, listing)),
        ),
      ),
      ...rows
        .filter((row) => !company.listings.some((listing) => isOf(listing)(row)))
        .map(listingOf),
    ],
    entities: [
      ...company.entities.map((legalEntity) =>
        attested(legalEntity, byName.get(keyOf(legalEntity.name))),
      ),
      ...firmsOf(current.toReversed(), rows, names, keyOf),
    ],
  };
}

/**
 * One line of `config/universe/firms.tsv`: a firm that a company consolidates, and who says so on
 * what day; nobody = unverified.
 */
const FirmRow = z.object({
  name: z.string().min(1),
  company: z.string(),
  source: z.string(),
  day: z.string(),
});

/** Companies by id and by `MIC:symbol`; a symbol that was used again is the living company's. */
function byIdAndListing(companies: readonly Company[]): Map<string, Company> {
  const byName = new Map<string, Company>(companies.map((company) => [company.id, company]));
  for (const company of companies)
    for (const listing of company.listings) {
      const key = listingKey(listing);
      if (listing.to === null || !byName.has(key)) byName.set(key, company);
    }
  return byName;
}

/** Companies by the keys of their firms; of two that have the same firm, the last. */
function firmOwners(companies: readonly Company[], keyOf: KeyOf): Map<string, Company> {
  const owners = new Map<string, Company>();
  for (const company of companies)
    for (const legalEntity of company.entities) owners.set(keyOf(legalEntity.name), company);
  return owners;
}

/**
 * Adds the firms of a table to their companies, named by id or by `MIC:symbol`. A line that is
 * wrong, that names an unknown company, or whose firm belongs to another company is left out and
 * named in `problems`.
 */
export function withFirms(
  joined: JoinedCompanies,
  file: SourceFile,
  sources: ReadonlyMap<string, Evidence>,
  keyOf: KeyOf = registeredKey,
): JoinedCompanies {
  const { rows, problems } = readTable(file, FirmRow);
  const companies = [...joined.filed, ...joined.others];
  const byName = byIdAndListing(companies);
  const owners = firmOwners(companies, keyOf);
  const added = new Map<Company, LegalEntity[]>();
  for (const { name, company: owner, source, day, ...line } of rows) {
    const attested = source === '' && day === '' ? [] : [{ ...sources.get(source), day }];
    const evidence = Evidence.array().safeParse(attested);
    const company = byName.get(owner);
    const key = keyOf(name);
    const rival = owners.get(key);
    if (!evidence.success)
      problems.push(lineProblem(line, 'a firm has a letter of sources.tsv and a day, or neither'));
    else if (company === undefined) problems.push(lineProblem(line, `${owner} is no company`));
    else if (rival !== undefined && rival !== company)
      problems.push(lineProblem(line, `${name} is a firm of ${rival.id} already`));
    else if (rival === undefined) {
      owners.set(key, company);
      const days = { from: null, to: null, sure: true } as const;
      const firm: LegalEntity = {
        name,
        relation: 'consolidated',
        ...days,
        evidence: evidence.data,
      };
      added.set(company, [...(added.get(company) ?? []), firm]);
    }
  }
  const complete = (company: Company): Company => {
    const firms = added.get(company);
    return firms === undefined
      ? company
      : { ...company, entities: [...company.entities, ...firms] };
  };
  return {
    filed: joined.filed.map(complete),
    others: joined.others.map(complete),
    problems: [...joined.problems, ...problems],
  };
}
