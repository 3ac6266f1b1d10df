import type { ValueTier } from '../../domain/company.ts';
import type { AppId } from '../../domain/ids.ts';
import { MEASURES, type Measure } from '../../domain/measures.ts';
import type { EventApp, Level, Part, RegulatoryEvent } from '../../domain/score.ts';
import { dayNumber } from '../../domain/time.ts';
import type { Force, ForceKind, MeasureWeight, Weights } from '../../domain/weights.ts';
import { fineUnits, severityUnits, spread } from './formula.ts';
import { isFine, names, opens } from './kinds.ts';

/**
 * A list: numbered, or naming several firms; it stands by itself even while a review of the company
 * is open.
 */
export const isList = (event: RegulatoryEvent): boolean =>
  event.batch !== null || (event.together && !opens(event));

/** The line of the table of measures for an act; that of its form before that of its measure. */
export function lineOf(
  { act: { measure, form } }: RegulatoryEvent,
  weights: Weights,
): MeasureWeight | null {
  const own = weights.measures.filter((line) => line.measure === measure);
  return own.find((line) => line.form === form) ?? own.find((line) => !line.form) ?? null;
}

/**
 * How long the act is in force; null = to its deadline, or not at all. A summons of one firm leaves
 * demands behind, a meeting of several none; a deadline bounds an order and a summons, never a
 * removal, freeze, probe or review. Apps that a list had removed return without a word.
 */
export function forceOf(event: RegulatoryEvent, weights: Weights): Force | null {
  const kind = forceKindOf(event, lineOf(event, weights));
  return kind === null ? null : weights.force.kinds[kind];
}

function forceKindOf(event: RegulatoryEvent, line: MeasureWeight | null): ForceKind | null {
  const kind = line?.force ?? null;
  if (kind === null) return null;
  if (event.act.measure === 'delist-app' && isList(event)) return 'list';
  const isBounded = event.deadline !== null || (kind === 'talk' && event.together);
  return isBounded && (kind === 'order' || kind === 'talk') ? null : kind;
}

/** The part of the score that an act belongs to. */
export const partOf = (event: RegulatoryEvent, weights: Weights): Part =>
  lineOf(event, weights)?.part ?? 'business';

/** What makes two apps the same: the id where the catalog has one, else the name as written. */
export const appKey = (app: EventApp): string => app.app ?? app.name;

export type Severity = ReturnType<typeof severityOf>;

/** A level, the rule that gave it, and su of the fine where the act states one. */
interface Graded {
  readonly level: Level;
  readonly rule: string;
  readonly fine?: number;
}

/** An act that was filed before, and until when (ms) it counts. */
interface Filed {
  readonly event: RegulatoryEvent;
  readonly account: { readonly until: number };
}

/**
 * Level of an act by rule (docs/scoring.md, "Levels"). `filed` holds acts against the company
 * before this one, in order of time; those of other bodies are ignored.
 */
export function severityOf(event: RegulatoryEvent, filed: readonly Filed[], weights: Weights) {
  const { override, apps } = event;
  const { secondNaming } = weights.special;
  const graded: Graded =
    override === null
      ? gradeOf(event, weights)
      : { level: override.level, rule: `override: ${override.because}` };
  const { level, rule, fine = null } = graded;
  const mayRise = override === null && level < secondNaming && names(event) && !event.companyWide;
  const again = mayRise ? namedBefore(event, filed, weights) : new Set<string>();
  const isAgain = again.size > 0;
  return {
    /** Highest level of the act. */
    level: isAgain ? secondNaming : level,
    /** The rule that gave it, for example `delist-app` or `second-naming`. */
    rule: isAgain ? 'second-naming' : rule,
    /**
     * Level of each app of the act, in its order: a second naming raises the app that is named
     * again, not its siblings.
     */
    apps: apps.map((app) => (again.has(appKey(app)) ? secondNaming : level)),
    /** Su of the fine where the act states one; null = by level. */
    fine: isAgain ? null : fine,
    /** True where neither the amount of a fine nor its share of revenue is known. */
    unknownFine: override === null && isFine(event) && costOf(event).by === 'unknown',
  };
}

/** Part of revenue from which an object is the core of a company. */
const CORE = 0.4;

function gradeOf(event: RegulatoryEvent, weights: Weights): Graded {
  const { special } = weights;
  const { measure, form } = event.act;
  if (measure === null) return { level: 1, rule: 'named' };
  if (isFine(event)) return gradeOfFine(event, weights);
  if (measure === 'summon' && event.together)
    return { level: special.summonedTogether, rule: 'summoned-together' };
  if (measure === 'probe' && isIntoCore(event))
    return { level: special.coreProbe, rule: 'probe-into-core-business' };
  if (measure === 'purchase-ban' && event.share !== null && 'value' in event.share)
    return { level: levelOfMeasure('sale-ban', weights), rule: 'stated-purchases-lost' };
  if (event.deadline !== null && (measure === 'name' || measure === 'warn'))
    return { level: levelOfMeasure('rectify', weights), rule: 'named-with-deadline' };
  const line = lineOf(event, weights);
  const rule = line?.form ? `${measure}-${form}` : measure;
  return { level: line?.level ?? 1, rule };
}

const isIntoCore = ({ core, share }: RegulatoryEvent): boolean => {
  if (share === null) return core;
  return 'tier' in share ? share.tier === 'core' : share.value >= CORE;
};

const levelOfMeasure = (measure: Measure, weights: Weights): Level =>
  weights.measures.find((line) => line.measure === measure && !line.form)?.level ?? 2;

/** What a fine costs: as its act was made with it, else by the share of revenue it states. */
export function costOf({ cost, fine }: RegulatoryEvent): NonNullable<RegulatoryEvent['cost']> {
  if (cost) return cost;
  const share = fine?.share ?? null;
  return { share, by: share === null ? 'unknown' : 'stated', year: null, quality: 'stated' };
}

function gradeOfFine(event: RegulatoryEvent, weights: Weights): Graded {
  const { share, by } = costOf(event);
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
 * Apps of the act that the same body named before, in an attested act whose deadline has passed
 * and that is not too long ago.
 */
function namedBefore(
  event: RegulatoryEvent,
  filed: readonly Filed[],
  weights: Weights,
): Set<string> {
  const since = dayNumber(event.date) - weights.repeatDays.value;
  const apps = new Set(event.apps.map(appKey));
  const named = new Set<string>();
  // Mostly the latest acts name them all; no further ones are looked at.
  for (let index = filed.length - 1; index >= 0 && named.size < apps.size; index--) {
    const { event: earlier, account } = filed[index]!;
    if (earlier.regulator !== event.regulator || !earlier.attested || account.until <= event.at)
      continue;
    if (earlier.deadline === null || earlier.deadline >= event.date) continue;
    if (dayNumber(earlier.date) < since || !names(earlier)) continue;
    for (const key of earlier.apps.map(appKey)) if (apps.has(key)) named.add(key);
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
export function termsOf(
  event: RegulatoryEvent,
  severity: Severity,
  part: Part,
  weights: Weights,
): Term[] {
  const bare = bareTerms(event, severity, part, weights);
  const shares = spread(
    bare.map(({ w, m, r, a }) => w * m * r * a),
    weights,
    bare.map(({ count }) => count),
  );
  return bare.map((term, index) => ({ ...term, share: shares[index]! }));
}

/** Acts that ask for the end of a deal before a court or in the authority's own proceedings. */
const AGAINST_A_DEAL: readonly (Measure | null)[] = ['sue', 'charge', 'finding'];

/**
 * What no market scales: accounts and shares are every holder's, wherever the authority sits, and
 * who stops a deal, or asks for that, stops it everywhere.
 */
function reachesAll({ object, act: { measure, form } }: RegulatoryEvent): boolean {
  if (object.kind !== 'deal') return object.kind === 'securities';
  return measure === 'deal'
    ? form === 'prohibited' || form === 'undone'
    : AGAINST_A_DEAL.includes(measure);
}

/** The market that an act reaches, as part of the company's revenue; 1 where it reaches all. */
export function marketFactor(event: RegulatoryEvent, weights: Weights): number {
  const { tiers } = weights.value;
  const { everywhere } = lineOf(event, weights) ?? {};
  if (!event.market || everywhere === 'yes' || everywhere === event.market.name) return 1;
  if (reachesAll(event)) return 1;
  // What such an authority cuts off is one of many sources.
  if (everywhere !== undefined) return tiers.minor;
  return event.market.share ?? tiers.minor;
}

/** Whom the act binds, where no share of revenue is stated. */
const whoFactor = ({ act, share }: RegulatoryEvent, weights: Weights): number =>
  share !== null && 'value' in share ? 1 : (weights.who.factors[act.who] ?? 1);

function bareTerms(
  event: RegulatoryEvent,
  severity: Severity,
  part: Part,
  weights: Weights,
): Term[] {
  const { apps, companyWide, share } = event;
  const w = severity.fine ?? severityUnits(severity.level, weights);
  const a = apps.length === 0 ? 1 : Math.max(0, ...apps.map((app) => app.ownership));
  // Who may hold the shares, and what a fine costs, hang on no app: only on how much of the company
  // above it is.
  if (severity.fine !== null || part === 'investability')
    return [wholeTerm(event, w, a, severity.fine !== null, weights)];
  // A share of revenue that is stated is that of object and market together.
  if (share !== null && 'value' in share && event.via === null)
    return [{ ...PLAIN_TERM, w, a, m: share.value }];
  const market = marketFactor(event, weights);
  const who = whoFactor(event, weights);
  const known = { ...PLAIN_TERM, graded: true, w, a };
  if (companyWide) {
    const { tiers } = weights.reach;
    const r = apps.length === 0 ? tiers.unknown : Math.max(...apps.map((app) => tiers[app.reach]));
    return [{ ...known, m: market * who, r, unknownReach: apps.length === 0 }];
  }
  const reaches = (tier: number) =>
    who * (isLocalPart(event) ? Math.min(tier, market) : tier * market);
  return appTerms(event, severity, reaches, known, weights);
}

/**
 * Which of an app's or part's value and its market an act counts by; where a table or the kind of
 * object says that no market scales it, the value alone.
 */
export function countedBy(event: RegulatoryEvent, tier: ValueTier, weights: Weights) {
  const isScaled = !reachesAll(event) && !lineOf(event, weights)?.everywhere;
  if (!event.market || !isScaled) return { value: true, market: false };
  if (!isLocalPart(event)) return { value: true, market: true };
  const isWithin = weights.value.tiers[tier] <= marketFactor(event, weights);
  return { value: isWithin, market: !isWithin };
}

/**
 * A subsidiary that an authority names sits in its market: it is the business there, or less. A
 * list that cuts trade cuts that of the subsidiary with the market.
 */
const isLocalPart = ({ object, act, via }: RegulatoryEvent): boolean =>
  object.kind === 'subsidiary' &&
  via === null &&
  act.measure !== null &&
  MEASURES[act.measure].group !== 'trade';

function wholeTerm(
  event: RegulatoryEvent,
  w: number,
  a: number,
  isMoney: boolean,
  weights: Weights,
): Term {
  const { via, apps, companyWide } = event;
  const { tiers } = weights.value;
  // A cost is already a part of this company's own revenue, not of the one below.
  const isOwn = via === null || (isMoney && costOf(event).by === 'revenue');
  const m = isOwn ? 1 : Math.max(...apps.map((app) => tiers[app.counted ?? app.value]));
  const [app] = companyWide ? [] : apps;
  return { ...PLAIN_TERM, ...(app && { app: app.app, name: app.name, kind: 'app' }), w, m, a };
}

function appTerms(
  event: RegulatoryEvent,
  severity: Severity,
  reaches: (tier: number) => number,
  known: Term,
  weights: Weights,
): Term[] {
  const { tiers: value } = weights.value;
  const { tiers: reach } = weights.reach;
  const terms = event.apps.map(
    (app, index): Term => ({
      ...known,
      app: app.app,
      name: app.name,
      kind: 'app',
      a: app.ownership,
      w: severityUnits(severity.apps[index]!, weights),
      m: reaches(value[app.counted ?? app.value]),
      r: reach[app.reach],
      unknownValue: app.value === 'unknown',
      unknownReach: app.reach === 'unknown',
    }),
  );
  const rest = { ...known, r: reach.unknown };
  if (event.unnamedApps > 0)
    terms.push({ ...rest, kind: 'rest', count: event.unnamedApps, m: reaches(value.minor) });
  return terms.length > 0 ? terms : [{ ...rest, m: reaches(value.unknown), unknownValue: true }];
}

/**
 * Load in su of each act's terms at full breadth in the act: sum over its apps of w*m*r*a*share.
 */
export function unitsOf(terms: readonly Term[]): number {
  return terms.reduce((units, { w, m, r, a, share }) => units + w * m * r * a * share, 0);
}
