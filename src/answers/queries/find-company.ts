import type { Catalog, EntryKind, How, SearchHit, Width } from '../../domain/catalog.ts';
import { type Company, listingsOn, tickerOf } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { koreanListings, readIsin } from '../../domain/isin.ts';
import { bothNames, type Named, type Reason, reason } from '../../domain/reason.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';
import { isWholeName } from '../../knowledge/names/firm.ts';
import { BEST_INEXACT } from '../../knowledge/names/search.ts';
import { searchedNames } from '../../knowledge/names/search-table.ts';
import { AsOf, type MapIndex } from '../../pipeline/map/map-index.ts';
import { matchFirm } from '../../pipeline/map/match-firm.ts';
import { controllersOn } from '../../pipeline/map/ownership-chain.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { labelOf, type NotFound } from './answers.ts';

/** A company that a query may mean. */
export interface CompanyHit {
  readonly company: CompanyId;
  /** 0..1; from `SURE` on it is chosen without asking. */
  readonly score: number;
  /** "700 is a symbol of 0700.HK". */
  readonly because: Reason;
  readonly how: How;
  /** The matching name or ticker. */
  readonly matched: string;
}

/** Companies that a query may mean on a day, best first. */
export type FindCompanies = (
  query: string,
  day: CalendarDate,
  limit: number,
  width?: Width,
) => readonly CompanyHit[];

const SURE = 0.8;
/** A second hit this close to the first makes the question ambiguous. */
const CLOSE = 0.05;

/** Names offered for one query. */
const OFFERED = 3;

/** Chooses one company, or returns why not, with candidates: a guess is never answered. */
export function oneCompany(
  query: string,
  day: CalendarDate,
  find: FindCompanies,
  companies: ReadonlyMap<CompanyId, Company>,
): { found: true; company: Company; because: Reason } | NotFound {
  const asId = companies.get(query.trim().toLowerCase() as CompanyId);
  const byId = asId && { found: true as const, company: asId, because: reason('by-id', { query }) };
  if (byId !== undefined && query.includes('-')) return byId;
  const exact = find(query, day, 8, 'exact');
  // No other name could come near such a hit.
  const plain = (exact[0]?.score ?? 0) - BEST_INEXACT >= CLOSE;
  // A bare ticker may be the first word of another name; sounds and misspellings never come near
  // it.
  const hits =
    plain && !isBareTicker(query, exact[0]) ? exact : find(query, day, 8, plain ? 'names' : 'all');
  const [first, second] = hits;
  if (first === undefined)
    return byId ?? { found: false, because: reason('unknown-company', { query }), candidates: [] };
  const isTyped = query === query.toUpperCase();
  if (byId !== undefined && isShortName(byId.company, first, day, isTyped))
    return { ...byId, because: withOthers(byId, hits, companies) };
  const ambiguous =
    isNear(first, second) &&
    !isNameBeforeTicker(query, hits, companies) &&
    !(isTyped && isTickerBeforePrivate(first, second, companies));
  const rivals = namedLikeTicker(query, hits, companies);
  if (first.score < SURE || ambiguous || (rivals.length > 0 && !isTyped)) {
    const meant = rivals.length === 0 ? byFirstWord(query, hits) : [first, ...rivals];
    const because = reason('unclear', { query, choices: namesOf(meant, companies) });
    const candidates = meant.map(({ company: id }) => ({
      id,
      name: labelOf(companies.get(id)!, day),
    }));
    return { found: false, because, candidates };
  }
  const because =
    rivals.length === 0
      ? first.because
      : reason('other-meanings', { why: first.because, choices: namesOf(rivals, companies) });
  return { found: true, company: companies.get(first.company)!, because };
}

/**
 * Whether an id is the short name of a listed company, as `sea` of Sea Ltd. and `rusal`: such a name
 * wins over longer or spelled names of others, but not over the ticker that capitals mean.
 */
const isShortName = (
  company: Company,
  first: CompanyHit,
  day: CalendarDate,
  isTyped: boolean,
): boolean =>
  listingsOn(company, day).length > 0 &&
  (first.company === company.id || first.how !== 'ticker' || !isTyped);

/** Why an id was chosen, with the other companies that have exactly this name. */
function withOthers(
  { company, because }: { company: Company; because: Reason },
  hits: readonly CompanyHit[],
  companies: ReadonlyMap<CompanyId, Company>,
): Reason {
  const others = hits.filter((hit) => hit.company !== company.id && hit.score >= SURE);
  if (others.length === 0) return because;
  return reason('other-meanings', { why: because, choices: namesOf(others, companies) });
}

/** Whether another company fits nearly as well as the first one. */
const isNear = (first: CompanyHit, second: CompanyHit | undefined): second is CompanyHit =>
  second !== undefined &&
  second.company !== first.company &&
  first.score - second.score < CLOSE &&
  first.score < 1;

/** Names whose first word is the whole query come first: for "ant", Ant Group before ANTA. */
function byFirstWord(query: string, hits: readonly CompanyHit[]): CompanyHit[] {
  const lower = query.trim().toLowerCase();
  const begins = (hit: CompanyHit) => Number(firstWord(hit.matched) === lower);
  return hits.toSorted((a, b) => begins(b) - begins(a));
}

/** A ticker in capitals comes before the name of a company that was never listed (DADA). */
const isTickerBeforePrivate = (
  first: CompanyHit,
  second: CompanyHit,
  companies: ReadonlyMap<CompanyId, Company>,
) => first.how === 'ticker' && companies.get(second.company)!.listings.length === 0;

/**
 * The whole name of a listed company comes before the ticker of a company not called so: BYD is not
 * Boyd Gaming.
 */
function isNameBeforeTicker(
  query: string,
  [first, ...others]: readonly CompanyHit[],
  companies: ReadonlyMap<CompanyId, Company>,
): boolean {
  if (first === undefined || first.how !== 'exact') return false;
  const isNamedSo = first.matched.toLowerCase() === query.trim().toLowerCase();
  const near = others.filter((hit) => first.score - hit.score < CLOSE);
  const isListed = companies.get(first.company)!.listings.length > 0;
  return isNamedSo && isListed && near.every((hit) => hit.how === 'ticker');
}

const isBareTicker = (query: string, hit: CompanyHit | undefined) =>
  hit?.how === 'ticker' && /^[a-z]+$/i.test(query);

/**
 * Other companies whose name has a bare ticker as its first word (`trip` is TripAdvisor's ticker
 * and the first word of Trip.com), where the ticker's own company has not.
 */
function namedLikeTicker(
  query: string,
  [first, ...others]: readonly CompanyHit[],
  companies: ReadonlyMap<CompanyId, Company>,
): CompanyHit[] {
  const lower = query.toLowerCase();
  if (
    !isBareTicker(query, first) ||
    firstWord(companies.get(first!.company)!.name.en ?? '') === lower
  )
    return [];
  return others.filter((hit) => hit.how !== 'ticker' && firstWord(hit.matched) === lower);
}

const firstWord = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u)[0];

/** Names of the companies, at most three. */
function namesOf(hits: readonly CompanyHit[], companies: ReadonlyMap<CompanyId, Company>): Named[] {
  const ids = [...new Set(hits.map((hit) => hit.company))].slice(0, OFFERED);
  return ids.map((id) => bothNames(companies.get(id)!.name, id));
}

/**
 * Score of a registered firm's whole name, which means its company; a firm only named after a
 * company, or with its brand, is a candidate.
 */
const FIRM = 0.97;
const NAMED_AFTER = 0.7;

/**
 * By registered firms: whole names always, other Chinese ones (小米科技) where everything is to be
 * tried.
 */
function firmHits(query: string, day: CalendarDate, index: MapIndex, width?: Width): CompanyHit[] {
  if (!isWholeName(query) && (width !== 'all' || !/\p{Script=Han}{3}/u.test(query))) return [];
  const verdict = matchFirm(query, new AsOf(index, day));
  const { because } = verdict;
  const hit = (company: CompanyId, score = NAMED_AFTER): CompanyHit => {
    return { company, score, because, how: 'exact', matched: query };
  };
  switch (verdict.is) {
    case 'entity':
      return [hit(verdict.company, verdict.entity.sure ? FIRM : NAMED_AFTER)];
    case 'named':
      return [hit(verdict.company, verdict.whole && !verdict.entry.ordinary ? FIRM : NAMED_AFTER)];
    case 'by-name':
      return [hit(verdict.company)];
    case 'brand':
      return verdict.findings.map(({ brand }) => hit(brand.company));
    default:
      return [];
  }
}

/** The company of an ISIN; null where no public list has it. */
export function companyByIsin(
  text: string,
  { isins, search, companies }: Pick<Catalog, 'isins' | 'search' | 'companies'>,
): CompanyId | null {
  const isin = readIsin(text);
  if (isin === null) return null;
  const listed = isins.get(isin);
  const listings = listed === undefined ? koreanListings(isin) : [listed];
  for (const listing of listings) {
    const [mic, symbol] = listing.split(':') as [string, string];
    const hits = search(tickerOf({ mic, symbol }), OFFERED, 'exact');
    const owner = hits.find(({ id }) =>
      companies.get(id)?.listings.some((own) => own.mic === mic && own.symbol === symbol),
    );
    if (owner !== undefined) return owner.id;
  }
  return null;
}

/**
 * A name of other days still finds its company, ranked below the one that had the name on the day.
 */
const OTHER_DAYS = 0.09;
/** The same for a ticker in capitals that no company has on the day. */
const ENDED_TICKER = 0.01;
/** Bonus of a listed company with a file for exact and beginning names (BYD, Boyd). */
const WITH_FILE = 0.025;
const LEAST_EXACT = 0.9;
const LEAST_BEGUN = 0.75;
/** A name that only sounds like the query and shares no character with it (宏碁, 红旗) is a guess. */
const SOUND_ALONE = 0.06;
/** Malus of an unlisted part of another company with the same name. */
const ABSORBED = 0.06;

/**
 * The search for people: tickers with or without market, names in either script and in English,
 * former names, pinyin, initials, homophones and misspellings; by names of companies, their apps
 * and their registered firms, over companies with a file and the universe. The index holds for any
 * day, an answer for one.
 */
export function companySearch(knowledge: Pick<Knowledge, 'catalog' | 'index'>): FindCompanies {
  const { companies, search, universe } = knowledge.catalog;
  // Of two equal hits, the company with a file.
  const order = (id: CompanyId) => `${universe.get(id) === undefined ? 0 : 1}${id}`;
  const namesOf = (id: CompanyId, kind: EntryKind) =>
    searchedNames(companies.get(id)!).find((entry) => entry.kind === kind)?.names ?? [];
  const rated = (found: SearchHit<CompanyId>, query: string, day: CalendarDate): MutableHit => {
    const company = companies.get(found.id)!;
    const { days } = namesOf(found.id, found.kind)[found.name]!;
    const holds = days.every((span) => holdsOn(span, day));
    const hit = hitOf(found, holds, company, day);
    if (isSoundAlone(query, found)) hit.score -= SOUND_ALONE;
    const hasFile = universe.get(found.id) === undefined && company.listings.length > 0;
    if (hasFile && hit.score >= LEAST_BEGUN) hit.score = Math.min(1, hit.score + WITH_FILE);
    return hit;
  };
  return (query, day, limit, width) => {
    const byIsin = companyByIsin(query, knowledge.catalog);
    if (byIsin !== null) {
      const because = reason('by-isin', { query: query.trim() });
      return [{ company: byIsin, score: 1, because, how: 'exact', matched: query }];
    }
    const best = new Map<CompanyId, MutableHit>(
      firmHits(query, day, knowledge.index, width).map((hit) => [hit.company, hit]),
    );
    // Apps find their company too, and the day may change the order: search for more than wanted.
    for (const found of search(query, 4 * limit + 8, width)) {
      const hit = rated(found, query, day);
      if (hit.score > (best.get(found.id)?.score ?? -1)) best.set(found.id, hit);
    }
    const hits = [...best.values()];
    reviveEndedTicker(query, hits);
    preferFiles(hits, (id) => universe.get(id) === undefined);
    return hits
      .sort((a, b) => b.score - a.score || (order(a.company) < order(b.company) ? -1 : 1))
      .slice(0, limit);
  };
}

/** Where no company has the typed ticker on the day, its former owner comes before names. */
function reviveEndedTicker(query: string, hits: readonly MutableHit[]): void {
  if (!/^[A-Z]{2,6}$/.test(query)) return;
  const [ended, ...others] = hits.filter(
    ({ how, because, matched }) =>
      how === 'ticker' && because.code === 'listing-not-in-force' && matched === query,
  );
  const isInForce = hits.some(({ how, score }) => how === 'ticker' && score >= LEAST_EXACT);
  if (ended !== undefined && others.length === 0 && !isInForce)
    ended.score += OTHER_DAYS - ENDED_TICKER;
}

/** A company with a file comes before one without that has the same name. */
function preferFiles(hits: readonly MutableHit[], hasFile: (id: CompanyId) => boolean): void {
  const exact = hits.filter(({ how, score }) => how === 'exact' && score >= LEAST_EXACT);
  if (!exact.some(({ company }) => hasFile(company))) return;
  for (const hit of exact) if (!hasFile(hit.company)) hit.score -= CLOSE;
}

function isSoundAlone(query: string, { how, matched }: SearchHit<CompanyId>): boolean {
  const characters = query.match(/\p{Script=Han}/gu) ?? [];
  return (
    how === 'pinyin' &&
    characters.length > 0 &&
    !characters.some((character) => matched.includes(character))
  );
}

type MutableHit = { -readonly [Key in keyof CompanyHit]: CompanyHit[Key] };

function hitOf(
  found: SearchHit<CompanyId>,
  holds: boolean,
  company: Company,
  day: CalendarDate,
): MutableHit {
  const listed = listingsOn(company, day).length > 0;
  // A company without a file that is not listed on the day is rarely meant by a name.
  const gone =
    found.how !== 'ticker' && !listed && company.apps.length === 0 && company.listings.length > 0;
  const absorbed = found.how !== 'ticker' && !listed && controllersOn(company, day).length > 0;
  const score = found.score - (holds && !gone ? 0 : OTHER_DAYS) - (absorbed ? ABSORBED : 0);
  const { how, matched, why } = found;
  const late = how === 'ticker' ? 'listing-not-in-force' : 'not-that-day';
  const because = holds ? why : reason(late, { why });
  return { company: found.id, score: Math.min(1, score), because, how, matched };
}
