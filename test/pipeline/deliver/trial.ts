import type { Alert, Delivery, Subscription } from '../../../src/domain/alert.ts';
import type { Store } from '../../../src/domain/ports.ts';
import type { OutgoingMessage, SendOutcome, Sink } from '../../../src/domain/sink.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { type AttemptDeps, attempt } from '../../../src/pipeline/deliver/attempt.ts';
import { LIMITS } from '../../../src/pipeline/deliver/limits.ts';
import { aDelivery, anAlert, aSubscription, NOON } from '../../base/store/build.ts';
import { aCard } from './world.ts';

/** What surrounds one attempt; everything else is as usual. */
export interface World {
  readonly delivery?: Partial<Delivery>;
  readonly alert?: Partial<Alert> | null;
  /** Alerts and deliveries beside it, by the id of their alert. */
  readonly others?: Readonly<
    Record<string, { alert?: Partial<Alert>; delivery?: Partial<Delivery> }>
  >;
  readonly subscriptions?: readonly Partial<Subscription>[];
  readonly sink?: Partial<Sink>;
  readonly deps?: Partial<AttemptDeps>;
  readonly answer?: SendOutcome | Error;
  /** Milliseconds since the delivery was made. */
  readonly at?: number;
}

/** Makes one attempt in a world, and says how it ended and what was sent or edited. */
export async function tried(world: World) {
  const { others = {}, answer = { kind: 'sent', message: 'm-1' } } = world;
  const alerts = new Map<string, unknown>(
    Object.entries(others).map(([id, { alert }]) => [id, anAlert({ id, ...alert })]),
  );
  if (world.alert !== null) alerts.set('alert-1', anAlert({ id: 'alert-1', ...world.alert }));
  const noted: string[] = [];
  const store = {
    alert: async (id: string) => (alerts.has(id) ? { alert: alerts.get(id), signals: [] } : null),
    deliveries: async ({ alert }: { alert: string }) => {
      const own = others[alert]?.delivery;
      return own === undefined ? [] : [aDelivery({ alert, ...own })];
    },
    subscriptions: async () => (world.subscriptions ?? []).map((each) => aSubscription(each)),
    noteRepeat: async ({ id }: { id: string }) => {
      noted.push(id);
      return true;
    },
  } as unknown as Store;
  const messages: (OutgoingMessage & { readonly edited?: string })[] = [];
  const take = (message: OutgoingMessage) => {
    messages.push(message);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const sink: Sink = {
    id: 'fake',
    send: async (message) => take(message),
    find: async () => null,
    ...world.sink,
  };
  const canEdit =
    world.sink?.edit === undefined
      ? {}
      : {
          edit: async (message: OutgoingMessage, edited: string) =>
            take({ ...message, edited } as never),
        };
  const result = await attempt(
    aDelivery({ createdAt: NOON, ...world.delivery }),
    { ...sink, ...canEdit },
    (NOON + (world.at ?? 0)) as Instant,
    {
      store,
      cardOf: async () => aCard(),
      random: () => 0,
      by: 'process',
      limits: LIMITS,
      ...world.deps,
    },
  );
  const { outcome, dueAt, ofSink } = result;
  const inMs = dueAt === null ? null : dueAt - NOON - (world.at ?? 0);
  return { outcome, inMs, ofSink, messages, noted, message: messages[0] };
}

/** As above, of the outcome its kind and the code of its reason. */
export async function ended(world: World) {
  const { outcome, inMs, ofSink } = await tried(world);
  return [outcome.kind, outcome.kind === 'sent' ? null : outcome.because.code, inMs, ofSink];
}
