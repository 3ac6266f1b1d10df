import { expect, test } from 'vitest';
import { clockRun } from '../support/clock/clock-run.ts';

test('no notice is lost without a word while dates are wrong and the clock jumps', async () => {
  const report = await clockRun(24);
  expect(report.lost).toEqual([]);
  expect(report.sent + report.suppressed).toBe(24);
}, 60_000);
