import type { Delivery } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { alertCard } from '../present/alert-card.ts';
import type { Language } from '../present/words.ts';

/**
 * The card of a delivery, made of rows alone, so that every attempt and a later look-up show the same. `null` when its alert or
 * notice is not held any more.
 */
export function alertCards(
  store: Pick<Store, 'alert' | 'notice' | 'mapping' | 'subscriptions'>,
  catalog: Catalog,
) {
  return async (delivery: Delivery, now: Instant): Promise<Card | null> => {
    const told = await store.alert(delivery.alert);
    if (told === null) return null;
    const [notice, mapping] = await Promise.all([
      store.notice(told.alert.notice),
      store.mapping(told.alert.notice),
    ]);
    if (notice === null || mapping === null) return null;
    const wanted = new Map(told.signals.map((signal) => [signal.id, signal]));
    return alertCard({
      alert: told.alert,
      signals: delivery.signals.map((id) => wanted.get(id)).filter((signal) => signal !== undefined),
      notice,
      mapping,
      regulator: notice.regulator === null ? null : (catalog.regulators.get(notice.regulator.value) ?? null),
      companies: catalog.companies,
      issues: new Map(catalog.words.issues.map((issue) => [issue.id, issue])),
      language: await languageOf(delivery, store),
      now,
    });
  };
}

async function languageOf(delivery: Delivery, store: Pick<Store, 'subscriptions'>): Promise<Language> {
  const here = await store.subscriptions({ address: delivery.address, active: false });
  return here.find((one) => delivery.subscriptions.includes(one.id))?.language ?? 'en';
}
