import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { NoticeId } from '../../../src/domain/ids.ts';
import { actOfNames } from '../../../src/domain/old-acts.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { scoreOf, step } from './building.ts';

type Parts = Parameters<typeof step>[2];
const act = (date: string, parts: Parts, deadline = '2022-01-20') =>
  step(date, 'rectify', { deadline, title: 'List', ...parts });
const record = (date: string, parts: Parts = {}) => act(date, { origin: 'history', ...parts });
const notice = (date: string, id: string, parts: Parts = {}) =>
  act(date, { origin: 'notice', notice: id as NoticeId, title: `Page ${id}`, ...parts });
const press = (date: string, id: string, parts: Parts = {}) =>
  notice(date, id, { evidence: 0.5, ...parts });

const loads = (events: RegulatoryEvent[], days: string[]) =>
  days.map((day) => Math.round(scoreOf(events, day).load * 1000) / 1000);

describe('one account an act', () => {
  test.each<[string, RegulatoryEvent[], string, number]>([
    [
      'a record and its notice three days later',
      [record('2022-01-10'), notice('2022-01-13', 'a')],
      '2022-01-13',
      2.5,
    ],
    [
      'a record four days away is another act',
      [record('2022-01-10'), notice('2022-01-14', 'a')],
      '2022-01-14',
      5,
    ],
    [
      'another action is another act',
      [
        record('2022-01-10'),
        {
          ...notice('2022-01-10', 'a'),
          kinds: ['pause/updates'],
          act: actOfNames(['pause/updates']),
          deadline: null,
        },
      ],
      '2022-01-10',
      8.75,
    ],
    ['press alone weighs whole', [press('2022-01-10', 'p')], '2022-01-10', 2.5],
    [
      'two outlets are one act',
      [press('2022-01-10', 'p'), press('2022-01-11', 'q')],
      '2022-01-11',
      2.5,
    ],
    [
      'the official act replaces press',
      [press('2022-01-10', 'p'), notice('2022-01-11', 'a')],
      '2022-01-11',
      2.5,
    ],
    [
      'press after the official act adds nothing',
      [notice('2022-01-10', 'a'), press('2022-01-15', 'p')],
      '2022-01-15',
      2.5,
    ],
    [
      'press six days later is another act',
      [notice('2022-01-10', 'a'), press('2022-01-16', 'p', { title: 'x' })],
      '2022-01-16',
      5,
    ],
    ['press joins a record', [record('2022-01-10'), press('2022-01-12', 'p')], '2022-01-12', 2.5],
    [
      'press with the same deadline and another word for the act joins',
      [notice('2022-01-10', 'a'), { ...press('2022-01-11', 'p'), kinds: ['name/criticised'] }],
      '2022-01-11',
      2.5,
    ],
    [
      'two official lists of one day are two',
      [notice('2022-01-10', 'a'), notice('2022-01-10', 'b')],
      '2022-01-10',
      5,
    ],
  ])('%s', (_, events, day, load) => {
    expect(loads(events, [day])).toEqual([load]);
  });

  test('what stood before the better account stays as it was', () => {
    const events = [press('2022-01-10', 'p'), notice('2022-01-12', 'a')];
    expect(loads(events, ['2022-01-10', '2022-01-11', '2022-01-12'])).toEqual([2.5, 2.5, 2.5]);
    const told = (day: string) => scoreOf(events, day).factors.map((one) => one.step);
    expect(told('2022-01-11')).toEqual([events[0]!.id]);
    expect(told('2022-01-12')).toEqual([events[1]!.id]);
    expect(scoreOf(events, '2022-01-12').cases).toHaveLength(1);
  });

  test('a record that nobody can check weighs whole, says so and is not confirmed', () => {
    const unverified = record('2022-01-10', {
      attested: false,
      evidence: 0.5,
      title: 'Order of January',
    });
    const score = scoreOf([unverified], '2022-01-10');
    expect(score).toMatchObject({
      load: 2.5,
      score: 15.9,
      attested: { points: 0, band: 'background' },
    });
    expect(score.flags.map((one) => formatReason(one, 'en'))).toEqual([
      '“Order of January” (2022-01-10) is unverified',
    ]);
    expect(formatReason(score.factors[0]!.because, 'en')).toContain('; unverified');
  });
});
