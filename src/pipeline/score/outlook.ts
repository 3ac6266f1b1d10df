import { actOf } from '../../domain/act.ts';
import { kindOf } from '../../domain/act-kind.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { Case, RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, dayIn, type Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { plainWording } from './explain.ts';
import { scoreOfLoad, shownTenths } from './formula.ts';
import { caseWith, openLedger } from './ledger.ts';
import { loadOf, onlyStages } from './load.ts';
import { quickScore, type ScoreInput, scoreAt, standingOf } from './score.ts';
import { appKey, isList } from './severity.ts';

/** Something that would change the score, stated in points by the function that scores. */
export type Prospect = ReturnType<typeof outlookOf>[number];

/** Days of silence in the last prospect. */
const QUIET_DAYS = 90;
/** Apps and cases that are tried, by the points that they bring today. */
const MOST_REMOVALS = 12;
const MOST_CASES = 4;

const REMOVED = 'delist-app';
type NextStep = Weights['whatIf'][number];

/** A sentence with what happened before behind it. */
const QUOTED = {
  en: (text: string, precedent: string) => `${text} (${precedent})`,
  zh: (text: string, precedent: string) => `${text}（${precedent}）`,
} as const;

const OF_CASE = {
  en: (day: string) => ` in the case of ${day}`,
  zh: (day: string) => `（${day}的案件）`,
} as const;

/**
 * What would change a score: the act that each kind of open case takes next (`whatIf` of
 * config/scoring.yml), of removals the worst alone; the closing of the gravest case; and 90 quiet
 * days. Each is scored as if it happened at the instant.
 * @param standing of `input` and `now` its score at the instant: who has them spares their making
 */
export function outlookOf(
  input: ScoreInput,
  standing = standingOf(input),
  now = scoreAt(standing, input.at),
) {
  const { at, weights, wording = plainWording } = input;
  // An act that becomes known later belongs to no question about what would happen now.
  const own = input.events.filter((event) => event.company === input.company.id && event.at <= at);
  const steps = new Map(own.map((event) => [event.id as string, event]));
  const open = new Map(now.cases.filter((one) => one.open).map((one) => [one.id as string, one]));
  const gravest = now.factors
    .toSorted((factor, other) => other.points - factor.points)
    .flatMap(({ id, step, case: of }) => {
      const act = steps.get(step ?? '');
      const standsOpen = open.get(of ?? '');
      if (act === undefined || standsOpen === undefined) return [];
      return [{ factor: id, act, open: standsOpen, row: nextOf(standsOpen, steps, weights) }];
    });
  const hits = onlyStages(standing.hits, (event) => event.at <= at);
  const ledger = own.length === input.events.length ? standing.ledger : openLedger(own, weights);
  const known = { ledger, hits, weights };
  const shown = (load: number) => shownTenths(scoreOfLoad(load, weights)) / 10;
  const { load } = quickScore(known, at);
  const scoreWith = (event: RegulatoryEvent) => {
    const { before, after } = caseWith(ledger, event, weights);
    const loadIn = (matter: typeof before) => (matter === null ? 0 : loadOf(matter, weights, at));
    return shown(load - loadIn(before) + loadIn(after));
  };
  const prospect = (
    kind: 'removal' | 'next' | 'closing' | 'quiet',
    score: number,
    because: Reason,
  ) => ({
    kind,
    score,
    /** Points against today's score. */
    change: Math.round((score - now.score) * 10) / 10,
    because,
  });
  /** `opened` = day of the case, where another one would read alike. */
  const said = (
    row: NextStep,
    { regulator, apps: [app] }: RegulatoryEvent,
    opened: string | null = null,
  ): Reason => {
    const names = {
      body: wording.regulator(regulator),
      app: app && wording.app(app.app, app.name),
    };
    // What was not known yet is not quoted.
    const day = dayIn(at, 'UTC');
    const precedent = [row.later, row.precedent].find((known) => known && known.since <= day);
    const filled = (language: 'en' | 'zh') => {
      const text = row[language]
        .replace('{body}', names.body[language])
        .replace('{app}', names.app?.[language] ?? '')
        .concat(opened === null ? '' : OF_CASE[language](opened));
      return precedent ? QUOTED[language](text, precedent[language]) : text;
    };
    return reason('next-step', { text: { en: filled('en'), zh: filled('zh') } });
  };

  const gone = own
    .filter(({ act: { measure } }) => measure === REMOVED || measure === 'licence')
    .flatMap((event) => event.apps.map((app) => `${event.regulator} ${appKey(app)}`));
  const worst = gravest
    .flatMap(({ act, factor, row }) => {
      // The app that the factor tells; none where it is no app, or the body has had it off the
      // stores before.
      const app =
        act.companyWide || act.object.kind !== 'app'
          ? undefined
          : act.apps.find(({ name }) => factor === `${act.id}#${name}`);
      const isNext = row !== null && row.next.measure === REMOVED;
      if (!isNext || app === undefined || gone.includes(`${act.regulator} ${appKey(app)}`))
        return [];
      return [{ row, step: { ...supposed(act, at, row.next), apps: [app] } }];
    })
    .slice(0, MOST_REMOVALS)
    .map((one) => ({ ...one, score: scoreWith(one.step) }))
    .filter((one) => one.score > now.score)
    .sort((one, other) => other.score - one.score)
    .slice(0, 1);
  const cases = [...new Map(gravest.map((one) => [one.open.id, one])).values()].slice(
    0,
    MOST_CASES,
  );
  const isAlike = ({ act, row }: (typeof cases)[number]) =>
    cases.filter((other) => other.row === row && other.act.regulator === act.regulator).length > 1;
  const next = cases.flatMap((one) => {
    const { row, open } = one;
    const { id, steps: acts, opened } = open;
    if (row === null || row.next.measure === REMOVED) return [];
    const last = steps.get(acts.at(-1)!.step)!;
    const { apps, companyWide } = last;
    const event: RegulatoryEvent = {
      ...supposed(last, at, row.next),
      apps,
      companyWide,
      matter: last.matter ?? id,
    };
    return [prospect('next', scoreWith(event), said(row, last, isAlike(one) ? opened : null))];
  });
  const closing = gravest.slice(0, 1).map(({ act, open: { id, opened: date } }) => {
    const { regulator, matter } = act;
    const event = { ...supposed(act, at, null), apps: [], matter: matter ?? id };
    const because = reason('if-closed', { regulator: wording.regulator(regulator), date });
    return prospect('closing', scoreWith(event), because);
  });
  return [
    ...worst.map(({ row, step, score }) => prospect('removal', score, said(row, step))),
    ...next,
    ...closing,
    prospect(
      'quiet',
      shown(quickScore(known, (at + QUIET_DAYS * DAY_MS) as Instant).load),
      reason('quiet-days', { days: QUIET_DAYS }),
    ),
  ];
}

/**
 * The row that fits the gravest act of a case, of equals the latest; null where nothing is known to
 * follow.
 */
function nextOf(
  { steps: acts, regulator }: Case,
  steps: ReadonlyMap<string, RegulatoryEvent>,
  weights: Weights,
): NextStep | null {
  const ranked = acts.toReversed().sort((a, b) => b.level - a.level);
  const last = ranked.map(({ step }) => steps.get(step)).find((event) => event !== undefined);
  const did = (step: string) => steps.get(step)?.act.measure;
  const fits = (row: NextStep, event: RegulatoryEvent) =>
    event.act.measure !== null &&
    row.measures.includes(event.act.measure) &&
    (row.bodies?.includes(regulator) ?? true) &&
    (row.list === undefined || (row.list === 'true') === isList(event)) &&
    (row.within === undefined || acts.some(({ step }) => did(step) === row.within));
  return weights.whatIf.find((row) => last !== undefined && fits(row, last)) ?? null;
}

/**
 * An act that never was: like one that was, but plain, at the instant of the question. `next` null
 * = the case is closed. /
 */
function supposed(
  like: RegulatoryEvent,
  at: Instant,
  next: NextStep['next'] | null,
): RegulatoryEvent {
  const { market } = like.act;
  const act =
    next === null
      ? actOf({ measure: null, effect: 'dropped', posture: 'final', market })
      : actOf({ measure: next.measure, form: next.form ?? null, posture: 'final', market });
  const share = next?.share ?? null;
  return {
    ...like,
    date: dayIn(at, like.zone),
    at,
    act,
    kinds: [kindOf(act)],
    override: null,
    unnamedApps: 0,
    companyWide: false,
    deadline: null,
    fine: null,
    cost: { share, by: share === null ? 'unknown' : 'revenue', year: null, quality: 'judged' },
    together: false,
    batch: null,
    matter: null,
  };
}
