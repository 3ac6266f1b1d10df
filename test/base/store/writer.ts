import { openStore } from '../../../src/base/store/open.ts';
import { NOON } from './build.ts';
import { numbered } from './build-outcome.ts';

// A child process of the tests: writes outcomes from a number on, and says each number once it is
// committed. Without a count it writes until it is killed.
const [path, from, count] = process.argv.slice(2);
const store = await openStore({ path: path! });
const end = count === undefined ? Number.POSITIVE_INFINITY : Number(from) + Number(count);
for (let n = Number(from); n < end; n += 1) {
  const { item, outcome } = numbered(n, `room-${n % 5}`);
  await store.saveItem(item);
  await store.saveOutcome(outcome, NOON as never);
  const [claimed] = await store.leaseDeliveries({
    now: NOON as never,
    leaseMs: 1_000_000,
    limit: 1,
    by: `process ${process.pid}`,
    sinks: ['fake'],
  });
  if (claimed !== undefined)
    await store.recordAttempt({
      id: claimed.id,
      by: `process ${process.pid}`,
      now: NOON as never,
      outcome: { kind: 'sent', message: 'm' },
      dueAt: null,
    });
  process.stdout.write(`${n}\n`);
}
await store.close();
