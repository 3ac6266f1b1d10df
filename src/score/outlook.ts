import type { Case, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { appKey } from './acts.ts';
import { plainWording } from './explain.ts';
import { type ScoreInput, scoreCompany } from './score.ts';
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
 */
export function outlookOf(input: ScoreInput): Prospect[] {
  const now = scoreCompany(input);
  const wording = input.wording ?? plainWording;
  const own = input.steps.filter((step) => step.company === input.company.id && step.at <= input.at);
  const gravest = now.factors
    .map((factor) => ({
      factor,
      step: own.find((step) => step.id === factor.step),
      standing: now.cases.find((one) => one.id === factor.case),
    }))
    .filter(({ step, standing }) => step !== undefined && standing?.open)
    .sort((one, other) => other.factor.points - one.factor.points);
  const prospects: Prospect[] = [];
  const add = (kind: Prospect['kind'], score: number, because: Both) =>
    prospects.push({ kind, score, change: Math.round((score - now.score) * 10) / 10, because });

  const removals = gravest.flatMap(({ step, factor }) => removal(step!, factor.id, own, input.at));
  const worst = removals
    .slice(0, MOST_REMOVALS)
    .map((step) => ({ step, score: scoreCompany({ ...input, steps: [...own, step] }).score }))
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
  const open = gravest[0]?.standing;
  if (open !== undefined) {
    const body = wording.regulator(open.regulator);
    add('closing', scoreCompany({ ...input, steps: [...own, closing(open, own, input.at)] }).score, {
      en: `if ${body.en} closed the case of ${open.opened}`,
      zh: `如果${body.zh}就${open.opened}的事项结案`,
    });
  }
  const later = (input.at + QUIET_DAYS * DAY) as Instant;
  add('quiet', scoreCompany({ ...input, steps: own, rules: input.rules, at: later }).score, {
    en: `after ${QUIET_DAYS} quiet days`,
    zh: `${QUIET_DAYS}天内无新动作`,
  });
  return prospects;
}

/** The removal of the app that a factor tells; none where the factor is no app, or the body has had it off the stores before. */
function removal(step: Step, factor: string, own: readonly Step[], at: Instant): Step[] {
  const app = step.apps.find((one) => factor === `${step.id}#${one.name}`);
  if (app === undefined || step.companyWide) return [];
  const gone = own.some(
    (one) =>
      goesOff(one) &&
      one.regulator === step.regulator &&
      one.apps.some((each) => appKey(each) === appKey(app)),
  );
  return gone ? [] : [{ ...supposed(step, at), types: ['removed-from-stores'], apps: [app] }];
}

const goesOff = (step: Step) => step.types.includes('removed-from-stores') || step.types.includes('banned');

function closing(open: Case, own: readonly Step[], at: Instant): Step {
  const last = own.find((step) => step.id === open.steps.at(-1)!.step)!;
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
