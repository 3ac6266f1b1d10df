import { openStore } from '../../src/base/store/open.ts';
import type { Delivery } from '../../src/domain/alert.ts';
import type { Sink } from '../../src/domain/sink.ts';
import type { Instant } from '../../src/domain/time.ts';
import { createDeliver } from '../../src/pipeline/deliver/deliver.ts';
import { previewCard } from '../../src/pipeline/present/plain-card.ts';
import { aDelivery, NOON } from '../../test/base/store/build.ts';
import { numbered } from '../../test/base/store/build-outcome.ts';
import { AT_ONCE, type Contender, type Job } from './contender.ts';

/**
 * The outbox of this program: a put is a whole outcome (notice, signal, alert, deliveries), as it
 * is in life.
 */
export async function ownOutbox(databaseUrl: string): Promise<Contender> {
  const store = await openStore({ databaseUrl, fleet: true });
  const clock = { now: () => Date.now() as Instant };
  return {
    name: 'own outbox',
    async put(jobs) {
      // One notice tells each address once.
      for (const some of Map.groupBy(jobs, ({ n }) => n).values()) {
        const n = some[0]!.n;
        const { item, outcome } = numbered(n, 'nobody');
        const deliveries: Delivery[] = some.map((job) =>
          aDelivery({
            id: `${n} ${job.to}`,
            alert: `alert-${n}`,
            address: { sink: 'bench', to: job.to },
            subscriptions: [],
            signals: [`signal-${n}`],
            createdAt: Date.now(),
            dueAt: NOON,
          }),
        );
        await store.saveItem(item);
        await store.saveOutcome({ ...outcome, deliveries }, clock.now());
      }
    },
    async work(does) {
      const own = await openStore({ databaseUrl, fleet: true });
      const sink: Sink = {
        id: 'bench',
        find: async () => null,
        async send({ delivery, address }) {
          await does({ n: Number(delivery.split(' ')[0]), to: address.to } satisfies Job);
          return { kind: 'sent', message: 'm' };
        },
      };
      const deliver = createDeliver({
        store: own,
        sinks: [sink],
        clock,
        random: Math.random,
        by: `bench ${Math.random()}`,
        cardOf: async () => previewCard('en'),
        log: { info: () => {}, warn: () => {} },
        notifyOwner: async () => {},
        limits: { concurrency: AT_ONCE },
      });
      let again = false;
      let running: Promise<void> | null = null;
      const wake = () => {
        again = true;
        running ??= (async () => {
          while (again) {
            again = false;
            await deliver.tick(clock.now());
          }
          running = null;
        })();
      };
      const deafen = own.listen((work) => work === 'deliveries' && wake());
      const floor = setInterval(wake, 5_000);
      return async () => {
        deafen();
        clearInterval(floor);
        await deliver.stop();
        await running;
        await own.close();
      };
    },
    close: () => store.close(),
  };
}
