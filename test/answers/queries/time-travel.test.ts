import { describe, expect, test } from 'vitest';
import { riskOf } from '../../../src/answers/queries/risk.ts';
import { type CalendarDate, endOfDay, type Instant, plusDays } from '../../../src/domain/time.ts';
import { companyState } from '../../../src/pipeline/standing/company-state.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { NOT_WATCHING } from '../../../src/pipeline/standing/record.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { rounds } from '../../support/rounds.ts';

// Nothing that is dated later is used, not even in texts and precedents: the record is cut at ten
// days, and every answer of each day is compared with that of the whole record.

const catalog = repositoryCatalog().catalog!;
const whole = knowledgeOf(catalog);
const NOW = Date.parse('2026-11-30T12:00:00+08:00') as Instant;
const DAYS = [
  '2018-06-30',
  '2019-07-31',
  '2020-12-25',
  '2021-07-03',
  '2021-08-18',
  '2022-08-27',
  '2023-05-23',
  '2024-03-22',
  '2025-04-25',
  '2026-03-01',
] as CalendarDate[];

const hit = [
  ...new Set(catalog.history.flatMap((record) => record.hits.map((one) => one.company))),
];

/** Every third company a day, others on the next: all of them take three times as long. */
const STEP = rounds(3, 1);
const takenOn = (day: CalendarDate) =>
  hit.filter((_, index) => index % STEP === DAYS.indexOf(day) % STEP);

function answers(knowledge: typeof whole, day: CalendarDate, companies: typeof hit) {
  const at = (endOfDay(day, 0, 'Asia/Shanghai') - 1_000) as Instant;
  return companies.flatMap((id) => {
    const company = catalog.companies.get(id);
    if (company === undefined) return [];
    const events = knowledge.history.get(id).filter((event) => event.at <= at);
    const state = companyState(knowledge, company, events, at, NOT_WATCHING(NOW));
    // How far the record reaches is told of the record itself.
    const { record: _, ...answer } = riskOf(state, 'en', null).answer;
    return [{ ...answer, change: state.change, line: state.line.map(({ value }) => value) }];
  });
}

describe('an answer as of a day', () => {
  test.each(DAYS)('%s knows nothing of the days after it', (day) => {
    const cut = knowledgeOf(catalog, { historyUntil: plusDays(day, 1) });
    const taken = takenOn(day);
    const [then, today] = [answers(cut, day, taken), answers(whole, day, taken)];
    expect(then.length).toBeGreaterThan(300 / STEP);
    expect(today.filter((one) => one.score !== null && one.score > 0).length).toBeGreaterThan(
      5 / STEP,
    );
    for (const [index, one] of today.entries()) expect(one).toEqual(then[index]);
  });

  test('quotes no precedent before all of it was known', () => {
    const next = (day: string) =>
      answers(whole, day as CalendarDate, hit).flatMap(({ outlook }) =>
        outlook.map(({ because }) => JSON.stringify(because)),
      );
    const before = next('2021-07-03').join('\n');
    expect(before).toContain('ended the review with a fine');
    expect(before).not.toContain('384 days');
    expect(next('2022-08-27').join('\n')).toContain('384 days');
  });
});
