import { openStore } from '../src/base/store/open.ts';
import type { Tables } from '../src/base/store/schema.ts';
import type { CompanyId } from '../src/domain/ids.ts';
import type { Item } from '../src/domain/item.ts';
import type { Outcome } from '../src/domain/ports.ts';
import type { Instant } from '../src/domain/time.ts';
import { processItem } from '../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import type { Knowledge } from '../src/pipeline/standing/knowledge.ts';
import { FIRST, LAST, type Loaded } from './big-store.ts';
import { subscription } from './big-subscriptions.ts';
import { pagesOf } from './pages.ts';

const SUBSCRIBERS_A_NOTICE = 2;

/**
 * What one real list of two companies leads to, told to some channels: the shape and size of every
 * row of the big store.
 */
export async function outcomeOfOne(
  knowledge: Knowledge,
): Promise<{ item: Item; bytes: Uint8Array; outcome: Outcome }> {
  const store = await openStore({ path: ':memory:' });
  const bytes = Buffer.from(pagesOf(knowledge.catalog)(7, FIRST), 'utf8');
  const item = {
    id: 'item',
    source: 'bench',
    key: 'item',
    version: 1,
    url: 'https://regulator.example/7.html',
    title: '关于侵害用户权益行为的APP通报',
    statedDate: null,
    publishedAt: FIRST,
    contentType: 'text/html; charset=utf-8',
    fetchedAt: FIRST,
    firstSeenAt: FIRST,
    backfill: false,
    hash: 'hash',
  } as unknown as Item;
  await store.saveItem({ item, bytes, files: [] });
  for (let n = 0; n < SUBSCRIBERS_A_NOTICE; n += 1)
    await store.addSubscription(subscription(n, { kind: 'all' }));
  const processed = await processItem(item, FIRST as Instant, {
    store,
    knowledge,
    reader: readerOf(knowledge.catalog),
    watchedSourceOf: () => null,
  });
  await store.close();
  if (processed === null || processed.outcome.signals.length !== 2)
    throw new Error('the sample list did not name its two companies');
  return { item, bytes, outcome: processed.outcome };
}

/** Rows of the notice number `n`, made from the real one: other ids, companies, body and day. */
export function rowsOf(
  n: number,
  count: number,
  real: Awaited<ReturnType<typeof outcomeOfOne>>,
  cast: Loaded,
  blob: string,
) {
  const at = (FIRST + Math.floor((n * (LAST - FIRST)) / count)) as Instant;
  const date = new Date(at).toISOString().slice(0, 10);
  const regulator = cast.bodies[n % cast.bodies.length]!;
  const companies = [
    cast.companies[n % cast.companies.length]!,
    cast.companies[(n * 7 + 3) % cast.companies.length]!,
  ];
  const { outcome, item } = real;
  const id = `n${String(n).padStart(7, '0')}`;
  const known = new Map(
    outcome.signals.map((signal, index) => [
      signal.company,
      { company: companies[index]!, signal: `${id}-s${index}` },
    ]),
  );
  const other = (company: string) => known.get(company as CompanyId)!;
  const signals = outcome.signals.map((signal) => ({
    ...signal,
    id: other(signal.company).signal,
    notice: id,
    company: other(signal.company).company,
    regulator,
    exposure: { ...signal.exposure, notice: id, company: other(signal.company).company },
    case: `${id}-${signal.company}`,
    noveltyKey: `${id}-${signal.company}`,
    detectedAt: at,
    publishedAt: at,
    deadline: date,
  }));
  const alert = {
    ...outcome.alerts[0]!,
    id: `${id}-a`,
    notice: id,
    signals: signals.map((one) => one.id),
    createdAt: at,
  };
  const notice = {
    ...outcome.notice,
    id,
    item: id,
    published: date,
    publishedAt: at,
    regulator: { ...outcome.notice.regulator!, value: regulator },
  };
  const mapping = {
    ...outcome.mapping!,
    notice: id,
    exposures: outcome.mapping!.exposures.map((one) => ({
      ...one,
      notice: id,
      company: other(one.company).company,
    })),
  };
  const address = (k: number) => ({
    sink: 'fake',
    to: `channel-${(n * SUBSCRIBERS_A_NOTICE + k) % 10_000}`,
  });
  return {
    items: [
      {
        id,
        source: 'bench',
        key: id,
        version: 1,
        hash: id,
        blob,
        fetched_at: at,
        waiting_since: null,
        settled_at: at,
        quarantined_because: null,
        body: JSON.stringify({
          ...item,
          id,
          key: id,
          hash: id,
          fetchedAt: at,
          firstSeenAt: at,
          publishedAt: at,
        }),
      },
    ],
    item_names: [{ source: 'bench', name: id, key: id, mark: 'mark' }],
    notices: [
      {
        id,
        item_id: id,
        dated_at: at,
        detected_at: at,
        verdict: 'action',
        saved_at: at,
        body: JSON.stringify(notice),
        mapping: JSON.stringify(mapping),
      },
    ],
    notice_companies: [...new Set(companies)].map((company) => ({ company, notice_id: id })),
    notice_regulators: [{ regulator, notice_id: id }],
    regulatory_events: outcome.events.map((event, index) => {
      const whole = {
        ...event,
        id: `${id}-p${index}`,
        company: other(event.company).company,
        regulator,
        at,
        date,
        deadline: date,
        notice: id,
      };
      return {
        id: whole.id,
        company: whole.company,
        at,
        notice_id: id,
        body: JSON.stringify(whole),
      };
    }),
    scores: [
      ...new Map(outcome.scores.map((score) => [other(score.company).company, score])).entries(),
    ].map(([company, score]) => ({
      company,
      at,
      score: score.score,
      body: JSON.stringify({ ...score, company, at }),
    })),
    signals: signals.map((signal) => ({
      id: signal.id,
      notice_id: id,
      company: signal.company,
      detected_at: at,
      novelty_key: signal.noveltyKey,
      body: JSON.stringify(signal),
    })),
    alerts: [{ id: alert.id, notice_id: id, created_at: at, body: JSON.stringify(alert) }],
    alert_signals: signals.map((signal, position) => ({
      alert_id: alert.id,
      signal_id: signal.id,
      position,
    })),
    deliveries: Array.from({ length: SUBSCRIBERS_A_NOTICE }, (_, k) => ({
      id: `${id}-d${k}`,
      alert_id: alert.id,
      sink: address(k).sink,
      recipient: address(k).to,
      subscriptions: '[]',
      signals: JSON.stringify(alert.signals),
      level: 2,
      state: 'sent',
      nonce: `${id}${k}`,
      attempts: 1,
      due_at: at,
      ready_at: null,
      claimed_at: at,
      claimed_until: null,
      claimed_by: null,
      doubt_since: null,
      message: id,
      last_error: null,
      created_at: at,
      settled_at: at,
    })),
  } satisfies Partial<Record<keyof Tables, readonly object[]>>;
}
