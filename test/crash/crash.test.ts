import { expect, test } from 'vitest';
import { crashRun } from '../support/crash/crash-run.ts';

test('kill -9 at twelve random moments: no alert is lost and none is doubled', {
  timeout: 400_000,
}, async () => {
  const report = await crashRun(20_210_818, 12);
  expect(report).toMatchObject({ kills: 12, notices: 12, expected: 96, lost: 0, doubled: 0 });
  // A test that never hit a delivery on its way would prove nothing.
  expect(report.inFlight).toBeGreaterThan(0);
});
