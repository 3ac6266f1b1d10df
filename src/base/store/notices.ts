import { sql } from 'kysely';
import type { Alert, Signal, Suppressed } from '../../domain/alert.ts';
import type { Mapping } from '../../domain/exposure.ts';
import type { AlertId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { DatedAct } from '../../domain/store-lists.ts';
import type { Instant } from '../../domain/time.ts';
import { reviseItem } from './items.ts';
import {
  addressColumns,
  type Bodied,
  chunks,
  columnText,
  find,
  findOne,
  fromBody,
  having,
  select,
  type Wanted,
} from './rows.ts';
import type { Db, Engine } from './schema.ts';
import { eventWithAct } from './stored-acts.ts';

/**
 * Notices and what they led to. Lists are newest first; acts are ordered by when they became
 * known.
 */
export function createNotices({ db }: Engine) {
  return {
    notice: (id) => findOne<Notice>(db, 'notices', { id }),

    async noticesAlike({ regulator, jointRegulators }, keys) {
      const acting = [...jointRegulators, ...(regulator === null ? [] : [regulator.value])];
      if (acting.length === 0 || keys.length === 0) return [];
      const { rows } = await sql<Bodied>`select body from notices where id in (
          select notice_id from act_keys where regulator in (${sql.join(acting)})
            and key in (${sql.join([...keys])})
        ) order by dated_at desc, id`.execute(db);
      return rows.map(fromBody<Notice>);
    },

    async earlierNotices({ source, key, version }, limit) {
      const { rows } =
        await sql<Bodied>`select n.body from items as i join notices as n on n.item_id = i.id
        where i.source = ${source} and i.key = ${columnText(key)} and i.version < ${version}
        order by i.version desc limit ${limit}`.execute(db);
      return rows.map(fromBody<Notice>);
    },

    async mapping(id) {
      const [row] = await select<{ mapping: string | null }>(db, 'mapping from notices', { id });
      return row?.mapping ? (JSON.parse(row.mapping) as Mapping) : null;
    },

    async mappedNotices(after, limit) {
      const { rows } = await sql<Bodied & { mapping: string | null }>`
        select n.body, n.mapping from notices as n join items as i on i.id = n.item_id
        where n.verdict = 'action' and n.id > ${after ?? ''} and not exists (
          select 1 from items as newer
          where newer.source = i.source and newer.key = i.key and newer.version > i.version
        ) order by n.id limit ${limit}`.execute(db);
      return rows.map((row) => ({
        notice: fromBody<Notice>(row),
        mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as Mapping),
      }));
    },

    reviseNotice: (id, revision, at) =>
      db.transaction().execute((trx) => reviseItem(trx, id, revision, at)),

    async notices({ company, regulator, actionsOnly, until, limit, offset = 0 }) {
      const wanted = having({
        'n.verdict': actionsOnly === true ? 'action' : undefined,
        'n.detected_at': { to: until },
        // What is dated later was hardly known by then: the index begins where it matters.
        'n.dated_at': { to: until === undefined ? until : until + POSTDATED_MS },
      });
      const { rows } = await sql<Bodied>`select n.body from notices as n where ${wanted}
        and ${await noticesOf(db, 'notice_companies', { company })}
        and ${await noticesOf(db, 'notice_regulators', { regulator })}
        order by n.dated_at desc, n.id limit ${limit} offset ${offset}`.execute(db);
      return rows.map(fromBody<Notice>);
    },

    async acts(regulator, { after, limit }) {
      const { rows } = await sql<DatedAct>`
        select n.id as notice, n.dated_at as "datedAt", n.detected_at as "detectedAt"
        from notice_regulators as r join notices as n on n.id = r.notice_id
        where r.regulator = ${regulator} and n.verdict = 'action' and r.notice_id > ${after ?? ''}
        order by r.notice_id limit ${limit}`.execute(db);
      return rows;
    },

    async events({ company, until, notice, deadline }) {
      // Read from the text of a row: parsing thousands of them takes ten times as long.
      const contains = deadline === undefined ? undefined : `"deadline":"${deadline}"`;
      const wanted = { company, notice_id: notice, at: { to: until }, body: { contains } };
      const events = await find<RegulatoryEvent>(db, 'regulatory_events', wanted, {
        order: 'at, id',
      });
      // A process of an older version may still write acts while a fleet is replaced.
      return events.map((event) => eventWithAct(event));
    },

    // A score is saved with every outcome that touches a company; acts are counted as well, since
    // two of one instant share it.
    async eventsMark(company) {
      const { rows } = await sql<{ steps: number; scored: number | null }>`select count(*) as steps,
        (select max(at) from scores where company = ${company}) as scored
        from regulatory_events where company = ${company}`.execute(db);
      return `${rows[0]!.steps} ${rows[0]!.scored}`;
    },

    signals: ({ notice, company, limit }) =>
      find<Signal>(
        db,
        'signals',
        { notice_id: notice, company },
        { order: 'detected_at desc, id', limit },
      ),

    async suppressed({ notice: of, address, workspace, until, limit, offset = 0 }) {
      const here = address && addressColumns(address);
      const wanted = {
        'h.notice_id': of,
        'h.at': { to: until },
        ...(here && { 'h.sink': ['', here.sink], 'h.recipient': ['', here.recipient] }),
        'w.workspace': workspace === undefined ? undefined : ['', workspace],
      };
      const page = { order: 'h.at desc, h.signal_id, h.stage', limit, offset };
      // A signal suppressed for every address concerns every workspace.
      const ofWorkspace = `join (
        select sink, recipient, workspace, added_at from addresses union all select '', '', '', 0
      ) as w on w.sink = h.sink and w.recipient = h.recipient and h.at >= w.added_at`;
      const place = workspace === undefined ? '' : ofWorkspace;
      const columns = ['h.body, h.notice_id as notice from suppressed as h', place].join(' ');
      const rows = await select<Bodied & { notice: NoticeId }>(db, columns, wanted, page);
      return rows.map((row) => ({ ...fromBody<Suppressed>(row), notice: row.notice }));
    },

    async alert(id) {
      const alert = await findOne<Alert>(db, 'alerts', { id });
      return alert === null ? null : (await withSignals(db, [alert]))[0]!;
    },

    async findAlerted(keys) {
      const wanted = new Map(keys.map((key) => [columnText(key), key]));
      const alerted = await alertsOf(db, 's.novelty_key', [...wanted.keys()], 'a.created_at, a.id');
      return new Map(alerted.map(({ value, ...newest }) => [wanted.get(value)!, newest]));
    },

    async firstAlerts(signals) {
      // Newest first: the earliest overwrites the others in the map.
      const alerted = await alertsOf(db, 'm.signal_id', signals, 'a.created_at desc, a.id');
      return new Map(alerted.map(({ value, alert }) => [value, alert]));
    },
  } satisfies Partial<Store>;
}

/** A notice dated further ahead than this is missing from lists of past days. */
const POSTDATED_MS = 30 * 86_400_000;
/**
 * Up to this many notices of a subject are looked up by id. With more, scanning from the newest
 * finds one soon.
 */
const FEW = 1_000;

/**
 * SQL condition for the notices of a company or regulator, in the form that is fast for their
 * number.
 */
async function noticesOf(db: Db, table: 'notice_companies' | 'notice_regulators', subject: Wanted) {
  if (Object.values(subject)[0] === undefined) return sql`true`;
  const few = { limit: FEW + 1 };
  const rows = await select<{ id: string }>(db, `notice_id as id from ${table}`, subject, few);
  if (rows.length <= FEW) return having({ 'n.id': rows.map(({ id }) => id) });
  return sql`exists (select 1 from ${sql.table(table)}
    where ${having(subject)} and notice_id = n.id)`;
}

/** The alerts that carried signals with one of some values, each with the value. */
async function alertsOf(
  db: Db,
  column: 's.novelty_key' | 'm.signal_id',
  values: readonly string[],
  order: string,
) {
  const from =
    'alerts as a join alert_signals as m on m.alert_id = a.id left join signals as s on s.id = ' +
    'm.signal_id';
  const columns = `${column} as value, a.id as alert, a.created_at as at from ${from}`;
  type AlertOf = { value: string; alert: AlertId; at: Instant };
  const found: AlertOf[] = [];
  for (const some of chunks(values))
    found.push(...(await select<AlertOf>(db, columns, { [column]: some }, { order })));
  return found;
}

/** Alerts with their signals, in order. */
export async function withSignals(db: Db, alerts: readonly Alert[]) {
  if (alerts.length === 0) return [];
  const ids = alerts.map(({ id }) => id);
  const { rows: members } = await sql<Bodied & { alert_id: string }>`
    select m.alert_id, s.body from alert_signals as m join signals as s on s.id = m.signal_id
    where m.alert_id in (${sql.join(ids)}) order by m.position`.execute(db);
  const byAlert = Map.groupBy(members, (member) => member.alert_id);
  return alerts.map((alert) => ({
    alert,
    signals: (byAlert.get(alert.id) ?? []).map(fromBody<Signal>),
  }));
}
