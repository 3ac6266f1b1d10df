import { expect, test } from 'vitest';
import { startSite } from '../../support/site.ts';

test('beneath the score stands what acts of the size of the newest did to shares', async () => {
  const site = await startSite();
  const text = await site.text('/company/trip-com');
  await site.close();
  const head = text.slice(text.indexOf('<div class="head">'));
  const [score, expected] = ['class="big', 'Acts of this size '].map((part) => head.indexOf(part));
  expect(score).toBeGreaterThan(0);
  expect(expected).toBeGreaterThan(score!);
  // Nothing was fitted before that day, so nothing is said of another act.
  expect(head).not.toContain('Another act within 90 days');
});
