import type { Aftermath, Session } from '../domain/aftermath.ts';
import type { Alert, Delivery } from '../domain/alert.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { type NonceOf, newDelivery } from './new-delivery.ts';

/** What an alert must be, so that what prices did after it is worth a word: news on companies, not a reminder or a digest. */
const NEWS: readonly Alert['alertReason'][] = ['first', 'new', 'escalated', 'closed'];

/** Whether prices after an alert are followed at all. */
export function isFollowedByPrices(alert: Alert): boolean {
  return NEWS.includes(alert.alertReason) && alert.urgency !== 'digest' && alert.notice !== null;
}

/** Id of the follow-up: one for each session, whatever asks twice. */
export function aftermathId(alert: AlertId, session: Session): AlertId {
  return `${alert}:${session}` as AlertId;
}

/** The prices say something by a session where one company was measured and no measured one still waits for it. */
export function isComplete(facts: Aftermath, session: Session): boolean {
  const measured = facts.companies.filter((one) => one.ticker !== null);
  const waits = measured.some((one) => one.moves.find((move) => move.session === session)?.abnormal === null);
  return measured.length > 0 && !waits;
}

/**
 * The follow-up on prices, to everybody whose message arrived: a reply that wakes nobody. Facts are kept in the alert, so that
 * every attempt, wherever it runs, shows the same.
 */
export function aftermathFollowUp(
  alert: Alert,
  sent: readonly Delivery[],
  observed: { readonly session: Session; readonly facts: Aftermath; readonly now: Instant },
  nonceOf: NonceOf,
): { alert: Alert; deliveries: Delivery[] } {
  const { session, facts, now } = observed;
  const id = aftermathId(alert.id, session);
  return {
    alert: {
      id,
      notice: alert.notice,
      alertReason: 'aftermath',
      signals: alert.signals,
      urgency: 'same-day',
      createdAt: now,
      follows: alert.id,
      aftermath: { session, facts },
    },
    deliveries: sent.map(({ address, subscriptions, signals }) =>
      newDelivery(id, address, { subscriptions, signals, level: 1, dueAt: now, createdAt: now }, nonceOf),
    ),
  };
}
