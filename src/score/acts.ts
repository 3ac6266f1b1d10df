import type { ActionType } from '../domain/notice.ts';
import type { Part, Step, StepApp } from '../domain/score.ts';
import type { Force, ForceKind, Weights } from '../domain/weights.ts';

/** Acts that only end something. They lower a score and never add to it. */
const CLOSING: readonly ActionType[] = ['reinstated', 'closed'];
/** Acts that name or order, as rectification lists do. */
const LISTING: readonly ActionType[] = ['named', 'criticised', 'warned', 'rectification-ordered'];
/** Acts that open a matter which later acts of the same body join. */
const OPENING: readonly ActionType[] = ['review-opened', 'probe-opened', 'summoned'];
/** Acts that are over as they are told: their case is born closed. */
const BORN_CLOSED: readonly ActionType[] = ['merger-fined', 'merger-blocked', 'merger-conditions'];
const has = (step: Step, types: readonly ActionType[]) => step.types.some((type) => types.includes(type));
const only = (step: Step, types: readonly ActionType[]) => step.types.every((type) => types.includes(type));

export const closes = (step: Step): boolean => only(step, CLOSING);
export const names = (step: Step): boolean => has(step, LISTING);
export const opens = (step: Step): boolean => has(step, OPENING);
export const isBornClosed = (step: Step): boolean => has(step, BORN_CLOSED);
export const isFine = (step: Step): boolean => step.types.includes('fined');
export const followsAnApp = (step: Step): boolean =>
  step.types.includes('removed-from-stores') || step.types.includes('missed-deadline');

/** A list: numbered, or naming several firms; it stands by itself even while a review of the company is open. */
export const isList = (step: Step): boolean => step.batch !== null || (step.together && !opens(step));

/** Kinds in the order in which they decide where a step has several acts. */
const FORCES: readonly ForceKind[] = ['standing', 'inquiry', 'freeze', 'order', 'talk'];

/**
 * How long the act is in force; null = to its deadline, or not at all. A summons of one firm leaves demands behind, a
 * meeting of several none; a deadline bounds an order and a summons, never a removal, freeze, probe or review. Apps that
 * a list had removed return without a word.
 */
export function forceOf(step: Step, weights: Weights): Force | null {
  const kinds = weights.levels
    .filter((row) => step.types.includes(row.type))
    .map(({ type, force }) => {
      if (type === 'removed-from-stores' && isList(step)) return 'list';
      if (force === 'order' || force === 'talk')
        return step.deadline === null && !(force === 'talk' && step.together) ? force : undefined;
      return force;
    });
  const kind = FORCES.find((one) => kinds.includes(one)) ?? kinds.find((one) => one === 'list');
  return kind === undefined ? null : weights.force.kinds[kind];
}

/** The part of the score that a step belongs to. */
export function partOf(step: Step, weights: Weights): Part {
  const isOf = weights.levels.some((row) => row.part === 'investability' && step.types.includes(row.type));
  return isOf ? 'investability' : 'business';
}

/** Acts that are against the company as a whole, whatever app stands beside them. */
export const hitsCompany = (types: readonly ActionType[], weights: Weights): boolean =>
  weights.levels.some((row) => row.scope === 'company' && types.includes(row.type));

/** What makes two apps the same: the id where the catalog has one, else the name as written. */
export const appKey = (app: StepApp): string => app.app ?? app.name;
