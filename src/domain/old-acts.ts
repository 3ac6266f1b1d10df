import { type Act, type ActObject, APPS, WHOLE_COMPANY } from './act.ts';
import { ActKind, actOfKind, gravestAct } from './act-kind.ts';
import type { Posture } from './measures.ts';

/** Types of version 0.1 with the kinds that they became, in their widest meaning. */
export const OLD_NAMES = {
  named: 'name',
  criticised: 'name/criticised',
  warned: 'warn',
  'rectification-ordered': 'rectify',
  'missed-deadline': 'missed-deadline',
  summoned: 'summon',
  fined: 'fine',
  'merger-fined': 'fine',
  'merger-blocked': 'deal/prohibited',
  'merger-conditions': 'deal/conditions',
  'updates-frozen': 'pause/updates',
  'probe-opened': 'probe',
  'review-opened': 'review',
  'removed-from-stores': 'delist-app',
  'registration-suspended': 'no-new-clients',
  'licence-revoked': 'licence/revoked',
  banned: 'licence/shut',
  'transfers-stopped': 'data-stop',
  unlicensed: 'licence/unlicensed',
  'listing-stopped': 'listing/stopped',
  'app-blocked': 'block',
  'duties-imposed': 'duty',
  'export-controlled': 'inputs-cut/export-control',
  'entity-listed': 'inputs-cut/entity-list',
  'audit-determined': 'listing/risk',
  designated: 'military-list',
  'investment-banned': 'invest-ban',
  'delisting-forced': 'listing/delisted',
  'rule-proposed': 'rule',
  'rule-enacted': 'rule',
  reinstated: 'lifted',
  closed: 'dropped',
} as const satisfies Readonly<Record<string, ActKind>>;
export type OldName = keyof typeof OLD_NAMES;

/** Postures of old names that are not the usual one of their measure. */
const POSTURES: Readonly<Partial<Record<OldName, Posture>>> = {
  'rule-proposed': 'proposed',
  'rule-enacted': 'final',
};

/** The kind that a name of version 0.1, or a kind, means; null where it is neither. */
export function kindNamed(name: string): ActKind | null {
  if (Object.hasOwn(OLD_NAMES, name)) return OLD_NAMES[name as OldName];
  return ActKind.safeParse(name).data ?? null;
}

/** The act that a kind, or a name of version 0.1, means; `stated` = facts beside it. */
export function actNamed(name: string, stated: Partial<Act> = {}): Act {
  const posture = POSTURES[name as OldName];
  return actOfKind(kindNamed(name)!, { ...(posture && { posture }), ...stated });
}

/** The gravest of several names as an act. */
export const actOfNames = (names: readonly string[], stated: Partial<Act> = {}): Act =>
  gravestAct(names.map((name) => actNamed(name, stated)));

/** A merger fine is about a deal whose name the old form did not hold. */
export function objectNamed(name: string | undefined, hasApps: boolean): ActObject {
  if (name?.startsWith('merger-')) return { kind: 'deal', name: null };
  return hasApps ? APPS : WHOLE_COMPANY;
}
