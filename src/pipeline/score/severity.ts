import type { AppId } from '../../domain/ids.ts';
import { MEASURES, type Measure, type MeasureGroup } from '../../domain/measures.ts';
import type { ActionType } from '../../domain/notice.ts';
import type { Level, Part, Step, StepApp } from '../../domain/score.ts';
import { dayNumber } from '../../domain/time.ts';
import type { Force, ForceKind, MeasureWeight, Weights } from '../../domain/weights.ts';
import { fineUnits, severityUnits, spread } from './formula.ts';

const is = (step: Step, measures: readonly Measure[]): boolean =>
  step.act.measure !== null && measures.includes(step.act.measure);

/** Acts that only change another act. They lower a score and never add to it. */
export const closes = (step: Step): boolean =>
  step.act.effect !== null ||
  step.types.every((type) => type === 'reinstated' || type === 'closed');
/** Whether a type names or orders, as lists do. */
export const isListing = (type: ActionType): boolean =>
  ['named', 'criticised', 'warned', 'rectification-ordered'].includes(type);
/** Acts that name or order, as rectification lists do. */
export const names = (step: Step): boolean => is(step, ['name', 'warn', 'rectify']);
/** Acts that open a case which later acts of the same body join. */
export const opens = (step: Step): boolean =>
  step.act.measure === 'summon' ||
  (step.act.measure !== null && MEASURES[step.act.measure].isInquiry);
/** A fine, or a sum that was agreed or ordered. */
export const isFine = (step: Step): boolean => is(step, ['fine', 'pay']);
/** Acts that are over as they are told: commitments, and decisions on a deal. */
export const isBornClosed = (step: Step): boolean =>
  is(step, ['commit']) ||
  (step.act.measure === 'deal' && step.act.form !== 'review') ||
  (isFine(step) && step.object.kind === 'deal');
/** Decides its matter: what was asked, named or opened in the same matter ends with it. */
export const decides = (step: Step): boolean =>
  step.act.measure !== null &&
  MEASURES[step.act.measure].decides &&
  step.act.form !== 'review' &&
  step.act.posture !== 'proposed';
/** Ends with a decision of its matter: what asks, names or inquires, never what stands. */
export const endsWithDecision = (step: Step): boolean =>
  is(step, ['rectify', 'missed-deadline']) ||
  (step.act.measure === 'deal' && step.act.form === 'review') ||
  (step.act.measure !== null && ['say', 'case'].includes(MEASURES[step.act.measure].group));
export const followsAnApp = (step: Step): boolean => is(step, ['delist-app', 'missed-deadline']);

/** Programmes whose entries stand for the whole firm: a fresh list repeats the earlier one. */
const LISTED: readonly MeasureGroup[] = ['trade', 'capital'];

/**
 * What joins acts into one case whoever took them: the matter, or the programme of a list that
 * names firms. Null = the act states none and opens a case of its own.
 */
export function matterOf(step: Step): string | null {
  const { matter, programme, measure } = step.act;
  const named = matter ?? step.matter;
  if (named !== null || programme === null || measure === null) return named;
  return LISTED.includes(MEASURES[measure].group) ? programme : null;
}

/**
 * A list: numbered, or naming several firms; it stands by itself even while a review of the company
 * is open.
 */
export const isList = (step: Step): boolean =>
  step.batch !== null || (step.together && !opens(step));

/** The line of the table of measures for an act; that of its form before that of its measure. */
export function lineOf({ act: { measure, form } }: Step, weights: Weights): MeasureWeight | null {
  const own = weights.measures.filter((line) => line.measure === measure);
  return own.find((line) => line.form === form) ?? own.find((line) => !line.form) ?? null;
}

/**
 * How long the act is in force; null = to its deadline, or not at all. A summons of one firm leaves
 * demands behind, a meeting of several none; a deadline bounds an order and a summons, never a
 * removal, freeze, probe or review. Apps that a list had removed return without a word.
 */
export function forceOf(step: Step, weights: Weights): Force | null {
  const kind = forceKindOf(step, lineOf(step, weights));
  return kind === null ? null : weights.force.kinds[kind];
}

function forceKindOf(step: Step, line: MeasureWeight | null): ForceKind | null {
  const kind = line?.force ?? null;
  if (kind === null) return null;
  if (step.act.measure === 'delist-app' && isList(step)) return 'list';
  const isBounded = step.deadline !== null || (kind === 'talk' && step.together);
  return isBounded && (kind === 'order' || kind === 'talk') ? null : kind;
}

/** The part of the score that an act belongs to. */
export const partOf = (step: Step, weights: Weights): Part =>
  lineOf(step, weights)?.part ?? 'business';

/** Acts that are against the company as a whole, whatever app stands beside them. */
export const hitsCompany = (types: readonly ActionType[]): boolean =>
  types.includes('unlicensed') || types.includes('listing-stopped');

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
 * Level of an act by rule (docs/scoring.md, "Levels"). `filed` holds acts against the company
 * before this one, in order of time; those of other bodies are ignored.
 */
export function severityOf(step: Step, filed: readonly Filed[], weights: Weights) {
  const { override, apps } = step;
  const { secondNaming } = weights.special;
  const graded: Graded =
    override === null
      ? gradeOf(step, weights)
      : { level: override.level, rule: `override: ${override.because}` };
  const { level, rule, fine = null } = graded;
  const mayRise = override === null && level < secondNaming && names(step) && !step.companyWide;
  const again = mayRise ? namedBefore(step, filed, weights) : new Set<string>();
  const isAgain = again.size > 0;
  return {
    /** Highest level of the step. */
    level: isAgain ? secondNaming : level,
    /** The rule that gave it, for example `delist-app` or `second-naming`. */
    rule: isAgain ? 'second-naming' : rule,
    /**
     * Level of each app of the step, in its order: a second naming raises the app that is named
     * again, not its siblings.
     */
    apps: apps.map((app) => (again.has(appKey(app)) ? secondNaming : level)),
    /** Su of the fine where the step is told by one; null = by level. */
    fine: isAgain ? null : fine,
    /** True where neither the amount of a fine nor its share of revenue is known. */
    unknownFine: override === null && isFine(step) && costOf(step).by === 'unknown',
  };
}

/** Part of revenue from which an object is the core of a company. */
const CORE = 0.4;

function gradeOf(step: Step, weights: Weights): Graded {
  const { special } = weights;
  const { measure, form } = step.act;
  if (measure === null) return { level: 1, rule: 'named' };
  if (isFine(step)) return gradeOfFine(step, weights);
  if (measure === 'summon' && step.together)
    return { level: special.summonedTogether, rule: 'summoned-together' };
  if (measure === 'probe' && isIntoCore(step))
    return { level: special.coreProbe, rule: 'probe-into-core-business' };
  if (step.deadline !== null && (measure === 'name' || measure === 'warn'))
    return { level: levelOfMeasure('rectify', weights), rule: 'named-with-deadline' };
  const line = lineOf(step, weights);
  const rule = line?.form ? `${measure}-${form}` : measure;
  return { level: line?.level ?? 1, rule };
}

const isIntoCore = ({ core, share }: Step): boolean => {
  if (share === null) return core;
  return 'tier' in share ? share.tier === 'core' : share.value >= CORE;
};

const levelOfMeasure = (measure: Measure, weights: Weights): Level =>
  weights.measures.find((line) => line.measure === measure && !line.form)?.level ?? 2;

/** What a fine costs: as its step was made with it, else by the share of revenue it states. */
export function costOf({ cost, fine }: Step): NonNullable<Step['cost']> {
  if (cost) return cost;
  const share = fine?.share ?? null;
  return { share, by: share === null ? 'unknown' : 'stated', year: null, quality: 'stated' };
}

function gradeOfFine(step: Step, weights: Weights): Graded {
  const { share, by } = costOf(step);
  const fine = fineUnits(share, by, weights);
  if (share === null)
    return { level: weights.special.unknownFine, rule: 'fine-of-unknown-amount', fine };
  const row =
    weights.fines.find((one) => one.below === null || share < one.below) ?? weights.fines.at(-1)!;
  const rule =
    row.below === null
      ? 'fine-from-top-share'
      : `fine-below-${+(row.below * 100).toFixed(3)}%-of-revenue`;
  return { level: row.level, rule, fine };
}

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

/** The market that an act reaches, as part of the company's revenue; 1 where it reaches all. */
export function marketFactor(step: Step, weights: Weights): number {
  const { tiers } = weights.value;
  const { everywhere } = lineOf(step, weights) ?? {};
  if (!step.market || everywhere === 'yes' || everywhere === step.market.name) return 1;
  // What such an authority cuts off is one of many sources.
  if (everywhere !== undefined) return tiers.minor;
  return step.market.share ?? tiers.minor;
}

/** Whom the act binds, where no share of revenue is stated. */
const whoFactor = ({ act, share }: Step, weights: Weights): number =>
  share !== null && 'value' in share ? 1 : (weights.who.factors[act.who] ?? 1);

function bareTerms(step: Step, severity: Severity, part: Part, weights: Weights): Term[] {
  const { apps, companyWide, share } = step;
  const w = severity.fine ?? severityUnits(severity.level, weights);
  const a = apps.length === 0 ? 1 : Math.max(0, ...apps.map((app) => app.ownership));
  // Who may hold the shares, and what a fine costs, hang on no app: only on how much of the company
  // above it is.
  if (severity.fine !== null || part === 'investability')
    return [wholeTerm(step, w, a, severity.fine !== null, weights)];
  // A share of revenue that is stated is that of object and market together.
  if (share !== null && 'value' in share && step.via === null)
    return [{ ...PLAIN_TERM, w, a, m: share.value }];
  const reached = marketFactor(step, weights) * whoFactor(step, weights);
  const known = { ...PLAIN_TERM, graded: true, w, a };
  if (companyWide) {
    const { tiers } = weights.reach;
    const r = apps.length === 0 ? tiers.unknown : Math.max(...apps.map((app) => tiers[app.reach]));
    return [{ ...known, m: reached, r, unknownReach: apps.length === 0 }];
  }
  return appTerms(step, severity, reached, known, weights);
}

function wholeTerm(step: Step, w: number, a: number, isMoney: boolean, weights: Weights): Term {
  const { via, apps, companyWide } = step;
  const { tiers } = weights.value;
  // A cost is already a part of this company's own revenue, not of the one below.
  const isOwn = via === null || (isMoney && costOf(step).by === 'revenue');
  const m = isOwn ? 1 : Math.max(...apps.map((app) => tiers[app.counted ?? app.value]));
  const [app] = companyWide ? [] : apps;
  return { ...PLAIN_TERM, ...(app && { app: app.app, name: app.name, kind: 'app' }), w, m, a };
}

function appTerms(
  step: Step,
  severity: Severity,
  reached: number,
  known: Term,
  weights: Weights,
): Term[] {
  const { tiers: value } = weights.value;
  const { tiers: reach } = weights.reach;
  const terms = step.apps.map(
    (app, index): Term => ({
      ...known,
      app: app.app,
      name: app.name,
      kind: 'app',
      a: app.ownership,
      w: severityUnits(severity.apps[index]!, weights),
      m: value[app.counted ?? app.value] * reached,
      r: reach[app.reach],
      unknownValue: app.value === 'unknown',
      unknownReach: app.reach === 'unknown',
    }),
  );
  const rest = { ...known, r: reach.unknown };
  if (step.unnamedApps > 0)
    terms.push({ ...rest, kind: 'rest', count: step.unnamedApps, m: value.minor * reached });
  return terms.length > 0 ? terms : [{ ...rest, m: value.unknown * reached, unknownValue: true }];
}

/**
 * Load in su of each act's terms at full breadth in the act: sum over its apps of w*m*r*a*share.
 */
export function unitsOf(terms: readonly Term[]): number {
  return terms.reduce((units, { w, m, r, a, share }) => units + w * m * r * a * share, 0);
}
