import type { Subscription } from '../domain/alert.ts';
import type { CompanyId, SubscriptionId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import { reason } from '../domain/reason.ts';
import { DAY_MS, type Instant } from '../domain/time.ts';
import { withRecordLine } from '../present/record-lines.ts';
import { appAnswer } from './app.ts';
import type { Ask, SubscribeRequest } from './ask.ts';
import { withDecisions } from './decisions.ts';
import { type FindCompanies, oneCompany } from './find-company.ts';
import { historyOf } from './history.ts';
import { type Knowledge, stepsKnown } from './knowledge.ts';
import { recordOver, watchingOf } from './record.ts';
import { companiesOf, dayOf, labelOf, riskOf } from './risk.ts';
import { scopeLabel } from './scopes.ts';
import { whyOf } from './why.ts';

export interface AskDeps {
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  /** Without a store only the history is known, and nothing can be subscribed to. */
  readonly store: Store;
  readonly clock: Clock;
}

/** Look-ups and subscriptions over one catalog and one store. */
export function createAsk({ knowledge, find, store, clock }: AskDeps): Ask {
  const { companies } = knowledge.catalog;
  const today = () => dayOf(clock.now());
  const ask: Ask = {
    offers(query, limit) {
      const hits = query.trim() === '' ? [] : find(query, today(), limit);
      return hits.flatMap((hit) =>
        companiesOf(knowledge, [hit.company]).map((company) => ({
          id: company.id,
          label: labelOf(company, today()),
          because: hit.because,
        })),
      );
    },
    async risk(query, { at, language }) {
      const taken = oneCompany(query, dayOf(at), find, companies);
      if (!taken.found) return taken;
      const steps = await stepsKnown(knowledge, store, taken.company.id, at);
      return {
        found: true,
        ...riskOf(knowledge, taken.company, steps, {
          ...{ at, language, taken: taken.because },
          watching: await watchingOf(store, clock.now()),
        }),
      };
    },
    async why(query, { at, since, language }) {
      const taken = oneCompany(query, dayOf(at), find, companies);
      if (!taken.found) return taken;
      const from = since ?? ((at - DAY_MS) as Instant);
      const watching = await watchingOf(store, clock.now());
      const options = { at, since: from, language, taken: taken.because, watching };
      return { found: true, ...(await whyOf(knowledge, store, taken.company, options)) };
    },
    async history(query, { at, language }) {
      const taken = oneCompany(query, dayOf(at), find, companies);
      if (!taken.found) return taken;
      const options = { at, language, taken: taken.because };
      const { answer, card } = await historyOf(knowledge, store, taken.company, options);
      const record = recordOver(knowledge, taken.company.country, at, await watchingOf(store, clock.now()));
      return { found: true, answer, card: withRecordLine(card, record) };
    },
    async app(query, { at, language, developer }) {
      const options = { at, language, developer: developer ?? null };
      const found = appAnswer(await withDecisions(knowledge, store), query, options);
      const id = found.found ? found.answer.company?.id : undefined;
      const country = id === undefined ? undefined : companies.get(id as CompanyId)?.country;
      if (!found.found || country === undefined) return found;
      const record = recordOver(knowledge, country, at, await watchingOf(store, clock.now()));
      return { ...found, card: withRecordLine(found.card, record) };
    },
    async subscribe(request, now) {
      const taken = oneCompany(request.query, dayOf(now), find, companies);
      if (!taken.found) return taken;
      const subscription = subscriptionOf(request, taken.company.id, now);
      const fresh = (await store.addSubscription(subscription)) === 'added';
      const steps = await stepsKnown(knowledge, store, taken.company.id, now);
      const { card } = riskOf(knowledge, taken.company, steps, {
        at: now,
        language: request.language,
        taken: taken.because,
        watching: await watchingOf(store, now),
      });
      return { found: true, fresh, subscription, label: labelOf(taken.company, dayOf(now)), card };
    },
    async unsubscribe(query, address) {
      const taken = oneCompany(query, today(), find, companies);
      if (!taken.found) return taken;
      const label = labelOf(taken.company, today());
      const here = await store.subscriptions({ address, active: false });
      const ours = here.filter((one) => one.scope.kind === 'company' && one.scope.id === taken.company.id);
      if (ours.length === 0)
        return { found: false, because: reason('not-followed', { label }), candidates: [] };
      for (const one of ours) await store.removeSubscription(one.id);
      return { found: true, label };
    },
    async subscriptions(address, language) {
      const here = await store.subscriptions({ address, active: false });
      return here.map((subscription) => ({
        subscription,
        label: scopeLabel(subscription.scope, knowledge.catalog, today(), language),
      }));
    },
  };
  return ask;
}

/** The id is made of address and scope: the same subscription twice is one subscription. */
function subscriptionOf(
  request: SubscribeRequest,
  company: string,
  now: Subscription['createdAt'],
): Subscription {
  return {
    id: `${request.address.sink}:${request.address.to}:company:${company}` as SubscriptionId,
    address: request.address,
    scope: { kind: 'company', id: company as never },
    leastBand: request.leastBand,
    timing: request.timing,
    language: request.language,
    role: request.role,
    server: request.server,
    owner: request.owner,
    createdAt: now,
    disabled: null,
  };
}
