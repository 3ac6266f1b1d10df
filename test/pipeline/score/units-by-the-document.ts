import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import type { Weights } from '../../../src/domain/weights.ts';

/**
 * docs/scoring.md, written out a second time for acts of the record: matters, parts, reach through
 * the company, its apps and listed children, money, decisions, changes of earlier acts, rules that
 * lapse. Of the program it takes the facts of an act (tiers, market shares, cost) and the table of
 * measures, and no function; the numbers stand here a second time on purpose.
 */
export type Act = RegulatoryEvent;

const TIER = { core: 1, major: 0.5, minor: 0.2, trivial: 0.05, unknown: 0.35 };
const REACH = { super: 1.25, large: 1, other: 0.8, unknown: 1 };
const WHO: Record<string, number> = {
  'state-devices': 0.02,
  'own-staff': 0.01,
  'public-buyers': 0.1,
  'subsidised-networks': 0.1,
  'critical-infrastructure': 0.3,
};
export const INQUIRIES = ['probe', 'review', 'charge', 'sue'];
export const OPENERS = ['summon', ...INQUIRIES];
const NAMINGS = ['name', 'warn', 'rectify'];
export const SUMS = ['fine', 'pay'];
export const ASKS = [...NAMINGS, 'summon', 'ask', 'missed-deadline', 'finding', ...INQUIRIES];
export const DECISIONS = ['finding', 'order', 'commit', ...SUMS, 'deal'];
export const TRADE_AND_CAPITAL = [
  'inputs-cut',
  'sales-cut',
  'military-list',
  'invest-ban',
  'listing',
];
const TRADE = ['inputs-cut', 'sales-cut'];
export const IN_FULL = { standing: 365, inquiry: 365, freeze: 180, order: 180, talk: 90, list: 60 };
export const DAY = 86_400_000;

export const is = ({ act }: Act, measures: readonly string[]) =>
  act.measure !== null && measures.includes(act.measure);

/** 24:00 of a date in its zone, some days later: what `Date` and the zone's own offset say. */
export function nightOf(date: string, days: number, zone: string): number {
  const key = `${date} ${days} ${zone}`;
  const known = nights.get(key) ?? computedNight(date, days, zone);
  nights.set(key, known);
  return known;
}
const nights = new Map<string, number>();

function computedNight(date: string, days: number, zone: string): number {
  const noon = Date.parse(`${date}T12:00:00Z`) + days * DAY;
  const next = new Date(noon + DAY).toISOString().slice(0, 10);
  const guess = Date.parse(`${next}T00:00:00Z`);
  const offset = (at: number) => {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }).formatToParts(at);
    const of = (type: string) => parts.find((part) => part.type === type)!.value;
    const local = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:00Z`;
    return Date.parse(local) - at;
  };
  const first = guess - offset(guess);
  return guess - offset(first);
}

/** M: the largest whole, a quarter of the rest, at most half of the largest. */
export function most(xs: readonly number[]): number {
  const max = Math.max(0, ...xs);
  const rest = xs.reduce((sum, x) => sum + x, 0) - max;
  return max + Math.min(rest / 4, max / 2);
}

/** The line of the table of measures. */
export function lineOf({ act }: Act, { measures }: Weights) {
  const own = measures.filter(({ measure }) => measure === act.measure);
  return own.find(({ form }) => form === act.form) ?? own.find(({ form }) => form === undefined);
}

export const onList = (act: Act) => act.batch !== null || (act.together && !is(act, OPENERS));

const isIntoCore = ({ share, core }: Act): boolean => {
  if (share === null) return core;
  return 'tier' in share ? share.tier === 'core' : share.value >= 0.4;
};

function levelOf(act: Act, weights: Weights): number {
  if (act.override !== null) return act.override.level;
  if (is(act, ['summon']) && act.together) return 1;
  if (is(act, ['probe']) && isIntoCore(act)) return 4;
  if (is(act, ['purchase-ban']) && act.share !== null && 'value' in act.share) return 4;
  if (is(act, ['name', 'warn']) && act.deadline !== null) return 2;
  return lineOf(act, weights)?.level ?? 1;
}

/** Apps that the same body named within the year, their deadline passed. */
function namedBefore(act: Act, before: readonly Act[]): string[] {
  return before
    .filter(
      (one) =>
        one.regulator === act.regulator &&
        one.attested &&
        is(one, NAMINGS) &&
        one.deadline !== null &&
        one.deadline < act.date &&
        Date.parse(act.date) - Date.parse(one.date) <= 365 * DAY,
    )
    .flatMap(({ apps }) => apps.map(({ app, name }) => app ?? name));
}

export const moneyUnits = (act: Act) => {
  const { share, by } = act.cost ?? {
    share: act.fine?.share ?? null,
    by: act.fine?.share === undefined || act.fine.share === null ? 'unknown' : 'stated',
  };
  if (share === null) return 0.2;
  const units = Math.min(8, 0.05 + 100 * share);
  return by === 'class' ? Math.min(0.4, units) : units;
};

const tierOf = (app: Act['apps'][number]) => TIER[app.counted ?? app.value];
const w = (level: number) => 2.5 ** (level - 1);
export const isSum = (act: Act) => is(act, SUMS) && act.override === null;
const ownershipOf = ({ apps }: Act) =>
  apps.length === 0 ? 1 : Math.max(...apps.map(({ ownership }) => ownership));

/** u: an act over its apps. */
export function unitsOf(act: Act, before: readonly Act[], weights: Weights): number {
  const { apps, share, via } = act;
  const a = ownershipOf(act);
  const ofChild = via === null ? 1 : Math.max(...apps.map(tierOf));
  if (isSum(act)) return moneyUnits(act) * a * (act.cost?.by === 'revenue' ? 1 : ofChild);
  const level = levelOf(act, weights);
  if (lineOf(act, weights)?.part === 'investability') return w(level) * a * ofChild;
  if (share !== null && 'value' in share && via === null) return w(level) * a * share.value;
  const market = marketOf(act, weights);
  if (act.companyWide)
    return w(level) * market * whoOf(act) * a * Math.max(...apps.map(({ reach }) => REACH[reach]));
  const isLocal = act.object.kind === 'subsidiary' && via === null && !is(act, TRADE);
  const reached = (tier: number) => (isLocal ? Math.min(tier, market) : tier * market);
  return whoOf(act) * ofApps(act, level, before, reached);
}

const isStopped = (act: Act) =>
  act.object.kind === 'deal' &&
  (is(act, ['sue', 'charge', 'finding']) || ['prohibited', 'undone'].includes(act.act.form ?? ''));

function marketOf(act: Act, weights: Weights): number {
  const { market } = act;
  const everywhere = lineOf(act, weights)?.everywhere;
  if (!market || everywhere === 'yes' || everywhere === market.name) return 1;
  if (act.object.kind === 'securities' || isStopped(act)) return 1;
  return everywhere === undefined ? (market.share ?? 0.2) : 0.2;
}

const whoOf = ({ act, share }: Act) =>
  share !== null && 'value' in share ? 1 : (WHO[act.who] ?? 1);

function ofApps(
  act: Act,
  level: number,
  before: readonly Act[],
  reached: (tier: number) => number,
): number {
  const { apps } = act;
  const mayRise = level < 3 && act.override === null && is(act, NAMINGS);
  const earlier = mayRise ? namedBefore(act, before) : [];
  const isAgain = ({ app, name }: Act['apps'][number]) => earlier.includes(app ?? name);
  const each = apps.map(
    (app) => w(isAgain(app) ? 3 : level) * reached(tierOf(app)) * REACH[app.reach] * app.ownership,
  );
  // What nobody named has the highest level of the act, and its ownership.
  const highest = w(apps.some(isAgain) ? 3 : level) * ownershipOf(act);
  const rest = Array.from({ length: act.unnamedApps }, () => highest * reached(0.2));
  const all = [...each, ...rest];
  return most(all.length > 0 ? all : [highest * reached(0.35)]);
}
