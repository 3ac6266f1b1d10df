import { describe, expect, test } from 'vitest';
import { dayZero, pairedReturns } from '../../../../src/answers/study/abnormal.ts';
import { readPrices, readSeries } from '../../../../src/answers/study/prices.ts';
import type { CalendarDate, Instant } from '../../../../src/domain/time.ts';
import { HOURS } from '../../../../src/knowledge/exchanges/hours.ts';

const CSV = 'Date,Close,AdjClose,Volume\n2021-07-05,10,5,1\n2021-07-02,8,4,1\n2021-07-06,,,\n';
const series = (text: string, file = 'us/BELL.csv') => {
  const read = readSeries(text, file);
  if (typeof read === 'string') throw new Error(read);
  return read;
};

describe('files of daily closes', () => {
  test('ascending days, adjusted closes first, empty ones left out', () => {
    expect(series(CSV)).toMatchObject({
      dates: ['2021-07-02', '2021-07-05'],
      closes: [4, 5],
      adjusted: true,
    });
  });

  test.each([
    ['us/BELL.csv', ['BELL'], false],
    ['hk/0700.HK.csv', ['0700.HK'], false],
    ['hk/0700.HK-adj-2021-2026.csv', ['0700.HK'], false],
    ['delisted/DIDI-DIDIY.csv', ['DIDI', 'DIDIY', 'DIDI-DIDIY'], false],
    ['index/^HSI.csv', ['HSI'], true],
  ])('%s holds %j', (file, symbols, isIndex) => {
    expect(series(CSV, file)).toMatchObject({ symbols, isIndex });
  });

  test.each([
    ['Day,Price\n2021-01-01,1\n', /no columns Date and Close/],
    ['Date,Close\n2021-01-01,1\n', /fewer than two/],
    ['Date,Close\n"2021', /no CSV table/],
  ])('%j is told with the reason', (text, because) => {
    expect(readSeries(text, 'us/BAD.csv')).toMatch(because);
  });

  test('an index is no stock, and a stock no index', () => {
    const book = readPrices('test/fixtures/prices');
    expect(book.index('KWEB')).not.toBeNull();
    expect(book.of('KWEB')).toEqual([]);
    expect(book.index('BELL')).toBeNull();
    expect(book.problems).toEqual([]);
  });

  test('returns run from one common day to the next', () => {
    const own = series('Date,Close\n2021-07-01,10\n2021-07-02,11\n2021-07-06,15\n');
    const market = series('Date,Close\n2021-07-01,100\n2021-07-05,90\n2021-07-06,50\n');
    expect(pairedReturns(own, market)).toEqual({
      dates: ['2021-07-06'],
      own: [0.5],
      market: [-0.5],
    });
  });
});

describe('day 0 is the first session that closes after the publication', () => {
  const US = ['2021-07-01', '2021-07-02', '2021-07-06', '2021-07-07'] as CalendarDate[];
  const HK = [
    '2021-07-02',
    '2021-07-05',
    '2021-07-06',
    '2021-11-24',
    '2021-11-25',
  ] as CalendarDate[];

  test.each([
    [
      'Didi review, Friday evening in Beijing: still Friday in New York',
      'XNYS',
      US,
      '2021-07-02T19:22+08:00',
      '2021-07-02',
    ],
    ['the same in Hong Kong: Monday', 'XHKG', HK, '2021-07-02T19:22+08:00', '2021-07-05'],
    [
      'removal on Sunday: the Monday was a holiday in New York',
      'XNYS',
      US,
      '2021-07-04T18:32+08:00',
      '2021-07-06',
    ],
    ['removal on Sunday in Hong Kong', 'XHKG', HK, '2021-07-04T18:32+08:00', '2021-07-05'],
    [
      'update freeze at 18:00, two hours after the close',
      'XHKG',
      HK,
      '2021-11-24T18:00+08:00',
      '2021-11-25',
    ],
    ['at the very close it is too late', 'XHKG', HK, '2021-07-05T16:00+08:00', '2021-07-06'],
    ['a minute before it is not', 'XHKG', HK, '2021-07-05T15:59+08:00', '2021-07-05'],
    [
      'winter time in New York',
      'XNAS',
      ['2021-01-05', '2021-01-06'] as CalendarDate[],
      '2021-01-06T04:59+08:00',
      '2021-01-05',
    ],
  ])('%s', (_, mic, dates, published, expected) => {
    const zero = dayZero(dates, HOURS[mic]!, Date.parse(published) as Instant);
    expect(dates[zero]).toBe(expected);
  });

  test('none where the prices end before it', () => {
    expect(dayZero(US, HOURS.XNYS!, Date.parse('2022-01-01T00:00Z') as Instant)).toBe(-1);
  });
});
