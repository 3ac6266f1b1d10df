import { preferred } from '../../base/i18n/locale.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { Address, MuteScope, Scope } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { type Change, type Channel, defaultChannel } from '../../domain/channel.ts';
import type { Company } from '../../domain/company.ts';
import type { AlertId } from '../../domain/ids.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import { addressKey } from '../../pipeline/alert/delivery.ts';
import { stateOf } from '../../pipeline/standing/company-state.ts';
import type { NotFound } from './answers.ts';
import { oneCompany } from './find-company.ts';
import type { LookupDeps } from './lookup-result.ts';
import { caseCode, caseLabel, caseNamed, muteOfCase, offersOfCases } from './named-cases.ts';
import { reviewOfReader } from './reviews.ts';
import { riskOf } from './risk.ts';
import { typedRules } from './rules.ts';
import {
  namesOf,
  type RequestedScope,
  type Requester,
  type SubscribeTerms,
  sameTerms,
  scopeKey,
  scopeLabel,
  scopeOf,
  subscriptionOf,
  switchesOn,
  tickerOfScope,
} from './scopes.ts';

/** Companies that are followed by name. */
const followedIn = (scopes: readonly Scope[], catalog: Catalog): Company[] =>
  scopes.flatMap((scope) =>
    scope.kind === 'company' ? (catalog.companies.get(scope.id) ?? []) : [],
  );

export type Subscriptions = ReturnType<typeof createSubscriptions>;
/**
 * Result of an imported list; `refused` entries were not taken, each with the reason: nothing is
 * followed on a guess.
 */
export type ImportedList = Awaited<ReturnType<Subscriptions['importList']>>;
type Here = Pick<Requester, 'address' | 'now' | 'language'>;
type Labelled = Promise<{ readonly found: true; readonly label: string } | NotFound>;

/**
 * Changes of an address's subscriptions, over one catalog and one store. Every change is recorded
 * with its author.
 */
export function createSubscriptions(deps: LookupDeps) {
  const { knowledge, find, store } = deps;
  const { catalog } = knowledge;
  const label = (scope: MuteScope, { now, language }: Pick<Requester, 'now' | 'language'>) =>
    scope.kind === 'case'
      ? caseLabel(scope, deps, language)
      : scopeLabel(scope, catalog, shanghaiDay(now), language);
  const note = (who: Requester, what: Change['what'], detail: string) =>
    store.noteChange({
      address: who.address,
      server: who.server,
      by: who.by,
      at: who.now,
      what,
      detail,
    });
  const meantBy = (query: string, who: Requester) =>
    scopeOf({ kind: 'company', query }, shanghaiDay(who.now), find, catalog);
  const here = ({ address }: Pick<Requester, 'address'>) =>
    store.subscriptions({ address, active: false });

  /** Whether it is new, changed (followed before on other terms), or the same. */
  const put = async (scope: Scope, terms: SubscribeTerms, who: Requester) => {
    const wanted = subscriptionOf(scope, terms, who);
    if ((await store.addSubscription(wanted)) === 'added') return 'added' as const;
    const active = await store.subscriptions({ address: who.address, active: true });
    const existing = active.find(
      (subscription) => scopeKey(subscription.scope) === scopeKey(scope),
    );
    if (existing === undefined || sameTerms(existing, wanted)) return 'same' as const;
    await store.removeSubscription(existing.id);
    await store.addSubscription(wanted);
    return 'changed' as const;
  };

  const standingCard = async (scope: Scope, { now, language }: Requester): Promise<Card | null> => {
    const company = scope.kind === 'company' ? catalog.companies.get(scope.id) : undefined;
    if (company === undefined) return null;
    return riskOf(await stateOf(deps, company, now), language, null).card;
  };

  const silence = (scope: MuteScope, until: Instant, { address, by, now }: Requester) => {
    const id = `${address.sink}:${address.to}:${scopeKey(scope)}`;
    return store.addSilence({ id, address, scope, until, by, createdAt: now });
  };
  /** Sets or ends the mute of a scope (null = ends all), and returns its name. */
  const setMute = async (scope: MuteScope | null, until: Instant | null, who: Requester) => {
    const meant = scope ?? { kind: 'all' as const };
    const name = label(meant, who);
    if (until === null) {
      await store.endSilences({ address: who.address, scope });
      await note(who, 'unmuted', name);
    } else {
      await silence(meant, until, who);
      await noteMuted(who, name, until);
    }
    return name;
  };
  /** A muted case of the address, by its code; also one that has ended since. */
  const mutedCase = async (code: string, { address, now }: Here) =>
    (await store.silences(now))
      .filter((silence) => addressKey(silence.address) === addressKey(address))
      .map(({ scope }) => scope)
      .find((scope) => scope.kind === 'case' && caseCode(scope) === code);
  const noteMuted = (who: Requester, names: string, until: Instant) =>
    note(who, 'muted', `${names} until ${new Date(until).toISOString()}`);

  return {
    label,
    /** The answer's `card` are the company's open cases; null for wider scopes. */
    async follow(requested: RequestedScope, terms: SubscribeTerms, who: Requester) {
      const meant = scopeOf(requested, shanghaiDay(who.now), find, catalog);
      if (!meant.found) return meant;
      const how = await put(meant.scope, terms, who);
      const name = label(meant.scope, who);
      const details = [
        name,
        `from ${terms.leastBand}`,
        terms.timing,
        ...switchesOn(terms),
        typedRules(terms.rules, 'en'),
      ].filter(Boolean);
      if (how !== 'same') await note(who, 'subscribed', details.join(', '));
      const card = await standingCard(meant.scope, who);
      return { found: true as const, how, label: name, card };
    },
    /** By a subscription's id, or by what it is called. */
    async unfollow(query: string, who: Requester): Labelled {
      const meant = meantBy(query, who);
      const others = (['sector', 'regulator'] as const).map((kind) =>
        scopeOf({ kind, query }, shanghaiDay(who.now), find, catalog),
      );
      const scopes = [meant, ...others].flatMap((one) => (one.found ? [scopeKey(one.scope)] : []));
      const subscription = (await here(who)).find(
        (each) =>
          each.id === query ||
          nameKey(label(each.scope, who)) === nameKey(query) ||
          scopes.includes(scopeKey(each.scope)),
      );
      if (subscription === undefined) {
        if (!meant.found) return meant;
        const because = reason('not-followed', { label: label(meant.scope, who) });
        return { found: false, because, candidates: [] };
      }
      await store.removeSubscription(subscription.id);
      await note(who, 'unsubscribed', label(subscription.scope, who));
      return { found: true, label: label(subscription.scope, who) };
    },
    /** A list of tickers or names; at most 500 are taken. */
    async importList(entries: readonly string[], terms: SubscribeTerms, who: Requester) {
      const added: string[] = [];
      const already: string[] = [];
      const refused: { readonly entry: string; readonly because: Reason }[] = [];
      for (const entry of entries) {
        const meant = meantBy(entry, who);
        if (meant.found) {
          const how = await put(meant.scope, terms, who);
          (how === 'same' ? already : added).push(label(meant.scope, who));
          continue;
        }
        const choices = meant.candidates.slice(0, 2).map((candidate) => candidate.name);
        const because = choices.length === 0 ? reason('not-known') : reason('may-be', { choices });
        refused.push({ entry, because });
      }
      if (added.length > 0)
        await note(who, 'imported', `${added.length} of ${entries.length} entries`);
      return { added, already, refused };
    },
    async exportList(who: Here): Promise<string[][]> {
      const rows = (await here(who)).map((subscription) => [
        subscription.scope.kind,
        tickerOfScope(subscription.scope, deps, who.now),
        label(subscription.scope, who),
        subscription.leastBand,
        subscription.timing,
        subscription.disabled === null ? '' : formatReason(subscription.disabled.because, 'en'),
      ]);
      return [['kind', 'ticker', 'label', 'least_band', 'timing', 'disabled'], ...rows];
    },
    /** Subscriptions of an address, including disabled ones. */
    async list(who: Here) {
      const all = await here(who);
      return all.map((subscription) => ({ subscription, label: label(subscription.scope, who) }));
    },
    /** `query` null = everything at this address; `until` null ends the quiet. */
    async mute(query: string | null, until: Instant | null, who: Requester): Labelled {
      const everything = { found: true as const, scope: { kind: 'all' as const } };
      const meant = query === null ? everything : meantBy(query, who);
      if (!meant.found) return meant;
      return { found: true, label: await setMute(query === null ? null : meant.scope, until, who) };
    },
    /** By the code of a case, or by a company that has one open case alone. */
    async muteCase(typed: string, until: Instant | null, who: Requester): Labelled {
      const ended = until === null ? await mutedCase(typed, who) : undefined;
      const meant = ended === undefined ? await caseNamed(typed, deps, who) : null;
      if (meant?.found === false) return meant;
      const scope = ended ?? muteOfCase(meant!.named);
      return { found: true, label: await setMute(scope, until, who) };
    },
    /** Cases that may be muted here: those of a company, or of every company that is followed. */
    async offerCases(company: string, typed: string, who: Here) {
      const day = shanghaiDay(who.now);
      const meant = company === '' ? null : oneCompany(company, day, find, catalog.companies);
      const followed = meant === null ? (await here(who)).map(({ scope }) => scope) : [];
      const companies = meant?.found ? [meant.company] : followedIn(followed, catalog);
      return offersOfCases(companies, typed, deps, who);
    },
    /** Mutes of an address, with their ends. */
    async mutes(who: Here) {
      const all = await store.silences(who.now);
      return all
        .filter(({ address }) => address.sink === who.address.sink && address.to === who.address.to)
        .map(({ scope, until }) => ({ label: label(scope, who), until }));
    },
    async muteScopes(scopes: readonly Scope[], until: Instant, who: Requester): Promise<void> {
      for (const scope of scopes) await silence(scope, until, who);
      await noteMuted(who, scopes.map((scope) => label(scope, who)).join(', '), until);
    },
    channel: async (who: Pick<Requester, 'address' | 'server'>): Promise<Channel> =>
      (await store.channel(who.address)) ?? defaultChannel(who),
    async saveChannel(channel: Channel, detail: string, who: Requester): Promise<void> {
      await store.saveChannel(channel);
      await note(who, 'set', detail);
    },
    audit: (address: Address, limit: number) => store.changes({ address, limit }),
    /** Deletes everything stored about an address. */
    forget: (address: Address) => store.forget(address),
    vote: (alert: AlertId, useful: boolean, { address, by, now }: Requester) =>
      store.saveVote({ alert, address, by, useful, at: now }),
    /** "Wrong company?" by a person: a review, once for each person and alert. */
    async wrongCompany(id: AlertId, said: string, who: Requester): Promise<boolean> {
      const alerted = await store.alert(id);
      if (alerted === null || alerted.alert.notice === null) return false;
      const { notice } = alerted.alert;
      const alert = { ...alerted.alert, notice };
      return store.addReview(
        reviewOfReader(alert, alerted.signals, await store.notice(notice), said, who),
      );
    },
    /** Sectors for a menu. */
    sectors: (language: Language) =>
      [...catalog.sectors.values()].map((sector) => ({
        id: sector.id,
        label: preferred(sector, language) ?? sector.id,
      })),
    /** Regulators whose name holds what is typed. */
    regulators: (typed: string, limit: number) =>
      [...catalog.regulators.values()]
        .filter((regulator) =>
          namesOf(regulator).some((name) => nameKey(name).includes(nameKey(typed))),
        )
        .slice(0, limit)
        .map(({ id, short, name }) => ({ id, label: [short, name.zh].filter(Boolean).join(' ') })),
  };
}
