import type { Alert, Delivery, Signal, Subscription } from '../../domain/alert.ts';
import type { Channel, Waiting } from '../../domain/channel.ts';
import type { AlertId } from '../../domain/ids.ts';
import {
  type CalendarDate,
  dayIn,
  type Instant,
  localTime,
  plusDays,
  weekdayOf,
} from '../../domain/time.ts';
import { bySeverity } from './decide.ts';
import { idsOf, mutesAt, newAlert, newDelivery, nonceOf } from './delivery.ts';
import { covers, type StageContext, subjectOf } from './stages.ts';

const MOST = 200;

/**
 * The day of the digest that is due at a channel and was not made yet; null = none is. A missed
 * hour is made up for the same day, that of a weekly digest within the week.
 */
export function digestDue(
  { zone, digest, digestedOn }: Channel,
  now: Instant,
): CalendarDate | null {
  const today = dayIn(now, zone);
  const ago = digest.every === 'weekly' ? (weekdayOf(today) - digest.weekday + 7) % 7 : 0;
  const day = plusDays(today, -ago);
  const struck = ago > 0 || localTime(now, zone) >= digest.at;
  return struck && (digestedOn === null || digestedOn < day) ? day : null;
}

/**
 * Whether something that waits since then belongs into the digest of a day: what comes after the
 * hour waits for the next one.
 */
export function isForDigest(since: Instant, day: CalendarDate, { zone, digest }: Channel): boolean {
  const began = dayIn(since, zone);
  return began < day || (began === day && localTime(since, zone) < digest.at);
}

/**
 * One message of what waits at an address, the biggest change first. What is muted meanwhile is
 * left out.
 */
export const digestOf = (
  channel: Channel,
  day: CalendarDate,
  ...of: [
    waiting: Parameters<typeof listOf>[2],
    subscriptions: readonly Subscription[],
    context: Pick<StageContext, 'now' | 'silences' | 'sectorOf'>,
  ]
) => listOf(channel, `digest:${day}`, ...of);

/** One message under a name of what waits at an address; null where nothing of it is to be said. */
export function listOf(
  channel: Channel,
  name: string,
  waiting: readonly { readonly waiting: Waiting; readonly signal: Signal }[],
  subscriptions: readonly Subscription[],
  context: Pick<StageContext, 'now' | 'silences' | 'sectorOf'>,
): { alert: Alert; delivery: Delivery } | null {
  const { address } = channel;
  const mutes = mutesAt(address, context);
  const signals = waiting
    .map((one) => one.signal)
    .filter((signal) => !mutes.some((silence) => covers(silence.scope, subjectOf(signal, context))))
    .sort(bySeverity)
    .slice(0, MOST);
  const first = signals[0];
  if (first === undefined || subscriptions.length === 0) return null;
  const fields = { notice: first.notice, alertReason: 'new', urgency: 'digest' } as const;
  const alert = newAlert(`${name}:${nonceOf(name as AlertId, address)}`, {
    ...fields,
    signals: idsOf(signals),
    createdAt: context.now,
  });
  const wanting = {
    subscriptions: idsOf(subscriptions),
    signals: alert.signals,
    level: 1,
  } as const;
  return { alert, delivery: newDelivery(alert, address, wanting) };
}
