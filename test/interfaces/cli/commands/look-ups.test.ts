import { expect, test } from 'vitest';
import { command } from '../../../support/command.ts';

test.each([
  [['compare', 'TCOM', '0700.HK'], /Tencent.*0700\.HK/],
  [['risk', 'QUNR', '--at', '2021-08-18'], /it belongs to\s+Trip\.com Group \(TCOM, 9961\.HK\)/],
  [['deadlines', '--at', '2021-08-18'], /Deadlines/],
  [['app', '去哪儿', '--at', '2021-08-18', '--language', 'zh'], /价值与规模\s+主要，大型/],
  [['coverage'], /What is watched/],
  [['coverage', '--language', 'zh'], /监控范围/],
  [['notices'], /No notice has been read yet/],
  [['subscriptions'], /No subscriptions yet/],
])('%j prints the same card as the slash command', async (args, says) => {
  const said = await command(args);
  expect(said.err).toBe('');
  expect(said).toMatchObject({ code: 0, out: expect.stringMatching(says) });
});

test('for machines the card is JSON', async () => {
  const { out } = await command(['compare', 'TCOM', '0700.HK', '--json']);
  expect(JSON.parse(out)).toMatchObject({ card: { title: expect.any(String) }, table: null });
});

test.each([
  [['compare', 'TCOM'], 2, 'compare takes two to five companies'],
  [['compare', 'TCOM', '9961.HK'], 1, '“TCOM” and “9961.HK” are both Trip.com'],
  [['risk', 'TCOM', '--language', 'fr'], 2, "'fr' is invalid. Allowed choices are en, zh."],
  [['compare', 'TCOM', 'tencnet'], 1, 'Did you mean Tencent'],
  [['deadlines', 'tencnet'], 1, 'Did you mean Tencent'],
  [['app', 'wechta'], 1, 'Did you mean WeChat?'],
  [['app', 'TCOM'], 1, 'a company, not an app. `risk` and `history` answer for Trip.com Group'],
  [['risk', 'trip'], 1, 'Did you mean TripAdvisor or Trip.com'],
  [['notices', 'no', 'such', 'firm'], 1, 'No company matches'],
] as const)('%j ends with what may be meant', async (args, code, says) => {
  const said = await command(args);
  expect(said).toMatchObject({ code, out: '', err: expect.stringContaining(says) });
});
