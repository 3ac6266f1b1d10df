import type { Scope, Subscription } from '../domain/alert.ts';
import type { Change } from '../domain/channel.ts';
import type { SubscriptionId } from '../domain/ids.ts';
import { reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import { sentence } from '../present/sentence.ts';
import { stepsKnown } from './knowledge.ts';
import type { LookupDeps } from './lookup-result.ts';
import { reviewOfWord } from './reader-word.ts';
import { watchingOf } from './record.ts';
import { dayOf, riskWithChart } from './risk.ts';
import { defaultChannel, scopeLabel, scopeOf, tickerOfScope } from './scopes.ts';
import type {
  Followed,
  ImportedList,
  RequestedScope,
  Requester,
  SubscribeTerms,
  Subscriptions,
} from './subscriptions.ts';

/** Builds the subscriptions over one catalog and one store. */
export function createSubscriptions(deps: LookupDeps): Subscriptions {
  const { knowledge, find, store } = deps;
  const { catalog } = knowledge;
  const label = (scope: Scope, { now, language }: Pick<Requester, 'now' | 'language'>) =>
    scopeLabel(scope, catalog, dayOf(now), language);
  const note = (who: Requester, what: Change['what'], detail: string) =>
    store.noteChange({ address: who.address, server: who.server, by: who.by, at: who.now, what, detail });

  const put = async (
    scope: Scope,
    terms: SubscribeTerms,
    who: Requester,
  ): Promise<'added' | 'changed' | 'same'> => {
    const wanted = subscriptionOf(scope, terms, who);
    if ((await store.addSubscription(wanted)) === 'added') return 'added';
    const here = await store.subscriptions({ address: who.address, active: true });
    const existing = here.find((one) => JSON.stringify(one.scope) === JSON.stringify(scope));
    if (existing === undefined || sameTerms(existing, wanted)) return 'same';
    await store.removeSubscription(existing.id);
    await store.addSubscription(wanted);
    return 'changed';
  };

  const follow = async (
    requested: RequestedScope,
    terms: SubscribeTerms,
    who: Requester,
  ): Promise<Followed> => {
    const meant = scopeOf(requested, dayOf(who.now), find, catalog);
    if (!meant.found) return meant;
    const how = await put(meant.scope, terms, who);
    const name = label(meant.scope, who);
    const switches = (['stores', 'unconfirmed', 'threads', 'crosspost'] as const).filter(
      (one) => terms[one] === true,
    );
    if (how !== 'same')
      await note(who, 'subscribed', [name, `from ${terms.leastBand}`, terms.timing, ...switches].join(', '));
    return { found: true, how, label: name, card: await standingCard(meant.scope, who) };
  };

  const standingCard = async (scope: Scope, who: Requester) => {
    const company = scope.kind === 'company' ? catalog.companies.get(scope.id) : undefined;
    if (company === undefined) return null;
    const steps = await stepsKnown(knowledge, store, company.id, who.now);
    const options = {
      at: who.now,
      language: who.language,
      taken: null,
      watching: await watchingOf(store, who.now),
    };
    return riskWithChart(knowledge, company, steps, options);
  };

  return {
    follow,
    async unfollow(query, who) {
      const here = await store.subscriptions({ address: who.address, active: false });
      const day = dayOf(who.now);
      const meant = scopeOf({ kind: 'company', query }, day, find, catalog);
      const others = (['sector', 'regulator'] as const).map((kind) =>
        scopeOf({ kind, query }, day, find, catalog),
      );
      const scopes = [meant, ...others].flatMap((one) => (one.found ? [JSON.stringify(one.scope)] : []));
      const one = here.find(
        (each) =>
          each.id === query ||
          nameKey(label(each.scope, who)) === nameKey(query) ||
          scopes.includes(JSON.stringify(each.scope)),
      );
      if (one === undefined) {
        if (!meant.found) return meant;
        return {
          found: false,
          because: reason('not-followed', { label: label(meant.scope, who) }),
          candidates: [],
        };
      }
      await store.removeSubscription(one.id);
      await note(who, 'unsubscribed', label(one.scope, who));
      return { found: true, label: label(one.scope, who) };
    },
    async importList(entries, terms, who) {
      const done = {
        added: [] as string[],
        already: [] as string[],
        refused: [] as ImportedList['refused'][number][],
      };
      for (const entry of entries) {
        const meant = scopeOf({ kind: 'company', query: entry }, dayOf(who.now), find, catalog);
        if (!meant.found) {
          const offers = meant.candidates.slice(0, 2).map((one) => one.name);
          done.refused.push({
            entry,
            because: offers.length === 0 ? reason('not-known') : reason('may-be', { choices: offers }),
          });
          continue;
        }
        const how = await put(meant.scope, terms, who);
        done[how === 'same' ? 'already' : 'added'].push(label(meant.scope, who));
      }
      if (done.added.length > 0)
        await note(who, 'imported', `${done.added.length} of ${entries.length} entries`);
      return done;
    },
    async exportList(who) {
      const here = await store.subscriptions({ address: who.address, active: false });
      const rows = here.map((one) => [
        one.scope.kind,
        tickerOfScope(one.scope, deps, who.now),
        label(one.scope, who),
        one.leastBand,
        one.timing,
        one.disabled === null ? '' : sentence(one.disabled.because, 'en'),
      ]);
      return [['kind', 'ticker', 'label', 'least_band', 'timing', 'disabled'], ...rows];
    },
    async mute(query, until, who) {
      const meant =
        query === null
          ? { found: true as const, scope: { kind: 'all' as const } }
          : scopeOf({ kind: 'company', query }, dayOf(who.now), find, catalog);
      if (!meant.found) return meant;
      const name = label(meant.scope, who);
      if (until === null)
        await store.endSilences({ address: who.address, scope: query === null ? null : meant.scope });
      else await store.addSilence(silenceOf(meant.scope, until, who));
      await note(
        who,
        until === null ? 'unmuted' : 'muted',
        until === null ? name : `${name} until ${new Date(until).toISOString()}`,
      );
      return { found: true, label: name };
    },
    async mutes(who) {
      const all = await store.silences(who.now);
      return all
        .filter(({ address }) => address.sink === who.address.sink && address.to === who.address.to)
        .map(({ scope, until }) => ({ label: label(scope, who), until }));
    },
    async muteScopes(scopes, until, who) {
      for (const scope of scopes) await store.addSilence(silenceOf(scope, until, who));
      await note(
        who,
        'muted',
        `${scopes.map((scope) => label(scope, who)).join(', ')} until ${new Date(until).toISOString()}`,
      );
    },
    channel: async (who) => (await store.channel(who.address)) ?? defaultChannel(who),
    async saveChannel(channel, detail, who) {
      await store.saveChannel(channel);
      await note(who, 'set', detail);
    },
    audit: (address, limit) => store.changes({ address, limit }),
    forget: (address) => store.forget(address),
    vote: (alert, useful, who) =>
      store.saveVote({ alert, address: who.address, by: who.by, useful, at: who.now }),
    wrongCompany: async (alert, said, who) => {
      const alerted = await store.alert(alert);
      if (alerted === null || alerted.alert.notice === null) return false;
      const { notice } = alerted.alert;
      return store.addReview(
        reviewOfWord({ ...alerted.alert, notice }, alerted.signals, await store.notice(notice), said, who),
      );
    },
    sectors: (language) =>
      [...catalog.sectors.values()].map((one) => ({
        id: one.id,
        label: language === 'zh' ? one.zh : one.en,
      })),
    regulators(typed, limit) {
      const key = nameKey(typed);
      return [...catalog.regulators.values()]
        .filter((one) =>
          [one.id, one.short, one.name.en, one.name.zh ?? '', ...one.names].some((name) =>
            nameKey(name).includes(key),
          ),
        )
        .slice(0, limit)
        .map((one) => ({
          id: one.id,
          label: one.name.zh === null ? one.short : `${one.short} ${one.name.zh}`,
        }));
    },
  };
}

/** The id is made of address and scope: the same subscription twice is one subscription. */
function subscriptionOf(scope: Scope, terms: SubscribeTerms, who: Requester): Subscription {
  const id = scope.kind === 'all' ? 'all' : `${scope.kind}:${scope.id}`;
  return {
    id: `${who.address.sink}:${who.address.to}:${id}` as SubscriptionId,
    address: who.address,
    scope,
    ...terms,
    server: who.server,
    owner: who.by,
    createdAt: who.now,
    disabled: null,
  };
}

function sameTerms(one: Subscription, other: Subscription): boolean {
  return (
    one.leastBand === other.leastBand &&
    one.timing === other.timing &&
    one.language === other.language &&
    one.role === other.role &&
    (['stores', 'unconfirmed', 'threads', 'crosspost', 'traditional'] as const).every(
      (name) => (one[name] ?? false) === (other[name] ?? false),
    )
  );
}

function silenceOf(scope: Scope, until: Instant, who: Requester) {
  const name = scope.kind === 'all' ? 'all' : `${scope.kind}:${scope.id}`;
  return {
    id: `${who.address.sink}:${who.address.to}:${name}`,
    address: who.address,
    scope,
    until,
    by: who.by,
    createdAt: who.now,
  };
}
