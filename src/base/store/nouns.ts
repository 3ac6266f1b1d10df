import type { Alert, Scope, Signal, Silence, Subscription } from '../../domain/alert.ts';
import type { Change, Channel, Vote } from '../../domain/channel.ts';
import type { Review } from '../../domain/claim.ts';
import type { PageCheck, SourceState } from '../../domain/item.ts';
import type { Score, Step } from '../../domain/score.ts';
import { add, addressColumns, columnText, put } from './rows.ts';
import type { Db } from './schema.ts';

export const scopeId = (scope: Scope): string => (scope.kind === 'all' ? '' : scope.id);

/** What stands in columns beside the body of a noun, for queries to filter and sort by. */
const COLUMNS = {
  source_states: (one: SourceState) => ({ source: one.source, next_poll_at: one.nextPollAt }),
  page_checks: (one: PageCheck) => ({
    source: one.source,
    key: columnText(one.key),
    due_at: one.dueAt,
  }),
  steps: (one: Step) => ({ id: one.id, company: one.company, at: one.at, notice_id: one.notice }),
  scores: (one: Score) => ({ company: one.company, at: one.at, score: one.score }),
  signals: ({ id, notice, company, detectedAt, noveltyKey }: Signal) => ({
    id,
    notice_id: notice,
    company,
    detected_at: detectedAt,
    novelty_key: columnText(noveltyKey),
  }),
  alerts: (one: Alert) => ({ id: one.id, notice_id: one.notice, created_at: one.createdAt }),
  reviews: ({ id, notice, createdAt, decision }: Review) => ({
    id: columnText(id),
    notice_id: notice,
    created_at: createdAt,
    decided_at: decision?.at ?? null,
  }),
  subscriptions: ({ id, address, scope, server, createdAt, disabled }: Subscription) => ({
    id,
    ...addressColumns(address),
    scope_kind: scope.kind,
    scope_id: scopeId(scope),
    server,
    created_at: createdAt,
    disabled_at: disabled?.at ?? null,
  }),
  silences: (one: Silence) => ({ id: one.id, ...addressColumns(one.address), until_at: one.until }),
  channels: (one: Channel) => ({ ...addressColumns(one.address), server: one.server }),
  changes: (one: Change) => ({ ...addressColumns(one.address), server: one.server, at: one.at }),
  votes: (one: Vote) => ({
    alert_id: one.alert,
    ...addressColumns(one.address),
    voter: columnText(one.by),
    at: one.at,
  }),
};
type Nouns = { [Table in keyof typeof COLUMNS]: Parameters<(typeof COLUMNS)[Table]>[0] };

/** The row of a noun. */
export const rowOf = <Table extends keyof Nouns>(table: Table, noun: Nouns[Table]) => ({
  ...(COLUMNS[table] as unknown as (noun: Nouns[Table]) => ReturnType<(typeof COLUMNS)[Table]>)(
    noun,
  ),
  body: JSON.stringify(noun),
});

/** Writes nouns over those of the same key. */
export const save = <Table extends keyof Nouns>(
  db: Db,
  table: Table,
  nouns: readonly Nouns[Table][],
) => put(db, table, nouns.map((noun) => rowOf(table, noun)) as never[]);

/** Adds nouns; one whose key is there already stays as it is. Answers how many are new. */
export const saveNew = <Table extends keyof Nouns>(
  db: Db,
  table: Table,
  nouns: readonly Nouns[Table][],
) => add(db, table, nouns.map((noun) => rowOf(table, noun)) as never[]);
