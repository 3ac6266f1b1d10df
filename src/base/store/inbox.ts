import { sql } from 'kysely';
import type { Alert, Delivery, Signal } from '../../domain/alert.ts';
import type { AlertId, SignalId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { AlertMark, WorkspaceId } from '../../domain/workspace.ts';
import type { JudgedCounts, SentQuery, WorkspaceAlert } from '../../domain/workspace-store.ts';
import { save } from './nouns.ts';
import { addressColumns, type Bodied, chunks, find, fromBody } from './rows.ts';
import type { Db, Engine } from './schema.ts';

/** What was sent to the addresses of a workspace, and what its people made of it. */
export function createInbox({ db }: Engine) {
  return {
    async sentAlerts(query) {
      const page = await alertsSent(db, query);
      return page.length === 0 ? [] : withSendings(db, page, query);
    },

    async followUps({ alerts, workspace, until }) {
      const found: Alert[] = [];
      for (const some of chunks(alerts)) {
        const { rows } = await sql<Bodied>`select a.body from alerts as a
          where a.about in (${sql.join(some)}) and a.created_at <= ${until}
          and exists (select 1 from deliveries as d ${joined(workspace)}
            where d.alert_id = a.id ${within(workspace)})
          order by a.created_at, a.id`.execute(db);
        found.push(...rows.map(fromBody<Alert>));
      }
      return found;
    },

    async marks({ alerts, workspace }) {
      const found: AlertMark[] = [];
      for (const alert_id of chunks(alerts))
        found.push(
          ...(await find<AlertMark>(
            db,
            'alert_marks',
            { workspace, alert_id },
            { order: 'at, person' },
          )),
        );
      return found;
    },

    saveMark: (mark) => save(db, 'alert_marks', [mark]),

    judged: (since) => judged(db, since),
  } satisfies Partial<Store>;
}

/** An address with its workspace, where only those of one are wanted. */
const joined = (workspace: WorkspaceId | undefined) =>
  workspace === undefined
    ? sql``
    : sql`join addresses as w on w.sink = d.sink and w.recipient = d.recipient`;
const within = (workspace: WorkspaceId | undefined) =>
  workspace === undefined
    ? sql``
    : sql`and w.workspace = ${workspace} and d.created_at >= w.added_at`;

/** Alerts of one page, newest first; what only changes an earlier message stands beneath it. */
async function alertsSent(db: Db, query: SentQuery): Promise<Alert[]> {
  const { workspace, address, companies, alert, until, limit, offset = 0 } = query;
  const here = address && addressColumns(address);
  const at =
    here === undefined ? sql`` : sql`and d.sink = ${here.sink} and d.recipient = ${here.recipient}`;
  const ofAlert = alert === undefined ? sql`` : sql`and a.id = ${alert}`;
  const sent = sql`select 1 from deliveries as d ${joined(workspace)} where d.alert_id = a.id
    and d.created_at <= ${until} ${at} ${within(workspace)} ${naming(companies)}`;
  // Of one workspace its own messages are few beside all alerts; of all, the newest alerts are
  // walked.
  const own =
    workspace === undefined && here === undefined
      ? sql`exists (${sent})`
      : sql`a.id in (select d.alert_id from deliveries as d ${joined(workspace)}
          where d.created_at <= ${until} ${at} ${within(workspace)} ${naming(companies)})`;
  const { rows } = await sql<Bodied>`select a.body from alerts as a
    where a.created_at <= ${until} and a.edits is null ${ofAlert} and ${own}
    order by a.created_at desc, a.id desc limit ${limit} offset ${offset}`.execute(db);
  return rows.map(fromBody<Alert>);
}

/** A message that names one of some companies: by a signal that it was sent, or by a report. */
function naming(companies: SentQuery['companies']) {
  if (companies === undefined) return sql``;
  if (companies.length === 0) return sql`and false`;
  const ids = sql.join([...companies]);
  return sql`and (exists (select 1 from alert_signals as x join signals as s on s.id = x.signal_id
      where x.alert_id = d.alert_id and s.company in (${ids})
      and d.signals like '%"' || x.signal_id || '"%')
    or exists (select 1 from alerts as r join reported_actions as c on c.notice_id = r.notice_id
      where r.id = d.alert_id and d.signals = '[]' and c.company in (${ids})))`;
}

type SendingRow = Pick<Delivery, 'state' | 'createdAt' | 'settledAt'> & {
  readonly alert: AlertId;
  readonly sink: string;
  readonly recipient: string;
  readonly signals: string;
  readonly workspace: WorkspaceId | null;
};

async function withSendings(
  db: Db,
  alerts: readonly Alert[],
  { workspace, address, until }: SentQuery,
): Promise<WorkspaceAlert[]> {
  const ids = alerts.map(({ id }) => id);
  const sendings: SendingRow[] = [];
  const signals = new Map<SignalId, Signal>();
  const here = address && addressColumns(address);
  for (const some of chunks(ids)) {
    const { rows } = await sql<SendingRow>`select d.alert_id as alert, d.sink, d.recipient, d.state,
      d.signals, d.created_at as "createdAt", d.settled_at as "settledAt", w.workspace
      from deliveries as d left join addresses as w on w.sink = d.sink and w.recipient = d.recipient
      where d.alert_id in (${sql.join(some)}) and d.created_at <= ${until} ${within(workspace)}
      ${here === undefined ? sql`` : sql`and d.sink = ${here.sink} and d.recipient = ${here.recipient}`}
      order by d.seq`.execute(db);
    sendings.push(...rows);
    const found = await sql<Bodied>`select s.body from signals as s
      where s.id in (select signal_id from alert_signals
          where alert_id in (${sql.join(some)}))`.execute(db);
    for (const signal of found.rows.map(fromBody<Signal>)) signals.set(signal.id, signal);
  }
  const byAlert = Map.groupBy(sendings, ({ alert }) => alert);
  return alerts.map((alert) => {
    const own = byAlert.get(alert.id) ?? [];
    const told = new Set(own.flatMap((sendingRow) => JSON.parse(sendingRow.signals) as SignalId[]));
    return {
      alert,
      signals: alert.signals.flatMap((id) => (told.has(id) ? (signals.get(id) ?? []) : [])),
      sent: own.map(({ sink, recipient, state, createdAt, settledAt, workspace: holder }) => ({
        address: { sink, to: recipient },
        state,
        createdAt: Number(createdAt) as Instant,
        settledAt: settledAt === null ? null : (Number(settledAt) as Instant),
        workspace: holder,
      })),
    };
  });
}

/**
 * A vote under a message counts as that person's word, unless they judged the alert on the page.
 */
async function judged(db: Db, since: Instant): Promise<JudgedCounts[]> {
  type Row = { workspace: WorkspaceId | null; verdict: string; n: number };
  const { rows } = await sql<Row>`select workspace, verdict, count(*) as n from (
      select m.workspace, m.alert_id, m.person, m.verdict from alert_marks as m
      where m.at >= ${since} and m.verdict is not null
      union all
      select w.workspace, v.alert_id, v.voter,
        case when v.body like '%"useful":true%' then 'useful' else 'noise' end
      from votes as v left join addresses as w on w.sink = v.sink and w.recipient = v.recipient
      where v.at >= ${since}
    ) as words group by workspace, verdict order by coalesce(workspace, '')`.execute(db);
  return [...Map.groupBy(rows, ({ workspace }) => workspace)].map(([workspace, own]) => {
    const of = (verdict: string) => Number(own.find((row) => row.verdict === verdict)?.n ?? 0);
    return { workspace, useful: of('useful'), noise: of('noise'), wrong: of('wrong') };
  });
}
