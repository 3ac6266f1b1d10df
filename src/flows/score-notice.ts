import { announcesList } from '../alert/amend.ts';
import { signalOf } from '../alert/signals.ts';
import { scoreOver, stepsKnown } from '../ask/knowledge.ts';
import type { Signal } from '../domain/alert.ts';
import type { Exposure } from '../domain/exposure.ts';
import type { Notice } from '../domain/notice.ts';
import type { Case, Score, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { exposureOf } from '../present/corrections.ts';
import { ownPoints } from '../score/formula.ts';
import type { Settling } from './alert-context.ts';
import type { NoticeDelta } from './earlier-notices.ts';

/** Scores each touched company before and after the notice, at the same instant. */
export async function scoreNotice(
  { item, notice, now, store, knowledge }: Settling,
  exposures: readonly Exposure[],
  delta: NoticeDelta,
): Promise<{ signals: Signal[]; scores: Score[] }> {
  const signals: Signal[] = [];
  const scores: Score[] = [];
  for (const [company, touched] of Map.groupBy(exposures, (one) => one.company)) {
    const steps = delta.steps.filter((step) => step.company === company);
    const gone = new Set(delta.withdrawn.filter((step) => step.company === company).map((step) => step.id));
    if (steps.length === 0 && gone.size === 0) continue;
    const known = (await stepsKnown(knowledge, store, company, now)).filter(
      (step) => step.notice !== notice.id,
    );
    const before = scoreOver(knowledge, company, known, now);
    const rest = known.filter((step) => !gone.has(step.id));
    const after = scoreOver(knowledge, company, [...rest, ...steps], now);
    scores.push(after);
    // A company that was taken back has no step any more: its signal stands in the case that it leaves.
    const position = steps.length > 0 ? positionOf(steps, after) : leftCase(notice, before);
    if (position === null) continue;
    const { at, one, level } = position;
    // Only a company that was named before is corrected; a list that follows its announcement corrects nothing.
    const named = delta.earlier?.exposures.some((each) => each.company === company) === true;
    const signal = signalOf({
      ...{ notice, case: one, level, before, after },
      exposure: exposureOf(company, { mapping: { exposures: touched } })!,
      steps: steps.map((each) => each.id),
      own: ownPoints(before.load, after.load, knowledge.catalog.weights),
      earlier: known.filter(
        (each) => each.regulator === one.regulator && each.via === null && each.at < at && !each.withdrawnAt,
      ).length,
      origin: notice.outlet === null ? 'official' : 'press',
      correction: named && delta.follows !== null && !announcesList(delta.follows),
      detectedAt: item.fetchedAt,
      backfill: item.backfill || item.late === true,
    });
    signals.push(signal);
  }
  return { signals, scores };
}

interface CasePosition {
  readonly at: Instant;
  readonly one: Case;
  readonly level: Signal['level'];
}

function leftCase(notice: Notice, before: Score): CasePosition | null {
  const one = before.cases.findLast((each) => each.regulator === notice.regulator?.value);
  return one === undefined ? null : { at: before.at, one, level: 1 };
}

/** Where the gravest step of the notice stands; one that the ledger merged into an earlier account stands in that body's latest case. */
function positionOf(own: readonly Step[], after: Score): CasePosition | null {
  const entries = own.flatMap((step) =>
    after.cases.flatMap((one) =>
      one.steps
        .filter((each) => each.step === step.id)
        .map((each) => ({ at: step.at, one, level: each.level })),
    ),
  );
  const gravest = entries.sort((a, b) => b.level - a.level)[0];
  if (gravest !== undefined) return gravest;
  const step = own[0]!;
  const latest = after.cases
    .filter((one) => one.regulator === step.regulator)
    .sort((a, b) => (a.opened < b.opened ? 1 : -1))[0];
  return latest === undefined ? null : { at: step.at, one: latest, level: latest.steps.at(-1)?.level ?? 1 };
}
