import { describe, expect, test } from 'vitest';
import { type Reason, reason } from '../../../src/domain/reason.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { findApp } from '../../../src/pipeline/map/app-names.ts';
import { AsOf, createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { daysOf, entriesOf, type NameEntry } from '../../../src/pipeline/map/name-entries.ts';
import { byOwnName, candidatesOf, howFound } from '../../../src/pipeline/map/outcome.ts';
import { app, company, companyMap } from '../../support/companies.ts';

const companies = companyMap(
  company('gaoshan', {
    en: 'Alpina Inc.',
    aliases: ['高山', { name: '旧高山', to: '2020-05' }],
    apps: [
      app('gaoshan/map', '高山地图', {
        en: 'Alpina Maps',
        aliases: ['山图'],
        packages: ['com.Gaoshan.Map'],
        icp: ['粤B2-20090059'],
        from: '2015',
      }),
      app('gaoshan/disk', '网盘'),
    ],
  }),
);

/** How the first entry of a name was found. */
function how(name: string): Reason {
  const on = new AsOf(createMapIndex(companies), '2021-08-18' as CalendarDate);
  const finding = findApp(name, 'app', on);
  const facts = { name, finding, on, developer: null, marked: true, local: false, owner: null };
  const [first] = candidatesOf(facts, finding.entries);
  expect(first!.company).toBe('gaoshan');
  expect(first!.because).toEqual(howFound(facts, finding.entries[0]!));
  return first!.because;
}

describe('a reason says how a name was found', () => {
  const map = reason('app-subject', {
    app: { id: 'gaoshan/map', en: 'Alpina Maps', zh: '高山地图' },
  });
  const disk = reason('app-subject', { app: { id: 'gaoshan/disk', en: '网盘', zh: '网盘' } });
  const firm = reason('company-subject', {
    company: { id: 'gaoshan', en: 'Alpina Inc.', zh: 'Alpina Inc.' },
  });
  const since = reason('from', { from: '2015-01-01' });
  const always = reason('always');
  test.each<[string, string, string, Reason['params']]>([
    ['its own name', '高山地图', 'entry-name', { subject: map, days: since }],
    ['an alias', '山图', 'entry-alias', { written: '山图', subject: map, days: since }],
    ['a package id', 'com.gaoshan.map', 'entry-package', { subject: map, days: since }],
    ['a company', '高山', 'entry-alias', { subject: firm, days: always }],
    ['composed', '高山网盘', 'entry-composed', { written: '网盘', subject: disk, days: always }],
    ['spelt', 'Gaoshan Ditu', 'entry-spelt', { written: '高山地图', subject: map, days: since }],
  ])('%s', (_, name, code, { written = name, subject, days }) => {
    const found = { name, subject, days };
    expect(how(name)).toEqual({
      code,
      params: code === 'entry-package' ? found : { ...found, written },
    });
  });

  test('with what was left out of it', () => {
    expect(how('高山地图HD').params.name).toEqual(
      reason('without', { name: '高山地图HD', dropped: 'hd' }),
    );
  });
});

describe('the days of a name', () => {
  const days = (...spans: [from: string | null, to: string | null][]) =>
    daysOf({ days: spans.map(([from, to]) => ({ from, to })) } as unknown as NameEntry);
  test.each<[string, [from: string | null, to: string | null][], Reason]>([
    ['no span', [], reason('always')],
    ['open', [[null, null]], reason('always')],
    ['a beginning', [['2015-03', null]], reason('from', { from: '2015-03-01' })],
    ['an end', [[null, '2020']], reason('until', { until: '2020-01-01' })],
    [
      'the latest beginning and the earliest end, in any order',
      [
        ['2016', '2019'],
        ['2015', '2020'],
      ],
      reason('from-until', { from: '2016-01-01', until: '2019-01-01' }),
    ],
    [
      'the same the other way round',
      [
        ['2015', '2020'],
        ['2016', '2019'],
      ],
      reason('from-until', { from: '2016-01-01', until: '2019-01-01' }),
    ],
  ])('%s', (_, spans, expected) => {
    expect(days(...spans)).toEqual(expected);
  });
});

test('names, package ids and filing numbers lead to the same app, with the days of both', () => {
  const { names, packages, filings } = entriesOf([...companies.values()]);
  const [map] = names.get('高山地图')!;
  expect(map).toMatchObject({ how: 'name', sure: true, ordinary: false, company: 'gaoshan' });
  expect(map!.days).toMatchObject([{ from: '2015', to: null }]);
  expect([...packages]).toEqual([['com.gaoshan.map', [map]]]);
  expect([...filings]).toEqual([['粤b2-20090059', [map]]]);
  expect(names.get('山图')).toMatchObject([{ how: 'alias', app: { id: 'gaoshan/map' } }]);
  expect(names.get('山图')![0]!.days).toMatchObject([{ from: '2015' }, { from: null, to: null }]);
  expect(names.get('旧高山')).toMatchObject([{ app: null, sure: true, ordinary: false }]);
  expect(names.get('旧高山')![0]!.days).toMatchObject([{ from: null, to: '2020-05' }]);
});

test('a firm called by the own name of a group is named where it is sure, and else a question', () => {
  const because = reason('no-developer');
  const why = reason('always');
  const verdict = (sure: boolean) =>
    byOwnName({ is: 'by-name', company: 'gaoshan', sure, because } as never, why);
  expect(verdict(true)).toEqual({
    kind: 'developer',
    confidence: 0.93,
    because: why,
    company: 'gaoshan',
    app: null,
    entity: null,
    candidates: [],
  });
  expect(verdict(false)).toEqual({
    kind: 'likely',
    confidence: 0.5,
    because: reason('person-decides', { why }),
    company: null,
    app: null,
    entity: null,
    candidates: [{ company: 'gaoshan', because }],
  });
});
