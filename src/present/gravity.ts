import type { Action, ActionType } from '../domain/notice.ts';

/** From the gravest act to the mildest: the first is the headline. */
const ORDER: readonly ActionType[] = [
  'licence-revoked',
  'banned',
  'removed-from-stores',
  'registration-suspended',
  'review-opened',
  'probe-opened',
  'updates-frozen',
  'merger-blocked',
  'fined',
  'missed-deadline',
  'merger-fined',
  'summoned',
  'rectification-ordered',
  'rule-enacted',
  'rule-proposed',
  'warned',
  'criticised',
  'named',
  'reinstated',
  'closed',
];

/** Acts of a notice, the gravest first, each type once. */
export function byGravity(actions: readonly Action[]): Action[] {
  const once = actions.filter(
    (action, index) => actions.findIndex((one) => one.type === action.type) === index,
  );
  return once.toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

/** The gravest of some types of act; the list must not be empty. */
export function gravest(types: readonly ActionType[]): ActionType {
  return types.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0]!;
}
