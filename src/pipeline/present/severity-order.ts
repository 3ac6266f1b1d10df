import type { Action, ActionType } from '../../domain/notice.ts';

/** From the gravest act to the mildest: the first is the headline. */
const ORDER: readonly ActionType[] = [
  'licence-revoked',
  'banned',
  'delisting-forced',
  'listing-stopped',
  'unlicensed',
  'app-blocked',
  'removed-from-stores',
  'registration-suspended',
  'review-opened',
  'investment-banned',
  'entity-listed',
  'export-controlled',
  'probe-opened',
  'transfers-stopped',
  'updates-frozen',
  'merger-blocked',
  'fined',
  'missed-deadline',
  'merger-fined',
  'merger-conditions',
  'designated',
  'duties-imposed',
  'summoned',
  'rectification-ordered',
  'rule-enacted',
  'rule-proposed',
  'audit-determined',
  'warned',
  'criticised',
  'named',
  'reinstated',
  'closed',
];

/** Acts of a notice, the gravest first, each type once. */
export function bySeverityOrder(actions: readonly Action[]): Action[] {
  const once = actions.filter(
    (action, index) => actions.findIndex((one) => one.type === action.type) === index,
  );
  return once.toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

/** The gravest of some types of act; the list must not be empty. */
export function gravest(types: readonly ActionType[]): ActionType {
  return types.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0]!;
}
