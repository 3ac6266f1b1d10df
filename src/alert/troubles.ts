import type { Address, Alert, Delivery, Silence, Subscription } from '../domain/alert.ts';
import type { Channel } from '../domain/channel.ts';
import type { AlertId } from '../domain/ids.ts';
import { type Reason, reason, reasons } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import { type Telling, type Trouble, undecided } from '../domain/trouble.ts';
import { newDelivery } from './new-delivery.ts';
import { afterQuiet } from './quiet-hours.ts';
import { addressKey } from './stage.ts';
import { judgeTrouble, type Verdict } from './trouble-rules.ts';

const MINUTE = 60_000;
/** What begins or ends within these minutes is told in one message: a broken network is one trouble and not eighty. */
const TOGETHER_MS = 5 * MINUTE;
/** The end of a gap waits for what is found late: a notice waits ten minutes for its list. */
const LATE_MS = 12 * MINUTE;

export interface TroubleContext {
  readonly now: Instant;
  /** Where the operator reads; null = nowhere, for this reason. */
  readonly operator: Address | null;
  readonly noOperator: Reason | null;
  readonly subscriptions: readonly Subscription[];
  readonly silences: readonly Silence[];
  readonly channels: ReadonlyMap<string, Channel>;
  /** Longest time in milliseconds for which a source may be unseen before its subscribers hear of it. */
  readonly limitOf: (trouble: Trouble) => number;
  /** Troubles of the last day, settled ones as well. */
  readonly lately: readonly Trouble[];
  /** Notices that were found late since a gap ended. */
  readonly lateSince: (trouble: Trouble) => number;
}

export interface TroublesTold {
  /** The troubles that were decided on, as they are now. */
  readonly changed: readonly Trouble[];
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
}

type NonceOf = (alert: AlertId, address: Address) => string;
type Reader = Pick<Telling, 'to' | 'of'>;
const READERS: readonly Reader[] = [
  { to: 'operator', of: 'begin' },
  { to: 'operator', of: 'end' },
  { to: 'subscribers', of: 'begin' },
  { to: 'subscribers', of: 'end' },
];

/**
 * Decides for every trouble whether its beginning and its end are told to the operator and to subscribers, with a reason where they are
 * not; what is told goes out together, one alert for each kind of reader. Pure: the same values give the same rows.
 */
export function tellTroubles(
  pending: readonly Trouble[],
  context: TroubleContext,
  nonceOf: NonceOf,
): TroublesTold {
  const decided = new Map(pending.map((trouble) => [trouble.id, trouble]));
  const alerts: Alert[] = [];
  const deliveries: Delivery[] = [];
  const add = (trouble: Trouble, reader: Reader, told: Pick<Telling, 'alert' | 'because'>) => {
    const tellings = [...trouble.tellings, { ...reader, ...told, at: context.now }];
    decided.set(trouble.id, { ...trouble, tellings });
  };
  for (const reader of READERS) {
    const verdicts = [...decided.values()]
      .filter((one) => undecided(one).some((open) => open.to === reader.to && open.of === reader.of))
      .map((trouble) => ({ trouble, verdict: judgeTrouble(trouble, reader, context) }));
    for (const { trouble, verdict } of verdicts)
      if (verdict.kind === 'not') add(trouble, reader, { alert: null, because: verdict.because });
    const ready = verdicts.filter(tells).map((one) => one.trouble);
    if (!ready.some((one) => isRipe(one, reader, context.now))) continue;
    const counted = ready.map((one) => (reader.of === 'end' ? withLate(one, context) : one));
    const told = tellTogether(counted, reader, context, nonceOf);
    if (told.alert !== null) alerts.push(told.alert);
    deliveries.push(...told.deliveries);
    for (const trouble of counted) add(trouble, reader, told.outcomeOf(trouble));
  }
  const changed = [...decided.values()].filter((one) => one !== pending.find(({ id }) => id === one.id));
  return {
    changed: changed.map((one) => ({ ...one, revision: one.revision + 1 })),
    alerts,
    deliveries,
  };
}

const tells = (one: { readonly verdict: Verdict }) => one.verdict.kind === 'tell';

function isRipe(trouble: Trouble, { to, of }: Reader, now: Instant): boolean {
  if (of === 'begin') return now - trouble.notedAt >= TOGETHER_MS;
  const wait = trouble.kind === 'gap' && to === 'subscribers' ? LATE_MS : TOGETHER_MS;
  return now - (trouble.endNotedAt ?? now) >= wait;
}

function withLate(trouble: Trouble, context: TroubleContext): Trouble {
  return trouble.kind === 'gap' ? { ...trouble, late: context.lateSince(trouble) } : trouble;
}

interface ToldTogether {
  readonly alert: Alert | null;
  readonly deliveries: readonly Delivery[];
  readonly outcomeOf: (trouble: Trouble) => Pick<Telling, 'alert' | 'because'>;
}

function tellTogether(
  troubles: readonly Trouble[],
  reader: Reader,
  context: TroubleContext,
  nonceOf: NonceOf,
): ToldTogether {
  const ids = troubles.map((one) => one.id).toSorted();
  // One alert a moment for each kind of reader, and short: it stands below the message.
  const id = `watch:${reader.to}:${reader.of}:${context.now.toString(36)}` as AlertId;
  const places = reader.to === 'operator' ? operatorPlace(context) : placesOf(troubles, context);
  const alert: Alert = {
    id,
    notice: null,
    toldBecause: 'watch',
    signals: [],
    urgency: 'same-day',
    createdAt: context.now,
    follows: beginningOf(troubles, reader),
    watch: { of: reader.of, troubles: ids },
  };
  const deliveries = places.wanted.map(({ address, subscriptions }): Delivery => {
    const quiet = afterQuiet(context.now, context.channels.get(addressKey(address)));
    return newDelivery(
      id,
      address,
      {
        subscriptions: subscriptions.map((one) => one.id),
        signals: [],
        level: 2,
        dueAt: reader.to === 'operator' ? context.now : quiet,
        createdAt: context.now,
      },
      nonceOf,
    );
  });
  return {
    alert: deliveries.length === 0 ? null : alert,
    deliveries,
    outcomeOf(trouble) {
      const own = places.wanted.filter(
        (place) => reader.to === 'operator' || place.subscriptions.some((one) => concerns(one, trouble)),
      );
      if (own.length > 0) return { alert: id, because: places.because };
      return { alert: null, because: places.because ?? reason('no-follower') };
    },
  };
}

interface Places {
  readonly wanted: readonly { readonly address: Address; readonly subscriptions: readonly Subscription[] }[];
  /** Who is left out, and why. */
  readonly because: Reason | null;
}

function operatorPlace({ operator, noOperator }: TroubleContext): Places {
  return operator === null
    ? { wanted: [], because: noOperator }
    : { wanted: [{ address: operator, subscriptions: [] }], because: null };
}

/** Addresses that follow one of the bodies or everything, one entry each, without those that muted it or read digests alone. */
function placesOf(troubles: readonly Trouble[], context: TroubleContext): Places {
  const inScope = context.subscriptions.filter(
    (one) => one.disabled === null && troubles.some((trouble) => concerns(one, trouble)),
  );
  const left = new Map<string, LeftOut>();
  const wanted = inScope.filter((one) => {
    const why = leftOut(one, troubles, context);
    if (why !== null) left.set(addressKey(one.address), why);
    return why === null;
  });
  const here = Map.groupBy(wanted, (one) => addressKey(one.address));
  for (const key of here.keys()) left.delete(key);
  const counts = Map.groupBy(left.values(), (why) => why);
  const [first, ...more] = [...counts].map(([why, all]) =>
    reason('left-out', { n: all.length, why: reason(why) }),
  );
  return {
    wanted: [...here.values()].map((subscriptions) => ({
      address: subscriptions[0]!.address,
      subscriptions,
    })),
    because: first === undefined ? null : reasons(first, ...more),
  };
}

type LeftOut = 'reads-digests' | 'muted';

function leftOut(one: Subscription, troubles: readonly Trouble[], context: TroubleContext): LeftOut | null {
  if (one.timing === 'digest') return 'reads-digests';
  const muted = context.silences.some(
    (silence) =>
      silence.until > context.now &&
      addressKey(silence.address) === addressKey(one.address) &&
      troubles.every((trouble) => concerns(silence, trouble)),
  );
  return muted ? 'muted' : null;
}

/** Whether a wish takes a trouble in: it is about the body that could not be seen, or about everything. */
export function concerns({ scope }: Pick<Subscription, 'scope'>, { regulator }: Trouble): boolean {
  if (scope.kind === 'all') return true;
  return scope.kind === 'regulator' && scope.id === regulator;
}

/** The one message that told how all of these began; an end replies to it. */
function beginningOf(troubles: readonly Trouble[], { to, of }: Reader): AlertId | null {
  if (of === 'begin') return null;
  const began = new Set(
    troubles.map(
      ({ tellings }) => tellings.find((one) => one.to === to && one.of === 'begin')?.alert ?? null,
    ),
  );
  const [only] = began;
  return began.size === 1 ? (only ?? null) : null;
}
