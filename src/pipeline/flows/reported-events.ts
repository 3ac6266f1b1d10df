import { pageOf } from '../../base/store/rows.ts';
import type { Confirmation } from '../../domain/evidence.ts';
import type { Notice, PressAction } from '../../domain/notice.ts';
import { reviewIdOf } from '../../domain/reported-action.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import { mapNotice } from '../map/map-notice.ts';
import { promote } from '../read/press/press-notice.ts';
import { eventsOfNotice } from '../score/notice-events.ts';
import { surroundings } from '../standing/knowledge.ts';
import type { NoticeContext } from './alert-context.ts';
import { earlierReports, rejectedHere } from './earlier-notices.ts';
import { mapPressActions } from './reported-actions.ts';

/** Placeholder of a confirmation that does not exist yet. */
const NOTHING_YET: Confirmation = { kind: 'reader', model: '', quote: '' };

/**
 * Events of reported, unconfirmed acts: they count in the score as not attested. `withdrawn` =
 * events of earlier versions of the page, which this one replaces.
 */
export async function reportedEvents(
  context: NoticeContext,
  day: CalendarDate,
): Promise<{ readonly events: RegulatoryEvent[]; readonly withdrawn: RegulatoryEvent[] }> {
  const { item, notice, store, knowledge } = context;
  const open = (notice.unconfirmed ?? []).filter(
    ({ grade, scope }) => grade === 'reported' && scope !== 'person',
  );
  const reported = mapPressActions(open, notice, knowledge.index, day).flatMap(({ step, key }) =>
    knowledge.refuted.has(reviewIdOf({ page: pageOf(item), step: key })) ? [] : [step],
  );
  const isFirst = item.version === 1 && item.revision === undefined;
  if (isFirst && reported.length === 0) return { events: [], withdrawn: [] };
  const earlier = await earlierReports(context);
  const stored: RegulatoryEvent[] = [];
  for (const { id } of earlier.versions) stored.push(...(await store.events({ notice: id })));
  const old = stored.filter(({ grade }) => grade === 'reported');
  const asNotice = asReported(notice, reported);
  const { exposures } = mapNotice(asNotice, knowledge.index, day, rejectedHere(context, earlier));
  const around = surroundings(knowledge, asNotice.regulator?.value ?? null);
  const steps = eventsOfNotice(asNotice, exposures, around).map((event) => ({
    ...event,
    id: `${event.id}/reported`,
    at: Math.min(event.at, item.fetchedAt) as Instant,
  }));
  return { events: steps, withdrawn: old };
}

/** The notice with its reported acts as its only actions. */
function asReported(notice: Notice, reported: readonly PressAction[]): Notice {
  const bare = { ...notice, verdict: 'none' as const, actions: [], mentions: [], regulator: null };
  const made = promote(bare, new Map(reported.map((action) => [action, NOTHING_YET])), null);
  return {
    ...made,
    actions: made.actions.map(({ confirmed: _, ...action }) => ({ ...action, grade: 'reported' })),
  };
}
