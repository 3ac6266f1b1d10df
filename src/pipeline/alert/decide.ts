import type {
  Address,
  Alert,
  Delivery,
  Signal,
  Subscription,
  Suppressed,
} from '../../domain/alert.ts';
import type { Waiting } from '../../domain/channel.ts';
import type { AlertId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import type { Level } from '../../domain/score.ts';
import { isGrave } from './budget.ts';
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
  /** Signals that addresses get in their next digest. */
  readonly waiting: readonly Waiting[];
}

/**
 * Turns all signals of one notice into at most one alert, one delivery for each subscribed address,
 * and a reason for every signal that is not alerted. Pure: equal values give equal rows.
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
  const routed = routeAll(passed, subscriptions, context, { suppressed, waiting });
  if (routed.length === 0) return { alerts: [], deliveries: [], suppressed, waiting };
  const alert = alertOf(signalsIn(routed), context);
  const routes = Map.groupBy(routed, ({ subscription }) => addressKey(subscription.address));
  const deliveries = [...routes.values()].map((own) => deliveryOf(alert, own, context));
  return { alerts: [alert], deliveries, suppressed, waiting };
}

/** A signal and a subscription that may be alerted to it. */
interface Route {
  readonly signal: Signal;
  readonly subscription: Subscription;
}

/** Each signal once, gravest first. */
const signalsIn = (routes: readonly Route[]): Signal[] =>
  [...new Set(routes.map(({ signal }) => signal))].sort(bySeverity);

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

function routeAll(
  signals: readonly Signal[],
  subscriptions: readonly Subscription[],
  context: StageContext,
  { suppressed, waiting }: { suppressed: Suppressed[]; waiting: Waiting[] },
): Route[] {
  const active = subscriptions.filter((subscription) => subscription.disabled === null);
  const judged = signals.map((signal) => judgedFor(signal, active, context));
  const alerted = new Set(
    judged
      .flat()
      .flatMap(({ no, subscription }) => (no === null ? addressKey(subscription.address) : [])),
  );
  return signals.flatMap((signal, index) => {
    const own = judged[index]!.map((route) => joined(route, alerted));
    if (own.length === 0) {
      const nobody = { stage: 'route', ...suppress('no-subscriber', reason('no-subscriber')) };
      suppressed.push(suppressedBy(nobody, signal, null, context));
    }
    for (const here of Map.groupBy(own, (route) => addressKey(route.subscription.address)).values())
      refuse(here, signal, context, { suppressed, waiting });
    return own.filter(({ no }) => no === null);
  });
}

/** A route with the refusal of a stage; null = no stage refuses it. */
type JudgedRoute = Route & { readonly no: NamedRefusal | null };

const judgedFor = (
  signal: Signal,
  subscriptions: readonly Subscription[],
  context: StageContext,
): JudgedRoute[] =>
  subscriptions
    .filter((subscription) => covers(subscription.scope, subjectOf(signal, context)))
    .map((subscription) => {
      const no = firstRefusal(FOR_ONE, (judge) => judge(signal, subscription, context));
      return { signal, subscription, no };
    });

/**
 * A message that is sent names every grave company of its notice, even where the score hardly
 * moved: a list without it would suggest that the company is not affected.
 */
function joined(route: JudgedRoute, alerted: ReadonlySet<string>): JudgedRoute {
  const joins =
    route.no?.stage === 'wide-scope' &&
    isGrave(route.signal) &&
    route.signal.alertReason !== 'correction' &&
    alerted.has(addressKey(route.subscription.address));
  return joins ? { ...route, no: null } : route;
}

/** Records why a signal is not sent to an address. */
function refuse(
  own: readonly JudgedRoute[],
  signal: Signal,
  context: StageContext,
  { suppressed, waiting }: { suppressed: Suppressed[]; waiting: Waiting[] },
): void {
  if (own.some(({ no }) => no === null)) return;
  // The first reason at an address counts, unless a later one puts the signal into the digest.
  const { subscription, no } = own.findLast((route) => route.no!.digest) ?? own[0]!;
  const { address } = subscription;
  suppressed.push(suppressedBy(no!, signal, address, context));
  if (no!.digest)
    waiting.push({ address, signal: signal.id, since: context.now, because: no!.because });
}

/**
 * Gravest first: by the level of the act, its own points, then the score; ties by company, so that
 * the order never depends on the input's.
 */
export function bySeverity(a: Signal, b: Signal): number {
  return (
    b.level - a.level ||
    (b.own ?? 0) - (a.own ?? 0) ||
    b.after - a.after ||
    (a.company < b.company ? -1 : 1)
  );
}

function alertOf(signals: readonly Signal[], { now, follows, weights }: StageContext): Alert {
  const { notice, alertReason } = signals[0]!;
  return newAlert(`${notice}:${alertReason}`, {
    notice,
    alertReason,
    signals: idsOf(signals),
    createdAt: now,
    urgency: signals.some((signal) => isPush(signal, weights)) ? 'push' : 'same-day',
    follows: mostFollowed(signals, follows),
  });
}

/** The alert that most signals follow; among equals, that of the largest change. */
function mostFollowed(
  signals: readonly Signal[],
  follows: StageContext['follows'],
): AlertId | null {
  const followed = signals.flatMap((signal) => follows?.get(signal.id) ?? []);
  const alike = [...Map.groupBy(followed, (id) => id).values()];
  return alike.sort((a, b) => b.length - a.length)[0]?.[0] ?? null;
}

function deliveryOf(
  alert: Alert,
  routes: readonly Route[],
  { now, channels }: StageContext,
): Delivery {
  const signals = signalsIn(routes);
  const level = Math.max(...signals.map((signal) => signal.level)) as Level;
  const { address } = routes[0]!.subscription;
  return newDelivery(alert, address, {
    subscriptions: [...new Set(routes.map(({ subscription }) => subscription.id))],
    signals: idsOf(signals),
    level,
    dueAt: level >= 4 ? now : afterQuiet(now, channels?.get(addressKey(address))),
  });
}
