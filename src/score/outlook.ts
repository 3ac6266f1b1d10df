import { type Reason, reason } from '../domain/reason.ts';
import type { Case, Step } from '../domain/score.ts';
import { DAY_MS, dayIn, type Instant } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { appKey, isList } from './acts.ts';
import { plainWording } from './explain.ts';
import { openLedger } from './ledger.ts';
import { shownTenths } from './points.ts';
import { quickScore, type ScoreInput, type Standing, scoreAt, standingOf } from './score.ts';

/** Something that would change the score, told in points by the function that scores. */
export interface Prospect {
  readonly kind: 'removal' | 'next' | 'closing' | 'quiet';
  readonly score: number;
  /** Points against today's score. */
  readonly change: number;
  readonly because: Reason;
}

/** Days of silence in the last prospect. */
const QUIET_DAYS = 90;
/** Apps and cases that are tried, by the points that they bring today. */
const MOST_REMOVALS = 12;
const MOST_CASES = 4;

type NextStep = Weights['whatIf'][number];

/**
 * What would change a score: the step that each kind of open case takes next (`whatIf` of config/scoring.yml), of removals
 * the worst alone; the closing of the gravest case; and 90 quiet days. Each is scored as if it happened at the instant.
 * @param standing of `input` and `now` its score at the instant: who has them spares their making
 */
export function outlookOf(
  input: ScoreInput,
  standing = standingOf(input),
  now = scoreAt(standing, input.at),
): Prospect[] {
  const { at, weights } = input;
  const wording = input.wording ?? plainWording;
  const own = input.steps.filter((step) => step.company === input.company.id && step.at <= at);
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
  const add = (kind: Prospect['kind'], score: number, because: Reason) =>
    prospects.push({ kind, score, change: Math.round((score - now.score) * 10) / 10, because });
  // An act that is told later belongs to no question about what would happen now.
  const known = input.steps.some((step) => step.at > at) ? standingOf({ ...input, steps: own }) : standing;
  /** Only the number: the sentences of a score that never was are read by nobody. */
  const scoreWith = (step: Step) => shownScore({ ...known, ledger: openLedger([...own, step], weights) }, at);
  const said = (row: NextStep, step: Step): Reason => {
    const body = wording.regulator(step.regulator);
    const app = step.apps[0] === undefined ? null : wording.app(step.apps[0].app, step.apps[0].name);
    const filled = (text: string, language: 'en' | 'zh') =>
      text.replace('{body}', body[language]).replace('{app}', app?.[language] ?? '');
    return reason('next-step', { text: { en: filled(row.en, 'en'), zh: filled(row.zh, 'zh') } });
  };

  const rows = gravest.map((one) => ({ ...one, row: nextOf(one.standing, steps, weights) }));
  const gone = takenOff(own);
  const removals = rows
    .flatMap(({ row, step, factor }) =>
      row?.next.type === 'removed-from-stores'
        ? removal(step, factor.id, gone, at).map((gone) => ({ row, step: gone }))
        : [],
    )
    .slice(0, MOST_REMOVALS)
    .map((one) => ({ ...one, score: scoreWith(one.step) }));
  const worst = removals.reduce<(typeof removals)[number] | null>(
    (one, other) => (other.score > (one?.score ?? now.score) ? other : one),
    null,
  );
  if (worst !== null) add('removal', worst.score, said(worst.row, worst.step));
  const cases = [...new Map(rows.map((one) => [one.standing.id, one])).values()].slice(0, MOST_CASES);
  for (const { row, standing: one } of cases) {
    if (row === null || row.next.type === 'removed-from-stores') continue;
    const last = steps.get(one.steps.at(-1)!.step)!;
    const { type, share } = row.next;
    const fine = share === undefined ? null : { currency: 'CNY', amount: 1, share };
    const { apps, companyWide } = last;
    const step = { ...supposed(last, at), types: [type], fine, apps, companyWide, matter: one.id };
    add('next', scoreWith(step), said(row, last));
  }
  const first = gravest[0]?.standing;
  if (first !== undefined) {
    const regulator = wording.regulator(first.regulator);
    const last = steps.get(first.steps.at(-1)!.step)!;
    const because = reason('if-closed', { regulator, date: first.opened });
    add('closing', scoreWith(closing(first, last, at)), because);
  }
  const later = (at + QUIET_DAYS * DAY_MS) as Instant;
  const hits = known.hits.map((hit) => ({ ...hit, events: hit.events.filter((event) => event.at <= at) }));
  add('quiet', shownScore({ ...known, hits }, later), reason('quiet-days', { days: QUIET_DAYS }));
  return prospects;
}

/** The row that fits the gravest act of a case, of equals the latest; null where nothing is known to follow. */
function nextOf(one: Case, steps: ReadonlyMap<string, Step>, weights: Weights): NextStep | null {
  const last = one.steps
    .toReversed()
    .sort((a, b) => b.level - a.level)
    .map(({ step }) => steps.get(step))
    .find((step) => step !== undefined);
  if (last === undefined) return null;
  const fits = (row: NextStep) =>
    row.types.some((type) => last.types.includes(type)) &&
    (row.bodies?.includes(one.regulator) ?? true) &&
    (row.list === undefined || (row.list === 'true') === isList(last));
  return weights.whatIf.find(fits) ?? null;
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
    date: dayIn(at, like.zone),
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
