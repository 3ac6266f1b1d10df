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
  const steps = stepsOfNotice(
    notice,
    mapping.exposures,
    surroundings(deps.knowledge, notice.regulator?.value ?? null),
  );
  const { signals, scores } = await judge(item, notice, mapping, steps, now, deps);
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
  mapping: Mapping,
  steps: readonly Step[],
  now: Instant,
  deps: PipelineDeps,
): Promise<{ signals: Signal[]; scores: Score[] }> {
  const signals: Signal[] = [];
  const scores: Score[] = [];
  for (const [company, exposures] of Map.groupBy(mapping.exposures, (one) => one.company)) {
    const own = steps.filter((step) => step.company === company);
    if (own.length === 0) continue;
    const known = (await stepsKnown(deps.knowledge, deps.store, company, now)).filter(
      (step) => step.notice !== notice.id,
    );
    const before = scoreOver(deps.knowledge, company, known, now);
    const after = scoreOver(deps.knowledge, company, [...known, ...own], now);
    scores.push(after);
    const exposure = strongest(exposures);
    const signal = signalFor(item, notice, exposure, own, known, before, after);
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

function signalFor(
  item: Item,
  notice: Notice,
  exposure: Exposure,
  own: readonly Step[],
  known: readonly Step[],
  before: Score,
  after: Score,
): Signal | null {
  const placed = placeOf(own, after);
  if (placed === null) return null;
  const { step, one, level } = placed;
  return signalOf({
    notice,
    exposure,
    steps: own.map((each) => each.id),
    case: one,
    level,
    before,
    after,
    earlier: known.filter(
      (each) => each.regulator === one.regulator && each.via === null && each.at < step.at,
    ).length,
    origin: notice.outlet === null ? 'official' : 'press',
    detectedAt: item.fetchedAt,
    backfill: item.backfill,
  });
}

/** Where the gravest step of the notice stands; one that the ledger merged into an earlier account stands in that body's latest case. */
function placeOf(
  own: readonly Step[],
  after: Score,
): { step: Step; one: Case; level: Signal['level'] } | null {
  const entries = own.flatMap((step) =>
    after.cases.flatMap((one) =>
      one.steps.filter((each) => each.step === step.id).map((each) => ({ step, one, level: each.level })),
    ),
  );
  const gravest = entries.sort((a, b) => b.level - a.level)[0];
  if (gravest !== undefined) return gravest;
  const step = own[0]!;
  const latest = after.cases
    .filter((one) => one.regulator === step.regulator)
    .sort((a, b) => (a.opened < b.opened ? 1 : -1))[0];
  return latest === undefined ? null : { step, one: latest, level: latest.steps.at(-1)?.level ?? 1 };
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
