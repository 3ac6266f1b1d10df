import { type ActState, type LaterAct, stateOf, stateReasons } from '../../domain/act-state.ts';
import type { ValueTier } from '../../domain/company.ts';
import type { AppId, RegulatorId } from '../../domain/ids.ts';
import { bothNames, type Named, type Reason, reason, reasons } from '../../domain/reason.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { dayIn } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { type CaseEntry, type CaseState, isOfAct, newsOf, spanOf } from './cases.ts';
import { isFine } from './kinds.ts';
import type { Leaf } from './load.ts';
import { costOf, countedBy, type Term } from './severity.ts';

/**
 * That an act reaches one market alone, and its share of revenue (0 to 1; null = not known). The
 * sentence of the act names the market.
 */
export const onlyIn = (share: number | null): Reason =>
  share === null
    ? reason('one-market-unknown')
    : reason('one-market', { percent: percentOf(share) });

/** A share as percent with at most one decimal: 0.123 is 12.3. */
export const percentOf = (share: number): number => +(share * 100).toFixed(1);

/**
 * That the value of an app or company is not known, and as what it counts: a tier, or the number
 * `m` of the formula.
 */
export function unknownValue(subject: Named | Reason, counted: ValueTier, m: number): Reason {
  return counted === 'unknown'
    ? reason('value-unknown-number', { subject, number: Number(m.toPrecision(2)) })
    : reason('value-unknown', { subject, tier: counted });
}

/** The part of an act that a sentence is about: one of its apps, those not named, or all of it. */
export type ActPart = Pick<Term, 'kind' | 'app' | 'name' | 'count'>;

/** How regulators, apps, records and acts are called in sentences. */
export interface Wording {
  readonly regulator: (regulator: RegulatorId) => Named;
  readonly app: (app: AppId | null, name: string) => Named;
  readonly title: (title: string) => Named;
  /** What was done to whom, as a sentence without its day. */
  readonly act: (event: RegulatoryEvent, part: ActPart) => Named;
}

/** All of an act, not one app of it. */
export const WHOLE_ACT: ActPart = { kind: 'company', app: null, name: '', count: 0 };

const asWritten = (text: string): Named => ({ en: text, zh: text });

/** Without a catalog: ids of regulators, apps and titles as the notice writes them. */
export const plainWording: Wording = {
  regulator: asWritten,
  app: (_, name) => asWritten(name),
  title: asWritten,
  act: ({ regulator, act, title }, { name }) =>
    asWritten([regulator, act.measure ?? act.effect, name || title].join(' ')),
};

/**
 * Why a leaf is in the score: who did what to which app, when, how grave, and what is left of it at
 * the instant.
 */
export function because(leaf: Leaf, at: number, wording: Wording, weights: Weights): Reason {
  if (leaf.rule !== null) return becauseOfRule(leaf, wording);
  const { entry, term } = leaf;
  const { event, severity } = entry!;
  const ofApp = term.kind === 'app' ? event.apps.findIndex((app) => app.name === term.name) : -1;
  const level = severity.apps[ofApp] ?? severity.level;
  const { acted } = event.act;
  const details = [
    reason('on-date', { date: event.date }),
    ...(acted === null || acted === event.date ? [] : [reason('decided-on', { day: acted })]),
    reason('level', { level }),
    ...(severity.rule === 'second-naming' && level > 2 ? [reason('second-naming')] : []),
    ...tiersOf(term, event, weights),
  ];
  return reasons(
    reason('act', { act: wording.act(event, term), details }),
    ...stateReasons(stateAt(entry!, at)),
    ...weightReasons(leaf, at),
    // On what it rests, where that is not the authority's own page or an attested record.
    ...(event.attested ? [] : [reason('unverified')]),
    ...(event.attested && isPress(event) ? [reason('press-only')] : []),
  );
}

/** What was done, when, and its own size: the first line of an answer. */
export const leadReason = (event: RegulatoryEvent, wording: Wording): Reason =>
  reason('act', {
    act: wording.act(event, WHOLE_ACT),
    details: [
      reason('on-date', { date: event.date }),
      ...(isFine(event) ? costReasons(event) : []),
    ],
  });

/** What a fine costs the group, and what the figure rests on. */
function costReasons(event: RegulatoryEvent): Reason[] {
  const { share, by, year, quality } = costOf(event);
  if (share === null) return [];
  const percent = String(+(share * 100).toPrecision(2));
  const known = year ?? '';
  if (by === 'class') return [reason('cost-class')];
  if (share < SMALL_SHARE && by !== 'stated')
    return [reason(quality === 'judged' ? 'cost-small-judged' : 'cost-small', { year: known })];
  if (by === 'stated') return [reason('cost-stated', { percent })];
  return [reason(quality === 'judged' ? 'cost-judged' : 'cost', { percent, year: known })];
}
const SMALL_SHARE = 0.0001;

/** Only an app has the tier of an app; a line, product or subsidiary is a part of the business. */
function valueReason(isApp: boolean, tier: RegulatoryEvent['apps'][number]['value']): Reason {
  if (tier === 'unknown') return reason(isApp ? 'app-value-unknown' : 'part-value-unknown');
  return isApp ? reason('app-value', { tier }) : reason('part-value', { tier });
}

/** The value of an app or part, as what it counts, and that its app is a super platform. */
function valueReasons(app: RegulatoryEvent['apps'][number], event: RegulatoryEvent): Reason[] {
  const parts = [valueReason(event.object.kind === 'app', app.value)];
  if (app.value === 'unknown' && app.counted !== undefined && app.counted !== 'unknown')
    parts.push(reason('counted-as', { tier: app.counted }));
  if (app.reach === 'super') parts.push(reason('super-platform'));
  return parts;
}

/** What the factors of a term rest on; a fine and a bar on holding shares hang on no app. */
function tiersOf(term: Term, event: RegulatoryEvent, weights: Weights): Reason[] {
  const parts: Reason[] = [];
  const app =
    term.kind === 'app' ? event.apps.find((eventApp) => eventApp.name === term.name) : undefined;
  const counted = countedBy(event, app?.counted ?? app?.value ?? 'core', weights);
  if (app !== undefined && term.graded && counted.value) parts.push(...valueReasons(app, event));
  if (app !== undefined && term.a !== 1)
    parts.push(reason('owned', { percent: percentOf(term.a) }));
  if (event.market && term.graded && counted.market) parts.push(onlyIn(event.market.share));
  if (event.share !== null && 'value' in event.share && event.via === null && !isFine(event))
    parts.push(reason('share-of-revenue', { percent: percentOf(event.share.value) }));
  if (isFine(event)) parts.push(...costReasons(event));
  return parts;
}

/** Whether the act of an entry stands at an instant, as far as anybody saw. */
export function stateAt(
  {
    event,
    changes,
    closedBy = null,
    matter,
  }: Pick<CaseEntry, 'event' | 'changes'> & Partial<Pick<CaseEntry, 'closedBy' | 'matter'>>,
  at: number,
): ActState {
  const later = (by: RegulatoryEvent): LaterAct => ({
    act: by.act,
    date: by.date,
    changed: changes.filter(({ act }) => act.on.some((id) => isOfAct(by, id))).map(later),
  });
  const own = changes.filter(({ act }) => act.on.some((id) => isOfAct(event, id)));
  const settled = matter?.entries.find((entry) => settles(entry.event, event))?.event;
  const decided = closedBy === null || closedBy === event ? settled : closedBy;
  const followed = matter === undefined || matter.name === null ? [] : laterActsOf(event, matter);
  return stateOf(
    event.act,
    event.date,
    dayIn(at as RegulatoryEvent['at'], event.zone),
    own.map(later),
    { decided: decided?.date ?? null, followed },
  );
}

/** Days of later acts of the same matter by the same authority. */
const laterActsOf = (event: RegulatoryEvent, { entries }: Pick<CaseState, 'entries'>) =>
  entries
    .filter((entry) => entry.event.regulator === event.regulator && entry.event.at > event.at)
    .map((entry) => entry.event.date);

/** Whether an act is the final one of an earlier act of its measure that was not final. */
const settles = (event: RegulatoryEvent, earlier: RegulatoryEvent): boolean =>
  event.at > earlier.at &&
  event.act.measure === earlier.act.measure &&
  event.act.posture === 'final' &&
  earlier.act.posture !== 'final';

/** What is left of the weight of an act, where it is not all of it. */
function weightReasons(leaf: Leaf, at: number): Reason[] {
  const { event, closedAt, severity, matter } = leaf.entry!;
  const percent = Math.round(leaf.d * 100);
  const { full, off } = spanOf(leaf.entry!, at);
  const fading = () =>
    reason('fading', { since: dayIn(full as RegulatoryEvent['at'], event.zone), percent });
  if (closedAt <= at) return severity.fine === null ? [reason('left', { percent })] : [fading()];
  if (at < full) return [];
  if (at >= off) return [fading()];
  const since = newsOf(matter, at)!.date;
  return [reason('no-news-since', { since, percent })];
}

const isPress = (event: RegulatoryEvent) => event.origin === 'notice' && event.evidence < 1;

function becauseOfRule(leaf: Leaf, wording: Wording): Reason {
  const { hit, stage, level, decay } = leaf.rule!;
  const { rule, events, exposure } = hit;
  const date = events.findLast((event) => event.stage === stage)?.date ?? '';
  const details = [
    reason('rule-stage', { rulestage: stage, date }),
    reason('level', { level }),
    reason('rule-exposure', { exposure }),
  ];
  return reasons(
    reason('rule', {
      regulator: wording.regulator(rule.regulator),
      title: bothNames(rule.title),
      details,
    }),
    ...(decay === 1 ? [] : [reason('left', { percent: Math.round(decay * 100) })]),
    ...(rule.attested ? [] : [reason('unverified')]),
  );
}

/**
 * What a reader should know of the inputs: tiers and shares that nobody knows, and what nobody can
 * check. Each once, in order.
 */
export function flagsOf(leaves: readonly Leaf[], wording: Wording): Reason[] {
  const flags = leaves.flatMap(({ entry, rule, term }) => {
    if (rule !== null) return flagsOfRule(rule);
    return [...flagsOfTerm(term, entry!, wording), ...flagsOfSource(entry!.event, wording)];
  });
  return [...new Map(flags.map((flag) => [JSON.stringify(flag), flag])).values()];
}

function flagsOfRule({ hit }: NonNullable<Leaf['rule']>): Reason[] {
  const { attested, title } = hit.rule;
  return attested ? [] : [reason('title-unverified', { title: bothNames(title) })];
}

/** Factors of a term whose true value is not known. */
function flagsOfTerm(term: Leaf['term'], { event, severity }: CaseEntry, wording: Wording) {
  const { date, object, market } = event;
  const subject = term.kind === 'app' ? wording.app(term.app, term.name) : reason('the-company');
  const app = event.apps.find((eventApp) => eventApp.name === term.name);
  // Only apps and companies have a reach of their own.
  const hasReach = object.kind === 'app' || object.kind === 'company';
  const fine = severity.unknownFine ? severity.fine : null;
  const flags: (Reason | false)[] = [
    term.unknownValue && unknownValue(subject, app?.counted ?? 'unknown', term.m),
    term.unknownReach && hasReach && reason('reach-unknown', { subject, number: term.r }),
    fine !== null && reason('fine-share-unknown', { date, units: fine }),
    market?.share === null && reason('market-share-unknown', { date }),
    event.shareAssumed === true && unknownShare(event, subject, term.a, wording),
  ];
  return flags.filter((flag) => flag !== false);
}

/** That the share of the company between is not known; an app's name may stand there as well. */
function unknownShare(
  { via }: RegulatoryEvent,
  subject: Named | Reason,
  number: number,
  wording: Wording,
): Reason {
  const between = via === null ? subject : wording.app(null, via);
  return reason('share-unknown', { subject: between, number });
}

function flagsOfSource(event: RegulatoryEvent, wording: Wording): Reason[] {
  const stated = () => ({ title: wording.title(event.title), date: event.date });
  if (!event.attested) return [reason('title-date-unverified', stated())];
  return isPress(event) ? [reason('title-press-only', stated())] : [];
}
