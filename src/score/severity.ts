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

type Graded = Pick<Severity, 'level' | 'rule'> & Partial<Pick<Severity, 'fine'>>;

/**
 * Level of an act by rule (scoring.md 4 and 11). `earlier` holds the steps of the same company before this one; those
 * of other bodies are ignored. Several types in one step: the highest level counts.
 */
export function severityOf(step: Step, earlier: readonly Step[], weights: Weights): Severity {
  const all = (level: Level) => step.apps.map(() => level);
  if (step.override !== null) {
    const { level, because } = step.override;
    return { level, rule: `override: ${because}`, apps: all(level), fine: null, unknownFine: false };
  }
  const graded = step.types.map((type) => gradeOf(type, step, weights));
  const first = graded[0] ?? { level: 1, rule: 'named' };
  const base = graded.reduce<Graded>(
    (best, one) => (one !== null && one.level > best.level ? one : best),
    first,
  );
  const { level, rule, fine = null } = base;
  const unknownFine = step.types.includes('fined') && shareOf(step) === null;
  const { secondNaming } = weights.special;
  const again =
    level < secondNaming && names(step) && !step.companyWide
      ? namedBefore(step, earlier, weights)
      : new Set();
  if (again.size === 0) return { level, rule, apps: all(level), fine, unknownFine };
  const apps = step.apps.map((app) => (again.has(appKey(app)) ? secondNaming : level));
  return { level: secondNaming, rule: 'second-naming', apps, fine: null, unknownFine };
}

/** Null for acts that have no level of their own: closings, and rules, which score through their hits. */
function gradeOf(type: ActionType, step: Step, weights: Weights): Graded | null {
  const { special, fineUnits: fine } = weights;
  const levelOf = (wanted: ActionType) => weights.levels.find((row) => row.type === wanted)?.level ?? null;
  if (type === 'fined') return gradeOfFine(step, weights);
  if (type === 'merger-fined') return { level: levelOf(type) ?? 1, rule: type, fine: fine.merger };
  if (type === 'summoned' && step.together)
    return { level: special.summonedTogether, rule: 'summoned-together' };
  if (type === 'probe-opened' && step.core)
    return { level: special.coreProbe, rule: 'probe-into-core-business' };
  if (step.deadline !== null && (type === 'named' || type === 'criticised' || type === 'warned'))
    return { level: levelOf('rectification-ordered') ?? 2, rule: 'named-with-deadline' };
  const level = levelOf(type);
  return level === null ? null : { level, rule: type };
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

/** Apps of the step that the same body named before, in an attested act whose deadline has passed and that is not too long ago. */
function namedBefore(step: Step, earlier: readonly Step[], weights: Weights): Set<string> {
  const since = dayNumber(step.date) - weights.repeatDays.value;
  const before = earlier.filter(
    ({ regulator, attested, deadline, date }) =>
      regulator === step.regulator &&
      attested &&
      deadline !== null &&
      deadline < step.date &&
      dayNumber(date) >= since,
  );
  const named = new Set(before.filter(names).flatMap((one) => one.apps.map(appKey)));
  return new Set(step.apps.map(appKey).filter((key) => named.has(key)));
}
