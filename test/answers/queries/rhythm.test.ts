import { expect, test } from 'vitest';
import { LEAST_SPANS, rhythmOf } from '../../../src/answers/queries/rhythm.ts';
import type { RegulatorId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const knowledge = knowledgeOf(repositoryCatalog().catalog!);
const at = (day: string) => Date.parse(`${day}T12:00+08:00`) as Instant;
const of = (id: string, day = '2026-10-09') => rhythmOf(knowledge, id as RegulatorId, at(day));

test('months are the 24 up to the day, each with the acts of the record', () => {
  const { months } = of('cn-miit', '2021-08-31');
  expect(months).toHaveLength(24);
  expect([months[0]!.month, months.at(-1)!.month]).toEqual(['2019-09', '2021-08']);
  const august = knowledge.catalog.history.filter(
    ({ regulator, date }) => regulator === 'cn-miit' && date.startsWith('2021-08'),
  );
  expect(months.at(-1)!.acts).toBe(august.length);
  expect(august.length).toBeGreaterThan(0);
});

test('a median stands where eight spans or more are known, and nowhere else', () => {
  const commission = of('eu-commission').decision!;
  expect(commission.n).toBeGreaterThanOrEqual(LEAST_SPANS);
  expect(commission.median).toBeGreaterThan(300);
  for (const id of knowledge.catalog.regulators.keys())
    expect(of(id).decision?.n ?? LEAST_SPANS).toBeGreaterThanOrEqual(LEAST_SPANS);
  expect(of('eu-commission', '2018-01-01').decision).toBe(null);
});

test('cases that ended are counted by how, open ones apart, and nothing later than the day', () => {
  const now = of('cn-samr');
  const ended = now.ends.reduce((sum, { cases }) => sum + cases, 0);
  expect(now.ends.map(({ cases }) => cases)).toEqual(
    now.ends.map(({ cases }) => cases).toSorted((a, b) => b - a),
  );
  expect(now.ends[0]!.stage).toBe('fined');
  const before = of('cn-samr', '2021-01-01');
  const earlier = before.ends.reduce((sum, { cases }) => sum + cases, 0);
  expect(earlier + before.open).toBeLessThan(ended + now.open);
  expect(before.targets.every(({ acts }) => acts > 0)).toBe(true);
});
