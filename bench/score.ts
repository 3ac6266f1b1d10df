import { readFileSync } from 'node:fs';
import { readWeights } from '../src/catalog/weights.ts';
import type { CompanyId, RegulatorId, SectorId } from '../src/domain/ids.ts';
import type { Step } from '../src/domain/score.ts';
import type { CalendarDate, Instant } from '../src/domain/time.ts';
import { quickScore, scoreAt, scoreCompany, standingOf } from '../src/score/score.ts';
import { dateOfDay, dayNumber, lastMinute } from '../src/score/time.ts';

/** A figure, what it is measured against, and value / against (below 1 = better than asked). */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly against: number;
  readonly ratio: number;
}

const ZONE = 'Asia/Shanghai';
const FIRST = dayNumber('2018-01-01' as CalendarDate);

/** A company with one case a list: `count` numbered lists over `days` days, each naming two of its fifty apps. */
export function manyCases(company: string, count: number, days: number): Step[] {
  return Array.from({ length: count }, (_, index) => {
    const date = dateOfDay(FIRST + Math.floor((index * days) / count));
    return {
      id: `${company}-${String(index).padStart(6, '0')}`,
      company: company as CompanyId,
      regulator: `cn-body-${index % 7}` as RegulatorId,
      zone: ZONE,
      date,
      at: lastMinute(date, ZONE),
      types: ['named', 'rectification-ordered'],
      override: null,
      apps: [index % 50, (index * 7 + 1) % 50].map((app) => ({
        app: null,
        name: `App ${app}`,
        value: 'minor',
        reach: 'large',
        ownership: 1,
        issues: [],
      })),
      unnamedApps: 0,
      companyWide: false,
      deadline: dateOfDay(dayNumber(date) + 7),
      fine: null,
      together: false,
      core: false,
      batch: { yearly: null, total: index + 1 },
      evidence: 1,
      attested: true,
      origin: 'facts',
      notice: null,
      title: `List ${index + 1}`,
      url: null,
      matter: null,
      via: null,
    } satisfies Step;
  });
}

function medianMs(run: () => void, times: number): number {
  for (let warm = 0; warm < 30; warm++) run();
  const taken = Array.from({ length: times }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
  return taken.sort((one, other) => one - other)[Math.floor(times / 2)]!;
}

/**
 * Scoring figures: one company of 1,000 cases (asked: 1 ms), and eight years of days for 300 companies (asked: seconds).
 * The two rows with factors are held to budgets of our own: 2,000 factors, each with its waterfall and two sentences.
 */
export async function benchScore(): Promise<Row[]> {
  const { weights } = readWeights({
    path: 'config/scoring.yml',
    text: readFileSync('config/scoring.yml', 'utf8'),
  });
  const company = { id: 'acme' as CompanyId, sector: 'internet' as SectorId };
  const at = lastMinute('2025-12-31' as CalendarDate, ZONE);
  const input = {
    company,
    steps: manyCases('acme', 1000, 2920),
    rules: [],
    weights: weights!,
    zoneOf: () => ZONE,
  };
  const standing = standingOf(input);
  const row = (name: string, value: number, against: number, unit = 'ms'): Row => ({
    name,
    unit,
    value: Math.round(value * 1000) / 1000,
    against,
    ratio: Math.round((value / against) * 1000) / 1000,
  });
  return [
    row(
      'score of one company with 1,000 cases',
      medianMs(() => quickScore(standing, at), 200),
      1,
    ),
    row(
      'the same with every factor in points and words',
      medianMs(() => scoreAt(standing, at), 100),
      10,
    ),
    row(
      'the same from bare steps',
      medianMs(() => scoreCompany({ ...input, at }), 100),
      20,
    ),
    row('daily scores of 300 companies over eight years', dailyScores(weights!), 10_000),
  ];
}

/** 300 companies of 30 cases each, 2,920 days. */
function dailyScores(weights: NonNullable<ReturnType<typeof readWeights>['weights']>): number {
  const begin = performance.now();
  for (let index = 0; index < 300; index++) {
    const id = `company-${index}`;
    const standing = standingOf({
      company: { id: id as CompanyId, sector: 'internet' as SectorId },
      steps: manyCases(id, 30, 2920),
      rules: [],
      weights,
      zoneOf: () => ZONE,
    });
    for (let day = 0; day < 2920; day++) {
      quickScore(standing, lastMinute(dateOfDay(FIRST + day), ZONE) as Instant);
    }
  }
  return performance.now() - begin;
}
