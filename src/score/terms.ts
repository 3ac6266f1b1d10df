import type { AppId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';
import { partOf } from './acts.ts';
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
  /** False where neither value nor reach of the app counts. */
  readonly graded: boolean;
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
  const known = { app: null, name: '', count: 1, graded: true, unknownValue: false, unknownReach: false };
  const w = severity.fine ?? severityUnits(severity.level, weights);
  const ownership = Math.max(0, ...step.apps.map((app) => app.ownership));
  // Who may hold the shares, and what a fine costs, hang on no app: only on how much of the company above it is.
  if (severity.fine !== null || partOf(step, weights) === 'investability') {
    const m = step.via === null ? 1 : Math.max(...step.apps.map((app) => value[app.counted ?? app.value]));
    const a = step.apps.length === 0 ? 1 : ownership;
    const app = step.companyWide ? undefined : step.apps[0];
    const kind = app === undefined ? ('company' as const) : ('app' as const);
    return [{ ...known, app: app?.app ?? null, name: app?.name ?? '', kind, graded: false, w, m, r: 1, a }];
  }
  const market = step.market ? (step.market.share ?? value.minor) : 1;
  if (step.companyWide) return [{ ...known, kind: 'company', w, ...wholeCompany(step, market, weights) }];
  const terms: Omit<Term, 'share'>[] = step.apps.map((app, index) => ({
    app: app.app,
    name: app.name,
    kind: 'app',
    count: 1,
    w: severityUnits(severity.apps[index]!, weights),
    m: value[app.counted ?? app.value] * market,
    r: reach[app.reach],
    a: app.ownership,
    graded: true,
    unknownValue: app.value === 'unknown',
    unknownReach: app.reach === 'unknown',
  }));
  if (step.unnamedApps > 0) {
    const a = step.apps.length > 0 ? ownership : 1;
    terms.push({
      ...known,
      kind: 'rest',
      count: step.unnamedApps,
      w,
      m: value.minor * market,
      r: reach.unknown,
      a,
    });
  }
  if (terms.length > 0) return terms;
  return [
    { ...known, kind: 'company', w, m: value.unknown * market, r: reach.unknown, a: 1, unknownValue: true },
  ];
}

/** An act against the company as a whole: m = 1, or the market it reaches, with the highest reach of its apps. */
function wholeCompany(step: Step, market: number, weights: Weights) {
  const none = step.apps.length === 0;
  return {
    m: market,
    r: none
      ? weights.reach.tiers.unknown
      : Math.max(...step.apps.map((app) => weights.reach.tiers[app.reach])),
    a: none ? 1 : Math.max(...step.apps.map((app) => app.ownership)),
    unknownReach: none,
  };
}

/** Load in su of each act's terms at full breadth in the act: sum over its apps of w*m*r*a*share. */
export function unitsOf(terms: readonly Term[]): number {
  let units = 0;
  for (const { w, m, r, a, share } of terms) units += w * m * r * a * share;
  return units;
}
