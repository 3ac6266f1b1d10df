import type { Company } from '../domain/company.ts';
import type { SectorRule } from '../domain/history.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Level } from '../domain/score.ts';
import { type CalendarDate, DAY_MS, endOfDay, lastMinute } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { severityUnits } from './formula.ts';

export type RuleStage = 'proposed' | 'enacted' | 'in-force' | 'dropped';

/** One dated stage of a rule that hits a company. */
export interface RuleEvent {
  readonly stage: RuleStage;
  readonly date: CalendarDate;
  readonly at: number;
}

/** A rule as it touches one company: exposure x and its stages in order of time. */
export interface RuleHit {
  readonly rule: SectorRule;
  readonly exposure: number;
  readonly zone: string;
  readonly events: readonly RuleEvent[];
}

/** What a rule adds at an instant: su = exposure * w(level) * D. */
export interface RuleLoad {
  readonly hit: RuleHit;
  readonly stage: RuleStage;
  readonly level: Level;
  /** z and decay. */
  readonly decay: number;
  readonly su: number;
}

/**
 * The rules that hit a company, by its own hit before that of its sector. A law for everybody has no hits and adds
 * nothing (scoring.md 11).
 */
export function hitsOf(
  rules: readonly SectorRule[],
  company: Pick<Company, 'id' | 'sector'>,
  zoneOf: (regulator: RegulatorId) => string,
): RuleHit[] {
  return rules.flatMap((rule) => {
    const hit =
      rule.hits.find((one) => one.company === company.id) ??
      rule.hits.find((one) => one.company === null && one.sector === company.sector);
    if (hit === undefined) return [];
    const zone = zoneOf(rule.regulator);
    return [{ rule, exposure: hit.exposure, zone, events: eventsOf(rule, zone) }];
  });
}

function eventsOf(rule: SectorRule, zone: string): RuleEvent[] {
  const stages: [RuleStage, CalendarDate | null][] = [
    ['proposed', rule.proposed],
    ['enacted', rule.enacted],
    ['in-force', rule.inForce],
    ['dropped', rule.dropped],
  ];
  return stages
    .flatMap(([stage, date]) => (date === null ? [] : [{ stage, date, at: lastMinute(date, zone) }]))
    .sort((one, other) => one.at - other.at);
}

/**
 * Loads of the rules at an instant. A draft is open until it is enacted or dropped, an enacted rule while it has news;
 * both lapse after `lapseDays` without. A dropped rule is closed. `known` narrows the stages that count.
 */
export function ruleLoadsAt(
  hits: readonly RuleHit[],
  weights: Weights,
  at: number,
  known: (event: RuleEvent) => boolean = () => true,
): RuleLoad[] {
  return hits.flatMap((hit) => {
    const relevant = hit.events.filter((event) => event.at <= at && known(event));
    const last = relevant.findLast((event) => event.stage !== 'dropped');
    if (last === undefined) return [];
    const { rule } = hit;
    const level = (last.stage === 'proposed' ? rule.level.proposed : rule.level.enacted) as Level;
    const dropped = relevant.find((event) => event.stage === 'dropped')?.at ?? Number.POSITIVE_INFINITY;
    const off = Math.min(dropped, endOfDay(last.date, weights.lapseDays.value, hit.zone));
    const z = dropped <= at ? weights.closedFactor.value : 1;
    const decay = at < off ? z : z * 2 ** ((off - at) / DAY_MS / weights.halfLifeDays.value);
    const su = hit.exposure * severityUnits(level, weights) * decay;
    const stage = dropped <= at ? 'dropped' : last.stage;
    return [{ hit, stage, level, decay, su }];
  });
}
