import { decide } from '../alert/decide.ts';
import { signalOf } from '../alert/signals.ts';
import { type Knowledge, scoreOver, stepsKnown, surroundings } from '../ask/knowledge.ts';
import { decode } from '../decode/decode.ts';
import { nonceOf } from '../deliver/nonce.ts';
import type { Signal } from '../domain/alert.ts';
import type { Exposure, Mapping, Match } from '../domain/exposure.ts';
import type { CompanyId, NoticeId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { Outcome, Review, Store } from '../domain/ports.ts';
import type { Outlet, Source } from '../domain/regulator.ts';
import type { Case, Score, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { mapNotice } from '../map/map-notice.ts';
import { dayIn } from '../present/words.ts';
import { stepsOfNotice } from '../score/notice-steps.ts';
import { publicationOf } from './publication.ts';
import type { Reader } from './reader.ts';
import { againstEarlier, exposuresTakenBack, type Retelling } from './retelling.ts';

export interface PipelineDeps {
  readonly knowledge: Knowledge;
  readonly reader: Reader;
  readonly store: Store;
  /** The source of an item, and the newspaper or null that carries it. */
  readonly carrierOf: (
    source: Item['source'],
  ) => { source: Source; outlet: Outlet | null; zone: string } | null;
}

export interface Settled {
  readonly outcome: Outcome;
  /** False when a second run found it settled already. */
  readonly fresh: boolean;
}

/**
 * One Item through read, map, score and alert, saved as one Outcome in one transaction. Everything but the first and the last
 * line is pure, so a second run after a crash writes the same rows or none.
 */
export async function settleItem(item: Item, now: Instant, deps: PipelineDeps): Promise<Settled | null> {
  const stored = await deps.store.itemBytes(item.id);
  if (stored === null) {
    await deps.store.setItemAside(item.id, 'its bytes are missing', now);
    return null;
  }
  const carrier = deps.carrierOf(item.source);
  const document = await decode({ bytes: stored.bytes, contentType: item.contentType, url: item.url });
  const zone = carrier?.zone ?? 'Asia/Shanghai';
  const publication = publicationOf(
    [document.statedDate, item.statedDate],
    item.publishedAt,
    zone,
    item.fetchedAt,
  );
  const notice = deps.reader(document, {
    item: item.id,
    source: item.source,
    outlet: carrier?.outlet?.id ?? null,
    url: item.url,
    title: item.title,
    published: publication.day,
    publishedAt: publication.at,
  });
  const outcome = await outcomeOf(item, notice, now, deps);
  return { outcome, fresh: await deps.store.saveOutcome(outcome, now) };
}

async function outcomeOf(item: Item, notice: Notice, now: Instant, deps: PipelineDeps): Promise<Outcome> {
  const nothing = {
    item: item.id,
    notice,
    mapping: null,
    steps: [],
    scores: [],
    signals: [],
    held: [],
    alerts: [],
    deliveries: [],
  };
  if (notice.verdict !== 'action') return { ...nothing, reviews: noticeReviews(notice, now) };
  const mapping = mapNotice(notice, deps.knowledge.index, notice.published ?? dayIn(now, 'Asia/Shanghai'));
  const read = stepsOfNotice(
    notice,
    mapping.exposures,
    surroundings(deps.knowledge, notice.regulator?.value ?? null),
  );
  const { steps, withdrawn, follows } = await againstEarlier(item, notice, read, deps.store);
  const takenBack = await exposuresTakenBack(follows, withdrawn, mapping, deps.store);
  const touched = [...mapping.exposures, ...takenBack];
  const { signals, scores } = await judge(item, notice, touched, { steps, withdrawn, follows }, now, deps);
  const told = await deps.store.told(signals.map((signal) => signal.noveltyKey));
  const [subscriptions, silences] = await Promise.all([
    deps.store.subscriptions({ active: true }),
    deps.store.silences(now),
  ]);
  const sectorOf = (signal: Signal) => deps.knowledge.catalog.companies.get(signal.company)?.sector ?? null;
  const decision = decide(
    signals,
    subscriptions,
    { now, told, silences, sectorOf, firstSight: item.backfill },
    nonceOf,
  );
  return {
    item: item.id,
    notice,
    mapping,
    steps,
    withdrawn: withdrawn.map((step) => step.id),
    scores,
    signals,
    ...decision,
    reviews: [...noticeReviews(notice, now), ...mentionReviews(notice, mapping, now)],
  };
}

/** Scores each touched company before and after the notice, at the same instant. */
async function judge(
  item: Item,
  notice: Notice,
  exposures: readonly Exposure[],
  news: Retelling,
  now: Instant,
  deps: PipelineDeps,
): Promise<{ signals: Signal[]; scores: Score[] }> {
  const signals: Signal[] = [];
  const scores: Score[] = [];
  for (const [company, own] of Map.groupBy(exposures, (one) => one.company)) {
    const steps = news.steps.filter((step) => step.company === company);
    const gone = new Set(news.withdrawn.filter((step) => step.company === company).map((step) => step.id));
    if (steps.length === 0 && gone.size === 0) continue;
    const known = (await stepsKnown(deps.knowledge, deps.store, company, now)).filter(
      (step) => step.notice !== notice.id,
    );
    const before = scoreOver(deps.knowledge, company, known, now);
    const rest = known.filter((step) => !gone.has(step.id));
    const after = scoreOver(deps.knowledge, company, [...rest, ...steps], now);
    scores.push(after);
    const exposure = strongest(own);
    const correction = news.follows !== null;
    const signal = signalFor({ item, notice, exposure, steps, known, before, after, correction });
    if (signal !== null) signals.push(signal);
  }
  return { signals, scores };
}

/** A company that is touched in several ways is told of the most direct one. */
function strongest(exposures: readonly Exposure[]): Exposure {
  return (
    exposures.find((one) => one.edge === 'operator') ??
    exposures.find((one) => one.edge === 'via') ??
    exposures[0]!
  );
}

interface Judged {
  readonly item: Item;
  readonly notice: Notice;
  readonly exposure: Exposure;
  readonly steps: readonly Step[];
  readonly known: readonly Step[];
  readonly before: Score;
  readonly after: Score;
  readonly correction: boolean;
}

function signalFor(judged: Judged): Signal | null {
  const { item, notice, exposure, steps, known, before, after, correction } = judged;
  // A company that was taken back has no step any more: its signal stands in the case that it leaves.
  const placed = steps.length > 0 ? placeOf(steps, after) : leftCase(notice, before);
  if (placed === null) return null;
  const { at, one, level } = placed;
  return signalOf({
    notice,
    exposure,
    steps: steps.map((each) => each.id),
    case: one,
    level,
    before,
    after,
    earlier: known.filter(
      (each) => each.regulator === one.regulator && each.via === null && each.at < at && !each.withdrawnAt,
    ).length,
    origin: notice.outlet === null ? 'official' : 'press',
    correction,
    detectedAt: item.fetchedAt,
    backfill: item.backfill,
  });
}

interface Placed {
  readonly at: Instant;
  readonly one: Case;
  readonly level: Signal['level'];
}

function leftCase(notice: Notice, before: Score): Placed | null {
  const one = before.cases.findLast((each) => each.regulator === notice.regulator?.value);
  return one === undefined ? null : { at: before.at, one, level: 1 };
}

/** Where the gravest step of the notice stands; one that the ledger merged into an earlier account stands in that body's latest case. */
function placeOf(own: readonly Step[], after: Score): Placed | null {
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

function noticeReviews(notice: Notice, now: Instant): Review[] {
  return notice.doubts.map((doubt) => ({
    id: `${notice.id}:${doubt.code}${doubt.span === null ? '' : `:${doubt.span.start}`}`,
    notice: notice.id,
    kind: 'notice',
    subject: notice.title,
    because: doubt.message,
    candidates: [],
    createdAt: now,
    decision: null,
  }));
}

function mentionReviews(notice: Notice, mapping: Mapping, now: Instant): Review[] {
  return mapping.matches
    .filter((match) => match.kind === 'likely')
    .map((match) => mentionReview(notice, match, now));
}

function mentionReview(notice: Notice, match: Match, now: Instant): Review {
  const mention = notice.mentions.find((one) => one.id === match.mention);
  return {
    id: `${notice.id}:${match.mention}` as NoticeId,
    notice: notice.id,
    kind: 'mention',
    subject:
      mention === undefined ? match.mention : [mention.name, mention.developer].filter(Boolean).join(' · '),
    because: match.reason,
    candidates: match.candidates.map((one) => ({ company: one.company as CompanyId, because: one.because })),
    createdAt: now,
    decision: null,
  };
}
