import { type Act, type ActObject, APPS, actOf, endsOthers, WHOLE_COMPANY } from './act.ts';
import { type Effect, levelOf, type Measure, type Posture } from './measures.ts';
import type { ActionType, Fine } from './notice.ts';

/** A type of the first version as measure, form and posture, or as an effect. */
type TypeMeaning =
  | { readonly measure: Measure; readonly form?: string; readonly posture?: Posture }
  | { readonly effect: Effect };

/**
 * The types of version 0.1 in the words of acts. What a type said at its widest is what it becomes:
 * nothing is read into it.
 */
const MEANT: Readonly<Record<ActionType, TypeMeaning>> = {
  named: { measure: 'name' },
  criticised: { measure: 'name', form: 'criticised' },
  warned: { measure: 'warn' },
  'rectification-ordered': { measure: 'rectify' },
  'missed-deadline': { measure: 'missed-deadline' },
  summoned: { measure: 'summon' },
  fined: { measure: 'fine' },
  'merger-fined': { measure: 'fine' },
  'merger-blocked': { measure: 'deal', form: 'prohibited' },
  'merger-conditions': { measure: 'deal', form: 'conditions' },
  'updates-frozen': { measure: 'pause', form: 'updates' },
  'probe-opened': { measure: 'probe', posture: 'opened' },
  'review-opened': { measure: 'review', posture: 'opened' },
  'removed-from-stores': { measure: 'delist-app' },
  'registration-suspended': { measure: 'no-new-clients' },
  'licence-revoked': { measure: 'licence', form: 'revoked' },
  banned: { measure: 'licence', form: 'shut' },
  'transfers-stopped': { measure: 'data-stop' },
  unlicensed: { measure: 'licence', form: 'unlicensed' },
  'listing-stopped': { measure: 'listing', form: 'stopped' },
  'app-blocked': { measure: 'block' },
  'duties-imposed': { measure: 'duty' },
  'export-controlled': { measure: 'inputs-cut', form: 'export-control' },
  'entity-listed': { measure: 'inputs-cut', form: 'entity-list' },
  'audit-determined': { measure: 'listing', form: 'risk' },
  designated: { measure: 'military-list' },
  'investment-banned': { measure: 'invest-ban' },
  'delisting-forced': { measure: 'listing', form: 'delisted' },
  'rule-proposed': { measure: 'rule', posture: 'proposed' },
  'rule-enacted': { measure: 'rule', posture: 'final' },
  reinstated: { effect: 'lifted' },
  closed: { effect: 'dropped' },
};

/** What a type of version 0.1 says; `stated` is what stood beside it. */
export function actOfType(type: ActionType, stated: Partial<Act> = {}): Act {
  const meant = MEANT[type];
  if ('effect' in meant) return actOf({ measure: null, posture: 'final', ...meant, ...stated });
  return actOf({ posture: 'final', form: null, ...meant, ...stated });
}

/** A merger fine is about a deal whose name the old form did not hold. */
export function objectOfType(type: ActionType, hasApps: boolean): ActObject {
  if (type.startsWith('merger-')) return { kind: 'deal', name: null };
  return hasApps ? APPS : WHOLE_COMPANY;
}

/** A fine of version 0.1 as a sum. */
export const sizeOfFine = (fine: Fine | null): Act['size'] =>
  fine === null
    ? []
    : [{ ...fine, kind: 'penalty', per: 'total', stage: 'final', joint: false, basis: null }];

/** The gravest of several types as an act. */
export const actOfTypes = (types: readonly ActionType[], stated: Partial<Act> = {}): Act =>
  gravestAct(types.map((type) => actOfType(type, stated)));

/** The gravest of several acts by the table of measures; the first of equals. */
export const gravestAct = (acts: readonly Act[]): Act =>
  acts.reduce((best, act) => (weight(act) > weight(best) ? act : best));

function weight({ measure, form }: Act): number {
  if (measure === null) return 0;
  return levelOf(measure, form) ?? 2;
}

/** The penalty of an act as a fine of version 0.1: what is not proposed, penalties first. */
export function fineOf({ size }: Act): Fine | null {
  const sums = size.filter(({ stage, amount }) => stage !== 'proposed' && amount > 0);
  const [first] = [...sums].sort((size, other) => other.amount - size.amount);
  if (first === undefined) return null;
  const { currency, amount, share } = first;
  return { currency, amount, share };
}

/** Acts that announce or accuse weigh as a warning did. */
const ANNOUNCING: readonly Posture[] = ['proposed', 'charged'];

/**
 * The types of version 0.1 that an act comes nearest to, for what still reads them. Empty for an
 * effect that ends nothing.
 */
export function typesOfAct(act: Act, object: ActObject): ActionType[] {
  const { measure, posture } = act;
  if (measure === null) return endsOthers(act) ? ['closed'] : [];
  if (ANNOUNCING.includes(posture)) return [measure === 'rule' ? 'rule-proposed' : 'warned'];
  return [typeOf(measure, act.form, object)];
}

const PLAIN: Readonly<Record<Measure, ActionType>> = {
  name: 'named',
  warn: 'warned',
  summon: 'summoned',
  ask: 'warned',
  probe: 'probe-opened',
  review: 'review-opened',
  charge: 'warned',
  sue: 'probe-opened',
  finding: 'rectification-ordered',
  fine: 'fined',
  pay: 'fined',
  duty: 'duties-imposed',
  rectify: 'rectification-ordered',
  'missed-deadline': 'missed-deadline',
  order: 'rectification-ordered',
  commit: 'rectification-ordered',
  status: 'named',
  rule: 'rule-enacted',
  pause: 'rectification-ordered',
  'no-new-clients': 'registration-suspended',
  'delist-app': 'removed-from-stores',
  block: 'app-blocked',
  'sale-ban': 'transfers-stopped',
  'purchase-ban': 'duties-imposed',
  'data-stop': 'transfers-stopped',
  licence: 'unlicensed',
  deal: 'merger-conditions',
  'inputs-cut': 'entity-listed',
  'sales-cut': 'duties-imposed',
  'military-list': 'designated',
  'invest-ban': 'investment-banned',
  listing: 'listing-stopped',
};

const BY_FORM: Readonly<Record<string, ActionType>> = {
  'name criticised': 'criticised',
  'pause updates': 'updates-frozen',
  'licence revoked': 'licence-revoked',
  'licence shut': 'banned',
  'deal prohibited': 'merger-blocked',
  'inputs-cut export-control': 'export-controlled',
  'listing delisted': 'delisting-forced',
  'listing risk': 'audit-determined',
};

function typeOf(measure: Measure, form: string | null, object: ActObject): ActionType {
  if (measure === 'deal' && form === 'review') return 'probe-opened';
  if (measure === 'fine' && object.kind === 'deal') return 'merger-fined';
  return BY_FORM[`${measure} ${form}`] ?? PLAIN[measure];
}
