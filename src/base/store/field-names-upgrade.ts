import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** Primary keys of tables by the names that they had before this upgrade. */
export const OLD_KEYS = {
  steps: ['id'],
  held: ['signal_id', 'sink', 'recipient', 'stage'],
  troubles: ['id'],
  claims: ['page', 'step'],
} as const;

const STATEMENTS = `
  drop index blobs_held;
  drop index steps_of_company;
  drop index steps_at;
  drop index held_of_notice;
  drop index held_at;
  drop index troubles_from;
  drop index troubles_pending;
  drop index claims_company;
  drop index claims_newest;
  drop index claims_review;
  drop index claims_waiting;
  alter table steps rename to regulatory_events;
  alter table held rename to suppressed;
  alter table troubles rename to incidents;
  alter table turns rename to rate_slots;
  alter table claims rename to reported_actions;
  alter table items rename column set_aside_because to quarantined_because;
  create index blobs_stored on blobs (hash) where encoding <> 'dropped';
  create index events_of_company on regulatory_events (company, at);
  create index events_at on regulatory_events (at, id);
  create index suppressed_of_notice on suppressed (notice_id, at);
  create index suppressed_at on suppressed (at);
  create index incidents_from on incidents (from_at);
  create index incidents_pending on incidents (pending_since) where pending_since is not null;
  create index reported_company on reported_actions (company, type, day_at);
  create index reported_newest on reported_actions (state, day_at);
  create index reported_review on reported_actions (review_id);
  create index reported_waiting on reported_actions (waiting_since) where waiting_since is not null;
  update reported_actions set state = 'alerted',
    body = replace(body, '"state":"told"', '"state":"alerted"') where state = 'told';
  update suppressed set body = replace(body, '"why":"already-told"', '"why":"already-alerted"')
    where body like '%"why":"already-told"%';
  update alerts set body = replace(body, '"toldBecause":', '"alertReason":')
    where body like '%"toldBecause":%';
  update alerts set body = replace(body, '"state":"told"', '"state":"alerted"')
    where body like '%"state":"told"%';
  update parts set kind = 'suppressed',
    body = replace(body, '\\"why\\":\\"already-told\\"', '\\"why\\":\\"already-alerted\\"')
    where kind = 'held'`;

/**
 * Gives tables, a column and stored values the words that the code uses. A quotation mark inside a
 * text is escaped in JSON, so that the patterns meet names and values of fields alone.
 */
export async function toFieldNames(db: Db): Promise<void> {
  for (const statement of STATEMENTS.split(';')) await sql.raw(statement).execute(db);
}
