import { surroundings } from '../../answers/queries/knowledge.ts';
import type { Confirmation } from '../../domain/evidence.ts';
import type { Notice, PressStep } from '../../domain/notice.ts';
import type { Step } from '../../domain/score.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import { mapNotice } from '../map/map-notice.ts';
import { promote } from '../read/press/press-notice.ts';
import { stepsOfNotice } from '../score/notice-steps.ts';
import type { Settling } from './alert-context.ts';
import { earlierReports, rejectedHere } from './earlier-notices.ts';

/** Stands for what will confirm a step: nothing yet. */
const NOTHING_YET: Confirmation = { kind: 'reader', model: '', quote: '' };

/**
 * The steps of what press reports and nobody confirmed: they count in the score as not attested.
 * `withdrawn` = those of earlier versions of the page, which this one replaces.
 */
export async function reportedSteps(
  settling: Settling,
  day: CalendarDate,
): Promise<{ readonly steps: Step[]; readonly withdrawn: Step['id'][] }> {
  const { item, notice, store, knowledge } = settling;
  const reported = (notice.unconfirmed ?? []).filter(
    ({ grade, scope }) => grade === 'reported' && scope !== 'person',
  );
  const isFirst = item.version === 1 && item.revision === undefined;
  if (isFirst && reported.length === 0) return { steps: [], withdrawn: [] };
  const earlier = await earlierReports(settling);
  const stored: Step[] = [];
  for (const { id } of earlier.versions) stored.push(...(await store.steps({ notice: id })));
  const old = stored.filter(({ grade }) => grade === 'reported').map(({ id }) => id);
  const asNotice = asReported(notice, reported);
  const { exposures } = mapNotice(asNotice, knowledge.index, day, rejectedHere(settling, earlier));
  const around = surroundings(knowledge, asNotice.regulator?.value ?? null);
  const steps = stepsOfNotice(asNotice, exposures, around).map((step) => ({
    ...step,
    id: `${step.id}/reported`,
    at: Math.min(step.at, item.fetchedAt) as Instant,
  }));
  return { steps, withdrawn: old };
}

/** The notice with its reported steps as its only actions. */
function asReported(notice: Notice, reported: readonly PressStep[]): Notice {
  const bare = { ...notice, verdict: 'none' as const, actions: [], mentions: [], regulator: null };
  const made = promote(bare, new Map(reported.map((step) => [step, NOTHING_YET])), null);
  return {
    ...made,
    actions: made.actions.map(({ confirmed: _, ...action }) => ({ ...action, grade: 'reported' })),
  };
}
