import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Address, Delivery } from '../../domain/alert.ts';
import type { AlertId, NoticeId, SignalId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import type { Level } from '../../domain/score.ts';
import type { SendOutcome } from '../../domain/sink.ts';
import type { Figures, NoticeDelivery } from '../../domain/store-lists.ts';
import type { Instant } from '../../domain/time.ts';
import { addressColumns, change, chunks, select, toReason } from './rows.ts';
import type { Db, Engine, Tables } from './schema.ts';

type DeliveryClaim = Parameters<Store['leaseDeliveries']>[0];

const GRAVEST_FIRST: readonly Level[] = [5, 4, 3, 2, 1];

/**
 * The outbox. A claim is a lease; who settles must still hold it. A claim that ran out may have
 * been sent or not: the row keeps since when (`doubtSince`) and is claimed again.
 *
 * One address gets its deliveries one at a time, gravest first, then oldest: while one is due,
 * claimed or waiting to be tried again, the ones behind it wait. Lists and counts of what was
 * delivered or waits to be stand beside it.
 */
export function createDeliveries(engine: Engine) {
  const { db, transaction, now: nowBy } = engine;
  return {
    async leaseDeliveries(lease) {
      if (lease.sinks.length === 0 || lease.limit <= 0) return [];
      // Nothing due is the usual answer, and it needs no writer's place.
      const levels = await levelsReady(db, lease, nowBy(lease.now));
      if (levels.length === 0) return [];
      return transaction(async (trx) => {
        const leased: DeliveryRow[] = [];
        // Level by level, so that each claim is one walk along the index however many rows wait for
        // later.
        for (const level of levels) {
          const room = lease.limit - leased.length;
          if (room > 0)
            leased.push(...(await claimLevel({ ...engine, db: trx }, lease, level, room)));
        }
        return leased.map(toDelivery);
      });
    },

    async noteRepeat({ id, by, now }) {
      const mine = { id, claimed_by: by, state: 'claimed' };
      return (await change(db, 'deliveries', mine, { repeated_at: now })) > 0;
    },

    async recordAttempt({ id, by, now, outcome, dueAt }) {
      const mine = { id, claimed_by: by, state: 'claimed' };
      const settled = { ...settlement(outcome, now, dueAt, nowBy), ...UNCLAIMED };
      return (await change(db, 'deliveries', mine, settled)) > 0;
    },

    freeLeases: (now) => {
      const free = {
        ...UNCLAIMED,
        state: 'retrying',
        doubt_since: IN_DOUBT,
        due_at: now,
        ready_at: now,
      };
      return change(db, 'deliveries', { state: 'claimed' }, free);
    },

    async hastenRetries({ now, longestMs }) {
      const { rows } = await sql`update deliveries
        set due_at = ${nowBy(now)}, ready_at = ${nowBy(now)}
        where state = 'retrying' and ready_at > ${nowBy(now)} + ${longestMs}
        returning id`.execute(db);
      return rows.length;
    },

    deliveries: (query) => deliveries(db, query),

    async addressed({ since, until }) {
      type Row = { sink: string; recipient: string; alert: AlertId };
      const span = { created_at: { from: since + 1, to: until } };
      const rows = await select<Row>(
        db,
        'sink, recipient, alert_id as alert from deliveries',
        span,
      );
      return rows.map(({ sink, recipient, alert }) => ({
        address: { sink, to: recipient },
        alert,
      }));
    },

    async recipientsOf(signals) {
      type Row = { sink: string; recipient: string; signals: string };
      const found: { address: Address; signals: SignalId[] }[] = [];
      for (const some of chunks(signals)) {
        const ids = sql.join([...some]);
        const { rows } = await sql<Row>`select sink, recipient, signals from deliveries
          where alert_id in (select alert_id from alert_signals where signal_id in (${ids}))
          and state not in ('refused', 'expired')`.execute(db);
        const wanted = new Set(some);
        for (const { sink, recipient: to, signals: sent } of rows) {
          const own = (JSON.parse(sent) as SignalId[]).filter((id) => wanted.has(id));
          if (own.length > 0) found.push({ address: { sink, to }, signals: own });
        }
        const waiting = await select<Row & { signal: SignalId }>(
          db,
          'sink, recipient, signal_id as signal from waiting',
          { signal_id: [...some] },
        );
        for (const { sink, recipient: to, signal } of waiting)
          found.push({ address: { sink, to }, signals: [signal] });
      }
      return found;
    },

    async figures() {
      const { rows } = await sql<Figures>`select i.n as "itemsWaiting", i.oldest as "oldestItem",
          d.n as "deliveriesWaiting", d.oldest as "oldestDelivery", r.n as "reviewsOpen", u.n as "itemsUnread"
        from (select count(*) as n, min(waiting_since) as oldest
            from items where waiting_since is not null) as i,
          (select count(*) as n, min(due_at) as oldest
            from deliveries where ready_at is not null) as d,
          (select count(*) as n from reviews where decided_at is null) as r,
          (select count(*) as n from items where quarantined_because is not null) as u`.execute(db);
      return rows[0]!;
    },
  } satisfies Partial<Store>;
}

const UNCLAIMED = { claimed_at: null, claimed_until: null, claimed_by: null } as const;
/** Since when nobody knows whether it arrived. */
const IN_DOUBT = sql<number>`coalesce(doubt_since, claimed_at)`;

/** Levels of which something is due, gravest first: each is one probe of the index. */
async function levelsReady(
  db: Db,
  lease: DeliveryClaim,
  now: RawBuilder<number>,
): Promise<Level[]> {
  const levels = sql.join(GRAVEST_FIRST.map((level) => sql`(${sql.lit(level)})`));
  const { rows } = await sql<{ level: Level }>`
    with each_level(level) as (values ${levels})
    select level from each_level where exists (
      select 1 from deliveries where deliveries.level = each_level.level
      and deliveries.ready_at <= ${now} and deliveries.sink in (${sql.join(lease.sinks)}))
    order by level desc`.execute(db);
  return rows.map((row) => row.level);
}

async function claimLevel(engine: Engine, lease: DeliveryClaim, level: Level, room: number) {
  const now = engine.now(lease.now);
  const until = sql<number>`${now} + ${lease.leaseMs}`;
  // Graver ones and older ones of the same level are asked for apart: each is one probe of the
  // index of open rows. Asked as "the first is null": "not exists" PostgreSQL may turn into a join,
  // which without fresh statistics took seconds a claim. What is planned for a later hour and was
  // never tried holds nobody up.
  const ahead = sql`select ahead.seq from deliveries as ahead
    where ahead.sink = d.sink and ahead.recipient = d.recipient and ahead.ready_at is not null
    and (ahead.attempts > 0 or ahead.ready_at <= ${now})`;
  const { rows } = await sql<DeliveryRow>`
    with picked as materialized (
      select d.id from deliveries as d
      where d.level = ${level} and d.ready_at <= ${now} and d.sink in (${sql.join(lease.sinks)})
        and (${ahead} and ahead.level > ${level} limit 1) is null
        and (${ahead} and ahead.level = ${level} and ahead.seq < d.seq limit 1) is null
      order by d.ready_at, d.seq limit ${room}
      ${engine.skipsLocked ? sql`for update skip locked` : sql``}
    )
    update deliveries set attempts = attempts + 1, state = 'claimed', claimed_by = ${lease.by},
      claimed_at = ${now}, claimed_until = ${until}, ready_at = ${until},
      doubt_since = case when state = 'claimed'
        then coalesce(doubt_since, claimed_at) else doubt_since end
    where id in (select id from picked) returning *`.execute(engine.db);
  // RETURNING promises no order.
  return rows.sort(
    (deliveryRow, other) => deliveryRow.due_at - other.due_at || deliveryRow.seq - other.seq,
  );
}

const ENDED = { sent: 'sent', refused: 'refused', retry: 'expired', unknown: 'uncertain' } as const;

/**
 * What an outcome writes. No `dueAt` means that nothing more is tried: `retry` expires, `unknown`
 * stays uncertain.
 */
function settlement(
  outcome: SendOutcome,
  now: Instant,
  dueAt: Instant | null,
  nowBy: Engine['now'],
) {
  const { kind } = outcome;
  // What was left out beside the message (a crosspost, a thread) is said as its last error, too.
  const because = kind === 'sent' ? outcome.note : outcome.because;
  const last_error = because === undefined ? null : JSON.stringify(because);
  const done = { state: ENDED[kind], ready_at: null, settled_at: now, last_error };
  if (kind === 'sent') return { ...done, message: outcome.message, doubt_since: null };
  const doubt = kind === 'unknown' ? { doubt_since: IN_DOUBT } : {};
  if (dueAt === null || kind === 'refused') return { ...done, ...doubt };
  const due = sql<number>`${nowBy(now)} + ${dueAt - now}`;
  return { state: 'retrying', due_at: due, ready_at: due, last_error, ...doubt };
}

type DeliveryQuery = Parameters<Store['deliveries']>[0];

/**
 * Deliveries with their notices, newest first; with `until` as they stood then: what was not
 * settled by then waited, whatever became of it.
 */
async function deliveries(db: Db, query: DeliveryQuery): Promise<NoticeDelivery[]> {
  const { alert, address, workspace, state, until, limit, offset = 0 } = query;
  // As of then, what was settled later was pending.
  const then = until !== undefined && state !== undefined;
  const wasPending = then && state === 'pending';
  const here = address && addressColumns(address);
  const settledBy = then ? { to: until } : undefined;
  const wanted = {
    'd.alert_id': alert,
    'd.sink': here?.sink,
    'd.recipient': here?.recipient,
    'd.created_at': { to: until },
    'd.state': wasPending ? undefined : state,
    'd.settled_at': wasPending ? { openAt: until } : settledBy,
    'w.workspace': workspace,
  };
  // What was sent before an address came into the workspace is not its own.
  const ofWorkspace = `join addresses as w on w.sink = d.sink and w.recipient = d.recipient
    and d.created_at >= w.added_at`;
  const columns = `d.*, a.notice_id as notice from deliveries as d
    join alerts as a on a.id = d.alert_id ${workspace === undefined ? '' : ofWorkspace}`;
  const page = { order: 'd.created_at desc, d.seq desc', limit, offset };
  const rows = await select<DeliveryRow & { notice: NoticeId | null }>(db, columns, wanted, page);
  return rows.map((row) => ({ ...asThen(toDelivery(row), until), notice: row.notice }));
}

/** How many attempts had been made by then is not kept. */
function asThen(delivery: Delivery, until: Instant | undefined): Delivery {
  const { settledAt } = delivery;
  if (until === undefined || (settledAt !== null && settledAt <= until)) return delivery;
  return {
    ...delivery,
    state: 'pending',
    attempts: 0,
    message: null,
    lastError: null,
    settledAt: null,
  };
}

type DeliveryRow = Selectable<Tables['deliveries']>;

/** A delivery from its row. */
function toDelivery(row: DeliveryRow): Delivery {
  const { id, level, state, nonce, attempts, message, last_error, sink, recipient } = row;
  return {
    id,
    alert: row.alert_id,
    address: { sink, to: recipient },
    level,
    state,
    nonce,
    attempts,
    message,
    subscriptions: JSON.parse(row.subscriptions),
    signals: JSON.parse(row.signals),
    dueAt: row.due_at,
    claimedUntil: row.claimed_until,
    claimedBy: row.claimed_by,
    doubtSince: row.doubt_since,
    repeatedAt: row.repeated_at,
    lastError: last_error === null ? null : toReason(last_error),
    createdAt: row.created_at,
    settledAt: row.settled_at,
  } as Delivery;
}
