import type { ActionType } from '../domain/notice.ts';
import type { Step, StepApp } from '../domain/score.ts';

/** Acts that only end something. They lower a score and never add to it. */
const CLOSING: readonly ActionType[] = ['reinstated', 'closed'];
/** Acts that name or order, as rectification lists do. */
const LISTING: readonly ActionType[] = ['named', 'criticised', 'warned', 'rectification-ordered'];
/** Acts that open a matter which later acts of the same body join. */
const OPENING: readonly ActionType[] = ['review-opened', 'probe-opened', 'summoned'];
/** Acts that are over as they are told: their case is born closed. */
const BORN_CLOSED: readonly ActionType[] = ['merger-fined', 'merger-blocked'];
/** Acts that go on until something ends them, whatever deadline stands beside them. */
const LASTING: readonly ActionType[] = [
  'updates-frozen',
  'probe-opened',
  'review-opened',
  'removed-from-stores',
  'registration-suspended',
  'licence-revoked',
  'banned',
];
/** Acts that leave an order behind where no deadline is given. */
const ORDERING: readonly ActionType[] = ['rectification-ordered', 'missed-deadline'];

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

/**
 * Whether the act stays in force until it is ended or lapses. A summons of one firm leaves demands in force; a meeting
 * of several firms does not. A deadline bounds an order and a summons, never a removal, freeze, probe or review.
 */
export function staysInForce(step: Step): boolean {
  if (has(step, LASTING)) return true;
  if (step.deadline !== null) return false;
  return has(step, ORDERING) || (step.types.includes('summoned') && !step.together);
}

/** What makes two apps the same: the id where the catalog has one, else the name as written. */
export const appKey = (app: StepApp): string => app.app ?? app.name;
