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
 * The day of the digest that is due at a channel and not made yet; null = none. A missed daily
 * digest is made up for on the same day, a weekly one within the week.
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
 * Whether a signal that waits since an instant belongs to the digest of a day. What arrives after
 * the hour waits for the next digest.
 */
export function isForDigest(since: Instant, day: CalendarDate, { zone, digest }: Channel): boolean {
  const began = dayIn(since, zone);
  return began < day || (began === day && localTime(since, zone) < digest.at);
}

/**
 * One message with everything that waits at an address, the largest change first. What was muted
 * since is left out.
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

/**
 * One message, under a name, with what waits at an address; null where nothing is left to report.
 */
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
