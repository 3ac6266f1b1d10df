import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenStore, openStore } from '../src/base/store/open.ts';
import type { Instant } from '../src/domain/time.ts';
import { aDelivery, aNewItem, NOON } from '../test/base/store/build.ts';
import { anAlertingOutcome, numbered } from '../test/base/store/build-outcome.ts';
import { postgresForTests } from '../test/base/store/postgres-server.ts';
import { printRows, row } from './row.ts';

// Rows a second of the store's hot paths, the embedded database beside PostgreSQL in the same run.
//   node bench/store.ts [--json] [--outcomes 2000] [--deliveries 10000]
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const OUTCOMES = option('outcomes', 2_000);
const DELIVERIES = option('deliveries', 10_000);
const BATCH = 16;
const at = NOON as Instant;

interface Figure {
  readonly engine: string;
  readonly step: string;
  readonly rows: number;
  readonly perSecond: number;
}

async function timed(
  engine: string,
  step: string,
  rows: number,
  work: () => Promise<void>,
): Promise<Figure> {
  const start = performance.now();
  await work();
  return {
    engine,
    step,
    rows,
    perSecond: Math.round(rows / ((performance.now() - start) / 1_000)),
  };
}

async function measure(engine: string, store: OpenStore): Promise<Figure[]> {
  const figures: Figure[] = [];
  const page = `<table>${'<tr><td>应用</td><td>违规收集个人信息</td></tr>'.repeat(400)}</table>`;
  const all = Array.from({ length: OUTCOMES }, (_, n) =>
    numbered(n, `room-${n % 500}`, { dueAt: NOON + 1 }),
  );
  const step = async (name: string, rows: number, work: () => Promise<void>) => {
    figures.push(await timed(engine, name, rows, work));
  };
  await step('saveItem (25 kB page)', OUTCOMES, async () => {
    for (const [n, { item }] of all.entries())
      await store.saveItem({ ...item, bytes: new TextEncoder().encode(`${page}${n}`) });
  });
  await step('saveOutcome (1 alert, 1 delivery)', OUTCOMES, async () => {
    for (const { outcome } of all) await store.saveOutcome(outcome, at);
  });
  await store.saveItem(aNewItem({ id: 'fan-out', key: 'fan-out' }));
  const rooms = Array.from({ length: DELIVERIES }, (_, n) =>
    aDelivery({ id: `d-${n}`, level: 1 + (n % 5), address: { sink: 'fake', to: `channel-${n}` } }),
  );
  await step(
    `saveOutcome (1 alert, ${DELIVERIES} deliveries), by delivery`,
    DELIVERIES,
    async () => {
      await store.saveOutcome(anAlertingOutcome(rooms, { item: 'fan-out' }), at);
      while (await store.writePart());
    },
  );
  await step(`claim ${BATCH} and settle each, by delivery`, DELIVERIES, async () => {
    const claim = { now: at, leaseMs: 60_000, limit: BATCH, by: 'bench', sinks: ['fake'] };
    for (
      let rows = await store.leaseDeliveries(claim);
      rows.length > 0;
      rows = await store.leaseDeliveries(claim)
    )
      await Promise.all(
        rows.map(({ id }) =>
          store.recordAttempt({
            id,
            by: 'bench',
            now: at,
            outcome: { kind: 'sent', message: 'm' },
            dueAt: null,
          }),
        ),
      );
  });
  await step('claim with nothing due', 2_000, async () => {
    for (let n = 0; n < 2_000; n += 1)
      await store.leaseDeliveries({
        now: at,
        leaseMs: 1,
        limit: BATCH,
        by: 'bench',
        sinks: ['fake'],
      });
  });
  await step(`steps of one company (${OUTCOMES}), by step`, OUTCOMES, async () => {
    await store.events({ company: 'harbour-games' as never });
  });
  return figures;
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const figures: Figure[] = [];
const path = join(folder, 'bench.db');
const embedded = await openStore({ path });
figures.push(...(await measure('SQLite', embedded)));
await embedded.close();
const megabytes = Math.round(statSync(path).size / 1e5) / 10;
rmSync(folder, { recursive: true, force: true });

const server = await postgresForTests();
if ('reason' in server) console.error(`PostgreSQL is not measured here: ${server.reason}`);
else {
  const shared = await openStore({ databaseUrl: server.url });
  figures.push(...(await measure('PostgreSQL (fsync off)', shared)));
  await shared.close();
  await server.stop();
}

const shared = figures.filter((figure) => figure.engine !== 'SQLite');
const rows = figures
  .filter((figure) => figure.engine === 'SQLite')
  .flatMap(({ step, perSecond }) => {
    const other = shared.find((figure) => figure.step === step);
    return other === undefined
      ? []
      : [row(step, 'rows/s', perSecond, other.engine, other.perSecond)];
  });
printRows([
  ...rows,
  row(
    'embedded database after the run',
    'MB',
    megabytes,
    'rows written, in thousands',
    DELIVERIES / 1000,
  ),
]);
