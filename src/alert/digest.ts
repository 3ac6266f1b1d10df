import type { Alert, Delivery, Signal, Subscription } from '../domain/alert.ts';
import type { Channel, Waiting } from '../domain/channel.ts';
import type { AlertId } from '../domain/ids.ts';
import { type CalendarDate, clockFormat, type Instant } from '../domain/time.ts';
import { bySeverity } from './decide.ts';
import { type NonceOf, newDelivery } from './new-delivery.ts';
import type { StageContext } from './stage.ts';
import { covers } from './stages/silence.ts';

const MOST = 200;

/** Day, weekday (1 = Monday) and time of day of an instant in a zone. */
function localOf(at: Instant, zone: string): { day: CalendarDate; weekday: number; time: string } {
  const day = clockFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at) as CalendarDate;
  const time = clockFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return { day, weekday: ((new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7) + 1, time };
}

/** The day of the digest that is due at a channel and was not made yet; null = none is. A missed hour is made up for the same day. */
export function digestDue({ zone, digest, digestedOn }: Channel, now: Instant): CalendarDate | null {
  const { day, weekday, time } = localOf(now, zone);
  if (digest.every === 'weekly' && weekday !== digest.weekday) return null;
  return time >= digest.at && (digestedOn === null || digestedOn < day) ? day : null;
}

/** Whether something that waits since then belongs into the digest of a day: what comes after the hour waits for the next one. */
export function isForDigest(since: Instant, day: CalendarDate, { zone, digest }: Channel): boolean {
  const local = localOf(since, zone);
  return local.day < day || (local.day === day && local.time < digest.at);
}

/** One message of what waits at an address, the biggest change first. What is muted meanwhile is left out. */
export function digestOf(
  channel: Channel,
  day: CalendarDate,
  waiting: readonly { readonly waiting: Waiting; readonly signal: Signal }[],
  subscriptions: readonly Subscription[],
  context: Pick<StageContext, 'now' | 'silences' | 'sectorOf'>,
  nonceOf: NonceOf,
): { alert: Alert; delivery: Delivery } | null {
  const { address } = channel;
  const { now } = context;
  const muted = (signal: Signal) =>
    context.silences.some(
      (one) =>
        one.until > now &&
        one.address.sink === address.sink &&
        one.address.to === address.to &&
        covers(one.scope, signal, context),
    );
  const signals = waiting
    .map((one) => one.signal)
    .filter((signal) => !muted(signal))
    .sort(bySeverity)
    .slice(0, MOST);
  const first = signals[0];
  if (first === undefined || subscriptions.length === 0) return null;
  const alert: Alert = {
    id: `digest:${day}:${nonceOf(`digest:${day}` as AlertId, address)}` as AlertId,
    notice: first.notice,
    alertReason: 'new',
    signals: signals.map((signal) => signal.id),
    urgency: 'digest',
    createdAt: now,
    follows: null,
  };
  return {
    alert,
    delivery: newDelivery(
      alert.id,
      address,
      {
        subscriptions: subscriptions.map((one) => one.id),
        signals: alert.signals,
        level: 1,
        dueAt: now,
        createdAt: now,
      },
      nonceOf,
    ),
  };
}
