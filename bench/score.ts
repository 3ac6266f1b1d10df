import { readFileSync } from 'node:fs';
import { APPS, actOf } from '../src/domain/act.ts';
import type { CompanyId, RegulatorId, SectorId } from '../src/domain/ids.ts';
import type { RegulatoryEvent } from '../src/domain/score.ts';
import {
  type CalendarDate,
  dateOfDay,
  dayNumber,
  type Instant,
  lastMinute,
} from '../src/domain/time.ts';
import type { Weights } from '../src/domain/weights.ts';
import { GradesFile, WeightsFile } from '../src/knowledge/catalog/lists.ts';
import { readYaml } from '../src/knowledge/catalog/yaml.ts';
import { quickScore, scoreAt, standingOf } from '../src/pipeline/score/score.ts';
import { medianMs, printRows, type Row, row } from './row.ts';

const ZONE = 'Asia/Shanghai';
const FIRST = dayNumber('2018-01-01' as CalendarDate);

const RECTIFY = actOf({ measure: 'rectify', posture: 'final' });

/**
 * A company with one case a list: `count` numbered lists over `days` days, each naming two of its
 * fifty apps.
 */
export function manyCases(company: string, count: number, days: number): RegulatoryEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const date = dateOfDay(FIRST + Math.floor((index * days) / count));
    return {
      id: `${company}-${String(index).padStart(6, '0')}`,
      company: company as CompanyId,
      regulator: `cn-body-${index % 7}` as RegulatorId,
      zone: ZONE,
      date,
      at: lastMinute(date, ZONE),
      kinds: ['name', 'rectify'],
      act: RECTIFY,
      object: APPS,
      share: null,
      grade: 'confirmed',
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
    } satisfies RegulatoryEvent;
  });
}

/**
 * Scoring figures: one company of 1,000 cases (asked: 1 ms), and eight years of days for 300
 * companies (asked: seconds). The two rows with factors are held to budgets of our own: 2,000
 * factors, each with its waterfall and two sentences.
 */
export async function benchScore(): Promise<Row[]> {
  const file = (path: string) => ({ path, text: readFileSync(path, 'utf8') });
  const weights: Weights = {
    ...readYaml(file('config/scoring.yml'), WeightsFile).value!,
    grades: readYaml(file('config/grades.yml'), GradesFile).value!,
  };
  const company = { id: 'acme' as CompanyId, sector: 'internet' as SectorId };
  const at = lastMinute('2025-12-31' as CalendarDate, ZONE);
  const input = {
    company,
    events: manyCases('acme', 1000, 2920),
    rules: [],
    weights,
    zoneOf: () => ZONE,
  };
  const standing = standingOf(input);
  const ms = (name: string, value: number, against: string, alternative: number) =>
    row(name, 'ms', value, against, alternative);
  const number = await medianMs(100, () => quickScore(standing, at));
  return [
    ms('score of one company with 1,000 cases', number, 'asked', 1),
    ms(
      'the same with 2,000 factors in points, waterfalls and both languages',
      await medianMs(50, () => scoreAt(standing, at)),
      'the number alone',
      number,
    ),
    ms(
      'the same from bare steps, ledger included',
      await medianMs(50, () => scoreAt(standingOf(input), at)),
      'the number alone',
      number,
    ),
    ms(
      'daily scores of 300 companies over eight years',
      dailyScores(weights),
      'asked: seconds',
      10_000,
    ),
  ];
}

/** 300 companies of 30 cases each, 2,920 days. */
function dailyScores(weights: Weights): number {
  const begin = performance.now();
  for (let index = 0; index < 300; index++) {
    const id = `company-${index}`;
    const standing = standingOf({
      company: { id: id as CompanyId, sector: 'internet' as SectorId },
      events: manyCases(id, 30, 2920),
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

if (import.meta.main) printRows(await benchScore());
