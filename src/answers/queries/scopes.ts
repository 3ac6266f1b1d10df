import { createHash } from 'node:crypto';
import { preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { Address, MuteScope, Scope, Subscription } from '../../domain/alert.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { listingsOn, tickerOf } from '../../domain/company.ts';
import type { SubscriptionId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import type { Regulator } from '../../domain/regulator.ts';
import { type CalendarDate, type Instant, shanghaiDay } from '../../domain/time.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import { labelOf, type NotFound } from './answers.ts';
import { type FindCompanies, oneCompany } from './find-company.ts';
import type { LookupDeps } from './lookup-result.ts';

/** Place, author and time of a subscription. */
export interface Requester {
  readonly address: Address;
  readonly server: string | null;
  /** Id of the person at the sink. */
  readonly by: string;
  readonly now: Instant;
  readonly language: Language;
}

/** The requested scope as typed: a company by ticker or name, the others by id. */
export type RequestedScope =
  | { readonly kind: 'company' | 'sector' | 'regulator'; readonly query: string }
  | { readonly kind: 'all' };

/** Further options, off by default. */
export const SWITCHES = ['stores', 'unconfirmed', 'threads', 'crosspost'] as const;
const TERMS = [
  'leastBand',
  'timing',
  'language',
  'role',
  'traditional',
  'reported',
  'kinds',
  'rules',
  ...SWITCHES,
] as const;

/** Terms of a subscription: least band, timing and manner. */
export type SubscribeTerms = Pick<Subscription, (typeof TERMS)[number]>;

/** The switches that are on. */
export const switchesOn = (terms: Pick<SubscribeTerms, (typeof SWITCHES)[number]>) =>
  SWITCHES.filter((one) => terms[one] === true);

/** Whether two subscriptions have the same terms; an absent switch is off. */
export const sameTerms = (subscribeTerms: SubscribeTerms, other: SubscribeTerms): boolean =>
  TERMS.every((name) => termText(subscribeTerms, name) === termText(other, name));

/** Reports are on or off by the scope where nobody chose; any other absent term is off. */
const termText = (terms: SubscribeTerms, name: (typeof TERMS)[number]): string =>
  JSON.stringify(terms[name] ?? (name === 'reported' ? '' : false));

/** The id is made of address and scope: the same subscription twice is one subscription. */
export function subscriptionOf(
  scope: Scope,
  terms: SubscribeTerms,
  { address, server, by, now }: Omit<Requester, 'language'>,
): Subscription {
  const id = `${address.sink}:${address.to}:${scopeKey(scope)}` as SubscriptionId;
  return { id, address, scope, ...terms, server, owner: by, createdAt: now, disabled: null };
}

/** Eight letters that name a subscription for as long as it is there, without its address. */
export const codeOf = ({ id }: Pick<Subscription, 'id'>): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 8);

/** `all`, `company:trip-com`. */
export function scopeKey(scope: MuteScope): string {
  if (scope.kind === 'all') return 'all';
  if (scope.kind === 'case') return `case:${scope.company}:${scope.id}`;
  return `${scope.kind}:${scope.id}`;
}

/** A scope in words: `Trip.com Group (TCOM, 9961.HK)`, `sector travel`, `MIIT`, `everything`. */
export function scopeLabel(
  scope: Scope,
  catalog: Catalog,
  day: CalendarDate,
  language: Language = 'en',
): string {
  const say = phrasesOf('scope', language);
  switch (scope.kind) {
    case 'all':
      return say('all');
    case 'sector': {
      const name = preferred(catalog.sectors.get(scope.id), language) ?? scope.id;
      return say('sector', { name });
    }
    case 'regulator': {
      const regulator = catalog.regulators.get(scope.id);
      const short = preferred(
        { zh: regulator?.shortZh ?? regulator?.name.zh, en: regulator?.short },
        language,
      );
      return short ?? scope.id;
    }
    case 'company': {
      const company = catalog.companies.get(scope.id);
      return company === undefined ? scope.id : labelOf(company, day);
    }
  }
}

/** The scope that a subscription means, or why it means none. */
export function scopeOf(
  requested: RequestedScope,
  day: CalendarDate,
  find: FindCompanies,
  catalog: Catalog,
): { found: true; scope: Scope } | NotFound {
  if (requested.kind === 'all') return { found: true, scope: { kind: 'all' } };
  if (requested.kind === 'company') {
    const taken = oneCompany(requested.query, day, find, catalog.companies);
    return taken.found ? { found: true, scope: { kind: 'company', id: taken.company.id } } : taken;
  }
  const { kind, query } = requested;
  const all =
    kind === 'sector'
      ? [...catalog.sectors.values()].map(({ id, en, zh }) => ({
          id,
          names: [id, en, zh],
          name: `${en} ${zh}`,
        }))
      : [...catalog.regulators.values()].map((regulator) => ({
          id: regulator.id,
          names: namesOf(regulator),
          name: regulator.short,
        }));
  const key = nameKey(query);
  const one = all.find(({ names }) => names.some((name) => nameKey(name) === key));
  if (one !== undefined) return { found: true, scope: { kind, id: one.id } as Scope };
  const candidates = all
    .slice(0, kind === 'sector' ? all.length : 5)
    .map(({ id, name }) => ({ id, name }));
  return { found: false, because: reason('unknown-query', { query }), candidates };
}

/** All names of a regulator: id, names in both languages, and others. */
export const namesOf = ({ id, short, name, names }: Regulator): readonly string[] =>
  [id, short, name.en, name.zh, ...names].filter((one) => one !== null);

/**
 * A company's main ticker of the day, so that the export can be imported anywhere; the id where
 * there is none.
 */
export function tickerOfScope(
  scope: Scope,
  { knowledge }: Pick<LookupDeps, 'knowledge'>,
  now: Instant,
): string {
  if (scope.kind === 'all') return '';
  const company = scope.kind === 'company' ? knowledge.catalog.companies.get(scope.id) : undefined;
  const main = company === undefined ? undefined : listingsOn(company, shanghaiDay(now))[0];
  return main === undefined ? scope.id : tickerOf(main);
}

const HERE = { sink: 'terminal', to: 'here' } as const;

/**
 * Replaces the terminal's subscriptions by those of WATCH. Empty = everything from band "watch" on.
 * Returns the entries that name no company, with candidates.
 */
export async function followOnTerminal(
  watch: readonly string[],
  language: Language,
  { knowledge, find, store }: Pick<LookupDeps, 'knowledge' | 'find' | 'store'>,
  now: Instant,
) {
  const terms = { leastBand: 'watch', timing: 'at-once', language, role: null } as const;
  const host = { address: HERE, server: null, by: 'host', now };
  for (const old of await store.subscriptions({ address: HERE, active: false }))
    await store.removeSubscription(old.id);
  if (watch.length === 0) await store.addSubscription(subscriptionOf({ kind: 'all' }, terms, host));
  const unknown: { readonly query: string; readonly candidates: readonly string[] }[] = [];
  for (const query of watch) {
    const meant = scopeOf({ kind: 'company', query }, shanghaiDay(now), find, knowledge.catalog);
    if (meant.found) await store.addSubscription(subscriptionOf(meant.scope, terms, host));
    else unknown.push({ query, candidates: meant.candidates.map(({ name }) => name) });
  }
  return unknown;
}
