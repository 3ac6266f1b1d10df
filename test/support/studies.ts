import { saveStudy } from '../../src/answers/study/saved-study.ts';
import { reason, reasons } from '../../src/domain/reason.ts';
import type { CalibrationReport, EventReport, EventRow } from '../../src/domain/study-report.ts';

const spread = { low: -0.4, median: -0.2, high: 0.1 };

/** A calibration in which one gate is met and one is not. */
export const CALIBRATION: CalibrationReport = {
  snapshots: 61_481,
  issuers: 860,
  from: 2019,
  years: { judged: [2022, 2023], final: 2024 },
  fit: { rate: 0.01, b: 0.6, groups: { travel: 0.02 } },
  parts: (['all', 'fresh'] as const).flatMap((label) => [
    {
      label,
      period: 'pooled' as const,
      n: 28_250,
      hits: 81,
      judged: {
        baseRate: 0.0029,
        brier: 0.0035,
        logScore: 0.02,
        auc: 0.771,
        intercept: 0,
        slope: 0.71,
        mcb: 0.001,
        dsc: 0.001,
        unc: 0.003,
        lift10: 21.3,
        skill: [
          { against: 'group-base-rate' as const, value: -0.18, byIssuer: spread, byBatch: spread },
          { against: 'count-365d' as const, value: -0.01, byIssuer: spread, byBatch: spread },
        ],
        baselineSkill: [],
        reliability: [
          { from: 0, to: 0.005, n: 17_162, meanP: 0.002, rate: 0 },
          { from: 0.1, to: 0.2, n: 75, meanP: 0.147, rate: 0.027 },
        ],
      },
    },
    { label, period: 'final-year' as const, n: 8_143, hits: 0, judged: null },
  ]),
  gates: [
    { id: 'skill-over-base-rate', asks: 'skill above 0', value: -0.373, met: false },
    { id: 'auc', asks: 'AUC at least 0.65', value: 0.771, met: true },
  ],
  status: 'uncalibrated',
  handPicked: true,
  because: 'the history was picked by hand',
};

const noPrices = (ticker: string) => reason('on-listing', { ticker, why: reason('no-prices') });
const none = { patell: null, bmp: null, kolariPynnonen: null, corrado: null, holm: null };
const test = (value: number) => ({ value, p: 0.4 });
const ROWS: readonly EventRow[] = [
  {
    level: 'all',
    window: '[-1,+1]',
    events: 81,
    days: 39,
    modelled: 81,
    meanCar: -0.0067,
    low: -0.0391,
    high: 0.0258,
    patell: test(0.17),
    bmp: test(0),
    kolariPynnonen: test(0.11),
    corrado: test(0.14),
    holm: 1,
    verdict: 'no effect found',
  },
  {
    level: 3,
    window: '[-1,+1]',
    events: 1,
    days: 1,
    modelled: 1,
    ...none,
    meanCar: 0.0005,
    low: null,
    high: null,
    verdict: 'too few',
  },
];

const TREND = {
  levels: [1, 2],
  days: 30,
  jonckheere: test(0.2),
  slope: { value: 0.1, low: -0.3, high: 0.5 },
};

/** An event study that found nothing. */
export const EVENT_STUDY: EventReport = {
  tables: [
    {
      of: 'attested-official',
      rows: [...ROWS],
      trends: [
        { ...TREND, window: '[-1,+1]' },
        { ...TREND, window: '[0,+5]' },
      ],
    },
    { of: 'everything', rows: [ROWS[0]!], trends: [] },
  ],
  events: 4,
  measured: 2,
  marketAdjusted: [{ company: 'didi', date: '2021-07-02', ticker: 'DIDI' }],
  excluded: [
    {
      company: 'tencent',
      date: '2021-08-18',
      because: reasons(noPrices('0700.HK'), noPrices('TCEHY')),
    },
    { company: 'trip-com', date: '2005-01-01', because: reason('not-listed-then') },
    {
      company: 'iqiyi',
      date: '2005-01-01',
      because: reason('prices-begin', { day: '2018-03-29' }),
    },
  ],
  paths: [{ level: 1, points: [-1, 0, 1].map((day) => ({ day, car: day / 100 })) }],
  files: { used: ['TCOM.csv'], problems: [{ file: 'X.csv', because: 'no column "close"' }] },
};

/** Keeps both as the commands do, as of the morning of 20 September 2021. */
export async function keepBoth(store: Parameters<typeof saveStudy>[0]): Promise<void> {
  const at = Date.parse('2021-09-20T10:00+08:00');
  await saveStudy(store, 'calibration', {
    at,
    command: 'study calibration --seed 1',
    report: CALIBRATION,
  });
  await saveStudy(store, 'events', {
    at,
    command: 'study events --prices closes',
    report: EVENT_STUDY,
  });
}
