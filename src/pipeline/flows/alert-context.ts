import type { Address, Scope, Signal, Subscription } from '../../domain/alert.ts';
import type { CompanyId, RegulatorId, SignalId } from '../../domain/ids.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice } from '../../domain/notice.ts';
import { EVERY_ADDRESS, type Store } from '../../domain/ports.ts';
import type { ReportedAction } from '../../domain/reported-action.ts';
import type { Band } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import {
  announce,
  announcementId,
  announcesList,
  announceUnconfirmed,
  complete,
  wantsReportedAction,
} from '../alert/amend.ts';
import type { Decision } from '../alert/decide.ts';
import { addressKey } from '../alert/delivery.ts';
import { HYSTERESIS_DAYS, hysteresisBand } from '../alert/hysteresis.ts';
import { publishedBy } from '../alert/signals.ts';
import type { StageContext } from '../alert/stages.ts';
import { seriesOf } from '../score/change.ts';
import { standingOf } from '../score/score.ts';
import { type Knowledge, stepsKnown } from '../standing/knowledge.ts';
import { budgetsOf } from './budgets.ts';

const RECENT_MS = 3 * DAY_MS;
const LOOK_BACK = 200;
/** Limit for the signals of one notice. */
const SIGNALS = 500;

/**
 * A notice that is being processed: the version of its page, the instant, and what it is looked up
 * in.
 */
export interface NoticeContext {
  readonly item: Item;
  readonly notice: Notice;
  readonly now: Instant;
  readonly store: Store;
  readonly knowledge: Knowledge;
}

/** Everything that the alert stages need, read from the store once for a notice. */
export async function contextOf(
  context: NoticeContext,
  signals: readonly Signal[],
  subscriptions: readonly Subscription[],
  earlier: readonly Notice[] = [],
): Promise<StageContext> {
  const { item, notice, now, store, knowledge } = context;
  const [alerted, silences, channels] = await Promise.all([
    store.findAlerted(signals.map((signal) => signal.noveltyKey)),
    store.silences(now),
    channelsAt(subscriptions, store),
  ]);
  const lately: Signal[] = [];
  for (const company of new Set(signals.map((signal) => signal.company)))
    lately.push(...(await store.signals({ company, limit: LOOK_BACK })));
  const first = await store.firstAlerts(lately.map((signal) => signal.id));
  const known = lately.filter(({ id }) => first.has(id));
  return {
    now,
    weights: knowledge.catalog.weights,
    firstSight: item.backfill,
    flood: item.flood === true,
    published: publishedBy(notice),
    alerted,
    silences,
    sectorOf: (signal) => knowledge.catalog.companies.get(signal.company)?.sector ?? null,
    follows: new Map(
      signals.flatMap((signal) => {
        // Newest first, so the last alerted signal is the first of its case.
        const begun = known.findLast((one) => one.case === signal.case && one.id !== signal.id);
        return begun === undefined ? [] : [[signal.id, first.get(begun.id)!] as const];
      }),
    ),
    recent: known
      .filter((signal) => now - signal.detectedAt < RECENT_MS)
      .map((signal) => ({
        company: signal.company,
        case: signal.case,
        origin: signal.origin,
        at: signal.detectedAt,
      })),
    alertedBefore: await alertedBefore(signals, earlier, store),
    bandBefore: await bandsBefore(signals, context),
    channels,
    budgets: signals.length === 0 ? new Map() : await budgetsOf(subscriptions, now, store),
  };
}

/** Addresses that earlier notices of the same act alerted, by company of each correction. */
async function alertedBefore(
  signals: readonly Signal[],
  earlier: readonly Notice[],
  store: Store,
): Promise<Map<CompanyId, Set<string>>> {
  const corrected = signals.filter(({ alertReason }) => alertReason === 'correction');
  const reached = new Map(corrected.map(({ company }) => [company, new Set<string>()]));
  if (reached.size === 0) return reached;
  const companies = new Map<SignalId, CompanyId>();
  for (const { id: notice } of earlier)
    for (const { id, company } of await store.signals({ notice, limit: SIGNALS }))
      if (reached.has(company)) companies.set(id, company);
  for (const { address, signals: sent } of await store.recipientsOf([...companies.keys()]))
    for (const id of sent) reached.get(companies.get(id)!)!.add(addressKey(address));
  return reached;
}

/** Settings of the addresses of some rows, by `addressKey`. */
export async function channelsAt(rows: readonly { readonly address: Address }[], store: Store) {
  const channels = await store.channels(rows.map(({ address }) => address));
  return new Map(channels.map((channel) => [addressKey(channel.address), channel]));
}

/**
 * Every scope that covers one of these companies or regulators, so that only matching subscriptions
 * of a hundred thousand are read.
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
  context: NoticeContext,
): Promise<Map<string, Band>> {
  const { now, knowledge, store } = context;
  const bands = new Map<string, Band>();
  const { catalog, zoneOf } = knowledge;
  for (const signal of signals) {
    const company = catalog.companies.get(signal.company);
    if (company === undefined) continue;
    const events = (await stepsKnown(knowledge, store, company.id, now)).filter(
      (event) => event.notice !== signal.notice,
    );
    const standing = standingOf({
      company,
      events,
      rules: catalog.rules,
      weights: catalog.weights,
      zoneOf,
    });
    const days = Array.from(
      { length: HYSTERESIS_DAYS + 1 },
      (_, index) => (now - (HYSTERESIS_DAYS - index) * DAY_MS) as Instant,
    );
    bands.set(signal.id, hysteresisBand(seriesOf(standing, days), now, catalog.weights));
  }
  return bands;
}

type FurtherAlerts = Pick<Decision, 'alerts' | 'deliveries'>;

/** A decision with further alerts. */
export const withMore = (decision: Decision, { alerts, deliveries }: FurtherAlerts): Decision => ({
  ...decision,
  alerts: [...decision.alerts, ...alerts],
  deliveries: [...decision.deliveries, ...deliveries],
});

/**
 * The alert of reported or unconfirmed acts. None for items older than the watch, nor for items
 * processed again, except for acts that became reported by that: those go to addresses that were
 * not alerted to them as unconfirmed.
 */
export async function unconfirmedAlert(
  context: NoticeContext,
  actions: readonly ReportedAction[],
): Promise<FurtherAlerts> {
  const { item, notice, store, knowledge } = context;
  const { revision } = item;
  const raised = new Set(revision?.reported ?? []);
  const open = actions.filter(
    (action) => action.state === 'unconfirmed' && (item.version === 1 || raised.has(action.step)),
  );
  if (open.length === 0 || item.backfill) return { alerts: [], deliveries: [] };
  const scopes = scopesAround(
    open.flatMap(({ company }) => company ?? []),
    open.flatMap(({ authority }) => authority?.id ?? []),
    knowledge,
  );
  const subscriptions = await store.subscriptions({ scopes, active: true });
  const heard = (subscription: Subscription, action: ReportedAction) =>
    raised.size > 0 && wantsReportedAction(subscription, { ...action, grade: undefined });
  const wanting = subscriptions.filter((subscription) =>
    open.some(
      (action) => wantsReportedAction(subscription, action) && !heard(subscription, action),
    ),
  );
  if (wanting.length === 0) return { alerts: [], deliveries: [] };
  return announceUnconfirmed(notice, open, wanting, await contextOf(context, [], wanting));
}

/**
 * Adds the alert of an announced list, sent once, and later the reply with the list. `follows` =
 * the earlier report of the act.
 */
export async function withPendingListAlert(
  decision: Decision,
  { notice, store }: NoticeContext,
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
  // An address of the announcement may have no subscription any more; its quiet hours still apply.
  const channels = await channelsAt(deliveries, store);
  const heard = { ...context, channels: new Map([...(context.channels ?? []), ...channels]) };
  return complete(decision, { alert: announced.alert, deliveries }, notice, signals, heard);
}
