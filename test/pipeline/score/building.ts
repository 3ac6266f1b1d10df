import { readFileSync } from 'node:fs';
import { WHOLE_COMPANY } from '../../../src/domain/act.ts';
import type { ActKind } from '../../../src/domain/act-kind.ts';
import type { SectorRule } from '../../../src/domain/history.ts';
import type { CompanyId, RegulatorId, SectorId } from '../../../src/domain/ids.ts';
import { actOfNames, kindNamed } from '../../../src/domain/old-acts.ts';
import type { EventApp, RegulatoryEvent, Score } from '../../../src/domain/score.ts';
import { type CalendarDate, type Instant, lastMinute } from '../../../src/domain/time.ts';
import type { Weights } from '../../../src/domain/weights.ts';
import { parseFacts } from '../../../src/knowledge/catalog/facts.ts';
import { GradesFile, WeightsFile } from '../../../src/knowledge/catalog/lists.ts';
import { readYaml } from '../../../src/knowledge/catalog/yaml.ts';
import { stepsOfFacts } from '../../../src/pipeline/score/history-events.ts';
import { scoreAt, standingOf } from '../../../src/pipeline/score/score.ts';
import { weighingOf } from '../../../src/pipeline/score/weighing.ts';

export const SHANGHAI = 'Asia/Shanghai';

/** The weights that the program runs with. */
const file = (path: string) => ({ path, text: readFileSync(path, 'utf8') });
export const weights: Weights = {
  ...readYaml(file('config/scoring.yml'), WeightsFile).value!,
  grades: readYaml(file('config/grades.yml'), GradesFile).value!,
};

/** Knows no figure of any company: costs are those that are stated, foreign markets have none. */
export const weighing = weighingOf(
  { revenue: [], markets: [], sizes: [], rates: [] },
  weights,
  () => ({ country: 'CN', isListed: true }),
);

export function factsFile(name: string): RegulatoryEvent[] {
  const path = `test/fixtures/golden/${name}.yml`;
  const { facts, problems } = parseFacts(readFileSync(path, 'utf8'), path);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return stepsOfFacts(facts);
}

/** A core app with large reach unless said otherwise. */
export function app(name: string, parts: Partial<EventApp> = {}): EventApp {
  return { app: null, name, value: 'core', reach: 'large', ownership: 1, issues: [], ...parts };
}

let count = 0;

/** An act of MIIT, by its kinds, against `acme` naming its core app, as a fact, unless said otherwise. */
export function step(
  date: string,
  names: ActKind | 'merger-fined' | readonly ActKind[],
  parts: Partial<Omit<RegulatoryEvent, 'company' | 'regulator' | 'date' | 'at' | 'deadline'>> & {
    company?: string;
    regulator?: string;
    deadline?: string;
    at?: number;
  } = {},
): RegulatoryEvent {
  count += 1;
  const list: readonly string[] = typeof names === 'string' ? [names] : names;
  return {
    id: `step-${count}`,
    act: actOfNames(list),
    object: list[0]?.startsWith('merger-') ? { kind: 'deal', name: null } : WHOLE_COMPANY,
    share: null,
    grade: 'confirmed',
    zone: SHANGHAI,
    override: null,
    apps: [app('门店通')],
    unnamedApps: 0,
    companyWide: false,
    fine: null,
    together: false,
    core: false,
    batch: null,
    evidence: 1,
    attested: true,
    origin: 'facts',
    notice: null,
    title: `Step ${count}`,
    url: null,
    matter: null,
    via: null,
    ...parts,
    company: (parts.company ?? 'acme') as CompanyId,
    regulator: (parts.regulator ?? 'cn-miit') as RegulatorId,
    date: date as CalendarDate,
    at: (parts.at ?? lastMinute(date as CalendarDate, SHANGHAI)) as Instant,
    kinds: list.map((name) => kindNamed(name)!),
    deadline: (parts.deadline ?? null) as CalendarDate | null,
  };
}

/** 23:59:59 of a day in Shanghai, or the instant of a text with offset. */
export function at(text: string): Instant {
  return Date.parse(text.length === 10 ? `${text}T23:59:59+08:00` : text) as Instant;
}

/** Score of `company` at the end of a day in Shanghai. */
export function scoreOf(
  events: readonly RegulatoryEvent[],
  when: string,
  {
    company = 'acme',
    rules = [],
    using = weights,
  }: { company?: string; rules?: SectorRule[]; using?: Weights } = {},
): Score {
  const standing = standingOf({
    company: { id: company as CompanyId, sector: 'internet' as SectorId },
    events,
    rules,
    weights: using,
    zoneOf: () => SHANGHAI,
  });
  return scoreAt(standing, at(when));
}

export const sum = (numbers: readonly number[]): number =>
  Math.round(numbers.reduce((one, other) => one + other, 0) * 10) / 10 || 0;
