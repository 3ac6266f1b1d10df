import type { Case, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { appKey } from './acts.ts';
import { plainWording } from './explain.ts';
import { withOneMore } from './ledger.ts';
import { shownTenths } from './points.ts';
import { quickScore, type ScoreInput, type Standing, scoreAt, standingOf } from './score.ts';
import type { Both } from './sentences.ts';
import { DAY, dateAt } from './time.ts';

/** Something that would change the score, told in points by the function that scores. */
export interface Prospect {
  readonly kind: 'removal' | 'closing' | 'quiet';
  readonly score: number;
  /** Points against today's score. */
  readonly change: number;
  readonly because: Both;
}

/** Days of silence in the last prospect. */
const QUIET_DAYS = 90;
/** Apps of open cases that are tried, by the points that they bring today. */
const MOST_REMOVALS = 12;

/**
 * What would change a score: the worst removal of an app of an open case, closing of the gravest open case, and 90 quiet
 * days. Each is scored as if it happened at the instant; nothing is estimated.
 * @param standing of `input` and `now` its score at the instant: who has them spares their making
 */
export function outlookOf(
  input: ScoreInput,
  standing = standingOf(input),
  now = scoreAt(standing, input.at),
): Prospect[] {
  const wording = input.wording ?? plainWording;
  const own = input.steps.filter((step) => step.company === input.company.id && step.at <= input.at);
  const steps = new Map(own.map((step) => [step.id as string, step]));
  const open = new Map(now.cases.filter((one) => one.open).map((one) => [one.id as string, one]));
  const gravest = now.factors
    .flatMap((factor) => {
      const step = steps.get(factor.step ?? '');
      const standsOpen = open.get(factor.case ?? '');
      return step === undefined || standsOpen === undefined ? [] : [{ factor, step, standing: standsOpen }];
    })
    .sort((one, other) => other.factor.points - one.factor.points);
  const prospects: Prospect[] = [];
  const add = (kind: Prospect['kind'], score: number, because: Both) =>
    prospects.push({ kind, score, change: Math.round((score - now.score) * 10) / 10, because });
  // An act that is told later belongs to no question about what would happen now.
  const known = input.steps.some((step) => step.at > input.at)
    ? standingOf({ ...input, steps: own })
    : standing;
  /** Only the number: the sentences of a score that never was are read by nobody. */
  const scoreWith = (step: Step) =>
    shownScore({ ...known, ledger: withOneMore(known.ledger, step, input.weights) }, input.at);

  const gone = takenOff(own);
  const removals = gravest.flatMap(({ step, factor }) => removal(step, factor.id, gone, input.at));
  const worst = removals
    .slice(0, MOST_REMOVALS)
    .map((step) => ({ step, score: scoreWith(step) }))
    .reduce((one, other) => (other.score > one.score ? other : one), {
      step: null as Step | null,
      score: now.score,
    });
  if (worst.step !== null) {
    const { step } = worst;
    const body = wording.regulator(step.regulator);
    const what = wording.app(step.apps[0]!.app, step.apps[0]!.name);
    add('removal', worst.score, {
      en: `if ${body.en} had ${what.en} removed from the app stores`,
      zh: `如果${body.zh}要求应用商店下架${what.zh}`,
    });
  }
  const first = gravest[0]?.standing;
  if (first !== undefined) {
    const body = wording.regulator(first.regulator);
    const last = steps.get(first.steps.at(-1)!.step)!;
    add('closing', scoreWith(closing(first, last, input.at)), {
      en: `if ${body.en} closed the case of ${first.opened}`,
      zh: `如果${body.zh}就${first.opened}的事项结案`,
    });
  }
  const later = (input.at + QUIET_DAYS * DAY) as Instant;
  add('quiet', shownScore(known, later), {
    en: `after ${QUIET_DAYS} quiet days`,
    zh: `${QUIET_DAYS}天内无新动作`,
  });
  return prospects;
}

/** The removal of the app that a factor tells; none where the factor is no app, or the body has had it off the stores before. */
function removal(step: Step, factor: string, gone: ReadonlySet<string>, at: Instant): Step[] {
  const app = step.apps.find((one) => factor === `${step.id}#${one.name}`);
  if (app === undefined || step.companyWide) return [];
  return gone.has(offKey(step.regulator, appKey(app)))
    ? []
    : [{ ...supposed(step, at), types: ['removed-from-stores'], apps: [app] }];
}

/** What each body has had off the stores so far. */
function takenOff(own: readonly Step[]): Set<string> {
  return new Set(
    own.filter(goesOff).flatMap((step) => step.apps.map((app) => offKey(step.regulator, appKey(app)))),
  );
}

const offKey = (regulator: string, app: string) => `${regulator} ${app}`;

const shownScore = (standing: Standing, at: Instant) => shownTenths(quickScore(standing, at).score) / 10;

const goesOff = (step: Step) => step.types.includes('removed-from-stores') || step.types.includes('banned');

function closing(open: Case, last: Step, at: Instant): Step {
  return { ...supposed(last, at), types: ['closed'], apps: [], matter: open.id };
}

/** A step that never was: like one that was, at full evidence, at the instant of the question. */
function supposed(like: Step, at: Instant): Step {
  return {
    ...like,
    id: `supposed/${like.id}`,
    date: dateAt(at, like.zone),
    at,
    override: null,
    unnamedApps: 0,
    companyWide: false,
    deadline: null,
    fine: null,
    together: false,
    batch: null,
    matter: null,
    evidence: 1,
    attested: true,
    origin: 'facts',
    notice: null,
  };
}
