import type { Alert, Scope, Signal, Silence, Subscription } from '../../domain/alert.ts';
import type { Change, Channel, Vote } from '../../domain/channel.ts';
import type { PageCheck, SourceState } from '../../domain/item.ts';
import type { Review } from '../../domain/reported-action.ts';
import type { RegulatoryEvent, Score } from '../../domain/score.ts';
import {
  type AlertMark,
  HOME,
  type JournalEntry,
  type LoginSession,
  type Member,
  type SignInLink,
  type Watchlist,
  type Workspace,
  type WorkspaceAddress,
} from '../../domain/workspace.ts';
import { add, addressColumns, columnText, put } from './rows.ts';
import type { Db } from './schema.ts';

export const scopeId = (scope: Scope): string => (scope.kind === 'all' ? '' : scope.id);

/** What stands in columns beside the body of a noun, for queries to filter and sort by. */
const COLUMNS = {
  source_states: (sourceState: SourceState) => ({
    source: sourceState.source,
    next_poll_at: sourceState.nextPollAt,
  }),
  page_checks: (pageCheck: PageCheck) => ({
    source: pageCheck.source,
    key: columnText(pageCheck.key),
    due_at: pageCheck.dueAt,
  }),
  regulatory_events: (event: RegulatoryEvent) => ({
    id: event.id,
    company: event.company,
    at: event.at,
    notice_id: event.notice,
  }),
  scores: (score: Score) => ({ company: score.company, at: score.at, score: score.score }),
  signals: ({ id, notice, company, detectedAt, noveltyKey }: Signal) => ({
    id,
    notice_id: notice,
    company,
    detected_at: detectedAt,
    novelty_key: columnText(noveltyKey),
  }),
  alerts: (alert: Alert) => ({
    id: alert.id,
    notice_id: alert.notice,
    created_at: alert.createdAt,
    about: alert.edits ?? alert.follows,
    edits: alert.edits ?? null,
  }),
  reviews: ({ id, notice, createdAt, decision }: Review) => ({
    id: columnText(id),
    notice_id: notice,
    created_at: createdAt,
    decided_at: decision?.at ?? null,
  }),
  subscriptions: ({ id, address, scope, server, owner, createdAt, disabled }: Subscription) => ({
    id,
    ...addressColumns(address),
    scope_kind: scope.kind,
    scope_id: scopeId(scope),
    server,
    owner: columnText(owner),
    created_at: createdAt,
    disabled_at: disabled?.at ?? null,
  }),
  silences: (silence: Silence) => ({
    id: silence.id,
    ...addressColumns(silence.address),
    until_at: silence.until,
  }),
  channels: (channel: Channel) => ({ ...addressColumns(channel.address), server: channel.server }),
  changes: (change: Change) => ({
    ...addressColumns(change.address),
    server: change.server,
    at: change.at,
  }),
  votes: (vote: Vote) => ({
    alert_id: vote.alert,
    ...addressColumns(vote.address),
    voter: columnText(vote.by),
    at: vote.at,
  }),
  workspaces: ({ id, name }: Workspace) => ({
    id,
    rank: id === HOME ? 0 : 1,
    name: columnText(name),
  }),
  addresses: ({ address, workspace, addedAt }: WorkspaceAddress) => ({
    ...addressColumns(address),
    workspace,
    added_at: addedAt,
  }),
  members: ({ workspace, address, addedAt }: Member) => ({
    workspace,
    ...addressColumns(address),
    added_at: addedAt,
  }),
  sign_in_links: ({ hash, workspace, address, createdAt, expiresAt }: SignInLink) => ({
    hash,
    workspace,
    ...addressColumns(address),
    created_at: createdAt,
    expires_at: expiresAt,
  }),
  sessions: (session: LoginSession) => ({
    hash: session.hash,
    id: session.id,
    workspace: session.workspace,
    ...addressColumns(session.address),
    created_at: session.createdAt,
    seen_at: session.seenAt,
    ends_at: session.endsAt,
  }),
  watchlists: ({ workspace, id, name, notes = [] }: Watchlist) => ({
    workspace,
    id,
    name: columnText(name),
    noted: notes.length > 0 ? 1 : null,
  }),
  alert_marks: ({ workspace, alert, by, verdict, at }: AlertMark) => ({
    workspace,
    alert_id: alert,
    person: columnText(by),
    verdict,
    at,
  }),
  journal: ({ workspace, at }: JournalEntry) => ({ workspace, at }),
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
