import type { Alias, Company, LegalEntity, Listing } from '../domain/company.ts';
import { isAttested } from '../domain/evidence.ts';
import type { CompanyId, SectorId } from '../domain/ids.ts';
import { firstDay } from '../domain/time.ts';
import { isWholeName, registeredKey } from '../names/firm.ts';
import { overlaps } from './spans.ts';
import { listingKey, type UniverseRow } from './universe.ts';
import { companiesOf, universeIds } from './universe-groups.ts';

/** So many days shared by a row and a listing may be an inexact last or first day, and not yet the same company. */
const INEXACT = 31;
const ALWAYS = { from: null, to: null } as const;
/** `registeredKey`, which a reading of the whole folder asks three times for most names and remembers. */
export type KeyOf = (name: string) => string;

/**
 * Joins the universe with the companies of files, by listing and day: a row of a company that has a file completes that
 * company (evidence, listings and registered names that the file lacks); all other rows become companies of their own.
 */
export function joinUniverse(
  filed: readonly Company[],
  rows: readonly UniverseRow[],
  keyOf: KeyOf = registeredKey,
): { readonly filed: Company[]; readonly others: Company[] } {
  const owners = Map.groupBy(
    filed.flatMap((company) => company.listings.map((listing) => ({ company, listing }))),
    ({ listing }) => listingKey(listing),
  );
  const ownerOf = (row: UniverseRow): Company | undefined =>
    owners.get(listingKey(row))?.find(({ listing }) => sharesDays(row, listing))?.company;
  const groups = companiesOf(rows);
  const ids = universeIds(groups);
  const added = new Map<CompanyId, UniverseRow[]>();
  const taken = new Set<string>(filed.map((company) => company.id));
  const others: Company[] = [];
  groups.forEach((group, at) => {
    const known = group.map((row) => ownerOf(row));
    const main = known.find((company) => company !== undefined);
    if (main === undefined) {
      others.push(
        companyOf(taken.has(ids[at]!) ? (`${ids[at]}-listed` as CompanyId) : ids[at]!, group, keyOf),
      );
      return;
    }
    group.forEach((row, index) => {
      const owner = (known[index] ?? main).id;
      const list = added.get(owner);
      if (list === undefined) added.set(owner, [row]);
      else list.push(row);
    });
  });
  const names = new Set(
    filed.flatMap((company) => [...namesOf(company), ...company.entities.map((one) => one.name)].map(keyOf)),
  );
  return {
    filed: filed.map((company) => completed(company, added.get(company.id) ?? [], names, keyOf)),
    others,
  };
}

function sharesDays(row: UniverseRow, listing: Listing): boolean {
  if (!overlaps(row, listing)) return false;
  const from = Math.max(time(row.from, 0), time(listing.from, 0));
  const to = Math.min(time(row.to, Number.POSITIVE_INFINITY), time(listing.to, Number.POSITIVE_INFINITY));
  const short = [row, listing].some(
    (one) => time(one.to, Number.POSITIVE_INFINITY) - time(one.from, 0) <= INEXACT,
  );
  return short || to - from > INEXACT;
}

/** Days since 1970. */
function time(day: Listing['from'], open: number): number {
  return day === null ? open : Date.parse(firstDay(day)) / 86_400_000;
}

function namesOf(company: Company): string[] {
  return [company.name.zh, company.name.zhHant, company.name.en].filter((name) => name !== null);
}

function companyOf(id: CompanyId, group: readonly UniverseRow[], keyOf: KeyOf): Company {
  const main = group[0]!;
  const pick = (key: 'zh' | 'en') => main[key] ?? group.find((row) => row[key] !== null)?.[key] ?? null;
  const short = main.short ?? group.find((row) => row.short !== null)?.short ?? null;
  const en = pick('en');
  const zh = pick('zh') ?? (en === null ? short : null);
  const own = new Set([zh, en].filter((name) => name !== null).map(keyOf));
  const evidence = [...main.evidence];
  const firms = firmsOf(group, own, keyOf);
  return {
    id,
    name: { en, zh, zhHant: null },
    country: main.country,
    sector: main.sector as SectorId,
    aliases: aliasesOf(group, own, keyOf),
    listings: group.map(listingOf),
    controlledBy: [],
    stakes: [],
    entities: [
      ...[zh, en].flatMap((name) =>
        name !== null && isWholeName(name)
          ? [{ name, relation: 'self' as const, ...ALWAYS, sure: true, evidence }]
          : [],
      ),
      ...firms,
    ],
    affiliates: [],
    apps: [],
    note: null,
  };
}

function listingOf(row: UniverseRow): Listing {
  return { mic: row.mic, symbol: row.symbol, from: row.from, to: row.to, evidence: [...row.evidence] };
}

/** Registered names that a company had: other rows' names and former names with a legal form. */
function firmsOf(group: readonly UniverseRow[], own: Set<string>, keyOf: KeyOf): LegalEntity[] {
  const names = group.flatMap((row) => [
    ...row.was.map(({ name, to }) => ({ name, to, row })),
    ...[row.zh, row.en].flatMap((name) => (name === null ? [] : [{ name, to: row.to, row }])),
  ]);
  return names.flatMap(({ name, to, row }): LegalEntity[] => {
    const key = keyOf(name);
    if (own.has(key) || !isWholeName(name)) return [];
    own.add(key);
    return [{ name, relation: 'former-name', from: null, to, sure: true, evidence: [...row.evidence] }];
  });
}

/** Short names, and former names without a legal form; those of two characters say too little alone. */
function aliasesOf(group: readonly UniverseRow[], own: ReadonlySet<string>, keyOf: KeyOf): Alias[] {
  const seen = new Set<string>();
  return group
    .flatMap((row) => [
      ...(row.short === null ? [] : [{ name: row.short, to: null }]),
      ...row.was.filter(({ name }) => !isWholeName(name)),
    ])
    .flatMap(({ name, to }): Alias[] => {
      const key = keyOf(name);
      if (own.has(key) || seen.has(key)) return [];
      seen.add(key);
      return [{ name, from: null, to, ordinary: true }];
    });
}

/** What the rows add to a company of a file; `names` are the registered names that already have an owner. */
function completed(
  company: Company,
  rows: readonly UniverseRow[],
  names: Set<string>,
  keyOf: KeyOf,
): Company {
  if (rows.length === 0) return company;
  const evidenceBy = Map.groupBy(rows, listingKey);
  const listings = company.listings.map((listing) => {
    const row = evidenceBy.get(listingKey(listing))?.find((one) => overlaps(one, listing));
    return row === undefined || isAttested(listing.evidence)
      ? listing
      : { ...listing, evidence: [...listing.evidence, ...row.evidence] };
  });
  const lacking = rows.filter(
    (row) => !company.listings.some((listing) => listingKey(listing) === listingKey(row)),
  );
  const current = rows.filter((row) => row.to === null);
  const attested = new Map(
    current.flatMap((row) =>
      [row.zh, row.en].flatMap((name) => (name === null ? [] : [[keyOf(name), row] as const])),
    ),
  );
  const entities = company.entities.map((entity) => {
    const row = attested.get(keyOf(entity.name));
    return row === undefined || isAttested(entity.evidence)
      ? entity
      : { ...entity, evidence: [...entity.evidence, ...row.evidence] };
  });
  const registered = [...attested].flatMap(([key, row]): LegalEntity[] => {
    const name = [row.zh, row.en].find((one) => one !== null && keyOf(one) === key)!;
    if (names.has(key) || !isWholeName(name)) return [];
    names.add(key);
    return [{ name, relation: 'self', ...ALWAYS, sure: true, evidence: [...row.evidence] }];
  });
  return {
    ...company,
    listings: [...listings, ...lacking.map(listingOf)],
    entities: [...entities, ...registered, ...firmsOf(rows, names, keyOf)],
  };
}
