import { type Knowledge, stepsKnown } from '../../answers/queries/knowledge.ts';
import type { Address, Alert, Scope, Signal, Subscription } from '../../domain/alert.ts';
import type { Vote } from '../../domain/channel.ts';
import type { Claim } from '../../domain/claim.ts';
import type { AlertId, CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice } from '../../domain/notice.ts';
import { EVERY_ADDRESS, type Store } from '../../domain/ports.ts';
import type { Band } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import {
  announce,
  announcementId,
  announcesList,
  announceUnconfirmed,
  complete,
} from '../alert/amend.ts';
import type { Decision } from '../alert/decide.ts';
import { addressKey } from '../alert/delivery.ts';
import { HYSTERESIS_DAYS, hysteresisBand } from '../alert/hysteresis.ts';
import { publishedBy } from '../alert/signals.ts';
import type { Budget, StageContext } from '../alert/stages.ts';
import { seriesOf } from '../score/change.ts';
import { standingOf } from '../score/score.ts';

const WEEK_MS = 7 * DAY_MS;
const VOTES_MS = 30 * DAY_MS;
const RECENT_MS = 3 * DAY_MS;
const LOOK_BACK = 200;
const BUDGET = { push: 2, sameDay: 10 };
/**
 * Enough votes to mean something, and the share of useful ones that alerts aim at (scoring.md 9.6).
 */
const VOTES_NEEDED = 5;
const USEFUL_SHARE = 0.6;

/**
 * A notice on its way to an outcome: the version of its page, as of when, and what it is looked up
 * in.
 */
export interface Settling {
  readonly item: Item;
  readonly notice: Notice;
  readonly now: Instant;
  readonly store: Store;
  readonly knowledge: Knowledge;
}

/** Everything that the alert stages look at, read from the store once for one notice. */
export async function contextOf(
  settling: Settling,
  signals: readonly Signal[],
  subscriptions: readonly Subscription[],
): Promise<StageContext> {
  const { item, notice, now, store, knowledge } = settling;
  const [alerted, silences, channels] = await Promise.all([
    store.findAlerted(signals.map((signal) => signal.noveltyKey)),
    store.silences(now),
    channelsAt(subscriptions, store),
  ]);
  const earlier: Signal[] = [];
  for (const company of new Set(signals.map((signal) => signal.company)))
    earlier.push(...(await store.signals({ company, limit: LOOK_BACK })));
  const first = await store.firstAlerts(earlier.map((signal) => signal.id));
  const known = earlier.filter(({ id }) => first.has(id));
  return {
    now,
    firstSight: item.backfill,
    published: publishedBy(notice),
    alerted,
    silences,
    sectorOf: (signal) => knowledge.catalog.companies.get(signal.company)?.sector ?? null,
    follows: new Map(
      signals.flatMap((signal) => {
        // Newest first, so the last that was told is the first of the case.
        const begun = known.findLast((one) => one.case === signal.case && one.id !== signal.id);
        return begun === undefined ? [] : [[signal.id, first.get(begun.id)!] as const];
      }),
    ),
    recent: known
      .filter((one) => now - one.detectedAt < RECENT_MS)
      .map((one) => ({
        company: one.company,
        case: one.case,
        origin: one.origin,
        at: one.detectedAt,
      })),
    bandBefore: await bandsBefore(signals, settling),
    channels,
    budgets: signals.length === 0 ? new Map() : await budgetsOf(subscriptions, now, store),
  };
}

/** How the addresses of some rows want to be told, by `addressKey`. */
export async function channelsAt(rows: readonly { readonly address: Address }[], store: Store) {
  const channels = await store.channels(rows.map(({ address }) => address));
  return new Map(channels.map((channel) => [addressKey(channel.address), channel]));
}

/**
 * Every scope that takes in one of these companies or bodies: of a hundred thousand subscriptions
 * only these are looked at.
 */
export function scopesAround(
  companies: readonly CompanyId[],
  bodies: readonly RegulatorId[],
  { catalog }: Knowledge,
): Scope[] {
  const sectors = companies.flatMap((id) => catalog.companies.get(id)?.sector ?? []);
  return [
    { kind: 'all' },
    ...[...new Set(companies)].map((id) => ({ kind: 'company', id }) as const),
    ...[...new Set(sectors)].map((id) => ({ kind: 'sector', id }) as const),
    ...[...new Set(bodies)].map((id) => ({ kind: 'regulator', id }) as const),
  ];
}

async function bandsBefore(
  signals: readonly Signal[],
  settling: Settling,
): Promise<Map<string, Band>> {
  const { now, knowledge, store } = settling;
  const bands = new Map<string, Band>();
  const { catalog, zoneOf } = knowledge;
  for (const signal of signals) {
    const company = catalog.companies.get(signal.company);
    if (company === undefined) continue;
    const steps = (await stepsKnown(knowledge, store, company.id, now)).filter(
      (step) => step.notice !== signal.notice,
    );
    const standing = standingOf({
      company,
      steps,
      rules: catalog.rules,
      weights: catalog.weights,
      zoneOf,
    });
    const days = Array.from(
      { length: HYSTERESIS_DAYS + 1 },
      (_, index) => (now - (HYSTERESIS_DAYS - index) * DAY_MS) as Instant,
    );
    bands.set(signal.id, hysteresisBand(seriesOf(standing, days), now));
  }
  return bands;
}

/**
 * What is left of the week at every address that follows more than single companies; half of it
 * where few alerts were useful.
 */
async function budgetsOf(
  subscriptions: readonly Subscription[],
  now: Instant,
  store: Store,
): Promise<Map<string, Budget>> {
  const wide = subscriptions.filter((one) => one.scope.kind !== 'company');
  const used = new Map(
    wide.map((one) => [addressKey(one.address), { push: 0, 'same-day': 0, digest: 0 }]),
  );
  if (used.size === 0) return new Map();
  const sent = await store.addressed({ since: (now - WEEK_MS) as Instant, until: now });
  const here = sent.filter(({ address }) => used.has(addressKey(address)));
  for (const [id, own] of Map.groupBy(here, ({ alert }) => alert)) {
    const urgency = await countsAs(id, store);
    for (const { address } of own) used.get(addressKey(address))![urgency] += 1;
  }
  const votes = Map.groupBy(await store.votes((now - VOTES_MS) as Instant), ({ address }) =>
    addressKey(address),
  );
  return new Map(
    [...used].map(([key, { push, 'same-day': sameDay }]) => {
      const part = shareOf(votes.get(key) ?? []);
      const of = { push: Math.ceil(BUDGET.push * part), sameDay: Math.ceil(BUDGET.sameDay * part) };
      return [
        key,
        { push: { used: push, of: of.push }, sameDay: { used: sameDay, of: of.sameDay } },
      ];
    }),
  );
}

/**
 * A correction that only changed a message was no message, and a reply about prices was asked for
 * with its alert.
 */
async function countsAs(id: AlertId, store: Store): Promise<Alert['urgency']> {
  const alert = (await store.alert(id))?.alert;
  const isFree =
    alert === undefined || alert.edits !== undefined || alert.alertReason === 'aftermath';
  return isFree ? 'digest' : alert.urgency;
}

function shareOf(votes: readonly Vote[]): number {
  if (votes.length < VOTES_NEEDED) return 1;
  return votes.filter((vote) => vote.useful).length / votes.length >= USEFUL_SHARE ? 1 : 0.5;
}

type FurtherAlerts = Pick<Decision, 'alerts' | 'deliveries'>;

/** A decision with further alerts. */
export const withMore = (decision: Decision, { alerts, deliveries }: FurtherAlerts): Decision => ({
  ...decision,
  alerts: [...decision.alerts, ...alerts],
  deliveries: [...decision.deliveries, ...deliveries],
});

/**
 * The alert to who asked for unconfirmed steps; none for what was there before, or was settled
 * again.
 */
export async function unconfirmedAlert(
  settling: Settling,
  claims: readonly Claim[],
): Promise<FurtherAlerts> {
  const { item, notice, store, knowledge } = settling;
  const open = claims.filter((claim) => claim.state === 'unconfirmed');
  if (open.length === 0 || item.backfill || item.version > 1) return { alerts: [], deliveries: [] };
  const scopes = scopesAround(
    open.flatMap(({ company }) => company ?? []),
    open.flatMap(({ authority }) => authority?.id ?? []),
    knowledge,
  );
  const subscriptions = await store.subscriptions({ scopes, active: true });
  const wanting = subscriptions.filter((one) => one.unconfirmed === true);
  if (wanting.length === 0) return { alerts: [], deliveries: [] };
  return announceUnconfirmed(notice, open, wanting, await contextOf(settling, [], wanting));
}

/**
 * Adds the alert that a list is announced, told once, and later the reply that it is there.
 * `follows` = the earlier telling of the act.
 */
export async function withPendingListAlert(
  decision: Decision,
  { notice, store }: Settling,
  signals: readonly Signal[],
  follows: Notice | null,
  subscriptions: readonly Subscription[],
  context: StageContext,
): Promise<Decision> {
  if (follows === null) return withMore(decision, announce(notice, subscriptions, context));
  if (announcesList(notice) || !announcesList(follows)) return decision;
  const alert = announcementId(follows.id);
  const announced = await store.alert(alert);
  if (announced === null) return decision;
  const deliveries = await store.deliveries({ alert, limit: EVERY_ADDRESS });
  // Who heard the announcement may have no subscription any more; its quiet hours count all the
  // same.
  const channels = await channelsAt(deliveries, store);
  const heard = { ...context, channels: new Map([...(context.channels ?? []), ...channels]) };
  return complete(decision, { alert: announced.alert, deliveries }, notice, signals, heard);
}
