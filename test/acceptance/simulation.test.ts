import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkSeed } from '../support/simulation/check.ts';
import { dayOf } from '../support/simulation/plan.ts';
import { PLANTS } from '../support/simulation/plants.ts';
import { simulate } from '../support/simulation/run.ts';

// Whole days of the real flows under faults at every boundary. `npm run simulate -- --seeds 10000`
// plays more of them, and `-- --seed N` one.

const SEEDS = 200;

test(`${SEEDS} days with faults break no promise`, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) expect(await checkSeed(seed)).toBeNull();
}, 600_000);

test('a seed plays the same day twice', async () => {
  const messages = () =>
    simulate(dayOf(7), async ({ posted }) => posted.map(({ nonce, text }) => `${nonce} ${text}`));
  expect(await messages()).toEqual(await messages());
});

test('every planted fault still fits its file', () => {
  for (const { file, from } of PLANTS)
    expect(readFileSync(file, 'utf8').split(from), file).toHaveLength(2);
});
