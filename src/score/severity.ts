import type { ActionType } from '../domain/notice.ts';
import type { Level, Step } from '../domain/score.ts';
import { dayNumber } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { appKey, names } from './acts.ts';
import { fineUnits } from './formula.ts';

export interface Severity {
  /** Highest level of the step. */
  readonly level: Level;
  /** The rule that gave it, for example `removed-from-stores` or `second-naming`. */
  readonly rule: string;
  /** Level of each app of the step, in its order: a second naming raises the app that is named again, not its siblings. */
  readonly apps: readonly Level[];
  /** Su of the fine where the step is told by one; null = by level. */
  readonly fine: number | null;
  /** True where a fine's share of revenue is not known. */
  readonly unknownFine: boolean;
}

interface Graded {
  readonly level: Level;
  readonly rule: string;
  /** Su of a fine. */
  readonly fine?: number;
}

/**
 * Level of an act by rule (scoring.md 4 and 11). `earlier` holds the steps of the same company before this one; those
 * of other bodies are ignored. Several types in one step: the highest level counts.
 */
export function severityOf(step: Step, earlier: readonly Step[], weights: Weights): Severity {
  if (step.override !== null) {
    const { level, because } = step.override;
    return {
      level,
      rule: `override: ${because}`,
      apps: step.apps.map(() => level),
      fine: null,
      unknownFine: false,
    };
  }
  let base: Graded = { level: 1, rule: 'named' };
  for (const [index, type] of step.types.entries()) {
    const graded = gradeOf(type, step, weights);
    if (graded !== null && (index === 0 || graded.level > base.level)) base = graded;
  }
  const { secondNaming } = weights.special;
  const again =
    base.level < secondNaming && names(step) && !step.companyWide
      ? namedBefore(step, earlier, weights)
      : null;
  const raised = again?.some(Boolean) ?? false;
  return {
    level: raised ? secondNaming : base.level,
    rule: raised ? 'second-naming' : base.rule,
    apps: step.apps.map((_, index) => (again?.[index] ? secondNaming : base.level)),
    fine: raised ? null : (base.fine ?? null),
    unknownFine: step.types.includes('fined') && shareOf(step) === null,
  };
}

/** Null for acts that have no level of their own: closings, and rules, which score through their hits. */
function gradeOf(type: ActionType, step: Step, weights: Weights): Graded | null {
  const { special } = weights;
  if (type === 'fined') return gradeOfFine(step, weights);
  if (type === 'merger-fined')
    return { level: plainLevel(type, weights) ?? 1, rule: type, fine: weights.fineUnits.merger };
  if (type === 'summoned' && step.together)
    return { level: special.summonedTogether, rule: 'summoned-together' };
  if (type === 'probe-opened' && step.core)
    return { level: special.coreProbe, rule: 'probe-into-core-business' };
  if (step.deadline !== null && (type === 'named' || type === 'criticised' || type === 'warned')) {
    return { level: plainLevel('rectification-ordered', weights) ?? 2, rule: 'named-with-deadline' };
  }
  const level = plainLevel(type, weights);
  return level === null ? null : { level, rule: type };
}

function plainLevel(type: ActionType, weights: Weights): Level | null {
  for (const row of weights.levels) if (row.type === type) return row.level;
  return null;
}

function gradeOfFine(step: Step, weights: Weights): Graded {
  const share = shareOf(step);
  const fine = fineUnits(share, weights);
  if (share === null) return { level: weights.special.unknownFine, rule: 'fine-of-unknown-share', fine };
  const row = weights.fines.find((one) => one.below === null || share < one.below) ?? weights.fines.at(-1)!;
  const rule =
    row.below === null ? 'fine-from-top-share' : `fine-below-${+(row.below * 100).toFixed(3)}%-of-revenue`;
  return { level: row.level, rule, fine };
}

const shareOf = (step: Step): number | null => step.fine?.share ?? null;

/** Which apps the same body named before, in an attested act whose deadline has passed and that is not too long ago. */
function namedBefore(step: Step, earlier: readonly Step[], weights: Weights): boolean[] | null {
  const wanted = new Set(step.apps.map(appKey));
  const known = new Set<string>();
  const since = dayNumber(step.date) - weights.repeatDays.value;
  let none = true;
  for (const one of earlier) {
    const counts =
      one.regulator === step.regulator &&
      one.attested &&
      one.deadline !== null &&
      one.deadline < step.date &&
      names(one) &&
      dayNumber(one.date) >= since;
    if (!counts) continue;
    none = false;
    for (const app of one.apps) if (wanted.has(appKey(app))) known.add(appKey(app));
    if (known.size === wanted.size) break;
  }
  return none ? null : step.apps.map((app) => known.has(appKey(app)));
}
