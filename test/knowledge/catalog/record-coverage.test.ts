import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gapLines, recordCoverage, recordPage } from '../../../scripts/record-coverage.ts';
import { CalendarDate } from '../../../src/domain/time.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const catalog = repositoryCatalog().catalog!;
const acts = recordCoverage(catalog);
const actNamed = (id: string) => acts.find(({ record }) => record.id === id)!;

test('docs/record.md tells what the record holds today', () => {
  // out of date? `npm run coverage` writes it anew
  expect(readFileSync('docs/record.md', 'utf8')).toBe(recordPage(acts, catalog.historyUntil));
});

test('an act lacks what it does not state: page, sighting, sum', () => {
  const suit = actNamed('us-doj-2024-03-21-apple-smartphones');
  expect([suit.level, suit.hasPage]).toEqual([3, true]);
  const [act] = catalog.history.filter(({ id }) => id === suit.record.id);
  const derived: typeof catalog.derived = (_, make) => make();
  const alone = (changed: Partial<typeof act>) =>
    recordCoverage({ ...catalog, derived, history: [{ ...act!, ...changed }] })[0]!;
  expect(alone({}).gaps).not.toContain('page');
  expect(alone({ evidence: [{ ...act!.evidence[0]!, kind: 'press' }] }).gaps).toContain('page');
  const archive = { ...act!.evidence[0]!, url: 'https://github.com/a/b' };
  expect(alone({ evidence: [archive] }).gaps).toContain('page');
  const seen = { day: catalog.historyUntil!, source: 'a list', url: null };
  const checked = (day: typeof seen | null) =>
    alone({
      act: { ...act!.act, checked: day },
      hits: act!.hits.map((hit) => ({ ...hit, act: { ...hit.act, checked: day } })),
    });
  expect([checked(null).seen, checked(seen).seen]).toEqual(['unseen', 'checked']);
  expect([checked(null).gaps, checked(seen).gaps]).toEqual([['checked'], []]);
  const long = checked({ ...seen, day: CalendarDate.parse('2025-01-15') });
  expect([long.seen, long.gaps]).toEqual(['unseen', ['checked']]);
});

test('lists what each act lacks, a line an act', () => {
  const lines = gapLines(acts).trimEnd().split('\n');
  expect(lines).toHaveLength(1 + acts.filter(({ gaps }) => gaps.length > 0).length);
  expect(lines[0]!.split('\t')).toHaveLength(6);
  for (const line of lines) expect(line.split('\t')).toHaveLength(6);
});
