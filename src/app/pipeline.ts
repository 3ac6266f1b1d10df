import { decide } from '../alert/decide.ts';
import { type Knowledge, surroundings } from '../ask/knowledge.ts';
import { decode } from '../decode/decode.ts';
import { nonceOf } from '../deliver/nonce.ts';
import type { Signal } from '../domain/alert.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { Outcome, Store } from '../domain/ports.ts';
import type { Outlet, Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { mapNotice } from '../map/map-notice.ts';
import { dayIn } from '../present/words.ts';
import { stepsOfNotice } from '../score/notice-steps.ts';
import { judge } from './judge.ts';
import { publicationOf } from './publication.ts';
import type { Reader } from './reader.ts';
import { againstEarlier, exposuresTakenBack } from './retelling.ts';
import { reviewsOf } from './reviews.ts';

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
  if (notice.verdict !== 'action') return { ...nothing, reviews: reviewsOf(notice, null, now) };
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
    reviews: reviewsOf(notice, mapping, now),
  };
}
