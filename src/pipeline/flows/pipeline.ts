import type { Signal } from '../../domain/alert.ts';
import { isUnread, type ReaderFault, type Unread } from '../../domain/debt.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice, PressAction } from '../../domain/notice.ts';
import type { Outcome, Store } from '../../domain/ports.ts';
import { type CalendarDate, dayIn, type Instant } from '../../domain/time.ts';
import { isSignalWithdrawn } from '../alert/corrections.ts';
import { type Decision, decide } from '../alert/decide.ts';
import { addressKey } from '../alert/delivery.ts';
import { collectedForList } from '../alert/flood.ts';
import { followUps } from '../alert/follow-ups.ts';
import { mapNotice } from '../map/map-notice.ts';
import { READER } from '../read/reader-version.ts';
import { eventsOfNotice } from '../score/notice-events.ts';
import { standingsAfter } from '../standing/daily.ts';
import { surroundings } from '../standing/knowledge.ts';
import {
  contextOf,
  type NoticeContext,
  scopesAround,
  unconfirmedAlert,
  withMore,
  withPendingListAlert,
} from './alert-context.ts';
import { onEarlierActs } from './changed-acts.ts';
import { rejectDenied } from './denials.ts';
import {
  againstEarlier,
  earlierReports,
  exposuresTakenBack,
  rejectedHere,
  withCorrections,
} from './earlier-notices.ts';
import { floodOf } from './flood.ts';
import { floodIncident, unusualRows } from './incidents.ts';
import { type ReadingDeps, readItem } from './read-item.ts';
import {
  mapPressActions,
  reportedActionsOf,
  reviewsOf,
  withConfirmed,
  withReported,
} from './reported-actions.ts';
import { reportedEvents } from './reported-events.ts';
import { followReported } from './reported-outcomes.ts';
import { scoreNotice } from './score-notice.ts';

export interface PipelineDeps extends ReadingDeps {
  /** True where a second reader is asked about unconfirmed acts. */
  readonly usesSecondReader?: boolean;
  /** Alerts of one source in an hour; further ones are sent as a list. Absent = no limit. */
  readonly alertsPerSourceHour?: number;
  /** Called with a fault of the reading process, which no page or source is to blame for. */
  readonly onFault?: (fault: ReaderFault) => void;
  /** Names the program, its tables and its limits: with another mark every debt is tried again. */
  readonly readingMark?: string;
  /** Called before a news item is read, since a message may follow. */
  readonly expectMessage?: () => void;
}

export interface ProcessedItem {
  readonly outcome: Outcome;
  /** False where the outcome was stored before. */
  readonly fresh: boolean;
  /** Milliseconds from the fetch of its page to the stored outcome. */
  readonly waitedMs: number;
}

/** Stores that a page is not read yet, and when it is tried again. */
export const setAside = (
  { id }: Item,
  { unread, cause }: Unread,
  at: Instant,
  { store, readingMark = READER }: Pick<PipelineDeps, 'store' | 'readingMark'>,
): Promise<void> => store.quarantineItem(id, { because: unread, cause, mark: readingMark }, at);

/** One Item from its bytes to its Outcome. */
export async function processItem(
  item: Item,
  round: Instant,
  deps: PipelineDeps,
): Promise<ProcessedItem | null> {
  return processNotice(item, await readItem(item, deps), round, deps);
}

/**
 * Takes a notice through map, score and alert, and saves the outcome in one transaction. All but
 * the last lines are pure, so a second run after a crash writes the same rows or none.
 * @param notice why there is none, where nothing could be read
 */
export async function processNotice(
  item: Item,
  notice: Notice | Unread,
  round: Instant,
  deps: PipelineDeps,
): Promise<ProcessedItem | null> {
  // A round includes items that another process fetched after it began; before that instant the
  // page was not known.
  const now = Math.max(round, item.fetchedAt) as Instant;
  const watched = deps.watchedSourceOf(item.source);
  if (isUnread(notice)) {
    await setAside(item, notice, now, deps);
    return null;
  }
  const odd = item.revision === undefined ? unusualRows(notice, watched, now) : null;
  const settled = await outcomeOf(item, notice, now, deps);
  const outcome = {
    ...settled,
    // Items older than the watch are no incident.
    incidents: [...(settled.incidents ?? []), ...(odd === null || item.backfill ? [] : [odd])],
  };
  const fresh = await deps.store.saveOutcome(outcome, now);
  await writeParts(deps.store);
  const speaksFor = watched?.source.speaksFor ?? null;
  await rejectDenied(outcome.notice, now, { ...deps, speaksFor });
  return { outcome, fresh, waitedMs: now - item.fetchedAt };
}

/**
 * Writes the remaining deliveries of an outcome with very many addresses: later decisions must see
 * everything reported before.
 */
export async function writeParts(store: Store): Promise<void> {
  while (await store.writePart());
}

async function outcomeOf(
  item: Item,
  read: Notice,
  now: Instant,
  deps: PipelineDeps,
): Promise<Outcome> {
  const day = read.published ?? dayIn(now, 'Asia/Shanghai');
  const speaksFor = deps.watchedSourceOf(item.source)?.source.speaksFor ?? null;
  const mapped = (actions: readonly PressAction[] = []) =>
    mapPressActions(actions, read, deps.knowledge.index, day);
  const graded = withReported(read, item, mapped(read.unconfirmed));
  const notice = withConfirmed(graded, item, mapped(graded.unconfirmed), speaksFor);
  const context: NoticeContext = {
    item,
    notice,
    now,
    store: deps.store,
    knowledge: deps.knowledge,
  };
  const { stated, decision, withdrawn, ...facts } =
    notice.verdict === 'action'
      ? await actsOf(context, day, deps.alertsPerSourceHour)
      : WITHOUT_ACTS;
  const actions = reportedActionsOf(
    context,
    stated,
    mapped(notice.unconfirmed),
    mapped(notice.persons),
  );
  const reported = await reportedEvents(context, day);
  const isOpen = actions.some((action) => action.state === 'unconfirmed');
  const changed = {
    events: [...facts.events, ...reported.events],
    withdrawn: [...withdrawn, ...reported.withdrawn],
  };
  return {
    item: item.id,
    notice,
    ...facts,
    events: changed.events,
    withdrawn: changed.withdrawn.map(({ id }) => id),
    standings: await standingsAfter(deps, changed, now),
    ...withMore(
      withMore(decision, await unconfirmedAlert(context, actions)),
      await followReported(context, actions),
    ),
    actions,
    // Only for items of a source, not for older ones or revisions.
    queueSecondReading:
      deps.usesSecondReader === true && isOpen && !item.backfill && item.revision === undefined,
    reviews: reviewsOf(context, facts.mapping, actions),
  };
}

const WITHOUT_ACTS = {
  mapping: null,
  stated: [],
  events: [],
  withdrawn: [],
  scores: [],
  signals: [],
  incidents: [],
  decision: { alerts: [], deliveries: [], suppressed: [], waiting: [] },
};

/**
 * The consequences of a notice with acts: its mapping, its acts compared with earlier reports,
 * scores, signals, and who is alerted.
 */
async function actsOf(noticeContext: NoticeContext, day: CalendarDate, limit?: number) {
  const { item, notice, store, knowledge } = noticeContext;
  const earlier = await earlierReports(noticeContext);
  const mapping = mapNotice(notice, knowledge.index, day, rejectedHere(noticeContext, earlier));
  const around = surroundings(knowledge, notice.regulator?.value ?? null);
  const stated = await onEarlierActs(
    eventsOfNotice(notice, mapping.exposures, around),
    noticeContext,
  );
  // A page that states only a day counts from its last minute; a page fetched at noon is known at
  // noon.
  const dated = stated.map((event) => ({
    ...event,
    at: Math.min(event.at, item.fetchedAt) as Instant,
  }));
  const delta = await againstEarlier(noticeContext, earlier, dated);
  const { events, withdrawn, follows } = delta;
  // A company that left the registry has no score and no subscribers.
  const gone = exposuresTakenBack(delta, mapping).filter(({ company }) =>
    knowledge.catalog.companies.has(company),
  );
  const touched = [...mapping.exposures, ...gone];
  const scored = await scoreNotice(noticeContext, touched, { stated, delta });
  const { signals, scores } = scored;
  const lead = notice.regulator === null ? [] : [notice.regulator.value];
  const scopes = scopesAround(
    signals.map((signal) => signal.company),
    [...lead, ...notice.jointRegulators, ...signals.map((signal) => signal.regulator)],
    knowledge,
  );
  const subscriptions = await store.subscriptions({ scopes, active: true });
  const context = await contextOf(noticeContext, signals, subscriptions, delta.reports);
  const decided = decide(signals, subscriptions, context);
  const whole = await withPendingListAlert(
    decided,
    noticeContext,
    signals,
    follows,
    subscriptions,
    context,
  );
  const corrected = await withCorrections(whole, noticeContext, delta, mapping, signals);
  const { source } = item;
  const flood = await floodOf(corrected, source, noticeContext.now, {
    store,
    ...(limit === undefined ? {} : { limit }),
  });
  const sent = flood === null ? corrected : collectedForList(corrected, flood);
  const moved = follows !== null && follows.deadline?.value !== notice.deadline?.value;
  // A withdrawn company has no deadline any more; it would hide the new one of the others.
  const standing = signals.filter((signal) => !isSignalWithdrawn(signal, mapping));
  const planned = withFollowUps(sent, noticeContext, standing, moved);
  const decision = { ...planned, suppressed: [...scored.suppressed, ...planned.suppressed] };
  const incidents = flood === null ? [] : [floodIncident(flood)];
  return { mapping, stated, events, withdrawn, scores, signals, decision, incidents };
}

/**
 * Plans the follow-ups of a deadline with its alert, in one transaction. A correction gets its own
 * only where it moves the deadline.
 */
function withFollowUps(
  decision: Decision,
  { notice, knowledge }: NoticeContext,
  signals: readonly Signal[],
  moved: boolean,
): Decision {
  const zone =
    notice.regulator === null ? 'Asia/Shanghai' : knowledge.zoneOf(notice.regulator.value);
  // Edits first: an address with an edited message is reminded once, below that message.
  const alerts = decision.alerts
    .filter((alert) => alert.alertReason !== 'correction' || moved)
    .toSorted(
      (alert, other) => Number(other.edits !== undefined) - Number(alert.edits !== undefined),
    );
  const reminded = new Set<string>();
  const planned = alerts.map((alert) => {
    const own = decision.deliveries.filter(
      (delivery) => delivery.alert === alert.id && !reminded.has(addressKey(delivery.address)),
    );
    for (const { address } of own) reminded.add(addressKey(address));
    return followUps(alert, own, signals, zone);
  });
  return withMore(decision, {
    alerts: planned.flatMap((one) => one.alerts),
    deliveries: planned.flatMap((one) => one.deliveries),
  });
}
