import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  clustersOf,
  eventRow,
  meanCorrelation,
  studyEvents,
} from '../../../../src/answers/study/event-study.ts';
import { readPrices } from '../../../../src/answers/study/prices.ts';
import { eventText } from '../../../../src/answers/study/study-text.ts';
import { formatReason } from '../../../../src/base/i18n/sentence.ts';
import { EventReport } from '../../../../src/domain/study-report.ts';
import { company, listing } from '../../../support/companies.ts';
import { event } from './building.ts';

const FOLDER = 'test/fixtures/prices';
const prices = readPrices(FOLDER);

/** Made by oracle.py: a second implementation in Python's standard library. */
const expected = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as {
  days: Record<string, string>;
  models: { alpha: number; beta: number; sigma: number; m: number }[];
  meanCorrelation: number;
  windows: Record<'meanCar' | 'patell' | 'bmp' | 'kp' | 'corrado', number>[];
};
const seven = Object.entries(expected.days).map(([key, date]) => event(key.slice(0, 4), date));

describe('the statistics equal those of a second implementation', () => {
  const { report, measured } = studyEvents(seven, prices);

  test('alpha, beta and sigma of every market model', () => {
    for (const [index, model] of expected.models.entries()) {
      const found = measured[index]!.model!;
      expect(found.alpha).toBeCloseTo(model.alpha, 10);
      expect(found.beta).toBeCloseTo(model.beta, 10);
      expect(found.sigma).toBeCloseTo(model.sigma, 10);
      expect(found.m).toBe(model.m);
    }
  });

  test.each([0, 1])('mean CAR, Patell, BMP, Kolari–Pynnönen and Corrado in window %i', (index) => {
    const row = report.tables[0]!.rows.filter((one) => one.level === 'all')[index]!;
    const { meanCar, patell, bmp, kp, corrado } = expected.windows[index]!;
    expect([row.events, row.days]).toEqual([7, 6]);
    expect(row.meanCar).toBeCloseTo(meanCar, 9);
    expect(row.patell!.value).toBeCloseTo(patell, 8);
    expect(row.bmp!.value).toBeCloseTo(bmp, 8);
    expect(row.kolariPynnonen!.value).toBeCloseTo(kp, 8);
    expect(row.corrado!.value).toBeCloseTo(corrado, 8);
  });

  test('the mean correlation counts pairs of one day, and all others as none', () => {
    expect(meanCorrelation(clustersOf(measured))).toBeCloseTo(expected.meanCorrelation, 10);
  });

  test('the report keeps its shape and its words', () => {
    expect(EventReport.parse(report)).toEqual(report);
    expect(eventText(report)).toContain('7 of 7 events measured');
    expect(eventRow(measured[0]!)).toMatchObject({ model: 'market-model', attested: 'true' });
  });
});

describe('who is measured, how, and who is left out', () => {
  const only = (...some: Parameters<typeof studyEvents>[0]) => studyEvents(some, prices).report;
  const unlisted = company('loft', {});
  const delisted = company('bell', {
    listings: [listing('XNAS:BELL', { from: '2010-01-01', to: '2021-01-01' })],
  });

  test.each([
    [
      'an unlisted owner',
      event('LOFT', '2021-02-24', { company: unlisted }),
      /not listed on that day/,
    ],
    ['a listing that had ended', event('BELL', '2021-02-24', { company: delisted }), /not listed/],
    ['no file of prices', event('OBOE', '2021-02-24'), /OBOE: no prices/],
    [
      'before the prices begin',
      event('BELL', '2019-06-03'),
      /prices begin after the event \(2020-01-01\)/,
    ],
    ['after they end', event('BELL', '2024-06-03'), /prices end before the event/],
    [
      'on the first days',
      event('BELL', '2020-01-02', { at: Date.parse('2020-01-02T10:00Z') as never }),
      /too young/,
    ],
    [
      'a venue whose close is not known',
      event('X', '2021-02-24', { company: company('x', { listings: [listing('XLON:X')] }) }),
      /the close of XLON/,
    ],
  ])('%s', (_, one, because) => {
    const report = only(one);
    expect(report.measured).toBe(0);
    expect(formatReason(report.excluded[0]!.because, 'en')).toMatch(because);
  });

  test('too few returns to estimate on: market-adjusted, said out loud, in no statistic', () => {
    const young = event('BELL', '2020-04-20');
    const report = only(young);
    expect(report.marketAdjusted).toEqual([
      { company: 'bell', date: '2020-04-20', ticker: 'BELL' },
    ]);
    expect(report.tables[0]!.rows[0]).toMatchObject({
      events: 1,
      modelled: 0,
      bmp: null,
      verdict: 'too few',
    });
    expect(eventText(report)).toContain('market-adjusted, in the means and in no statistic');
  });

  test('unverified or press: in the second table alone', () => {
    const [day] = Object.values(expected.days);
    const report = only(
      event('BELL', day!, { attested: false }),
      event('GONG', day!, { official: false }),
    );
    expect(report.tables.map((table) => table.rows[0]?.events ?? 0)).toEqual([0, 2]);
  });

  test('fewer than four days are too few, whatever their number of events', () => {
    const days = Object.values(expected.days);
    const crowd = ['BELL', 'GONG', 'HORN', 'DRUM', 'REED', 'LUTE'].map((ticker) =>
      event(ticker, days[3]!),
    );
    expect(only(...crowd).tables[0]!.rows[0]).toMatchObject({
      events: 6,
      days: 1,
      bmp: null,
      verdict: 'too few',
    });
  });

  test('closings are a group of their own and never among the levels', () => {
    const [day] = Object.values(expected.days);
    const rows = only(event('BELL', day!, { level: 'closing' })).tables[0]!.rows;
    expect(new Set(rows.map((row) => row.level))).toEqual(new Set(['closing']));
  });
});
