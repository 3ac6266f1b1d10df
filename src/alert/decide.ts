import type { Address, Alert, Delivery, Signal, Subscription, Suppressed } from '../domain/alert.ts';
import type { Waiting } from '../domain/channel.ts';
import type { AlertId } from '../domain/ids.ts';
import { reason } from '../domain/reason.ts';
import type { Level } from '../domain/score.ts';
import { addressKey, afterQuiet, idsOf, newAlert, newDelivery } from './delivery.ts';
import {
  covers,
  isPush,
  ROUTE_STAGES,
  SIGNAL_STAGES,
  type StageContext,
  type StageRefusal,
  subjectOf,
  suppress,
} from './stages.ts';

export interface Decision {
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
  readonly suppressed: readonly Suppressed[];
  /** What addresses get in their next digest. */
  readonly waiting: readonly Waiting[];
}

/**
 * All signals of one notice -> at most one Alert, one Delivery for each address that asked, and a reason for every signal
 * that is not told. Pure: the same values give the same rows.
 */
export function decide(
  signals: readonly Signal[],
  subscriptions: readonly Subscription[],
  context: StageContext,
): Decision {
  const suppressed: Suppressed[] = [];
  const passed: Signal[] = [];
  for (const signal of signals) {
    const no = firstRefusal(FOR_ALL, (judge) => judge(signal, context));
    if (no === null) passed.push(signal);
    else suppressed.push(suppressedBy(no, signal, null, context));
  }
  const waiting: Waiting[] = [];
  const routes = routeAll(passed, subscriptions, context, { suppressed, waiting });
  if (routes.size === 0) return { alerts: [], deliveries: [], suppressed, waiting };
  const alerted = passed.filter((signal) =>
    [...routes.values()].some((route) => route.signals.includes(signal)),
  );
  const alert = alertOf(alerted, context);
  const deliveries = [...routes.values()].map((route) => deliveryOf(alert, route, context));
  return { alerts: [alert], deliveries, suppressed, waiting };
}

const FOR_ALL = Object.entries(SIGNAL_STAGES);
const FOR_ONE = Object.entries(ROUTE_STAGES);

type NamedRefusal = StageRefusal & Pick<Suppressed, 'stage'>;

function firstRefusal<Judge>(
  stages: readonly (readonly [name: string, judge: Judge])[],
  ask: (judge: Judge) => StageRefusal | null,
): NamedRefusal | null {
  for (const [stage, judge] of stages) {
    const no = ask(judge);
    if (no !== null) return { ...no, stage };
  }
  return null;
}

const suppressedBy = (
  { stage, why, because }: NamedRefusal,
  signal: Signal,
  address: Address | null,
  { now }: StageContext,
): Suppressed => ({ signal: signal.id, address, stage, why, because, at: now });

interface Route {
  readonly address: Address;
  readonly subscriptions: Subscription[];
  readonly signals: Signal[];
}

function routeAll(
  signals: readonly Signal[],
  subscriptions: readonly Subscription[],
  context: StageContext,
  { suppressed, waiting }: { suppressed: Suppressed[]; waiting: Waiting[] },
): Map<string, Route> {
  const routes = new Map<string, Route>();
  const active = subscriptions.filter((one) => one.disabled === null);
  for (const signal of signals) {
    const subject = subjectOf(signal, context);
    const inScope = active.filter((one) => covers(one.scope, subject));
    if (inScope.length === 0) {
      const nobody = { stage: 'route', ...suppress('no-subscriber', reason('no-subscriber')) };
      suppressed.push(suppressedBy(nobody, signal, null, context));
    }
    const refusals = new Map<string, NamedRefusal & { readonly address: Address }>();
    for (const subscription of inScope) {
      const { address } = subscription;
      const key = addressKey(address);
      const no = firstRefusal(FOR_ONE, (judge) => judge(signal, subscription, context));
      // Of several reasons at one address the first stands, unless a later one at least keeps it for the digest.
      if (no === null) addTo(routes, key, subscription, signal);
      else if (!refusals.has(key) || no.digest) refusals.set(key, { ...no, address });
    }
    for (const [key, no] of refusals) {
      if (routes.get(key)?.signals.includes(signal) === true) continue;
      const { address, because, digest } = no;
      suppressed.push(suppressedBy(no, signal, address, context));
      if (digest) waiting.push({ address, signal: signal.id, since: context.now, because });
    }
  }
  return routes;
}

function addTo(routes: Map<string, Route>, key: string, subscription: Subscription, signal: Signal): void {
  const route = routes.get(key) ?? { address: subscription.address, subscriptions: [], signals: [] };
  if (!route.subscriptions.includes(subscription)) route.subscriptions.push(subscription);
  if (!route.signals.includes(signal)) route.signals.push(signal);
  routes.set(key, route);
}

/** Gravest first: by the level of the act, its own points, then the score; ties by company, so that the order never depends on the input's. */
export function bySeverity(a: Signal, b: Signal): number {
  return (
    b.level - a.level || (b.own ?? 0) - (a.own ?? 0) || b.after - a.after || (a.company < b.company ? -1 : 1)
  );
}

function alertOf(signals: readonly Signal[], { now, follows }: StageContext): Alert {
  const ordered = [...signals].sort(bySeverity);
  const first = ordered[0]!;
  const { notice, alertReason } = first;
  return newAlert(`${notice}:${alertReason}`, {
    notice,
    alertReason,
    signals: idsOf(ordered),
    createdAt: now,
    urgency: ordered.some(isPush) ? 'push' : 'same-day',
    follows: mostFollowed(ordered, follows),
  });
}

/** The alert that most of the signals carry on; of equals, the one of the biggest change. */
function mostFollowed(signals: readonly Signal[], follows: StageContext['follows']): AlertId | null {
  const counts = new Map<AlertId, number>();
  for (const signal of signals) {
    const first = follows?.get(signal.id);
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function deliveryOf(alert: Alert, route: Route, { now, channels }: StageContext): Delivery {
  const ordered = [...route.signals].sort(bySeverity);
  const level = Math.max(...ordered.map((signal) => signal.level)) as Level;
  return newDelivery(alert, route.address, {
    subscriptions: idsOf(route.subscriptions),
    signals: idsOf(ordered),
    level,
    dueAt: level >= 4 ? now : afterQuiet(now, channels?.get(addressKey(route.address))),
  });
}
