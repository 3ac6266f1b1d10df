import type { Address, Alert, Delivery, Signal } from '../domain/alert.ts';
import type { AlertId, CompanyId, NoticeId, SignalId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Decision } from './decide.ts';
import { addressKey, newDelivery, WITHOUT_SIGNALS } from './delivery.ts';

/** An alert whose page was edited, with the messages of it. */
export interface Original {
  readonly alert: Alert;
  readonly signals: readonly Signal[];
  readonly deliveries: readonly Delivery[];
}

export interface Correction {
  /** The edited page. */
  readonly notice: NoticeId;
  readonly now: Instant;
  readonly originals: readonly Original[];
  /** Where each company stands by the newest telling, by company. */
  readonly newest: ReadonlyMap<CompanyId, Signal>;
  /** Signals that correct details only: an edit of the first message tells them. The rest is news and needs a message. */
  readonly details: ReadonlySet<SignalId>;
  /** Whether a message about these companies would read differently. */
  readonly changes: (companies: readonly CompanyId[]) => boolean;
  readonly canEdit: (address: Address) => boolean;
}

/** A message that never arrived needs no correction. */
const NEVER_THERE: readonly Delivery['state'][] = ['refused', 'expired'];

/**
 * Adds the edits of a corrected notice to a decision: every message that told it is changed in place, and where a signal corrects
 * details only, the address that gets the edit gets no further message of it.
 */
export function correctInPlace(decision: Decision, correction: Correction): Decision {
  const edits = correction.originals.flatMap((original) => editOf(original, correction));
  if (edits.length === 0) return decision;
  const edited = new Map<string, Set<CompanyId>>();
  for (const { original, deliveries } of edits)
    for (const { address } of deliveries)
      edited.set(
        addressKey(address),
        new Set([...(edited.get(addressKey(address)) ?? []), ...companiesAt(original, address)]),
      );
  const sent = new Map([...correction.newest.values()].map((signal) => [signal.id, signal.company]));
  const deliveries = decision.deliveries
    .map((delivery) => ({
      ...delivery,
      signals: delivery.signals.filter((id) => {
        const company = sent.get(id);
        const here = edited.get(addressKey(delivery.address));
        return company === undefined || !correction.details.has(id) || here?.has(company) !== true;
      }),
    }))
    .filter((delivery) => delivery.signals.length > 0);
  const used = new Set(deliveries.map((one) => one.alert));
  return {
    ...decision,
    alerts: [...decision.alerts.filter((one) => used.has(one.id)), ...edits.map((one) => one.alert)],
    deliveries: [...deliveries, ...edits.flatMap((one) => one.deliveries)],
  };
}

function editOf(original: Original, correction: Correction) {
  const { notice, now, newest } = correction;
  const signals = newestOf(original.signals, newest);
  const alert: Alert = {
    ...WITHOUT_SIGNALS,
    id: `${notice}:edits:${original.alert.id}` as AlertId,
    notice,
    alertReason: 'correction',
    signals: signals.map((signal) => signal.id),
    createdAt: now,
    edits: original.alert.id,
  };
  const deliveries = original.deliveries
    .filter(({ address, state }) => correction.canEdit(address) && !NEVER_THERE.includes(state))
    .filter(({ address }) => correction.changes(companiesAt(original, address)))
    .map((sent) => editDelivery(sent, alert, original, correction));
  return deliveries.length === 0 ? [] : [{ original, alert, deliveries }];
}

function companiesAt({ deliveries, signals }: Original, address: Address): CompanyId[] {
  const sent = deliveries.find((one) => addressKey(one.address) === addressKey(address));
  return signals
    .filter((signal) => sent?.signals.includes(signal.id) === true)
    .map((signal) => signal.company);
}

function newestOf(signals: readonly Signal[], newest: ReadonlyMap<CompanyId, Signal>): Signal[] {
  return signals.map((signal) => newest.get(signal.company) ?? signal);
}

function editDelivery(
  sent: Delivery,
  alert: Alert,
  { signals }: Original,
  { now, newest }: Correction,
): Delivery {
  const own = signals.filter((signal) => sent.signals.includes(signal.id));
  return newDelivery(alert, sent.address, {
    subscriptions: sent.subscriptions,
    signals: newestOf(own, newest).map((signal) => signal.id),
    level: sent.level,
    // A first message that still waits goes before its edit.
    dueAt: (sent.settledAt === null ? Math.max(now, sent.dueAt) : now) as Instant,
  });
}
