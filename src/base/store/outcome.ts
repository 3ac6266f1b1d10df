import { setImmediate as othersTurn } from 'node:timers/promises';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Delivery } from '../../domain/alert.ts';
import type { Waiting } from '../../domain/channel.ts';
import { type Incident, isOver } from '../../domain/incident.ts';
import { actKeys, type Notice } from '../../domain/notice.ts';
import type { Outcome, Store } from '../../domain/ports.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { changesOf, logChanges } from './act-changes.ts';
import { save, saveNew } from './nouns.ts';
import { saveQuestion, saveReportedActions } from './reviews.ts';
import { add, addressColumns, change, count, drop, find, pageOf, put } from './rows.ts';
import type { Engine, Tables, Trx } from './schema.ts';
import { saveStandings } from './standings.ts';

/** Everything that one notice leads to. */
export function createOutcome(engine: Engine) {
  const { db, transaction } = engine;
  return {
    /**
     * Writes it, and settles its item, in one transaction; of rows for very many addresses it holds
     * the promise (`parts`). Answers false and writes nothing when the item was settled already. An
     * item set aside may be settled by a later reader.
     */
    async saveOutcome(outcome, at) {
      const fresh = await engine.write(async (trx) => {
        const item = await markProcessed(trx, outcome, at);
        if (item === null) return false;
        await saveNotice(trx, outcome, item.fetched_at, at);
        const withdrawn = await withdrawEvents(trx, outcome.withdrawn ?? [], at);
        const changes = await changesOf(trx, outcome.events);
        // Acts and scores are written over; signals are immutable: one that is there stays as it
        // was alerted.
        await save(trx, 'regulatory_events', outcome.events);
        await save(trx, 'scores', outcome.scores);
        await saveStandings(trx, outcome.standings);
        await saveNew(trx, 'signals', outcome.signals);
        // What grows with the number of addresses, the most urgent first.
        await saveAlerts(trx, outcome);
        await insertInParts(trx, 'waiting', (outcome.waiting ?? []).map(waitingRow));
        await insertInParts(trx, 'suppressed', suppressedRows(outcome));
        await saveNew(trx, 'reviews', outcome.reviews);
        await saveReportedActions(trx, outcome.actions ?? [], pageOf(item), at);
        if (outcome.queueSecondReading === true) await saveQuestion(trx, outcome.notice, at);
        for (const incident of outcome.incidents ?? []) await saveIncident(trx, incident);
        // Last, since other writers of acts wait for its counter.
        await logChanges(trx, new Map([['withdrawn', withdrawn]]), () => at);
        await logChanges(trx, changes, () => at);
        return true;
      });
      if (fresh && outcome.deliveries.length > 0) await engine.notify('deliveries');
      return fresh;
    },

    /**
     * The rows and the end of the promise are one transaction; rows that are there stay, so that a
     * second writer changes nothing.
     */
    async writePart() {
      // Nothing is the usual answer, and it needs no writer's place.
      const first = await db.selectFrom('parts').select('seq').limit(1).executeTakeFirst();
      if (first === undefined) return false;
      await othersTurn();
      const wrote = await transaction(async (trx) => {
        const part = await trx
          .selectFrom('parts')
          .selectAll()
          .orderBy('seq')
          .limit(1)
          .executeTakeFirst();
        if (part === undefined) return false;
        await add(trx, part.kind as PartTable, rowsIn(part.body));
        await drop(trx, 'parts', { seq: part.seq });
        return true;
      });
      if (wrote) await engine.notify('deliveries');
      return wrote;
    },
  } satisfies Partial<Store>;
}

/**
 * Takes the item; the row lock that comes with it makes a second process wait and then find it
 * settled.
 */
async function markProcessed(trx: Trx, { item: id }: Outcome, at: Instant) {
  type Taken = Pick<Selectable<Tables['items']>, 'fetched_at' | 'source' | 'key'>;
  const { rows } = await sql<Taken>`update items set waiting_since = null, settled_at = ${at},
      quarantined_because = null
    where id = ${id} and (settled_at is null or quarantined_because is not null)
    returning fetched_at, source, key`.execute(trx);
  if (rows.length === 0 && (await count(trx, 'items', { id })) === 0)
    throw new Error(`saveOutcome: there is no item ${id}`);
  return rows[0] ?? null;
}

async function saveNotice(
  trx: Trx,
  outcome: Outcome,
  fetchedAt: number,
  at: Instant,
): Promise<void> {
  const { notice, mapping } = outcome;
  const row = {
    id: notice.id,
    item_id: outcome.item,
    dated_at:
      notice.publishedAt ?? (notice.published === null ? fetchedAt : Date.parse(notice.published)),
    detected_at: fetchedAt,
    verdict: notice.verdict,
    saved_at: at,
    body: JSON.stringify(notice),
    mapping: mapping && JSON.stringify(mapping),
  };
  await put(trx, 'notices', [row]);
  const companies = [...(mapping?.exposures ?? []), ...outcome.events, ...outcome.signals].map(
    ({ company }) => ({ company, notice_id: notice.id }),
  );
  const lead = notice.regulator === null ? [] : [notice.regulator.value];
  const regulators = [...lead, ...notice.jointRegulators].map((regulator) => ({
    regulator,
    notice_id: notice.id,
  }));
  for (const table of ['notice_companies', 'notice_regulators', 'act_keys'] as const)
    await drop(trx, table, { notice_id: notice.id });
  await add(trx, 'notice_companies', companies);
  await add(trx, 'notice_regulators', regulators);
  await add(trx, 'act_keys', actKeyRows(notice));
}

/** A censure of an authority's own page is found again by its number and day. */
export const actKeyRows = (notice: Notice): Insertable<Tables['act_keys']>[] =>
  notice.verdict !== 'action' || notice.outlet !== null || notice.regulator === null
    ? []
    : actKeys(notice).map((key) => ({
        regulator: notice.regulator!.value,
        key,
        notice_id: notice.id,
      }));

/**
 * Acts that were taken back stay as rows, with the moment. Scores that were made of them are
 * dropped: at no instant is a score the one of an error. Answers the acts as they are now.
 */
async function withdrawEvents(
  trx: Trx,
  ids: readonly string[],
  at: Instant,
): Promise<RegulatoryEvent[]> {
  const events = await find<RegulatoryEvent>(trx, 'regulatory_events', { id: ids });
  const counted = events.filter((event) => !event.withdrawnAt);
  const withdrawn = counted.map((event) => ({ ...event, withdrawnAt: at }));
  await save(trx, 'regulatory_events', withdrawn);
  for (const [company, own] of Map.groupBy(counted, (event) => event.company)) {
    const from = Math.min(...own.map((event) => event.at));
    await drop(trx, 'scores', { company, at: { from, to: at - 1 } });
  }
  return withdrawn;
}

/**
 * Alerts with their signals, and new deliveries; one that is there stays, whatever
 * calls twice.
 */
export async function saveAlerts(
  trx: Trx,
  { alerts, deliveries }: Pick<Outcome, 'alerts' | 'deliveries'>,
): Promise<void> {
  await saveNew(trx, 'alerts', alerts);
  const members = alerts.flatMap((alert) =>
    alert.signals.map((signal, position) => ({ alert_id: alert.id, signal_id: signal, position })),
  );
  await add(trx, 'alert_signals', members);
  await insertInParts(trx, 'deliveries', deliveries.map(deliveryRow));
}

/** A new delivery is always pending: what a claim or a settlement knows is written by those. */
function deliveryRow(delivery: Delivery) {
  return {
    id: delivery.id,
    alert_id: delivery.alert,
    ...addressColumns(delivery.address),
    subscriptions: JSON.stringify(delivery.subscriptions),
    signals: JSON.stringify(delivery.signals),
    level: delivery.level,
    state: 'pending',
    nonce: delivery.nonce,
    attempts: 0,
    due_at: delivery.dueAt,
    ready_at: delivery.dueAt,
    created_at: delivery.createdAt,
  };
}

/** A signal on the waiting list of an address; one that waits there stays. */
function waitingRow({ address, signal: signal_id, since, because }: Waiting) {
  return { ...addressColumns(address), signal_id, since, because: JSON.stringify(because) };
}

/** What was not alerted, to whom and why. */
function suppressedRows({ suppressed, notice: { id: notice_id } }: Outcome) {
  return suppressed.map((suppressed) => {
    const { signal: signal_id, address, stage, at } = suppressed;
    const here = address === null ? { sink: '', recipient: '' } : addressColumns(address);
    return { notice_id, signal_id, ...here, stage, at, body: JSON.stringify(suppressed) };
  });
}

/** Somebody else wrote an incident first. Thrown inside a transaction so that it is rolled back. */
export class Overtaken extends Error {}

/** A new incident, left alone where it is known, or its next revision. */
export async function saveIncident(trx: Trx, incident: Incident): Promise<void> {
  const { id, source, from, revision, notedAt } = incident;
  const pending_since = isOver(incident) ? null : notedAt;
  const row = { revision, pending_since, body: JSON.stringify(incident) };
  if (revision === 0) await add(trx, 'incidents', [{ id, source, from_at: from, ...row }]);
  else if ((await change(trx, 'incidents', { id, revision: revision - 1 }, row)) === 0)
    throw new Overtaken();
}

type PartTable = 'deliveries' | 'waiting' | 'suppressed';

/**
 * Rows of one table that go into one transaction: a tenth of a second, so that nothing else waits
 * long for the database or a lease.
 */
const ROWS_A_PART = 2_000;

/**
 * Writes rows of which there is one for an address. Where there are very many, the transaction
 * writes them down as text, a row for each part, and `writePart` makes the real rows of it
 * afterwards: 300,000 deliveries in one transaction took longer than a lease runs. The promise
 * stands in the same transaction as what it belongs to, so that whoever comes after a crash keeps
 * it.
 */
async function insertInParts<T extends PartTable>(
  trx: Trx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  if (rows.length <= ROWS_A_PART) {
    await add(trx, table, rows);
    return;
  }
  for (let at = 0; at < rows.length; at += ROWS_A_PART) {
    const body = JSON.stringify({ rows: rows.slice(at, at + ROWS_A_PART) });
    await trx.insertInto('parts').values({ kind: table, body }).execute();
    // An embedded database answers without ever giving up the thread: timers and sockets get their
    // turn here.
    await othersTurn();
  }
}

/** The rows of a part; a version before wrote what is the same in all of them apart. */
function rowsIn(body: string): never[] {
  const { rows, same } = JSON.parse(body) as { rows: object[]; same?: object };
  return rows.map((row) => ({ ...same, ...row })) as never[];
}
