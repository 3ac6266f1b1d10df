import type { AppId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';
import { severityUnits, spread } from './formula.ts';
import type { Severity } from './severity.ts';

/** One app of an act as the formula sees it, all plain factors: w severity, m value, r reach, a ownership. */
export interface Term {
  readonly app: AppId | null;
  /** As the notice writes it; empty for `rest` and `company`. */
  readonly name: string;
  /** `rest` = apps that the notice counts but does not name; `company` = the company as a whole. */
  readonly kind: 'app' | 'rest' | 'company';
  readonly count: number;
  readonly w: number;
  readonly m: number;
  readonly r: number;
  readonly a: number;
  /** Part of w*m*r*a that counts after "max plus a quarter of the rest" within the act. */
  readonly share: number;
  readonly unknownValue: boolean;
  readonly unknownReach: boolean;
}

/** Apps of an act with their factors and shares; constant over time. */
export function termsOf(step: Step, severity: Severity, weights: Weights): Term[] {
  const bare = bareTerms(step, severity, weights);
  const shares = spread(
    bare.map(({ w, m, r, a }) => w * m * r * a),
    weights,
    bare.map(({ count }) => count),
  );
  return bare.map((term, index) => ({ ...term, share: shares[index]! }));
}

function bareTerms(step: Step, severity: Severity, weights: Weights): Omit<Term, 'share'>[] {
  const { tiers: value } = weights.value;
  const { tiers: reach } = weights.reach;
  const known = { app: null, name: '', count: 1, unknownValue: false, unknownReach: false };
  if (step.companyWide)
    return [{ ...known, kind: 'company', ...wholeCompany(step, severity.level, weights) }];
  const terms: Omit<Term, 'share'>[] = step.apps.map((app, index) => ({
    app: app.app,
    name: app.name,
    kind: 'app',
    count: 1,
    w: severityUnits(severity.apps[index]!, weights),
    m: value[app.value],
    r: reach[app.reach],
    a: app.ownership,
    unknownValue: app.value === 'unknown',
    unknownReach: app.reach === 'unknown',
  }));
  const w = severityUnits(severity.level, weights);
  if (step.unnamedApps > 0) {
    const a = step.apps.length > 0 ? Math.max(...step.apps.map((app) => app.ownership)) : 1;
    terms.push({ ...known, kind: 'rest', count: step.unnamedApps, w, m: value.minor, r: reach.unknown, a });
  }
  if (terms.length > 0) return terms;
  return [{ ...known, kind: 'company', w, m: value.unknown, r: reach.unknown, a: 1, unknownValue: true }];
}

/** An act against the company as a whole: m = 1, with the highest reach of its apps. */
function wholeCompany(step: Step, level: number, weights: Weights) {
  let r = 0;
  let a = 0;
  for (const app of step.apps) {
    r = Math.max(r, weights.reach.tiers[app.reach]);
    a = Math.max(a, app.ownership);
  }
  const none = step.apps.length === 0;
  return {
    w: severityUnits(level, weights),
    m: 1,
    r: none ? weights.reach.tiers.unknown : r,
    a: none ? 1 : a,
    unknownReach: none,
  };
}

/** Load in su of each act's terms at full breadth in the act: sum over its apps of w*m*r*a*share. */
export function unitsOf(terms: readonly Term[]): number {
  let units = 0;
  for (const { w, m, r, a, share } of terms) units += w * m * r * a * share;
  return units;
}
