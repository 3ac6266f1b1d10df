import { endsOthers } from '../../domain/act.ts';
import type { Signal, Suppressed } from '../../domain/alert.ts';
import type { Exposure } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { RegulatoryEvent, Score } from '../../domain/score.ts';
import { announcesList } from '../alert/amend.ts';
import { exposureOf } from '../alert/corrections.ts';
import { signalIdOf, signalOf } from '../alert/signals.ts';
import { ownPointsOf, scoreAt, standingOf } from '../score/score.ts';
import { inputOver, scoreOver, stepsKnown } from '../standing/knowledge.ts';
import type { NoticeContext } from './alert-context.ts';
import type { NoticeDelta } from './earlier-notices.ts';

/** The acts of a notice: as it states them, and compared with earlier reports. */
export interface NoticeActs {
  readonly stated: readonly RegulatoryEvent[];
  readonly delta: NoticeDelta;
}

/** The result of a notice for one company: a signal, or why there is none. */
type CompanyResult =
  | { readonly signal: Signal; readonly score: Score }
  | { readonly because: Reason; readonly score?: Score };

/**
 * Scores each touched company before and after the notice, at the same instant. Every company ends
 * as a signal or as a suppression with its reason: none is left out.
 */
export async function scoreNotice(
  context: NoticeContext,
  exposures: readonly Exposure[],
  acts: NoticeActs,
): Promise<{ signals: Signal[]; scores: Score[]; suppressed: Suppressed[] }> {
  const signals: Signal[] = [];
  const scores: Score[] = [];
  const suppressed: Suppressed[] = [];
  for (const [company, touched] of Map.groupBy(exposures, (exposure) => exposure.company)) {
    const exposure = exposureOf(company, { exposures: touched })!;
    const result = await resultFor(exposure, acts, context);
    if (result.score !== undefined) scores.push(result.score);
    if ('signal' in result) signals.push(result.signal);
    else suppressed.push(withoutSignal(exposure, result.because, context));
  }
  return { signals, scores, suppressed };
}

function withoutSignal(
  exposure: Exposure,
  because: Reason,
  { notice, now }: NoticeContext,
): Suppressed {
  const { company } = exposure;
  const signal = signalIdOf(notice.id, exposure);
  return { signal, company, address: null, stage: 'score', why: 'no-signal', because, at: now };
}

async function resultFor(
  exposure: Exposure,
  { stated, delta }: NoticeActs,
  { item, notice, now, store, knowledge }: NoticeContext,
): Promise<CompanyResult> {
  const { company } = exposure;
  const own = (events: readonly RegulatoryEvent[]) =>
    events.filter((event) => event.company === company);
  const events = own(delta.events);
  const gone = new Set(own(delta.withdrawn).map((event) => event.id));
  if (events.length === 0 && gone.size === 0)
    return { because: whyNoAct(notice, own(stated).length > 0, delta) };
  const known = (await stepsKnown(knowledge, store, company, now)).filter(
    (event) => event.notice !== notice.id,
  );
  const before = scoreOver(knowledge, company, known, now);
  const rest = known.filter((event) => !gone.has(event.id));
  const standing = standingOf(inputOver(knowledge, company, [...rest, ...events]));
  const score = scoreAt(standing, now);
  const newIds = new Set(events.map((each) => each.id));
  // A withdrawn company has no act any more: its signal refers to the case that it leaves.
  const position = events.length > 0 ? positionOf(events, score) : leftCase(notice, before);
  if (position === null) return { because: reason('no-open-case'), score };
  const { at, level } = position;
  // An act that ends another is reported as an end, even where its case has further acts.
  const isEnd = events.length > 0 && events.every(({ act }) => endsOthers(act));
  const caseNow = isEnd ? { ...position.matter, stage: 'closed' as const } : position.matter;
  const signal = signalOf({
    notice,
    case: caseNow,
    level,
    before,
    after: score,
    exposure,
    steps: events.map((each) => each.id),
    measures: [...new Set(events.flatMap((each) => each.act.measure ?? []))],
    own: ownPointsOf(standing, ({ id }) => newIds.has(id), now, before.load),
    earlier: known.filter(
      (each) =>
        each.regulator === caseNow.regulator &&
        each.via === null &&
        each.at < at &&
        !each.withdrawnAt,
    ).length,
    origin: notice.outlet === null ? 'official' : 'press',
    correction: isCorrected(company, delta),
    reachesNoSales: events.some(({ market }) => market?.share === 0),
    changes:
      events.length > 0 && events.every(({ act }) => act.effect !== null && !endsOthers(act)),
    detectedAt: item.fetchedAt,
    backfill: item.backfill || item.late === true,
  });
  return { signal, score };
}

/** Why a notice that names a company adds no act against it. */
function whyNoAct(notice: Notice, isStated: boolean, { versions, follows }: NoticeDelta): Reason {
  if (notice.regulator === null) return reason('no-authority');
  if (!isStated || follows === null) return reason('no-scored-act');
  if (versions.length > 0) return reason('edit-unchanged');
  const { title, url } = follows;
  return reason('reported-before', { title: title || url, day: follows.published ?? '' });
}

/**
 * Only a company named before is corrected; a list that follows its announcement corrects nothing.
 */
const isCorrected = (company: CompanyId, { earlier, follows }: NoticeDelta): boolean =>
  earlier?.exposures.some((each) => each.company === company) === true &&
  follows !== null &&
  !announcesList(follows);

function leftCase(notice: Notice, before: Score): ReturnType<typeof positionOf> {
  const one = before.cases.findLast((each) => each.regulator === notice.regulator?.value);
  return one === undefined ? null : { at: before.at, matter: one, level: 1 };
}

/**
 * The case of the gravest act of the notice; an act that the ledger merged into an earlier account
 * belongs to the latest case of that regulator.
 */
function positionOf(own: readonly RegulatoryEvent[], after: Score) {
  const entries = own.flatMap((event) =>
    after.cases.flatMap((matter) =>
      matter.steps
        .filter((each) => each.step === event.id || event.act.on.includes(each.step))
        .map((each) => ({ at: event.at, matter, level: each.level })),
    ),
  );
  const gravest = entries.sort((a, b) => b.level - a.level)[0];
  if (gravest !== undefined) return gravest;
  const event = own[0]!;
  const latest = after.cases
    .filter((one) => one.regulator === event.regulator)
    .sort((a, b) => (a.opened < b.opened ? 1 : -1))[0];
  return latest === undefined
    ? null
    : { at: event.at, matter: latest, level: latest.steps.at(-1)?.level ?? 1 };
}
