import type { Language } from '../../base/i18n/words.ts';
import type { Address } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import { type Company, listingsOn, tickerOf } from '../../domain/company.ts';
import type { Document } from '../../domain/document.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import { bothNames, reason, reasons } from '../../domain/reason.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { ownershipChain } from '../../pipeline/map/ownership-chain.ts';
import type { CompanyStates, RecentCards } from '../../pipeline/standing/company-state.ts';
import type { DailyStandings } from '../../pipeline/standing/daily.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { labelOf, type NotFound } from './answers.ts';
import { type FindCompanies, oneCompany } from './find-company.ts';
import type { ShownSource } from './source-rows.ts';

/** Dependencies of look-ups and subscriptions. */
export interface LookupDeps {
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly store: Store;
  readonly clock: Clock;
  /** Daily standings; absent = they are opened for the question. */
  readonly standings?: DailyStandings;
  /** Sources as they are watched here; absent = as the catalog has them. */
  readonly sources?: readonly ShownSource[];
  /** Company states computed within the last minute; absent = each is computed again. */
  readonly states?: CompanyStates;
  /** Cards made within the last minute; absent = card and answer are made again each time. */
  readonly cards?: RecentCards;
  /** The stored page of an item, decoded; absent = pages are not quoted. */
  readonly documentOf?: (item: ItemId) => Promise<Document | null>;
}

/** A question as typed. */
export interface Question {
  readonly at: Instant;
  readonly language: Language;
  /** Companies, an app, or the reference of an alert. */
  readonly words: readonly string[];
  /** `app`: the developer that is printed beside it. */
  readonly developer?: string | undefined;
  /** `why`: start of the change that is split; a day before, where it is not given. */
  readonly since?: Instant | undefined;
  /** `risk`: score these acts alone. */
  readonly facts?: readonly RegulatoryEvent[] | undefined;
  /** The address that asks. Nothing of one address is ever shown at another. */
  readonly address?: Address | null;
}

/**
 * An answer as a card, with a table where a list is worth having as a file, and as data where its
 * shape is promised.
 */
export type LookupResult =
  | NotFound
  | {
      readonly found: true;
      readonly card: Card;
      readonly table?: readonly (readonly string[])[];
      readonly answer?: unknown;
    };

/** A named company, and why the search chose it. */
export type Meant = Extract<ReturnType<typeof oneCompany>, { found: true }>;

/** The company that a text names; an unlisted one with the listed company above it. */
export function companyMeant(
  query: string,
  at: Instant,
  { knowledge, find }: Pick<LookupDeps, 'knowledge' | 'find'>,
): Meant | NotFound {
  const { companies } = knowledge.catalog;
  const day = shanghaiDay(at);
  const taken = oneCompany(query, day, find, companies);
  if (!taken.found || listingsOn(taken.company, day).length > 0) return taken;
  const { company: top, listings } = ownershipChain(taken.company.id, day, companies);
  if (top === taken.company.id || listings.length === 0) return taken;
  const tickers = listings.map(tickerOf).join(', ');
  const belongs = reason('belongs-to', {
    company: bothNames(companies.get(top)!.name, top),
    tickers,
  });
  return { ...taken, because: reasons(taken.because, belongs) };
}

/** More candidates than offered, since a well-known one may follow. */
const MORE_TYPED = 10;

/**
 * While typing, the beginning of a well-known name is likelier than an unknown company's ticker. A
 * matched app counts by its own users, not by those of the company's other apps.
 */
function knownBonus({ apps }: Company, matched: string): number {
  const own = apps.filter(({ name }) => name.en === matched || name.zh === matched);
  const tiers = new Set(
    (own.length > 0 ? own : apps).flatMap(({ reach }) => reach.map(({ tier }) => tier)),
  );
  if (tiers.has('super')) return 0.15;
  return tiers.has('large') ? 0.08 : 0;
}

/** After a name or ticker typed in full, no similar one is offered. */
const WHOLE = 0.97;
const LEAST_BESIDE = 0.7;

/**
 * Companies that a text may mean, best first, with why each is offered; never waits for the store.
 */
export function offersOf(
  query: string,
  limit: number,
  { find, knowledge, clock }: Pick<LookupDeps, 'find' | 'knowledge' | 'clock'>,
) {
  const day = shanghaiDay(clock.now());
  const { companies } = knowledge.catalog;
  const hits = query.trim() === '' ? [] : find(query, day, limit + MORE_TYPED);
  const isWhole = (hits[0]?.score ?? 0) >= WHOLE;
  const typed = hits
    .filter((hit) => !isWhole || hit.score >= LEAST_BESIDE)
    .map((hit) => ({
      ...hit,
      rank: hit.score + knownBonus(companies.get(hit.company)!, hit.matched),
    }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, limit);
  return typed.map(({ company: id, because }) => ({
    id,
    label: labelOf(companies.get(id)!, day),
    because,
  }));
}
