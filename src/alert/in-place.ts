import type { Address, Alert, Delivery, Signal } from '../domain/alert.ts';
import type { CompanyId, NoticeId, SignalId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Decision } from './decide.ts';
import { addressKey, newAlert, newDelivery } from './delivery.ts';

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
  const { notice, now, newest, details } = correction;
  const alerts: Alert[] = [];
  const edits: Delivery[] = [];
  const edited = new Set<string>();
  const newestIds = (signals: readonly Signal[]) =>
    signals.map((signal) => (newest.get(signal.company) ?? signal).id);
  for (const { alert: original, signals, deliveries } of correction.originals) {
    const fields = { notice, alertReason: 'correction', createdAt: now, edits: original.id } as const;
    const alert = newAlert(`${notice}:edits:${original.id}`, { ...fields, signals: newestIds(signals) });
    const changed = deliveries.flatMap(({ address, state, ...sent }) => {
      const own = signals.filter((signal) => sent.signals.includes(signal.id));
      const companies = own.map((signal) => signal.company);
      if (NEVER_THERE.includes(state) || !correction.canEdit(address) || !correction.changes(companies))
        return [];
      for (const company of companies) edited.add(`${addressKey(address)} ${company}`);
      // A first message that still waits goes before its edit.
      const dueAt = (sent.settledAt === null ? Math.max(now, sent.dueAt) : now) as Instant;
      const { subscriptions, level } = sent;
      return [newDelivery(alert, address, { subscriptions, signals: newestIds(own), level, dueAt })];
    });
    if (changed.length > 0) alerts.push(alert);
    edits.push(...changed);
  }
  if (alerts.length === 0) return decision;
  const companyOf = new Map([...newest.values()].map((signal) => [signal.id, signal.company]));
  const isSaid = (id: SignalId, address: Address) =>
    details.has(id) && edited.has(`${addressKey(address)} ${companyOf.get(id)}`);
  const deliveries = decision.deliveries
    .map((one) => ({ ...one, signals: one.signals.filter((id) => !isSaid(id, one.address)) }))
    .filter((one) => one.signals.length > 0);
  const used = new Set(deliveries.map((one) => one.alert));
  return {
    ...decision,
    alerts: [...decision.alerts.filter((one) => used.has(one.id)), ...alerts],
    deliveries: [...deliveries, ...edits],
  };
}
