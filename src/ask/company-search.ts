import { type Company, listingsOn, tickerOf } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type CalendarDate, holdsOn, type PartialDate } from '../domain/time.ts';
import { controllersOn } from '../map/climb.ts';
import { createSearch, type SearchEntry, type SearchHit } from '../names/search.ts';
import type { FindCompanies, Hit } from './find-company.ts';
import type { Knowledge } from './knowledge.ts';

type Days = { readonly from: PartialDate | null; readonly to: PartialDate | null };
type DatedName = SearchEntry['names'][number] & { readonly days: readonly Days[] };
type Entry = {
  readonly id: CompanyId;
  readonly kind: 'company' | 'app';
  readonly names: readonly DatedName[];
};

/** A name that did not hold on the day still finds its company, behind whoever had the name then. */
const OTHER_DAYS = 0.09;
/** A company that is part of another and not listed itself comes behind that one under the name they share. */
const ABSORBED = 0.06;

/**
 * Search for people: ticker with or without market, names in either script and in English, old names, pinyin, initials,
 * homophones, misspellings; by a company's own names and by its apps'. The index knows no day, the answer does.
 */
export function companySearch(knowledge: Knowledge): FindCompanies {
  const { companies } = knowledge.catalog;
  const entries = [...companies.values()].flatMap(entriesOf);
  const search = createSearch(entries.map((one) => ({ ...one, weight: weightOf(companies.get(one.id)!) })));
  const days = new Map(
    entries.flatMap((one) =>
      one.names.map((name) => [keyOf(one.id, one.kind, name.text), name.days] as const),
    ),
  );
  return (query, day, limit, width) => {
    const best = new Map<CompanyId, Hit>();
    // A company is found by its apps too, and days may change the order, so more is asked for than is wanted.
    for (const found of search(query, 4 * limit + 8, width)) {
      const holds = (days.get(keyOf(found.id, found.kind, found.matched)) ?? []).every((span) =>
        holdsOn(span, day),
      );
      const hit = hitOf(found, holds, companies.get(found.id)!, day);
      if (hit.score > (best.get(found.id)?.score ?? -1)) best.set(found.id, hit);
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || (a.company < b.company ? -1 : 1))
      .slice(0, limit);
  };
}

function hitOf(found: SearchHit<CompanyId>, holds: boolean, company: Company, day: CalendarDate): Hit {
  const absorbed =
    found.how !== 'ticker' && listingsOn(company, day).length === 0 && controllersOn(company, day).length > 0;
  const score = found.score - (holds ? 0 : OTHER_DAYS) - (absorbed ? ABSORBED : 0);
  const late = holds
    ? ''
    : found.how === 'ticker'
      ? ' (a listing not in force on that day)'
      : ' (not on that day)';
  return { company: found.id, score: Math.min(1, score), because: `${found.why.en}${late}` };
}

function keyOf(id: CompanyId, kind: 'company' | 'app', text: string): string {
  return `${id} ${kind} ${text}`;
}

/** Listed companies, and those whose apps many use, are meant more often; it only decides between like matches. */
function weightOf(company: Company): number {
  const tiers = new Set(company.apps.flatMap((app) => app.reach.map((one) => one.tier)));
  const reach = tiers.has('super') ? 0.6 : tiers.has('large') ? 0.4 : 0;
  return reach + (company.listings.some((one) => one.to === null) ? 0.4 : 0);
}

/** Two entries a company: its own names and listings, and the names of its apps. */
function entriesOf(company: Company): Entry[] {
  const { id, name } = company;
  const own: DatedName[] = [
    ...company.listings.map((one) => ({ text: tickerOf(one), kind: 'ticker' as const, days: [one] })),
    ...namesOf([name.zh, name.zhHant], 'zh', []),
    ...namesOf([name.en], 'en', []),
    ...company.aliases.map((one) => ({ text: one.name, kind: 'alias' as const, days: [one] })),
  ];
  const apps = company.apps.flatMap((app): DatedName[] => [
    ...namesOf([app.name.zh, app.name.en], 'alias', [app]),
    ...app.aliases.map((one) => ({ text: one.name, kind: 'alias' as const, days: [app, one] })),
  ]);
  return [
    { id, kind: 'company', names: own },
    { id, kind: 'app', names: apps },
  ];
}

function namesOf(
  names: readonly (string | null)[],
  kind: DatedName['kind'],
  days: readonly Days[],
): DatedName[] {
  return names.filter((name) => name !== null).map((text) => ({ text, kind, days }));
}
