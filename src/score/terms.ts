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

/** A term of the company as a whole whose factors are all 1 and rest on no app. */
export const PLAIN_TERM: Term = {
  ...{ app: null, name: '', kind: 'company', count: 1, w: 1, m: 1, r: 1, a: 1, share: 1 },
  ...{ graded: false, unknownValue: false, unknownReach: false },
};

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

function bareTerms(step: Step, severity: Severity, weights: Weights): Term[] {
  const { apps, companyWide, market, unnamedApps } = step;
  const { tiers: value } = weights.value;
  const { tiers: reach } = weights.reach;
  const w = severity.fine ?? severityUnits(severity.level, weights);
  const a = apps.length === 0 ? 1 : Math.max(0, ...apps.map((app) => app.ownership));
  const tierOf = (app: Step['apps'][number]) => value[app.counted ?? app.value];
  // Who may hold the shares, and what a fine costs, hang on no app: only on how much of the company above it is.
  if (severity.fine !== null || partOf(step, weights) === 'investability') {
    const m = step.via === null ? 1 : Math.max(...apps.map(tierOf));
    const [app] = companyWide ? [] : apps;
    return [{ ...PLAIN_TERM, ...(app && { app: app.app, name: app.name, kind: 'app' }), w, m, a }];
  }
  const known = { ...PLAIN_TERM, graded: true, w, a };
  const reached = market ? (market.share ?? value.minor) : 1;
  // Against the company as a whole: the market it reaches, with the highest reach of its apps.
  if (companyWide) {
    const r = apps.length === 0 ? reach.unknown : Math.max(...apps.map((app) => reach[app.reach]));
    return [{ ...known, m: reached, r, unknownReach: apps.length === 0 }];
  }
  const terms = apps.map((app, index): Term => {
    return {
      ...{ ...known, app: app.app, name: app.name, kind: 'app', a: app.ownership },
      w: severityUnits(severity.apps[index]!, weights),
      m: tierOf(app) * reached,
      r: reach[app.reach],
      unknownValue: app.value === 'unknown',
      unknownReach: app.reach === 'unknown',
    };
  });
  const rest = { ...known, r: reach.unknown };
  if (unnamedApps > 0) terms.push({ ...rest, kind: 'rest', count: unnamedApps, m: value.minor * reached });
  return terms.length > 0 ? terms : [{ ...rest, m: value.unknown * reached, unknownValue: true }];
}

/** Load in su of each act's terms at full breadth in the act: sum over its apps of w*m*r*a*share. */
export function unitsOf(terms: readonly Term[]): number {
  return terms.reduce((units, { w, m, r, a, share }) => units + w * m * r * a * share, 0);
}
