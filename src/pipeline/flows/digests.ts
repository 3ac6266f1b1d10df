import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Address, Signal } from '../../domain/alert.ts';
import { type Channel, defaultChannel } from '../../domain/channel.ts';
import type { Store } from '../../domain/ports.ts';
import {
  type CalendarDate,
  dayIn,
  type Instant,
  instantAt,
  plusDays,
  weekdayOf,
} from '../../domain/time.ts';
import { addressKey } from '../alert/delivery.ts';
import { digestDue, digestOf, isForDigest, listOf } from '../alert/digest.ts';
import { FLOODED, floodListAt } from '../alert/flood.ts';
import type { Knowledge } from '../standing/knowledge.ts';

/**
 * Plans the digests whose hour has come in their zone. Each is identified by its day, so that a
 * restart makes no second one. Returns how many were planned.
 */
export async function digestTick(
  now: Instant,
  store: Store,
  knowledge: Knowledge,
): Promise<number> {
  const looks = await store.dueDigests(now);
  const later: Postponed[] = [];
  // Next digest by settings: most channels have the same.
  const hours = new Map<string, Instant>();
  const nextOf = (channel: Channel): Instant => {
    const key = JSON.stringify([channel.zone, channel.digest]);
    const next = hours.get(key) ?? nextDigest(channel, now);
    hours.set(key, next);
    return next;
  };
  let made = 0;
  for (const own of Map.groupBy(looks, ({ address }) => addressKey(address)).values()) {
    const look = await lookAt(own, nextOf, { now, store, knowledge });
    if (look === 'made') made += 1;
    else later.push(...look);
  }
  if (later.length > 0) await store.postponeDigests(later);
  return made;
}

type DueDigest = Awaited<ReturnType<Store['dueDigests']>>[number];
interface TickDeps {
  readonly now: Instant;
  readonly store: Store;
  readonly knowledge: Knowledge;
}
type Postponed = Parameters<Store['postponeDigests']>[0][number];

/**
 * Sends what is due at one address, a flood's list or its digest; else returns when something may
 * be.
 */
async function lookAt(
  own: readonly DueDigest[],
  nextOf: (channel: Channel) => Instant,
  deps: TickDeps,
): Promise<'made' | Postponed[]> {
  const { address, channel } = own[0]!;
  const { now } = deps;
  const floodAt = floodListAt(own.map(({ floodSince }) => floodSince));
  const isFloodDue = floodAt !== null && floodAt <= now;
  if (isFloodDue && (await sendFloodList(address, channel, deps))) return 'made';
  const known = channel ?? defaultChannel({ address, server: null });
  const day = digestDue(known, now);
  const waits = day !== null && own.some(({ since }) => isForDigest(since, day, known));
  const digest = waits ? await planDigest(address, channel, day, deps) : null;
  if (digest !== null) return digest ? 'made' : [];
  const flood = floodAt === null || isFloodDue ? Number.POSITIVE_INFINITY : floodAt;
  const at = Math.min(nextOf(known), flood) as Instant;
  return own.map(({ mark }) => ({ address, mark, at }));
}

/**
 * Null = everything that waits came after the hour; false = the digest of the day would be empty.
 */
async function planDigest(
  address: Address,
  settings: Channel | null,
  day: CalendarDate,
  { now, store, knowledge }: TickDeps,
): Promise<boolean | null> {
  const active = await store.subscriptions({ address, active: true });
  const channel = settings ?? defaultChannel({ address, server: active[0]?.server ?? null });
  const waiting = (await store.waiting(address)).filter((one) =>
    isForDigest(one.waiting.since, day, channel),
  );
  if (waiting.length === 0) return null;
  const silences = await store.silences(now);
  const sectorOf = (signal: Pick<Signal, 'company'>) =>
    knowledge.catalog.companies.get(signal.company)?.sector ?? null;
  const done = digestOf(channel, day, waiting, active, { now, silences, sectorOf });
  await store.saveScheduledAlerts({
    alerts: done === null ? [] : [done.alert],
    deliveries: done === null ? [] : [done.delivery],
    channel: { ...channel, digestedOn: day },
  });
  // Thousands may be due at the same hour, and an embedded database never yields the thread.
  await othersTurn();
  return done !== null;
}

/**
 * Sends the signals that a flood suppressed at an address as one list, outside its digest; false
 * where none is left to report.
 */
async function sendFloodList(
  address: Address,
  settings: Channel | null,
  { now, store, knowledge }: TickDeps,
): Promise<boolean> {
  const active = await store.subscriptions({ address, active: true });
  const channel = settings ?? defaultChannel({ address, server: active[0]?.server ?? null });
  const collected = (await store.waiting(address)).filter(
    ({ waiting }) => waiting.because.code === FLOODED,
  );
  const silences = await store.silences(now);
  const sectorOf = (signal: Pick<Signal, 'company'>) =>
    knowledge.catalog.companies.get(signal.company)?.sector ?? null;
  const list = listOf(channel, `flood:${now}`, collected, active, { now, silences, sectorOf });
  if (list === null) return false;
  await store.saveScheduledAlerts({
    alerts: [list.alert],
    deliveries: [list.delivery],
    channel: null,
  });
  return true;
}

/**
 * The next instant at which a digest of the channel may fall due. An hour that a clock change skips
 * comes after it.
 */
export function nextDigest(
  { zone, digest }: Pick<Channel, 'zone' | 'digest'>,
  now: Instant,
): Instant {
  const today = dayIn(now, zone);
  for (let days = 0; ; days += 1) {
    const day = plusDays(today, days);
    if (digest.every === 'weekly' && weekdayOf(day) !== digest.weekday) continue;
    const at = instantAt(day, digest.at, zone);
    if (at > now) return at;
  }
}
