import { expect, test } from 'vitest';
import { crashRun } from '../support/crash/crash-run.ts';
import { rounds } from '../support/rounds.ts';

/** Of the first six moments that this seed draws, one comes at the start, one while it reads. */
const SEED = 4;
const KILLS = rounds(6, 12);

test(`kill -9 at ${KILLS} random moments: no alert is lost and none is doubled`, {
  timeout: 400_000,
}, async () => {
  const report = await crashRun(SEED, KILLS);
  expect(report).toMatchObject({
    kills: KILLS,
    notices: KILLS,
    expected: 8 * KILLS,
    lost: 0,
    doubled: 0,
  });
  // A test that never hit a delivery on its way would prove nothing.
  expect(report.inFlight).toBeGreaterThan(0);
});
