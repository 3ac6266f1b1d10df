import type { Delivery } from '../../../src/domain/alert.ts';
import type { NewItem, Outcome } from '../../../src/domain/ports.ts';
import {
  aDelivery,
  aMapping,
  aNewItem,
  aNotice,
  anAlert,
  aScore,
  aSignal,
  aStep,
  type Loose,
  NOON,
} from './build.ts';

/** What a notice led to: nothing but the notice unless more is given. */
export const anOutcome = (some: Loose = {}): Outcome =>
  ({
    item: 'item-1',
    notice: aNotice(),
    mapping: null,
    events: [],
    scores: [],
    signals: [],
    suppressed: [],
    alerts: [],
    deliveries: [],
    reviews: [],
    ...some,
  }) as unknown as Outcome;

/** One outcome with one signal, one alert, and these deliveries of it. */
export const anAlertingOutcome = (deliveries: readonly Delivery[], some: Loose = {}): Outcome =>
  anOutcome({
    mapping: aMapping(),
    events: [aStep()],
    scores: [aScore()],
    signals: [aSignal()],
    alerts: [anAlert()],
    deliveries,
    ...some,
  });

/** Outcome number `n`: an item of its own with one signal, one alert and one delivery to `to`. */
export const numbered = (
  n: number,
  to: string,
  some: Loose = {},
): { item: NewItem; outcome: Outcome } => ({
  item: aNewItem({ id: `item-${n}`, key: `key-${n}`, hash: `hash-${n}` }),
  outcome: anOutcome({
    item: `item-${n}`,
    notice: aNotice({ id: `notice-${n}`, item: `item-${n}` }),
    mapping: aMapping(`notice-${n}`),
    events: [aStep({ id: `step-${n}`, notice: `notice-${n}`, at: NOON + n })],
    scores: [aScore({ at: NOON + n })],
    signals: [aSignal({ id: `signal-${n}`, notice: `notice-${n}`, noveltyKey: `novelty-${n}` })],
    alerts: [anAlert({ id: `alert-${n}`, notice: `notice-${n}`, signals: [`signal-${n}`] })],
    deliveries: [
      aDelivery({
        id: `delivery-${n}`,
        alert: `alert-${n}`,
        signals: [`signal-${n}`],
        nonce: `nonce-${n}`,
        address: { sink: 'fake', to },
        ...some,
      }),
    ],
  }),
});
