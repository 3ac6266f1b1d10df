import { expect, test } from 'vitest';
import type { Instant } from '../../../../src/domain/time.ts';
import { publicationOf } from '../../../../src/pipeline/read/dates/publication-date.ts';

const at = (text: string) => Date.parse(text) as Instant;
const NOON = at('2021-08-18T12:00+08:00');
const SEEN = { zone: 'Asia/Shanghai', fetchedAt: NOON, firstSeenAt: NOON };
const feed = (machine: string, text: string | null = null) =>
  publicationOf({ texts: [text], machine: at(machine) }, SEEN);
const page = (...texts: (string | null)[]) => publicationOf({ texts, machine: null }, SEEN);

test.each([
  ['past', '2021-08-18T11:00+08:00', '2021-08-18', '11:00', undefined],
  ['two minutes ahead: a slow clock', '2021-08-18T12:02+08:00', '2021-08-18', '12:00', 'skew'],
  ['fifteen minutes ahead', '2021-08-18T12:15+08:00', '2021-08-18', '12:00', 'skew'],
  ['sixteen minutes ahead', '2021-08-18T12:16+08:00', '2021-08-18', '12:00', 'fetch'],
  ['26 hours ahead', '2021-08-19T14:00+08:00', '2021-08-18', '12:00', 'fetch'],
])('the instant of a feed: %s', (_, machine, day, time, datedBy) => {
  const expected = { day, at: at(`2021-08-18T${time}+08:00`) };
  expect(feed(machine)).toEqual(datedBy === undefined ? expected : { ...expected, datedBy });
});

test.each([
  ['Wed, 18 Aug 2021 11:50:20 GMT', '2021-08-18T11:50:20Z'],
  ['2021-08-18T11:50:20Z', '2021-08-18T11:50:20Z'],
  // China Standard Time, which JavaScript takes for Chicago's.
  ['Wed, 18 Aug 2021 11:50:20 CST', '2021-08-18T17:50:20Z'],
])('%s is a local time under a false zone', (text, machine) => {
  const local = at('2021-08-18T11:50+08:00');
  expect(feed(machine, text)).toEqual({ day: '2021-08-18', at: local, datedBy: 'zone' });
});

test('a page that states its own time is as it says, whatever the feed claims', () => {
  expect(feed('2021-08-20T00:00Z', '2021-08-18 09:31')).toEqual({
    day: '2021-08-18',
    at: at('2021-08-18T09:31+08:00'),
  });
});

test.each([
  ['2021-08-17', '2021-08-17', null],
  ['2021年8月17日', '2021-08-17', null],
  ['August 17, 2021', '2021-08-17', null],
  ['17 Aug 2021 18:05', '2021-08-17', '2021-08-17T18:05+08:00'],
  ['2021/08/17 00:00', '2021-08-17', null],
  ['2021-08-18 19:30', '2021-08-18', null],
])('a page that states %s', (text, day, time) => {
  expect(page(text)).toEqual({ day, at: time === null ? null : at(time) });
});

test.each([[[]], [[null]], [['2021-13-45']], [['soon']], [['2021-08-19']], [['2031-08-18']]])(
  'without a date that can be (%j) it is dated by its fetch',
  (texts) => {
    expect(page(...texts)).toEqual({ day: '2021-08-18', at: NOON, datedBy: 'fetch' });
  },
);

test('a later version of an undated page is as old as the first', () => {
  const firstSeenAt = at('2021-08-10T09:00+08:00');
  expect(publicationOf({ texts: [], machine: null }, { ...SEEN, firstSeenAt })).toEqual({
    day: '2021-08-10',
    at: firstSeenAt,
    datedBy: 'fetch',
  });
});

test('tomorrow, a few minutes before midnight, is a slow clock', () => {
  const fetchedAt = at('2021-08-18T23:50+08:00');
  const seen = { ...SEEN, fetchedAt, firstSeenAt: fetchedAt };
  expect(publicationOf({ texts: ['2021-08-19'], machine: null }, seen)).toEqual({
    day: '2021-08-18',
    at: fetchedAt,
    datedBy: 'skew',
  });
});
