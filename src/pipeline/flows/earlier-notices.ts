import type { Signal } from '../../domain/alert.ts';
import type { Exposure, Mapping } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { actKeys, type Notice } from '../../domain/notice.ts';
import { EVERY_ADDRESS, type Store } from '../../domain/ports.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { announcesList, correctInPlace, type Original } from '../alert/amend.ts';
import { correctionsBetween, namesNoMore } from '../alert/corrections.ts';
import type { Decision } from '../alert/decide.ts';
import { EDITING_SINKS } from '../deliver/limits.ts';
import type { RejectedAct } from '../map/rejected-acts.ts';
import { duplicatesOf, NEAR_DAYS, stepDelta } from '../score/duplicate-notices.ts';
import type { NoticeContext } from './alert-context.ts';

/** Limit for earlier versions of a page. */
const VERSIONS = 20;
/** Limit for the signals of one notice. */
const SIGNALS = 500;

/** What a notice adds to earlier reports of its act. */
export type NoticeDelta = Awaited<ReturnType<typeof againstEarlier>>;

/**
 * Compares the acts of a notice with the earlier report of the same act: an earlier version of the
 * page, or an official page that was mirrored, reposted or reprinted. Press reports are merged by
 * the ledger. A replacing act takes the instant of the act that it replaces, so that the score is
 * that of a history without the error. Also returns the earlier versions of the page, newest first,
 * and the notice that this one repeats, with its mapping; null = it is the first.
 */
export async function againstEarlier(
  { item, store }: NoticeContext,
  { versions, follows, others, reports }: EarlierReports,
  events: readonly RegulatoryEvent[],
) {
  if (follows === null) return { events, ...FIRST, follows };
  // Acts that an edit left unchanged belong to the version that first reported them.
  const own = await stepsIn(versions, store);
  // A page that repeats another has no acts of its own: it is compared with those of the first.
  const stored = own.length > 0 ? own : await stepsOfFirst(others, store);
  const { fresh, withdrawn } = stepDelta(events, stored, own.length > 0);
  // A replacing act takes the time of the replaced one; a new act became known with this page.
  const dated = fresh.map((event) => {
    const replaced = withdrawn.filter(
      (regulatoryEvent) => regulatoryEvent.company === event.company,
    );
    return {
      ...event,
      at: Math.min(item.fetchedAt, ...replaced.map((event) => event.at)) as Instant,
    };
  });
  const earlier = await store.mapping(follows.id);
  return { events: dated, withdrawn, versions, reports, follows, earlier };
}

/** How many reports of reports are followed back. */
const MOST_REPORTS = 5;

/** The acts of the first report: each may repeat another one and have none itself. */
async function stepsOfFirst(reports: readonly Notice[], store: Store): Promise<RegulatoryEvent[]> {
  const seen = new Map(reports.map((notice) => [notice.id, notice]));
  let next = reports;
  for (let round = 0; round < MOST_REPORTS && next.length > 0; round += 1) {
    const events = await stepsIn(next, store);
    if (events.length > 0) return events;
    const before: Notice[] = [];
    for (const notice of next)
      for (const other of await reposted(notice, store, []))
        if (!seen.has(other.id)) before.push(other);
    for (const notice of before) seen.set(notice.id, notice);
    next = before;
  }
  return [];
}

async function stepsIn(notices: readonly Notice[], store: Store): Promise<RegulatoryEvent[]> {
  const events: RegulatoryEvent[] = [];
  for (const { id } of notices)
    events.push(
      ...(await store.events({ notice: id })).filter(({ grade }) => grade !== 'reported'),
    );
  return events;
}

/** Earlier reports of the act of a notice. */
export type EarlierReports = Awaited<ReturnType<typeof earlierReports>>;

/**
 * Earlier versions of the page, newest first, and official pages that report the same act.
 * `follows` = the version before, else the first report of the act.
 */
export async function earlierReports({ item, notice, store, knowledge }: NoticeContext) {
  const versions = await store.earlierNotices(item, VERSIONS);
  const others = await reposted(notice, store, knowledge.rejected);
  const follows = versions[0] ?? others.at(-1) ?? null;
  return { versions, follows, others, reports: versions.length > 0 ? versions : others };
}

/** Mentions that people rejected on the page of a notice, in any of its versions. */
export const rejectedHere = ({ item, knowledge }: NoticeContext, { versions }: EarlierReports) => {
  const page = new Set<string>([item.id, ...versions.map(({ id }) => id)]);
  return knowledge.rejected.filter(({ notice }) => page.has(notice));
};

/** For the first notice of an act. */
const FIRST = {
  withdrawn: [] as RegulatoryEvent[],
  versions: [] as Notice[],
  reports: [] as Notice[],
  earlier: null,
};

async function reposted(
  notice: Notice,
  store: Store,
  rejected: readonly RejectedAct[],
): Promise<Notice[]> {
  if (notice.regulator === null || notice.outlet !== null) return [];
  const known = await store.noticesAlike(notice, actKeys(notice, NEAR_DAYS));
  const found = duplicatesOf(notice, known);
  if (found.length === 0 || rejected.length === 0) return found;
  // A page whose acts were all withdrawn repeats nothing.
  const standing: Notice[] = [];
  for (const one of found) if (!(await isRejected(one, store, rejected))) standing.push(one);
  return standing;
}

async function isRejected(
  { item }: Notice,
  store: Store,
  rejected: readonly RejectedAct[],
): Promise<boolean> {
  const ids = (await store.versions(item)).flatMap(({ notice }) => notice ?? []);
  if (!rejected.some(({ notice }) => ids.includes(notice))) return false;
  const newest = ids.at(-1);
  return newest !== undefined && (await store.mapping(newest))?.exposures.length === 0;
}

/**
 * Exposures of companies that the earlier report named and this one withdraws: they are stored,
 * too.
 */
export function exposuresTakenBack(
  { earlier, withdrawn }: NoticeDelta,
  mapping: Mapping,
): Exposure[] {
  const still = new Set(mapping.exposures.map((exposure) => exposure.company));
  const gone = new Set(
    withdrawn.map((event) => event.company).filter((company) => !still.has(company)),
  );
  return (earlier?.exposures ?? []).filter((exposure) => gone.has(exposure.company));
}

/**
 * Adds to a decision the edits of messages about earlier versions of the page. A list that was only
 * announced is no correction.
 */
export async function withCorrections(
  decision: Decision,
  { notice, now, store }: NoticeContext,
  { versions, earlier }: NoticeDelta,
  mapping: Mapping,
  signals: readonly Signal[],
): Promise<Decision> {
  const [before] = versions;
  if (before === undefined || earlier === null || announcesList(before)) return decision;
  const [was, is] = [
    { notice: before, mapping: earlier },
    { notice, mapping },
  ];
  const { originals, newest } = await alertedSignals(versions, signals, store);
  const alerted = originals.flatMap((original) => original.signals);
  /**
   * Still named, with no further app, and no graver than reported before: no reason for a new
   * message.
   */
  const isDetail = ({ company, level }: Signal) =>
    alerted.some((signal) => signal.company === company && level <= signal.level) &&
    namesNoMore(company, was, is);
  return correctInPlace(decision, {
    notice: notice.id,
    now,
    originals,
    newest,
    details: new Set(signals.filter(isDetail).map((signal) => signal.id)),
    changes: (about) => correctionsBetween(was, is, about).length > 0,
    canEdit: (address) => EDITING_SINKS.includes(address.sink),
  });
}

/**
 * The first alerts of the earlier versions, with their messages, and the newest signal of each
 * company.
 */
async function alertedSignals(
  versions: readonly Notice[],
  signals: readonly Signal[],
  store: Store,
): Promise<{ originals: Original[]; newest: Map<CompanyId, Signal> }> {
  const found: Signal[] = [];
  for (const notice of versions)
    found.push(...(await store.signals({ notice: notice.id, limit: SIGNALS })));
  const newest = new Map(
    [...signals, ...found].toReversed().map((signal) => [signal.company, signal]),
  );
  const first = await store.firstAlerts(found.map((signal) => signal.id));
  const originals: Original[] = [];
  for (const id of new Set(first.values())) {
    const alerted = await store.alert(id);
    if (alerted === null || alerted.alert.edits !== undefined || alerted.alert.urgency === 'digest')
      continue;
    originals.push({
      ...alerted,
      deliveries: await store.deliveries({ alert: id, limit: EVERY_ADDRESS }),
    });
  }
  return { originals, newest };
}
