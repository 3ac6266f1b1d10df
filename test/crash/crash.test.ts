import { expect, test } from 'vitest';
import { crashRun } from '../support/crash/crash-run.ts';

test('kill -9 at twenty random moments: no alert is lost and none is doubled', {
  timeout: 400_000,
}, async () => {
  const report = await crashRun(20_210_818, 20);
  expect(report).toMatchObject({ kills: 20, notices: 20, expected: 160, lost: 0, doubled: 0 });
  // A test that never hit a delivery on its way would prove nothing.
  expect(report.inFlight).toBeGreaterThan(3);
});
