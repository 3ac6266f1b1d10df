import type { Address, Alert, Delivery, Signal } from '../domain/alert.ts';
import type { AlertId, CompanyId } from '../domain/ids.ts';
import type { Outcome, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

/** How far back the pipeline looks: signals of a company, deliveries to an address, and alerts in all. */
const MAX_SIGNALS = 200;
const MAX_DELIVERIES = 400;
const MAX_ALERTS = 10_000;

/** What was told, in memory, with the lookups of a store. */
export interface InMemoryAlerts {
  put(outcome: Outcome): void;
  findAlerted(keys: readonly string[]): Map<string, { alert: AlertId; at: Instant }>;
  signals(query: Parameters<Store['signals']>[0]): Signal[];
  firstAlerts(signals: readonly string[]): Map<string, AlertId>;
  alert(id: AlertId): { alert: Alert; signals: Signal[] } | null;
  deliveries(query: Parameters<Store['deliveries']>[0]): Delivery[];
  addressed(span: Parameters<Store['addressed']>[0]): { address: Address; alert: AlertId }[];
}

export function createInMemoryAlerts(): InMemoryAlerts {
  const alerted = new Map<string, { alert: AlertId; at: Instant }>();
  const first = new Map<string, { alert: AlertId; at: Instant }>();
  const alerts = new Map<AlertId, Alert>();
  const byCompany = new Map<CompanyId, Signal[]>();
  const byAddress = new Map<string, Delivery[]>();
  return {
    put(outcome) {
      for (const signal of outcome.signals) {
        const own = byCompany.get(signal.company) ?? [];
        // Signals are immutable: one that is there stays as it was told.
        if (own.some((one) => one.id === signal.id)) continue;
        byCompany.set(signal.company, newestSignals([signal, ...own]));
      }
      for (const alert of outcome.alerts) putAlert(alert, outcome.signals);
      for (const delivery of outcome.deliveries) {
        const key = `${delivery.address.sink} ${delivery.address.to}`;
        byAddress.set(key, newestDeliveries([delivery, ...(byAddress.get(key) ?? [])]));
      }
    },
    findAlerted: (keys) =>
      new Map(keys.flatMap((key) => (alerted.has(key) ? [[key, alerted.get(key)!] as const] : []))),
    signals({ company, notice, limit }) {
      const own = company === undefined ? [...byCompany.values()].flat() : (byCompany.get(company) ?? []);
      return own.filter((one) => notice === undefined || one.notice === notice).slice(0, limit);
    },
    firstAlerts: (signals) =>
      new Map(signals.flatMap((id) => (first.has(id) ? [[id, first.get(id)!.alert] as const] : []))),
    alert(id) {
      const alert = alerts.get(id);
      if (alert === undefined) return null;
      const signals = [...byCompany.values()].flat().filter((one) => alert.signals.includes(one.id));
      return { alert, signals };
    },
    deliveries({ alert, address, state, limit }) {
      const own =
        address === undefined
          ? [...byAddress.values()].flat()
          : (byAddress.get(`${address.sink} ${address.to}`) ?? []);
      return own
        .filter((one) => alert === undefined || one.alert === alert)
        .filter((one) => state === undefined || one.state === state)
        .slice(0, limit);
    },
    addressed: ({ since, until }) =>
      [...byAddress.values()]
        .flat()
        .filter((one) => one.createdAt > since && one.createdAt <= until)
        .map(({ address, alert }) => ({ address, alert })),
  };

  function putAlert(alert: Alert, signals: readonly Signal[]): void {
    if (alerts.has(alert.id)) return;
    alerts.set(alert.id, alert);
    if (alerts.size > MAX_ALERTS) alerts.delete(alerts.keys().next().value!);
    const entry = { alert: alert.id, at: alert.createdAt };
    for (const signal of signals) {
      if (!alert.signals.includes(signal.id)) continue;
      const newest = alerted.get(signal.noveltyKey);
      if (newest === undefined || newest.at <= entry.at) alerted.set(signal.noveltyKey, entry);
      const earliest = first.get(signal.id);
      if (earliest === undefined || earliest.at > entry.at) first.set(signal.id, entry);
    }
  }
}

function newestSignals(signals: readonly Signal[]): Signal[] {
  return [...signals]
    .sort((a, b) => b.detectedAt - a.detectedAt || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_SIGNALS);
}

function newestDeliveries(deliveries: readonly Delivery[]): Delivery[] {
  return [...deliveries].sort((a, b) => b.createdAt - a.createdAt).slice(0, MAX_DELIVERIES);
}
