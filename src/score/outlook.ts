import type { Case, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { closes } from './acts.ts';
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
export const QUIET_DAYS = 90;

/**
 * What would change a score: removal of the gravest app of an open case, closing of the gravest open case, and 90 quiet
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

  const removable = gravest.find(({ step, factor }) => removal(step!, factor.id, input.at) !== null);
  if (removable !== undefined) {
    const step = removal(removable.step!, removable.factor.id, input.at)!;
    const body = wording.regulator(step.regulator);
    const what = wording.app(step.apps[0]!.app, step.apps[0]!.name);
    add('removal', scoreCompany({ ...input, steps: [...own, step] }).score, {
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

/** The removal of the app that a factor tells; null where the factor is no app, or the app is off the stores already. */
function removal(step: Step, factor: string, at: Instant): Step | null {
  const app = step.apps.find((one) => factor === `${step.id}#${one.name}`);
  if (app === undefined || closes(step) || step.types.includes('removed-from-stores')) return null;
  return { ...supposed(step, at), types: ['removed-from-stores'], apps: [app] };
}

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
