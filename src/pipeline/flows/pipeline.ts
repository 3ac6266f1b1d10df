import { surroundings } from '../../answers/queries/knowledge.ts';
import type { Signal } from '../../domain/alert.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice, PressStep } from '../../domain/notice.ts';
import type { Outcome, Store } from '../../domain/ports.ts';
import { type CalendarDate, dayIn, type Instant } from '../../domain/time.ts';
import { type Decision, decide } from '../alert/decide.ts';
import { addressKey } from '../alert/delivery.ts';
import { collectedForList } from '../alert/flood.ts';
import { followUps } from '../alert/follow-ups.ts';
import { mapNotice } from '../map/map-notice.ts';
import { isTakenBack } from '../present/alert-headline.ts';
import { stepsOfNotice } from '../score/notice-steps.ts';
import {
  contextOf,
  type Settling,
  scopesAround,
  unconfirmedAlert,
  withMore,
  withPendingListAlert,
} from './alert-context.ts';
import { onEarlierActs } from './changed-acts.ts';
import { claimsOf, mapSteps, reviewsOf, withConfirmed } from './claims.ts';
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
import { reportedSteps } from './reported-steps.ts';
import { scoreNotice } from './score-notice.ts';

export interface PipelineDeps extends ReadingDeps {
  /** True where a second reader is asked about unconfirmed steps. */
  readonly usesSecondReader?: boolean;
  /** Alerts of one source in an hour; what comes beyond is sent as a list. Absent = no limit. */
  readonly alertsPerSourceHour?: number;
}

export interface Settled {
  readonly outcome: Outcome;
  /** False when a second run found it settled already. */
  readonly fresh: boolean;
  /** Milliseconds from the fetch of its page to its settlement. */
  readonly waitedMs: number;
}

/** One Item from its bytes to its Outcome. */
export async function settleItem(
  item: Item,
  round: Instant,
  deps: PipelineDeps,
): Promise<Settled | null> {
  return settleNotice(item, await readItem(item, deps), round, deps);
}

/**
 * A notice that was read through map, score and alert, saved as one Outcome in one transaction.
 * Everything but the last lines is pure, so a second run after a crash writes the same rows or
 * none. `notice` = why there is none, where nothing could be read.
 */
export async function settleNotice(
  item: Item,
  notice: Notice | string,
  round: Instant,
  deps: PipelineDeps,
): Promise<Settled | null> {
  // A round takes in what was fetched after it began (by another process, too): at that moment the
  // page was not known yet.
  const now = Math.max(round, item.fetchedAt) as Instant;
  const watched = deps.watchedSourceOf(item.source);
  if (typeof notice === 'string') {
    await deps.store.setItemAside(item.id, notice, now);
    return null;
  }
  const odd = item.revision === undefined ? unusualRows(notice, watched, now) : null;
  const settled = await outcomeOf(item, notice, now, deps);
  const outcome = {
    ...settled,
    // What lay there before the watch began is no incident.
    incidents: [...(settled.incidents ?? []), ...(odd === null || item.backfill ? [] : [odd])],
  };
  const fresh = await deps.store.saveOutcome(outcome, now);
  await writeParts(deps.store);
  return { outcome, fresh, waitedMs: now - item.fetchedAt };
}

/**
 * Keeps what an outcome promised to very many addresses: what is told next looks at all that was
 * told before.
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
  const mapped = (steps: readonly PressStep[] = []) =>
    mapSteps(steps, read, deps.knowledge.index, day);
  const notice = withConfirmed(read, item, mapped(read.unconfirmed), speaksFor);
  const settling: Settling = { item, notice, now, store: deps.store, knowledge: deps.knowledge };
  const { stated, decision, ...facts } =
    notice.verdict === 'action'
      ? await actsOf(settling, day, deps.alertsPerSourceHour)
      : WITHOUT_ACTS;
  const claims = claimsOf(settling, stated, mapped(notice.unconfirmed), mapped(notice.persons));
  const reported = await reportedSteps(settling, day);
  const isOpen = claims.some((claim) => claim.state === 'unconfirmed');
  return {
    item: item.id,
    notice,
    ...facts,
    steps: [...facts.steps, ...reported.steps],
    withdrawn: [...facts.withdrawn, ...reported.withdrawn],
    ...withMore(decision, await unconfirmedAlert(settling, claims)),
    claims,
    // About what a source gave, and not about what was there before or was learnt since.
    askReader:
      deps.usesSecondReader === true && isOpen && !item.backfill && item.revision === undefined,
    reviews: reviewsOf(settling, facts.mapping, claims),
  };
}

const WITHOUT_ACTS = {
  mapping: null,
  stated: [],
  steps: [],
  withdrawn: [],
  scores: [],
  signals: [],
  incidents: [],
  decision: { alerts: [], deliveries: [], suppressed: [], waiting: [] },
};

/**
 * What a censure leads to: its mapping, its steps beside what earlier pages said, scores and
 * signals, and who is alerted.
 */
async function actsOf(settling: Settling, day: CalendarDate, limit?: number) {
  const { item, notice, store, knowledge } = settling;
  const earlier = await earlierReports(settling);
  const mapping = mapNotice(notice, knowledge.index, day, rejectedHere(settling, earlier));
  const around = surroundings(knowledge, notice.regulator?.value ?? null);
  const stated = await onEarlierActs(stepsOfNotice(notice, mapping.exposures, around), settling);
  // A page that states a day without a time counts from its last minute, but what was fetched by
  // noon is known by noon.
  const dated = stated.map((step) => ({
    ...step,
    at: Math.min(step.at, item.fetchedAt) as Instant,
  }));
  const delta = await againstEarlier(settling, earlier, dated);
  const { steps, withdrawn, follows } = delta;
  const touched = [...mapping.exposures, ...exposuresTakenBack(delta, mapping)];
  const scored = await scoreNotice(settling, touched, { stated, delta });
  const { signals, scores } = scored;
  const lead = notice.regulator === null ? [] : [notice.regulator.value];
  const scopes = scopesAround(
    signals.map((signal) => signal.company),
    [...lead, ...notice.jointRegulators, ...signals.map((signal) => signal.regulator)],
    knowledge,
  );
  const subscriptions = await store.subscriptions({ scopes, active: true });
  const context = await contextOf(settling, signals, subscriptions, delta.reports);
  const decided = decide(signals, subscriptions, context);
  const whole = await withPendingListAlert(
    decided,
    settling,
    signals,
    follows,
    subscriptions,
    context,
  );
  const corrected = await withCorrections(whole, settling, delta, mapping, signals);
  const { source } = item;
  const flood = await floodOf(corrected, source, settling.now, {
    store,
    ...(limit === undefined ? {} : { limit }),
  });
  const sent = flood === null ? corrected : collectedForList(corrected, flood);
  const moved = follows !== null && follows.deadline?.value !== notice.deadline?.value;
  // Who was taken back has no deadline any more; it would hide the new one of those who stay.
  const standing = signals.filter((signal) => !isTakenBack(signal, { mapping }));
  const planned = withFollowUps(sent, settling, standing, moved);
  const decision = { ...planned, suppressed: [...scored.suppressed, ...planned.suppressed] };
  const ids = withdrawn.map((step) => step.id);
  const incidents = flood === null ? [] : [floodIncident(flood)];
  return { mapping, stated, steps, withdrawn: ids, scores, signals, decision, incidents };
}

/**
 * Plans follow-ups of a deadline with its alert, in one transaction. A correction has its own only
 * where it moves the deadline.
 */
function withFollowUps(
  decision: Decision,
  { notice, knowledge }: Settling,
  signals: readonly Signal[],
  moved: boolean,
): Decision {
  const zone =
    notice.regulator === null ? 'Asia/Shanghai' : knowledge.zoneOf(notice.regulator.value);
  // Edits first: whose message was changed in place is reminded below it, and once.
  const alerts = decision.alerts
    .filter((alert) => alert.alertReason !== 'correction' || moved)
    .toSorted((one, other) => Number(other.edits !== undefined) - Number(one.edits !== undefined));
  const reminded = new Set<string>();
  const planned = alerts.map((alert) => {
    const own = decision.deliveries.filter(
      (one) => one.alert === alert.id && !reminded.has(addressKey(one.address)),
    );
    for (const { address } of own) reminded.add(addressKey(address));
    return followUps(alert, own, signals, zone);
  });
  return withMore(decision, {
    alerts: planned.flatMap((one) => one.alerts),
    deliveries: planned.flatMap((one) => one.deliveries),
  });
}
