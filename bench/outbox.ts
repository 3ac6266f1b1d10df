import { setTimeout as wait } from 'node:timers/promises';
import { asAdmin, postgresForTests } from '../test/base/store/postgres-server.ts';
import type { Contender, Job } from './outbox/contender.ts';
import { graphileWorker } from './outbox/graphile-worker.ts';
import { ownOutbox } from './outbox/own.ts';
import { pgBoss } from './outbox/pg-boss.ts';
import { printRows, row } from './row.ts';

/**
 * `node bench/outbox.ts [addresses] [alerts]`: the outbox beside pg-boss and graphile-worker on one
 * PostgreSQL, the same load: alerts to many addresses, each address in its order, two workers of
 * 16, a send takes 2 ms; and single alerts on an idle queue.
 */
const numbers = process.argv.slice(2).filter((one) => /^\d+$/.test(one));
const [addresses = 1_000, alerts = 3] = numbers.map(Number);
const SEND_MS = 2;
const SINGLES = 60;
const WITHIN_MS = 90_000;

interface Measured {
  readonly put: number;
  readonly drained: number;
  readonly wakeMs: number;
  readonly slowestWakeMs: number;
  /** Jobs that began before one that came earlier at their address had ended. */
  readonly outOfOrder: number;
  readonly missing: number;
}

async function measure(contender: Contender): Promise<Measured> {
  const busy = new Map<string, number>();
  const last = new Map<string, number>();
  const began = new Map<string, number>();
  let done = 0;
  let outOfOrder = 0;
  const does = async ({ n, to }: Job) => {
    began.set(`${n} ${to}`, performance.now());
    if ((busy.get(to) ?? 0) > 0 || (last.get(to) ?? -1) > n) outOfOrder += 1;
    busy.set(to, (busy.get(to) ?? 0) + 1);
    last.set(to, n);
    await wait(SEND_MS);
    busy.set(to, busy.get(to)! - 1);
    done += 1;
  };
  const until = async (count: number, withinMs = WITHIN_MS) => {
    for (const end = performance.now() + withinMs; done < count && performance.now() < end; )
      await wait(5);
  };
  const load = Array.from({ length: alerts }, (_, n) =>
    Array.from({ length: addresses }, (_, to) => ({ n, to: `room-${to}` })),
  );
  const total = alerts * addresses;
  const putFrom = performance.now();
  for (const jobs of load) await contender.put(jobs);
  const put = total / ((performance.now() - putFrom) / 1_000);
  const from = performance.now();
  const workers = [await contender.work(does), await contender.work(does)];
  await until(total);
  const drained = done / ((performance.now() - from) / 1_000);
  await wait(1_000);
  const waits: number[] = [];
  for (let n = 0; n < SINGLES; n += 1) {
    const job = { n: 1_000 + n, to: `single-${n}` };
    await contender.put([job]);
    const at = performance.now();
    const before = done;
    await until(before + 1, 5_000);
    waits.push((began.get(`${job.n} ${job.to}`) ?? at + 5_000) - at);
  }
  for (const stop of workers) await stop();
  await contender.close();
  waits.sort((a, b) => a - b);
  return {
    put,
    drained,
    outOfOrder,
    missing: total + SINGLES - done,
    wakeMs: Math.max(0.1, waits[SINGLES / 2]!),
    slowestWakeMs: Math.max(0.1, waits.at(-1)!),
  };
}

const server = await postgresForTests();
if ('reason' in server) throw new Error(`there is no PostgreSQL here: ${server.reason}`);
const measured = new Map<string, Measured>();
for (const make of [ownOutbox, pgBoss, graphileWorker]) {
  const contender = await make(server.url);
  measured.set(contender.name, await measure(contender));
  await asAdmin(server.url, 'vacuum analyze');
}
const own = measured.get('own outbox')!;
const jobs = addresses * alerts + SINGLES;
printRows([
  ...[...measured].flatMap(([name, other]) =>
    name === 'own outbox'
      ? []
      : [
          row(`outbox: ${addresses} × ${alerts} put`, 'jobs/s', own.put, name, other.put),
          row(
            'outbox: done by two workers, in order at each address',
            'jobs/s',
            own.drained,
            name,
            other.drained,
          ),
          row('outbox: from put to work, idle, median', 'ms', own.wakeMs, name, other.wakeMs),
          row(
            `outbox: from put to work, idle, slowest of ${SINGLES}`,
            'ms',
            own.slowestWakeMs,
            name,
            other.slowestWakeMs,
          ),
        ],
  ),
  ...[...measured].map(([name, { outOfOrder, missing }]) =>
    row(
      `${name}: out of order at an address, or missing`,
      'jobs',
      outOfOrder + missing,
      'jobs',
      jobs,
    ),
  ),
]);
await server.stop();
