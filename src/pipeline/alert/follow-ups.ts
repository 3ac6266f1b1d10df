import chineseDays from 'chinese-days';
import type { Alert, Delivery, Signal } from '../../domain/alert.ts';
import type { AlertId } from '../../domain/ids.ts';
import type { Aftermath, Session } from '../../domain/study-report.ts';
import {
  type CalendarDate,
  type Instant,
  instantAt,
  lastMinute,
  plusDays,
  weekdayOf,
} from '../../domain/time.ts';
import { newAlert, newDelivery } from './delivery.ts';

/** "No removal seen by deadline + 7 days" is information (docs/scoring.md). */
const AFTER_DAYS = 7;
/** A reminder sooner after the alert would only repeat it. */
const SOONEST_MS = 12 * 3_600_000;

/**
 * The two messages about a deadline: a reminder on the business day before it, and the outcome a
 * week after it. They are planned with the alert, so that no restart forgets them, and composed
 * when they are sent.
 * @param zone where the regulator sits
 */
export function followUps(
  alert: Alert,
  deliveries: readonly Delivery[],
  signals: readonly Signal[],
  zone: string,
): { alerts: Alert[]; deliveries: Delivery[] } {
  // The nearest deadline that an official notice sets.
  const official = signals.filter(
    ({ id, origin }) => alert.signals.includes(id) && origin === 'official',
  );
  const [deadline] = official.flatMap((signal) => signal.deadline ?? []).toSorted();
  if (deadline === undefined) return { alerts: [], deliveries: [] };
  // A deadline that has passed is followed up by the earlier alert.
  if (lastMinute(deadline, zone) < alert.createdAt) return { alerts: [], deliveries: [] };
  const before = instantAt(businessDayBefore(deadline, zone), '09:30', zone);
  const after = instantAt(plusDays(deadline, AFTER_DAYS), '10:00', zone);
  const planned = Object.entries({ deadline: before, after }).filter(
    ([, at]) => at - alert.createdAt >= SOONEST_MS,
  );
  const { edits, ...rest } = alert;
  const first = edits === undefined ? alert.notice : alert.id;
  const alerts = planned.map(([name, createdAt]): Alert => {
    const fields = {
      alertReason: 'deadline',
      urgency: 'same-day',
      createdAt,
      follows: alert.id,
    } as const;
    return { ...rest, ...fields, id: `${first}:${name}` as AlertId };
  });
  return { alerts, deliveries: alerts.flatMap((alert) => replies(alert, deliveries)) };
}

/**
 * Last business day before a day where a regulator sits: Chinese holidays and make-up days in
 * China, weekends elsewhere.
 */
function businessDayBefore(day: CalendarDate, zone: string): CalendarDate {
  const works = (one: CalendarDate) =>
    zone === 'Asia/Shanghai' ? chineseDays.isWorkday(one) : weekdayOf(one) <= 5;
  let before = plusDays(day, -1);
  while (!works(before)) before = plusDays(before, -1);
  return before;
}

/** A silent reply to everybody who received the earlier message. */
const replies = (alert: Alert, sent: readonly Delivery[]): Delivery[] =>
  sent.map(({ address, subscriptions, signals }) =>
    newDelivery(alert, address, { subscriptions, signals, level: 1 }),
  );

/** Alerts whose aftermath in prices is reported: news on companies, no reminders and no digests. */
const NEWS: readonly Alert['alertReason'][] = ['first', 'new', 'escalated', 'closed'];

/** Whether an alert gets a follow-up on prices. */
export function isFollowedByPrices(alert: Alert): boolean {
  return NEWS.includes(alert.alertReason) && alert.urgency !== 'digest' && alert.notice !== null;
}

/** Id of the follow-up of a session; a second one has the same id. */
export function aftermathId(alert: AlertId, session: Session): AlertId {
  return `${alert}:${session}` as AlertId;
}

/**
 * Whether prices can be reported for a session: at least one company was measured, and no measured
 * one still waits.
 */
export function isComplete(facts: Aftermath, session: Session): boolean {
  const measured = facts.companies.filter((followedCompany) => followedCompany.ticker !== null);
  const waits = measured.some(
    (followedCompany) =>
      followedCompany.moves.find((move) => move.session === session)?.abnormal === null,
  );
  return measured.length > 0 && !waits;
}

/**
 * The follow-up on prices: a silent reply to everybody who received the message. The alert stores
 * the figures, so that every attempt shows the same.
 */
export function aftermathFollowUp(
  alert: Alert,
  sent: readonly Delivery[],
  {
    session,
    facts,
    now,
  }: { readonly session: Session; readonly facts: Aftermath; readonly now: Instant },
): { alert: Alert; deliveries: Delivery[] } {
  const { notice, signals } = alert;
  const fields = {
    notice,
    signals,
    alertReason: 'aftermath',
    createdAt: now,
    follows: alert.id,
  } as const;
  const followUp = newAlert(aftermathId(alert.id, session), {
    ...fields,
    aftermath: { session, facts },
  });
  return { alert: followUp, deliveries: replies(followUp, sent) };
}
