import { openStore } from '../../../src/base/store/open.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { NOON } from './build.ts';

// A child process of the tests: claims until nothing is left, and says what it got.
const [databaseUrl, by] = process.argv.slice(2);
const store = await openStore({ databaseUrl: databaseUrl! });
for (;;) {
  const claim = { now: NOON as Instant, leaseMs: 600_000, limit: 10, by: by!, sinks: ['fake'] };
  const rows = await store.leaseDeliveries(claim);
  if (rows.length === 0) break;
  for (const row of rows) process.stdout.write(`${row.id}\n`);
}
await store.close();
