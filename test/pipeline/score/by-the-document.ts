import type { Weights } from '../../../src/domain/weights.ts';
import {
  type Act,
  ASKS,
  DAY,
  DECISIONS,
  IN_FULL,
  INQUIRIES,
  is,
  isSum,
  lineOf,
  moneyUnits,
  most,
  nightOf,
  OPENERS,
  onList,
  SUMS,
  TRADE_AND_CAPITAL,
  unitsOf,
} from './units-by-the-document.ts';

interface Filed {
  readonly act: Act;
  readonly units: number;
  readonly matter: Matter;
  end: number;
  /** Spans in which it counts nothing, and the act that began each. */
  readonly off: { from: number; to: number; by: Act }[];
  readonly smaller: { from: number; factor: number }[];
}
interface Matter {
  readonly name: string | null;
  readonly regulator: string;
  readonly acts: Filed[];
  readonly news: Act[];
}

const kindOf = (act: Act, weights: Weights) => {
  const kind = lineOf(act, weights)?.force;
  if (kind === undefined) return null;
  if (is(act, ['delist-app']) && onList(act)) return 'list';
  const isBounded = act.deadline !== null || (kind === 'talk' && act.together);
  return isBounded && (kind === 'order' || kind === 'talk') ? null : kind;
};

/** Until when an act counts in full, and when it is forgotten or over, as seen from a moment. */
function spanOf({ act, matter }: Filed, at: number, weights: Weights) {
  const kind = kindOf(act, weights);
  if (kind === null) {
    const full = nightOf(act.deadline ?? act.date, 7, act.zone);
    return { full, off: full, floor: 0 };
  }
  const all = [...matter.acts.map((one) => one.act), ...matter.news];
  const known = all.filter((one) => one.at <= at).toSorted((one, other) => one.at - other.at);
  const news = known.at(-1)!;
  const full = nightOf(news.date, IN_FULL[kind], news.zone);
  if (kind !== 'standing' && kind !== 'inquiry') return { full, off: full, floor: 0 };
  const seen = is(act, INQUIRIES) ? act.act.checked?.day : undefined;
  const isSeen = seen !== undefined && seen > news.date && nightOf(seen, -1, act.zone) <= at;
  return { full, off: nightOf(isSeen ? seen : news.date, 3 * 365, news.zone), floor: 0.25 };
}

const halved = (ms: number) => (ms <= 0 ? 1 : 2 ** (-ms / DAY / 120));

/** D: posture, time, ends. */
function leftOf(filed: Filed, at: number, weights: Weights): number {
  const { act, end } = filed;
  if (filed.off.some(({ from, to }) => from <= at && at < to)) return 0;
  const { posture, effective } = act.act;
  const isForgotten = at >= nightOf(act.date, 730, act.zone);
  const isEffective = effective !== null && at >= nightOf(effective, -1, act.zone);
  const ofPosture = {
    proposed: isForgotten ? 0 : 0.3,
    'not-yet-effective': isEffective ? 1 : 0.5,
    stayed: 0,
  }[posture as string];
  const reduced = filed.smaller.findLast(({ from }) => from <= at)?.factor ?? 1;
  const { full, off, floor } = spanOf(filed, Math.min(at, end), weights);
  const open = (then: number) =>
    floor > 0 && then >= off ? 0 : floor + (1 - floor) * halved(then - full);
  const isMoney = isSum(act);
  const time =
    end > at ? open(at) : Math.min(open(end) * halved(at - end), open(at)) * (isMoney ? 1 : 0.5);
  return (ofPosture ?? 1) * reduced * time;
}

const isOpen = (matter: Matter, at: number, weights: Weights) =>
  matter.acts.some(
    (filed) =>
      filed.act.at <= at &&
      !filed.off.some(({ from, to }) => from <= at && at < to) &&
      at < Math.min(filed.end, spanOf(filed, Math.min(at, filed.end), weights).off),
  );

const nameOf = ({ act, matter }: Act) =>
  act.matter ??
  matter ??
  (act.measure !== null && TRADE_AND_CAPITAL.includes(act.measure) ? act.programme : null);

/** The matters of a company, by the acts of its record. */
function mattersOf(acts: readonly Act[], weights: Weights): Matter[] {
  const matters: Matter[] = [];
  const filed: Filed[] = [];
  const sorted = acts.toSorted(
    (one, other) =>
      one.at - other.at ||
      Number(one.act.on.length > 0) - Number(other.act.on.length > 0) ||
      (one.id < other.id ? -1 : 1),
  );
  const seen = new Set<string>();
  for (const act of sorted) {
    if (is(act, ['rule']) || seen.has(act.id)) continue;
    seen.add(act.id);
    if (act.act.on.length > 0) changeBy(act, filed);
    else place(act, matters, filed, weights);
  }
  return matters;
}

function place(act: Act, matters: Matter[], filed: Filed[], weights: Weights): void {
  const joined = matterOf(act, matters, filed, weights);
  if (isEnding(act)) {
    end(joined?.acts.filter((one) => isOnlyOf(one.act, act)) ?? [], act);
    return;
  }
  const matter = joined ?? { name: nameOf(act), regulator: act.regulator, acts: [], news: [] };
  if (joined === undefined) matters.push(matter);
  const before = filed.map((one) => one.act);
  const units = unitsOf(act, before, weights);
  const lifted = act.liftedOn ? nightOf(act.liftedOn, 0, act.zone) - 60_000 : Infinity;
  const entry: Filed = { act, units, matter, end: lifted, off: [], smaller: [] };
  if (isDecision(act)) end(matter.acts.filter(isAsked), act);
  matter.acts.push(entry);
  filed.push(entry);
  if (isOverAtOnce(act)) end([entry], act);
}

const isAsked = ({ act }: Filed) =>
  is(act, ASKS) || (is(act, ['deal']) && act.act.form === 'review');
const isClosing = ({ kinds }: Act) =>
  kinds.every((kind) => kind === 'lifted' || kind === 'dropped');
const isDecision = (act: Act) =>
  is(act, DECISIONS) &&
  act.act.form !== 'review' &&
  !['proposed', 'charged', 'interim'].includes(act.act.posture);
const isOverAtOnce = (act: Act) =>
  is(act, ['commit', ...SUMS]) || (is(act, ['deal']) && act.act.form !== 'review');

function end(entries: readonly Filed[], by: Act): void {
  for (const entry of entries) entry.end = Math.min(entry.end, by.at);
}

/** A closing that names apps ends the acts on these alone. */
const isOnlyOf = (act: Act, by: Act) => {
  const named = by.apps.map(({ app, name }) => app ?? name);
  if (by.companyWide || named.length === 0 || act.companyWide || act.apps.length === 0) return true;
  return act.unnamedApps === 0 && act.apps.every(({ app, name }) => named.includes(app ?? name));
};

const ENDS = ['annulled', 'stayed', 'lifted', 'expired', 'dropped', 'withdrawn'];
const UNDOES = ['stayed', 'annulled', 'withdrawn'];

/** An act on earlier ones, and one on an act that stayed or annulled. */
function changeBy(by: Act, filed: readonly Filed[]): void {
  const { on, effect } = by.act;
  const isOn = ({ id, notice }: Act) =>
    on.some((one) => id === one || id.startsWith(`${one}/`) || notice === one);
  const isEnd = ENDS.includes(effect!);
  const undone = isEnd ? filed.flatMap(({ off }) => off.filter((span) => isOn(span.by))) : [];
  for (const span of undone) span.to = Math.min(span.to, by.at);
  for (const entry of filed.filter(({ act }) => isOn(act))) {
    if (UNDOES.includes(effect!)) entry.off.push({ from: by.at, to: Infinity, by });
    else if (isEnd) end(isOnlyOf(entry.act, by) ? [entry] : [], by);
    else goesOn(entry, by);
  }
}

/** A change that does not end it is news of it, extends it or makes a sum smaller. */
function goesOn(entry: Filed, by: Act): void {
  const { effect, until } = by.act;
  entry.matter.news.push(by);
  if (effect === 'extended' && until !== null && entry.end > by.at)
    entry.end = nightOf(until, 0, by.zone) - 60_000;
  if (effect !== 'reduced' || !isSum(entry.act) || by.cost?.share == null) return;
  const factor = Math.min(1, moneyUnits(by) / moneyUnits(entry.act));
  entry.smaller.push({ from: by.at, factor });
}

/** The matter that an act joins; undefined = one of its own. */
function matterOf(
  act: Act,
  matters: readonly Matter[],
  filed: readonly Filed[],
  weights: Weights,
): Matter | undefined {
  const name = nameOf(act);
  if (name !== null) return matters.find((matter) => matter.name === name);
  const last = (matter: Matter) => matter.acts.at(-1)!.act.at;
  const isLive = (matter: Matter) =>
    (act.at - last(matter) <= 730 * DAY || (isEnding(act) && isOpen(matter, act.at, weights))) &&
    matter.acts.some((one) => one.end > act.at);
  const sameBody = matters.filter(
    (matter) =>
      matter.regulator === act.regulator ||
      matter.acts.some((one) => one.act.regulator === act.regulator),
  );
  const withApp = () =>
    act.apps
      .flatMap(({ app, name: written }) => {
        const found = filed.findLast(
          (entry) =>
            entry.act.regulator === act.regulator &&
            entry.act.apps.some((own) => (own.app ?? own.name) === (app ?? written)) &&
            isLive(entry.matter),
        );
        return found?.matter ?? [];
      })
      .toSorted((one, other) => last(other) - last(one))[0];
  if (isEnding(act)) return withApp();
  if (isOverAtOnce(act) || isDecision(act)) return undefined;
  const followed = is(act, ['delist-app', 'missed-deadline']) ? withApp() : undefined;
  if (followed !== undefined) return followed;
  if (onList(act)) return undefined;
  const asked = sameBody.filter(
    (matter) =>
      matter.name === null && isLive(matter) && matter.acts.some((one) => is(one.act, OPENERS)),
  );
  const open = asked.findLast((matter) => isOpen(matter, act.at, weights));
  return open ?? (is(act, OPENERS) ? undefined : asked.at(-1));
}

const isEnding = (act: Act) => act.act.effect !== null || isClosing(act);

/** A rule that hits the company, as config/rules.yml has it. */
export interface RuleOf {
  readonly exposure: number;
  readonly level: { readonly proposed: number | null; readonly enacted: number | null };
  readonly zone: string;
  readonly proposed: string | null;
  readonly enacted: string | null;
  readonly inForce: string | null;
  readonly dropped: string | null;
}

function ruleUnits(rule: RuleOf, at: number): number {
  const known = (day: string | null) => day !== null && nightOf(day, 0, rule.zone) - 60_000 <= at;
  const stages = [rule.proposed, rule.enacted, rule.inForce].filter(known) as string[];
  const last = stages.toSorted().at(-1);
  if (last === undefined) return 0;
  const level = stages.every((day) => day === rule.proposed && day !== rule.enacted)
    ? rule.level.proposed!
    : rule.level.enacted!;
  const lapsed = nightOf(last, 365, rule.zone);
  const dropped = known(rule.dropped) ? nightOf(rule.dropped!, 0, rule.zone) - 60_000 : Infinity;
  const off = Math.min(lapsed, dropped);
  return rule.exposure * 2.5 ** (level - 1) * halved(at - off) * (dropped <= at ? 0.5 : 1);
}

/** L and S of a company at an instant, as the document has them. */
export function byTheDocument(
  acts: readonly Act[],
  rules: readonly RuleOf[],
  at: number,
  weights: Weights,
): { readonly load: number; readonly score: number } {
  const known = acts.filter((act) => act.at <= at);
  const cases = mattersOf(known, weights).map(({ acts: own }) =>
    most(own.map((filed) => filed.units * leftOf(filed, at, weights))),
  );
  const ofRules = rules.map((rule) => ruleUnits(rule, at));
  const load = [...cases, ...ofRules].reduce((sum, units) => sum + units, 0);
  return { load, score: 100 * (1 - 2 ** (-load / 10)) };
}
