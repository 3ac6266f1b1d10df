import { expect, test } from 'vitest';
import { blindOf, coverageOf, healthOf } from '../../../src/answers/queries/source-health.ts';
import type { SourceRow } from '../../../src/answers/queries/source-rows.ts';
import { reason } from '../../../src/domain/reason.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const AT = Date.parse('2026-03-20T12:00:00Z');
const DAY = 86_400_000;
const finding = { code: 'gone', message: 'gone', since: AT - DAY };
const row = (more: Partial<SourceRow> = {}) =>
  ({
    enabled: true,
    official: true,
    owner: { id: 'cn-miit', name: { en: 'MIIT', zh: null } },
    finding: null,
    gaps: [],
    lastSuccessAt: AT - 1_000,
    answeredSince: false,
    newestRow: '2026-03-18',
    usualMs: 5 * DAY,
    ...more,
  }) as unknown as SourceRow;

test.each<[string, Partial<SourceRow>, string]>([
  ['its newest row is as new as usual', {}, 'healthy'],
  ['it is older than three times what is usual', { newestRow: '2026-03-01' }, 'quiet'],
  [
    'it comes daily, and three days are no silence',
    { usualMs: DAY / 4, newestRow: '2026-03-17' },
    'healthy',
  ],
  ['nobody knows what is usual', { usualMs: null }, 'answers'],
  ['its rows state no days', { newestRow: null }, 'answers'],
  ['it fails', { finding: finding as never }, 'failing'],
  [
    'it is not seen',
    { gaps: [{ from: AT as never, to: null, because: reason('not-running') }] },
    'failing',
  ],
  ['it was never asked', { lastSuccessAt: null }, 'never'],
  ['it is switched off', { enabled: false, finding: finding as never }, 'off'],
])('%s', (_, more, health) => {
  expect(healthOf(row(more), AT)).toBe(health);
});

test('every source is counted once, and those that are off are not watched', () => {
  const rows = [
    row(),
    row({ newestRow: '2026-01-01' }),
    row({ enabled: false }),
    row({ lastSuccessAt: null }),
  ];
  expect(coverageOf(rows, AT)).toEqual({
    known: 4,
    on: 3,
    healthy: 1,
    answers: 0,
    quiet: 1,
    failing: 0,
    never: 1,
  });
});

test('an authority is unseen where all of its sources fail, and its companies are those of the record', () => {
  const catalog = repositoryCatalog().catalog!;
  const at = Date.parse('2026-09-01T00:00:00Z');
  const fails = row({ finding: finding as never });
  expect(blindOf([fails, row()], catalog, at)).toEqual({ bodies: [], companies: [] });
  const { bodies: regulators, companies } = blindOf([fails, fails], catalog, at);
  expect(regulators.map(({ id }) => id as string)).toEqual(['cn-miit']);
  expect(companies).toContain('tencent');
});
