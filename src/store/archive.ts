import type { Alert, Signal } from '../domain/alert.ts';
import type { Item } from '../domain/item.ts';
import type { Score, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { chunks, fromBody, fromReasonedBody } from './rows.ts';
import type { Db, Engine } from './schema.ts';

/** Both ends count; null = open. */
export interface ArchiveSpan {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface SettledItem {
  readonly item: Item;
  /** When the pipeline settled it: the `now` of everything that came of it. */
  readonly settledAt: Instant;
}

/** Reads everything of a kind, oldest first, a page at a time: for replays and exports. */
export interface Archive {
  /** How many items were settled by an instant. */
  countItems(to: Instant | null): Promise<number>;
  /** Settled items and those set aside, in the order in which the pipeline took them. */
  items(span: ArchiveSpan): AsyncIterable<SettledItem>;
  scores(span: ArchiveSpan): AsyncIterable<Score>;
  /** Signals by detection. */
  signals(span: ArchiveSpan): AsyncIterable<Signal>;
  /** Alerts with the signals that they told, by their making. */
  alerts(span: ArchiveSpan): AsyncIterable<{ alert: Alert; signals: Signal[] }>;
  /** Steps by the moment from which they count. */
  steps(span: ArchiveSpan): AsyncIterable<Step>;
}

const PAGE = 250;

export function createArchive({ db }: Engine): Archive {
  return {
    async countItems(to) {
      let query = db.selectFrom('items').select((of) => of.fn.countAll().as('count'));
      query = query.where('settled_at', 'is not', null);
      if (to !== null) query = query.where('settled_at', '<=', to);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },
    items: (span) => items(db, span),
    scores: (span) =>
      pages(async (offset) => {
        let query = db.selectFrom('scores').select('body').orderBy('at').orderBy('company');
        if (span.from !== null) query = query.where('at', '>=', span.from);
        if (span.to !== null) query = query.where('at', '<=', span.to);
        return (await query.limit(PAGE).offset(offset).execute()).map(fromBody<Score>);
      }),
    signals: (span) =>
      pages(async (offset) => {
        let query = db.selectFrom('signals').select('body').orderBy('detected_at').orderBy('id');
        if (span.from !== null) query = query.where('detected_at', '>=', span.from);
        if (span.to !== null) query = query.where('detected_at', '<=', span.to);
        return (await query.limit(PAGE).offset(offset).execute()).map(fromReasonedBody<Signal>);
      }),
    alerts: (span) =>
      pages(async (offset) => {
        let query = db.selectFrom('alerts').select(['id', 'body']).orderBy('created_at').orderBy('id');
        if (span.from !== null) query = query.where('created_at', '>=', span.from);
        if (span.to !== null) query = query.where('created_at', '<=', span.to);
        const rows = await query.limit(PAGE).offset(offset).execute();
        return withSignals(db, rows);
      }),
    steps: (span) =>
      pages(async (offset) => {
        let query = db.selectFrom('steps').select('body').orderBy('at').orderBy('id');
        if (span.from !== null) query = query.where('at', '>=', span.from);
        if (span.to !== null) query = query.where('at', '<=', span.to);
        return (await query.limit(PAGE).offset(offset).execute()).map(fromBody<Step>);
      }),
  };
}

async function* pages<T>(page: (offset: number) => Promise<T[]>): AsyncIterable<T> {
  for (let offset = 0; ; offset += PAGE) {
    const rows = await page(offset);
    yield* rows;
    if (rows.length < PAGE) return;
  }
}

/** The order is settled first, by numbers alone: bodies are read a page at a time. */
async function* items(db: Db, { from, to }: ArchiveSpan): AsyncIterable<SettledItem> {
  let query = db
    .selectFrom('items')
    .select(['seq', 'settled_at'])
    .where('settled_at', 'is not', null)
    .orderBy('settled_at')
    .orderBy('fetched_at')
    .orderBy('seq');
  if (from !== null) query = query.where('settled_at', '>=', from);
  if (to !== null) query = query.where('settled_at', '<=', to);
  for (const some of chunks(await query.execute())) {
    const rows = await db
      .selectFrom('items')
      .select(['seq', 'body'])
      .where(
        'seq',
        'in',
        some.map((row) => row.seq),
      )
      .execute();
    const bodies = new Map(rows.map((row) => [row.seq, row]));
    for (const { seq, settled_at: at } of some)
      yield { item: fromBody<Item>(bodies.get(seq)!), settledAt: at as Instant };
  }
}

async function withSignals(
  db: Db,
  rows: readonly { readonly id: string; readonly body: string }[],
): Promise<{ alert: Alert; signals: Signal[] }[]> {
  if (rows.length === 0) return [];
  const members = await db
    .selectFrom('alert_signals as m')
    .innerJoin('signals as s', 's.id', 'm.signal_id')
    .select(['m.alert_id', 's.body'])
    .where(
      'm.alert_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('m.position')
    .execute();
  const byAlert = Map.groupBy(members, (member) => member.alert_id);
  return rows.map((row) => ({
    alert: fromReasonedBody<Alert>(row),
    signals: (byAlert.get(row.id) ?? []).map(fromReasonedBody<Signal>),
  }));
}
