import type { AlertReason, Signal } from '../../domain/alert.ts';
import type { Exposure } from '../../domain/exposure.ts';
import type { NoticeId, SignalId } from '../../domain/ids.ts';
import type { Measure } from '../../domain/measures.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Case, Score } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';

/** What one exposure did to one company's score. */
export interface SignalFacts
  extends Pick<Signal, 'exposure' | 'level' | 'earlier' | 'origin' | 'detectedAt'> {
  readonly notice: Notice;
  /**
   * Ids of the Acts that the notice took against the company; one that joined an earlier account
   * has no factor.
   */
  readonly steps: readonly string[];
  /** Measures that it took against the company. */
  readonly measures: readonly Measure[];
  /** The case that the act stands in after this notice. */
  readonly case: Case;
  readonly before: Score;
  readonly after: Score;
  /** Points of the load that it adds, by itself. */
  readonly own: number;
  /** True where an act of the notice reaches a market in which the company sells nothing. */
  readonly reachesNoSales?: boolean;
  /** True where it changes what an earlier notice said of the same act. */
  readonly correction: boolean;
  /** True where it only changes an earlier act, which stands all the same. */
  readonly changes?: boolean;
  readonly backfill: boolean;
}

/** How an act moved a score; `own` = points of the load that it adds, by itself. */
export function movedBy(before: Score, after: Score, own: number) {
  return {
    own,
    before: before.score,
    after: after.score,
    bandBefore: before.band,
    bandAfter: after.band,
    attested: {
      before: before.attested.score,
      after: after.attested.score,
      band: after.attested.band,
    },
  };
}

/** Two days: what is published longer ago than this when it is first seen is called late. */
const LATE_MS = 2 * 86_400_000;

/**
 * An hour: what is known to have been published so lately is not late, though the watch had slept
 * before it.
 */
const PROMPT_MS = 3_600_000;

/** Made of notice, company and edge, so that a replay makes the same. */
export const signalIdOf = (notice: NoticeId, { company, edge }: Exposure): SignalId =>
  `${notice}:${company}${edge === 'operator' ? '' : `:${edge}`}` as SignalId;

/** Makes the immutable Signal of an exposure. */
export function signalOf(facts: SignalFacts): Signal {
  const { notice, exposure, after, before, level, own, origin, earlier, detectedAt } = facts;
  const { id: caseId, regulator, stage, deadline } = facts.case;
  const { company } = exposure;
  const factors = after.factors.filter(
    (factor) => factor.step !== null && facts.steps.includes(factor.step),
  );
  return {
    id: signalIdOf(notice.id, exposure),
    notice: notice.id,
    company,
    exposure,
    case: caseId,
    regulator,
    stage,
    deadline,
    level,
    ...movedBy(before, after, own),
    factors,
    ...(factors.length === 0 && isWeightless(facts) ? { weightless: true } : {}),
    measures: facts.measures,
    alertReason: alertReasonOf(facts),
    origin,
    earlier,
    publishedAt: notice.publishedAt,
    detectedAt,
    late: isLate(facts),
    noveltyKey: noveltyKey(facts),
  };
}

/**
 * Whether an act of the notice stands in a case by itself, with a level, and adds nothing since it
 * reaches no sales; an account of an act that is known stands in none.
 */
const isWeightless = ({ after, steps, reachesNoSales = false }: SignalFacts): boolean =>
  reachesNoSales &&
  after.cases.some((each) =>
    each.steps.some(({ step, level }) => level > 0 && steps.includes(step)),
  );

/**
 * When a notice was published: its instant, or the last minute of its day where it states no more;
 * null = unknown.
 */
export function publishedBy({ publishedAt, published }: Pick<Notice, 'publishedAt' | 'published'>) {
  return (
    publishedAt ?? (published === null ? null : (Date.parse(`${published}T23:59+08:00`) as Instant))
  );
}

/**
 * Late: from before a gap in the watch ended, or published more than two days before it was
 * detected.
 */
function isLate({ notice, detectedAt, backfill }: SignalFacts): boolean {
  const published = publishedBy(notice);
  if (notice.publishedAt !== null && detectedAt - notice.publishedAt <= PROMPT_MS) return false;
  return backfill || (published !== null && detectedAt - published > LATE_MS);
}

/**
 * issuer + regulator + matter + stage (docs/scoring.md), and the apps where an authority itself
 * names them: 25 further apps that are removed in the same case are news, the tenth newspaper that
 * tells of them is not.
 */
function noveltyKey(facts: SignalFacts): string {
  const { exposure, case: matter, origin, correction, changes, notice } = facts;
  if (correction) return `${exposure.company}|correction|${notice.id}`;
  if (changes === true) return `${exposure.company}|changed|${notice.id}`;
  const edge = exposure.edge === 'operator' ? '' : `|${exposure.edge}`;
  const apps =
    origin === 'press'
      ? 'press'
      : exposure.apps
          .map((app) => app.app ?? app.name)
          .toSorted()
          .join(',');
  return `${exposure.company}|${matter.regulator}|${matter.id}|${matter.stage}${edge}|${apps}`;
}

function alertReasonOf(facts: SignalFacts): AlertReason {
  if (facts.correction) return 'correction';
  if (facts.changes === true) return 'changed';
  if (facts.case.stage === 'closed') return 'closed';
  if (facts.case.steps.length > 1) return 'escalated';
  return facts.earlier === 0 ? 'first' : 'new';
}
