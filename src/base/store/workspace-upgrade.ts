import { sql } from 'kysely';
import type { Address } from '../../domain/alert.ts';
import type { Instant } from '../../domain/time.ts';
import { HOME, usualWorkspace } from '../../domain/workspace.ts';
import { spelt } from './first-upgrades.ts';
import { saveNew } from './nouns.ts';
import type { Db } from './schema.ts';
import { impliedWorkspace } from './workspaces.ts';

const TABLES = `
  create table workspaces (id text primary key, rank integer not null, name text not null, body text not null);
  create table addresses (sink text not null, recipient text not null, workspace text not null,
    added_at bigint not null, body text not null, primary key (sink, recipient));
  create table members (workspace text not null, sink text not null, recipient text not null,
    added_at bigint not null, body text not null, primary key (workspace, sink, recipient));
  create table sign_in_links (hash text primary key, workspace text not null, sink text not null,
    recipient text not null, created_at bigint not null, expires_at bigint not null, used_at bigint, body text not null);
  create table sessions (hash text primary key, id text not null, workspace text not null, sink text not null,
    recipient text not null, created_at bigint not null, seen_at bigint not null, ends_at bigint not null,
    body text not null);
  create table watchlists (workspace text not null, id text not null, name text not null, body text not null,
    primary key (workspace, id));
  create table alert_marks (workspace text not null, alert_id text not null, person text not null, verdict text,
    at bigint not null, body text not null, primary key (workspace, alert_id, person));
  create table journal (SEQ, workspace text not null, at bigint not null, body text not null);
  alter table alerts add column about text;
  alter table alerts add column edits text;
  create index alerts_created on alerts (created_at, id);
  create index alerts_about on alerts (about) where about is not null;
  create index addresses_workspace on addresses (workspace);
  create index members_address on members (sink, recipient);
  create index sign_in_links_address on sign_in_links (sink, recipient, created_at);
  create index sign_in_links_ends on sign_in_links (expires_at);
  create index sessions_workspace on sessions (workspace, ends_at);
  create index sessions_ends on sessions (ends_at);
  create index alert_marks_at on alert_marks (at);
  create index journal_workspace on journal (workspace, at)`;

/**
 * Everything that is stored comes into the workspace of its Discord server, of the person whose
 * direct messages it is, or into `home`. What was sent before is seen there, too. A channel that
 * Discord alone knows the server of, and that follows nothing any more, belongs to nobody.
 */
export async function toWorkspaces(db: Db): Promise<void> {
  for (const statement of TABLES.split(';')) await sql.raw(spelt(db, statement)).execute(db);
  const start = 0 as Instant;
  const { rows } = await sql<{ sink: string; recipient: string; server: string | null }>`
    select sink, recipient, max(server) as server from (
      select sink, recipient, server from subscriptions
      union select sink, recipient, server from channels
      union select sink, recipient, server from changes
      union select sink, recipient, null as server from silences
      union select sink, recipient, null as server from deliveries
        where not (sink = 'discord' and recipient like 'channel:%')
    ) as every group by sink, recipient order by sink, recipient`.execute(db);
  const placed = rows.map(({ sink, recipient: to, server }) => {
    const address: Address = { sink, to };
    const workspace = usualWorkspace(address, server);
    return { address, workspace, addedAt: start, addedBy: 'tocsin' };
  });
  const ids = new Set([HOME, ...placed.map(({ workspace }) => workspace)]);
  await saveNew(
    db,
    'workspaces',
    [...ids].map((id) => impliedWorkspace(id, start)),
  );
  await saveNew(db, 'addresses', placed);
  // The ids stand in the body alone until then; both engines read JSON, each in its own words.
  const { rows: later } = await sql<{ id: string; body: string }>`select id, body from alerts
    where body like '%"follows":"%' or body like '%"edits":"%'`.execute(db);
  for (const { id, body } of later) {
    const { follows, edits = null } = JSON.parse(body) as { follows?: string; edits?: string };
    const about = edits ?? follows ?? null;
    await sql`update alerts set about = ${about}, edits = ${edits} where id = ${id}`.execute(db);
  }
}
