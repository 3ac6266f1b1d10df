import type { Alert, Delivery, Signal } from '../domain/alert.ts';
import type { AlertId } from '../domain/ids.ts';
import { type CalendarDate, type Instant, plusDays } from '../domain/time.ts';
import { type NonceOf, newDelivery } from './new-delivery.ts';

/** What planning needs of calendars: both are values of the caller's, since holidays and zones are not ours to know. */
export interface Calendar {
  /** Last business day before a day, where the regulator sits. */
  readonly businessDayBefore: (day: CalendarDate) => CalendarDate;
  /** Moment of a clock time on a day, where the regulator sits. */
  readonly momentOf: (day: CalendarDate, time: string) => Instant;
}

/** "No removal seen by deadline + 7 days" is information (scoring.md 9.5). */
const AFTER_DAYS = 7;
/** A reminder so soon after the alert itself would only repeat it. */
const SOONEST_MS = 12 * 3_600_000;

/**
 * The two messages that follow a deadline: a reminder on the business day before it, and what happened by a week after it. They
 * are planned together with the alert, so that no restart forgets them, and each is made of what is known when it is sent.
 */
export function followUps(
  alert: Alert,
  deliveries: readonly Delivery[],
  signals: readonly Signal[],
  calendar: Calendar,
  nonceOf: NonceOf,
): { alerts: Alert[]; deliveries: Delivery[] } {
  const deadline = deadlineOf(alert, signals);
  if (deadline === null) return { alerts: [], deliveries: [] };
  // What comes after the deadline of an earlier alert is followed up by that one.
  if (calendar.momentOf(deadline, '23:59') < alert.createdAt) return { alerts: [], deliveries: [] };
  const before = calendar.momentOf(calendar.businessDayBefore(deadline), '09:30');
  const after = calendar.momentOf(plusDays(deadline, AFTER_DAYS), '10:00');
  const planned = [
    { name: 'deadline', at: before },
    { name: 'after', at: after },
  ].filter(({ at }) => at - alert.createdAt >= SOONEST_MS);
  const alerts = planned.map(({ name, at }) => followUp(alert, name, at));
  return {
    alerts,
    deliveries: alerts.flatMap((one) =>
      deliveries.map((delivery) => plannedDelivery(delivery, one, nonceOf)),
    ),
  };
}

/** The nearest deadline that an official notice set. */
function deadlineOf(alert: Alert, signals: readonly Signal[]): CalendarDate | null {
  const alerted = signals.filter(
    (signal) => alert.signals.includes(signal.id) && signal.origin === 'official',
  );
  return (
    alerted.flatMap((signal) => (signal.deadline === null ? [] : [signal.deadline])).toSorted()[0] ?? null
  );
}

function followUp(alert: Alert, name: string, at: Instant): Alert {
  const { edits, ...rest } = alert;
  return {
    ...rest,
    id: `${edits === undefined ? alert.notice : alert.id}:${name}` as AlertId,
    alertReason: 'deadline',
    urgency: 'same-day',
    createdAt: at,
    follows: alert.id,
  };
}

function plannedDelivery(delivery: Delivery, alert: Alert, nonceOf: NonceOf): Delivery {
  const { subscriptions, signals } = delivery;
  const at = alert.createdAt;
  return newDelivery(
    alert.id,
    delivery.address,
    { subscriptions, signals, level: 1, dueAt: at, createdAt: at },
    nonceOf,
  );
}
