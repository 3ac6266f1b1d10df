import type { AppId } from '../../domain/ids.ts';
import type { ActionType } from '../../domain/notice.ts';
import type { Level, Part, Step, StepApp } from '../../domain/score.ts';
import { dayNumber } from '../../domain/time.ts';
import type { Force, ForceKind, Weights } from '../../domain/weights.ts';
import { fineUnits, severityUnits, spread } from './formula.ts';

/** Acts that only end something. They lower a score and never add to it. */
const CLOSING: readonly ActionType[] = ['reinstated', 'closed'];
/** Acts that name or order, as rectification lists do. */
const LISTING: readonly ActionType[] = ['named', 'criticised', 'warned', 'rectification-ordered'];
/** Acts that open a matter which later acts of the same body join. */
const OPENING: readonly ActionType[] = ['review-opened', 'probe-opened', 'summoned'];
/** Acts that are over as they are told: their case is born closed. */
const BORN_CLOSED: readonly ActionType[] = ['merger-fined', 'merger-blocked', 'merger-conditions'];
/** Whether an act names or orders, as lists do. */
export const isListing = (type: ActionType): boolean => LISTING.includes(type);

const has = (step: Step, types: readonly ActionType[]) =>
  step.types.some((type) => types.includes(type));

export const closes = (step: Step): boolean =>
  step.act.effect !== null || step.types.every((type) => CLOSING.includes(type));
export const names = (step: Step): boolean => has(step, LISTING);
export const opens = (step: Step): boolean => has(step, OPENING);
export const isBornClosed = (step: Step): boolean => has(step, BORN_CLOSED);
export const isFine = (step: Step): boolean => step.types.includes('fined');
export const followsAnApp = (step: Step): boolean =>
  step.types.includes('removed-from-stores') || step.types.includes('missed-deadline');

/**
 * A list: numbered, or naming several firms; it stands by itself even while a review of the company
 * is open.
 */
export const isList = (step: Step): boolean =>
  step.batch !== null || (step.together && !opens(step));

type LevelRow = Weights['levels'][number];

/** What the table of acts says of those of a step. */
export const rowsOf = ({ types }: Step, { levels }: Weights): LevelRow[] =>
  levels.filter((row) => types.includes(row.type));

/** Kinds in the order in which they decide where a step has several acts. */
const FORCES: readonly ForceKind[] = ['standing', 'inquiry', 'freeze', 'order', 'talk', 'list'];

/**
 * How long the act is in force; null = to its deadline, or not at all. A summons of one firm leaves
 * demands behind, a meeting of several none; a deadline bounds an order and a summons, never a
 * removal, freeze, probe or review. Apps that a list had removed return without a word.
 */
export function forceOf(step: Step, rows: readonly LevelRow[], weights: Weights): Force | null {
  const kinds = rows.map(({ type, force }) => {
    if (type === 'removed-from-stores' && isList(step)) return 'list';
    const isBounded = step.deadline !== null || (force === 'talk' && step.together);
    return isBounded && (force === 'order' || force === 'talk') ? undefined : force;
  });
  const kind = FORCES.find((one) => kinds.includes(one));
  return kind === undefined ? null : weights.force.kinds[kind];
}

/** The part of the score that acts belong to. */
export const partOf = (rows: readonly LevelRow[]): Part =>
  rows.some((row) => row.part === 'investability') ? 'investability' : 'business';

/** Acts that are against the company as a whole, whatever app stands beside them. */
export const hitsCompany = (types: readonly ActionType[], weights: Weights): boolean =>
  weights.levels.some((row) => row.scope === 'company' && types.includes(row.type));

/** Groups of measures, as they are studied: what an authority does, not how gravely. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  say: ['named', 'criticised', 'warned', 'summoned'],
  case: ['probe-opened', 'review-opened'],
  money: ['fined', 'merger-fined', 'duties-imposed'],
  conduct: ['rectification-ordered', 'missed-deadline', 'rule'],
  'cut-off': [
    'updates-frozen',
    'registration-suspended',
    'removed-from-stores',
    'app-blocked',
    'transfers-stopped',
    'unlicensed',
    'licence-revoked',
    'banned',
  ],
  deal: ['merger-conditions', 'merger-blocked'],
  trade: ['entity-listed', 'export-controlled'],
  capital: [
    'designated',
    'investment-banned',
    'listing-stopped',
    'delisting-forced',
    'audit-determined',
  ],
};

/** The group of measures that a type of act belongs to; `other` where none holds it. */
export const groupOf = (kind: string): string =>
  Object.entries(GROUPS).find(([, kinds]) => kinds.includes(kind))?.[0] ?? 'other';

/** What makes two apps the same: the id where the catalog has one, else the name as written. */
export const appKey = (app: StepApp): string => app.app ?? app.name;

export type Severity = ReturnType<typeof severityOf>;

/** A level, the rule that gave it, and su of the fine where the act is told by one. */
interface Graded {
  readonly level: Level;
  readonly rule: string;
  readonly fine?: number;
}

/** An act that was filed before, and until when (ms) it counts. */
interface Filed {
  readonly step: Step;
  readonly account: { readonly until: number };
}

/**
 * Level of an act by rule (scoring.md 4 and 11). `filed` holds acts against the company before this
 * one, in order of time; those of other bodies are ignored. Several types in one step: the highest
 * level counts.
 */
export function severityOf(step: Step, filed: readonly Filed[], weights: Weights) {
  const { override, types, apps } = step;
  const { secondNaming } = weights.special;
  const graded: Graded =
    override === null
      ? highestOf(step, weights)
      : { level: override.level, rule: `override: ${override.because}` };
  const { level, rule, fine = null } = graded;
  const mayRise = override === null && level < secondNaming && names(step) && !step.companyWide;
  const again = mayRise ? namedBefore(step, filed, weights) : new Set<string>();
  const isAgain = again.size > 0;
  return {
    /** Highest level of the step. */
    level: isAgain ? secondNaming : level,
    /** The rule that gave it, for example `removed-from-stores` or `second-naming`. */
    rule: isAgain ? 'second-naming' : rule,
    /**
     * Level of each app of the step, in its order: a second naming raises the app that is named
     * again, not its siblings.
     */
    apps: apps.map((app) => (again.has(appKey(app)) ? secondNaming : level)),
    /** Su of the fine where the step is told by one; null = by level. */
    fine: isAgain ? null : fine,
    /** True where a fine's share of revenue is not known. */
    unknownFine: override === null && types.includes('fined') && shareOf(step) === null,
  };
}

function highestOf(step: Step, weights: Weights): Graded {
  const graded = step.types.map((type) => gradeOf(type, step, weights));
  const first: Graded = graded[0] ?? { level: 1, rule: 'named' };
  return graded.reduce<Graded>(
    (best, one) => (one !== null && one.level > best.level ? one : best),
    first,
  );
}

/**
 * Null for acts that have no level of their own: closings, and rules, which score through their
 * hits.
 */
function gradeOf(type: ActionType, step: Step, weights: Weights): Graded | null {
  const { special, fineUnits: fine } = weights;
  const levelOf = (wanted: ActionType) =>
    weights.levels.find((row) => row.type === wanted)?.level ?? null;
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
  if (share === null)
    return { level: weights.special.unknownFine, rule: 'fine-of-unknown-share', fine };
  const row =
    weights.fines.find((one) => one.below === null || share < one.below) ?? weights.fines.at(-1)!;
  const rule =
    row.below === null
      ? 'fine-from-top-share'
      : `fine-below-${+(row.below * 100).toFixed(3)}%-of-revenue`;
  return { level: row.level, rule, fine };
}

const shareOf = (step: Step): number | null => step.fine?.share ?? null;

/**
 * Apps of the step that the same body named before, in an attested act whose deadline has passed
 * and that is not too long ago.
 */
function namedBefore(step: Step, filed: readonly Filed[], weights: Weights): Set<string> {
  const since = dayNumber(step.date) - weights.repeatDays.value;
  const apps = new Set(step.apps.map(appKey));
  const named = new Set<string>();
  // Mostly the latest acts name them all; no further ones are looked at.
  for (let index = filed.length - 1; index >= 0 && named.size < apps.size; index--) {
    const { step: one, account } = filed[index]!;
    if (one.regulator !== step.regulator || !one.attested || account.until <= step.at) continue;
    if (one.deadline === null || one.deadline >= step.date) continue;
    if (dayNumber(one.date) < since || !names(one)) continue;
    for (const key of one.apps.map(appKey)) if (apps.has(key)) named.add(key);
  }
  return named;
}

/** A term of the company as a whole whose factors are all 1 and rest on no app. */
export const PLAIN_TERM = {
  app: null as AppId | null,
  /** As the notice writes it; empty for `rest` and `company`. */
  name: '',
  /** `rest` = apps that the notice counts but does not name; `company` = the company as a whole. */
  kind: 'company' as 'app' | 'rest' | 'company',
  count: 1,
  w: 1,
  m: 1,
  r: 1,
  a: 1,
  /** Part of w*m*r*a that counts after "max plus a quarter of the rest" within the act. */
  share: 1,
  /** False where neither value nor reach of the app counts. */
  graded: false,
  unknownValue: false,
  unknownReach: false,
};

/**
 * One app of an act as the formula sees it, all plain factors: w severity, m value, r reach, a
 * ownership.
 */
export type Term = Readonly<typeof PLAIN_TERM>;

/** Apps of an act with their factors and shares; constant over time. */
export function termsOf(step: Step, severity: Severity, part: Part, weights: Weights): Term[] {
  const bare = bareTerms(step, severity, part, weights);
  const shares = spread(
    bare.map(({ w, m, r, a }) => w * m * r * a),
    weights,
    bare.map(({ count }) => count),
  );
  return bare.map((term, index) => ({ ...term, share: shares[index]! }));
}

function bareTerms(step: Step, severity: Severity, part: Part, weights: Weights): Term[] {
  const { apps, companyWide, market, unnamedApps } = step;
  const { tiers: value } = weights.value;
  const { tiers: reach } = weights.reach;
  const w = severity.fine ?? severityUnits(severity.level, weights);
  const a = apps.length === 0 ? 1 : Math.max(0, ...apps.map((app) => app.ownership));
  const tierOf = (app: Step['apps'][number]) => value[app.counted ?? app.value];
  // Who may hold the shares, and what a fine costs, hang on no app: only on how much of the company
  // above it is.
  if (severity.fine !== null || part === 'investability') {
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
      ...known,
      app: app.app,
      name: app.name,
      kind: 'app',
      a: app.ownership,
      w: severityUnits(severity.apps[index]!, weights),
      m: tierOf(app) * reached,
      r: reach[app.reach],
      unknownValue: app.value === 'unknown',
      unknownReach: app.reach === 'unknown',
    };
  });
  const rest = { ...known, r: reach.unknown };
  if (unnamedApps > 0)
    terms.push({ ...rest, kind: 'rest', count: unnamedApps, m: value.minor * reached });
  return terms.length > 0 ? terms : [{ ...rest, m: value.unknown * reached, unknownValue: true }];
}

/**
 * Load in su of each act's terms at full breadth in the act: sum over its apps of w*m*r*a*share.
 */
export function unitsOf(terms: readonly Term[]): number {
  return terms.reduce((units, { w, m, r, a, share }) => units + w * m * r * a * share, 0);
}
