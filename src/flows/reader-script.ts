import { traditionalCard } from '../ask/script.ts';
import type { AttemptDeps } from '../deliver/attempt.ts';
import type { Store } from '../domain/ports.ts';

type CardOf = AttemptDeps['cardOf'];

/** Cards of deliveries in the script that their subscription asks for. */
export function inReadersScript(cardOf: CardOf, store: Pick<Store, 'subscriptions'>): CardOf {
  return async (delivery, now) => {
    const card = await cardOf(delivery, now);
    if (card === null || 'noLongerDue' in card || card.language !== 'zh') return card;
    const here = await store.subscriptions({ address: delivery.address, active: false });
    const subscription = here.find((one) => delivery.subscriptions.includes(one.id));
    return subscription?.traditional === true ? traditionalCard(card) : card;
  };
}
