import type {
  Address,
  Alert,
  Delivery,
  Held,
  Signal,
  Subscription,
  ToldBecause,
  Urgency,
} from '../domain/alert.ts';
import type { AlertId, DeliveryId, NoticeId } from '../domain/ids.ts';
import type { Level } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { StageContext } from './stage.ts';
import { ROUTE_STAGES, SIGNAL_STAGES } from './stages/index.ts';
import { covers } from './stages/silence.ts';

export interface Decision {
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
  readonly held: readonly Held[];
}

/**
 * All signals of one notice -> at most one Alert, one Delivery for each address that asked, and a reason for every signal
 * that is not told. Pure: the same values give the same rows. `nonceOf` makes the delivery's nonce (25 characters at most).
 */
export function decide(
  signals: readonly Signal[],
  subscriptions: readonly Subscription[],
  context: StageContext,
  nonceOf: (alert: AlertId, address: Address) => string,
): Decision {
  const held: Held[] = [];
  const worthTelling: Signal[] = [];
  for (const signal of signals) {
    const verdict = judgeForAll(signal, context);
    if (verdict === null) worthTelling.push(signal);
    else held.push(verdict);
  }
  const routes = routeAll(worthTelling, subscriptions, context, held);
  if (routes.size === 0) return { alerts: [], deliveries: [], held };
  const told = worthTelling.filter((signal) =>
    [...routes.values()].some((route) => route.signals.includes(signal)),
  );
  const alert = alertOf(told, context.now);
  const deliveries = [...routes.values()].map((route) => deliveryOf(alert, route, context.now, nonceOf));
  return { alerts: [alert], deliveries, held };
}

function judgeForAll(signal: Signal, context: StageContext): Held | null {
  for (const stage of SIGNAL_STAGES) {
    const verdict = stage.judge(signal, context);
    if (!verdict.pass)
      return {
        signal: signal.id,
        address: null,
        stage: stage.id,
        why: verdict.why,
        because: verdict.because,
        at: context.now,
      };
  }
  return null;
}

interface Route {
  readonly address: Address;
  readonly subscriptions: Subscription[];
  readonly signals: Signal[];
}

function routeAll(
  signals: readonly Signal[],
  subscriptions: readonly Subscription[],
  context: StageContext,
  held: Held[],
): Map<string, Route> {
  const routes = new Map<string, Route>();
  const active = subscriptions.filter((one) => one.disabled === null);
  for (const signal of signals) {
    const inScope = active.filter((one) => covers(one.scope, signal, context));
    if (inScope.length === 0)
      held.push({
        signal: signal.id,
        address: null,
        stage: 'route',
        why: 'no-subscriber',
        because: 'nobody subscribed to this company, its sector or its regulator',
        at: context.now,
      });
    const refusals = new Map<string, Held>();
    for (const subscription of inScope) {
      const key = `${subscription.address.sink} ${subscription.address.to}`;
      const no = judgeRoute(signal, subscription, context);
      if (no !== null) refusals.set(key, no);
      else addTo(routes, key, subscription, signal);
    }
    for (const [key, no] of refusals) if (routes.get(key)?.signals.includes(signal) !== true) held.push(no);
  }
  return routes;
}

function judgeRoute(signal: Signal, subscription: Subscription, context: StageContext): Held | null {
  for (const stage of ROUTE_STAGES) {
    const verdict = stage.judge(signal, subscription, context);
    if (!verdict.pass)
      return {
        signal: signal.id,
        address: subscription.address,
        stage: stage.id,
        why: verdict.why,
        because: verdict.because,
        at: context.now,
      };
  }
  return null;
}

function addTo(routes: Map<string, Route>, key: string, subscription: Subscription, signal: Signal): void {
  const route = routes.get(key) ?? { address: subscription.address, subscriptions: [], signals: [] };
  if (!route.subscriptions.includes(subscription)) route.subscriptions.push(subscription);
  if (!route.signals.includes(signal)) route.signals.push(signal);
  routes.set(key, route);
}

/** Biggest change first; ties by company, so that the order never depends on the input's. */
export function byChange(a: Signal, b: Signal): number {
  return Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.company < b.company ? -1 : 1);
}

function alertOf(signals: readonly Signal[], now: Instant): Alert {
  const ordered = [...signals].sort(byChange);
  const first = ordered[0]!;
  return {
    id: alertId(first.notice, first.toldBecause),
    notice: first.notice,
    toldBecause: first.toldBecause,
    signals: ordered.map((signal) => signal.id),
    urgency: urgencyOf(ordered),
    createdAt: now,
    follows: null,
  };
}

function alertId(notice: NoticeId, toldBecause: ToldBecause): AlertId {
  return `${notice}:${toldBecause}` as AlertId;
}

/** scoring.md 9.2: push for level >= 4, a crossing of 50, or +20; same day for the rest that is told at once. */
function urgencyOf(signals: readonly Signal[]): Urgency {
  const push = signals.some(
    (one) =>
      one.level >= 4 ||
      (one.before < 50 && one.after >= 50) ||
      one.after - one.before >= 20 ||
      (one.level >= 2 && one.exposure.edge === 'operator'),
  );
  return push ? 'push' : 'same-day';
}

function deliveryOf(
  alert: Alert,
  route: Route,
  now: Instant,
  nonceOf: (alert: AlertId, address: Address) => string,
): Delivery {
  const ordered = [...route.signals].sort(byChange);
  const level = Math.max(...ordered.map((signal) => signal.level)) as Level;
  return {
    id: `${alert.id}@${route.address.sink}:${route.address.to}` as DeliveryId,
    alert: alert.id,
    address: route.address,
    subscriptions: route.subscriptions.map((one) => one.id),
    signals: ordered.map((signal) => signal.id),
    level,
    state: 'pending',
    nonce: nonceOf(alert.id, route.address),
    attempts: 0,
    dueAt: now,
    claimedUntil: null,
    claimedBy: null,
    message: null,
    lastError: null,
    createdAt: now,
    settledAt: null,
  };
}
