import type { Address, Alert, Delivery, Signal, Subscription } from '../domain/alert.ts';
import type { AlertId, NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import { bySeverity, type Decision } from './decide.ts';
import { type NonceOf, newDelivery } from './new-delivery.ts';
import { afterQuiet } from './quiet-hours.ts';
import { addressKey, type StageContext } from './stage.ts';

/** Two days: a list that is still away by then is no news any more. */
const NEWS_MS = 2 * 86_400_000;

/** Whether an authority announces a list that is not to be read in the notice: in no annex yet, or in a picture. */
export function announcesList(notice: Notice): boolean {
  return (
    notice.verdict === 'action' &&
    notice.listElsewhere &&
    notice.outlet === null &&
    notice.regulator !== null &&
    !notice.mentions.some((one) => one.role === 'subject')
  );
}

/** The id of the alert that tells an announced list: a later version finds it by this. */
export function announcementId(notice: NoticeId): AlertId {
  return `${notice}:announced` as AlertId;
}

/**
 * The alert that a list is announced and not there: no company is known yet, so only who follows the body or everything hears of it,
 * at once or not at all. Addresses that muted the body or everything, or asked for high bands only, do not.
 */
export function announce(
  notice: Notice,
  subscriptions: readonly Subscription[],
  context: StageContext,
  nonceOf: NonceOf,
): Pick<Decision, 'alerts' | 'deliveries'> {
  const published = notice.published === null ? null : Date.parse(`${notice.published}T23:59+08:00`);
  const stale = published !== null && context.now - published > NEWS_MS;
  if (context.firstSight || stale || !announcesList(notice)) return { alerts: [], deliveries: [] };
  const body = notice.regulator!.value;
  const wanting = subscriptions.filter(
    (one) =>
      one.disabled === null &&
      one.timing !== 'digest' &&
      (one.leastBand === 'background' || one.leastBand === 'watch') &&
      takesIn(one.scope, body) &&
      !isMuted(one.address, body, context),
  );
  if (wanting.length === 0) return { alerts: [], deliveries: [] };
  const alert: Alert = {
    id: announcementId(notice.id),
    notice: notice.id,
    alertReason: 'announced',
    signals: [],
    urgency: 'same-day',
    createdAt: context.now,
    follows: null,
  };
  const places = Map.groupBy(wanting, (one) => addressKey(one.address));
  const deliveries = [...places.values()].map((here) =>
    deliveryOf(
      alert,
      here[0]!.address,
      here.map((one) => one.id),
      context,
      nonceOf,
    ),
  );
  return { alerts: [alert], deliveries };
}

/**
 * Adds to a decision that the announced list is there now: the alert becomes a reply, and every address that heard the announcement
 * gets it, also where nothing in it reaches its threshold.
 */
export function complete(
  decision: Decision,
  announced: { readonly alert: Alert; readonly deliveries: readonly Delivery[] },
  notice: Notice,
  signals: readonly Signal[],
  context: StageContext,
  nonceOf: NonceOf,
): Decision {
  const ordered = [...signals].sort(bySeverity).map((signal) => signal.id);
  const alert: Alert = {
    ...(decision.alerts[0] ?? {
      id: `${notice.id}:completed` as AlertId,
      notice: notice.id,
      alertReason: 'announced' as const,
      signals: ordered,
      urgency: 'same-day' as const,
      createdAt: context.now,
    }),
    follows: announced.alert.id,
  };
  const recipients = new Set(decision.deliveries.map((one) => addressKey(one.address)));
  const rest = announced.deliveries
    .filter((one) => !recipients.has(addressKey(one.address)))
    .map((one) => ({
      ...deliveryOf(alert, one.address, one.subscriptions, context, nonceOf),
      signals: ordered.filter((id) => alert.signals.includes(id)),
    }));
  return {
    ...decision,
    alerts: [alert, ...decision.alerts.slice(1)],
    deliveries: [...decision.deliveries, ...rest],
  };
}

const takesIn = (scope: Subscription['scope'], body: string) =>
  scope.kind === 'all' || (scope.kind === 'regulator' && scope.id === body);

function isMuted(address: Address, body: string, { silences, now }: StageContext): boolean {
  return silences.some(
    (one) => one.until > now && addressKey(one.address) === addressKey(address) && takesIn(one.scope, body),
  );
}

function deliveryOf(
  alert: Alert,
  address: Address,
  subscriptions: Delivery['subscriptions'],
  { now, channels }: StageContext,
  nonceOf: NonceOf,
): Delivery {
  return newDelivery(
    alert.id,
    address,
    {
      subscriptions,
      signals: [],
      level: 2,
      dueAt: afterQuiet(now, channels?.get(addressKey(address))),
      createdAt: now,
    },
    nonceOf,
  );
}
