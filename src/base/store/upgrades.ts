import { sql } from 'kysely';
import { toActChanges } from './act-changes-upgrade.ts';
import { OLD_KEYS, toFieldNames } from './field-names-upgrade.ts';
import { actKeyRows } from './outcome.ts';
import { add, change, chunks, keyOf, walk } from './rows.ts';
import { type Db, KEYS, type Tables } from './schema.ts';
import {
  eventWithAct,
  noticeWithActs,
  reportWithKind,
  type StoredBody,
  withAttested,
} from './stored-acts.ts';
import { toWorkspaces } from './workspace-upgrade.ts';

/**
 * Upgrades to the tables of `schema.ts`. Append only, and additions only: several versions may
 * share one PostgreSQL for a while.
 */
export const UPGRADES: Readonly<Record<string, (db: Db) => Promise<void>>> = {
  /**
   * Reasons were sentences in English, those of factors in both languages: they become the
   * parameter of a code of their own.
   */
  async '0023-reason-codes'(db) {
    for (const [table, column, paths] of SENTENCES)
      await eachText(db, table, column, async (text, change) => {
        const coded = paths.length > 0 ? codedAt(text, paths) : JSON.stringify(toCode(text));
        if (coded !== text && !(paths.length === 0 && text.startsWith('{"code":')))
          await change(coded);
      });
  },
  async '0024-act-keys'(db) {
    await sql`create table act_keys (regulator text not null, key text not null, notice_id text not null
      references notices (id), primary key (regulator, key, notice_id))`.execute(db);
    await sql`create index act_keys_notice on act_keys (notice_id)`.execute(db);
    await eachText(db, 'notices', 'body', (text) =>
      add(db, 'act_keys', actKeyRows({ title: '', ...JSON.parse(text) })),
    );
  },
  /**
   * What was done was a type; it is an act (docs/acts.md). Nothing is read into what was stored.
   */
  async '0025-acts'(db) {
    const write =
      (act: (body: StoredBody) => StoredBody) => async (text: string, change: ChangeText) => {
        const body = JSON.parse(text) as StoredBody;
        await change(JSON.stringify(act(body)));
      };
    await eachText(db, 'steps', 'body', write(eventWithAct));
    await eachText(db, 'notices', 'body', write(noticeWithActs));
  },
  /** When what may have arrived was sent once more. */
  async '0026-repeats'(db) {
    await sql`alter table deliveries add column repeated_at bigint`.execute(db);
  },
  /** Daily standings of companies. The running program makes the rows. */
  async '0027-standings'(db) {
    await sql`create table standings (company text not null, year integer not null, mark text not null,
      body text not null, primary key (company, year))`.execute(db);
  },
  '0028-workspaces': toWorkspaces,
  /** Types became kinds of the table of measures, and `confirmed` points became `attested`. */
  async '0029-act-kinds'(db) {
    const write =
      (made: (body: StoredBody) => StoredBody) => async (text: string, change: ChangeText) => {
        const body = made(JSON.parse(text) as StoredBody);
        const now = JSON.stringify(body);
        if (now !== text) await change(now);
      };
    await eachText(db, 'steps', 'body', write(eventWithAct));
    await eachText(db, 'claims', 'body', write(reportWithKind));
    await eachText(db, 'scores', 'body', write(withAttested));
    await eachText(db, 'signals', 'body', write(withAttested));
  },
  /** Who made a subscription, so that those of this machine are found among all. */
  async '0030-subscription-owners'(db) {
    await sql`alter table subscriptions add column owner text`.execute(db);
    await sql`create index subscriptions_owner on subscriptions (owner)`.execute(db);
    for await (const rows of walk(db, 'subscriptions', ROWS_AT_ONCE, sql`true`))
      for (const [owner, own] of Map.groupBy(rows, ownerOf))
        for (const id of chunks(own.map((row) => row.id as string)))
          await change(db, 'subscriptions', { id }, { owner });
  },
  '0031-field-names': toFieldNames,
  '0032-act-changes': toActChanges,
  /** Lists whose morning note somebody gets. */
  async '0033-noted-lists'(db) {
    await sql`alter table watchlists add column noted integer`.execute(db);
    await sql`create index watchlists_noted on watchlists (noted) where noted is not null`.execute(
      db,
    );
  },
  /** Every page that lists notices asks for the acts of each. */
  async '0034-events-of-notice'(db) {
    await sql`create index events_of_notice on regulatory_events (notice_id)`.execute(db);
  },
  /** Pages that an older version set aside have no mark: the running program tries them again. */
  async '0035-debts'(db) {
    for (const column of ['debt_cause text', 'debt_attempts integer', 'debt_mark text'])
      await sql.raw(`alter table items add column ${column}`).execute(db);
    await sql`alter table items add column retry_at bigint`.execute(db);
    await sql`create index items_unread on items (fetched_at, seq)
      where quarantined_because is not null`.execute(db);
  },
};

const ownerOf = ({ body }: Readonly<Record<string, unknown>>): string =>
  (JSON.parse(body as string) as { owner?: string | null }).owner ?? '';

type OldTable = keyof typeof OLD_KEYS;
/** A table by its name of now, or by the one that it had when an upgrade ran. */
type StoredTable = keyof Tables | OldTable;

type ChangeText = (text: string) => Promise<unknown>;

/** Where sentences stood: a column that is one, or paths in its JSON, `*` = in each of a list. */
const SENTENCES: readonly (readonly [StoredTable, string, readonly string[]])[] = [
  ['notices', 'body', ['verdictBecause', 'mentions.*.roleBecause', 'doubts.*.message']],
  ['notices', 'mapping', ['matches.*.reason', 'matches.*.candidates.*.because']],
  ['scores', 'body', ['factors.*.because', 'flags.*']],
  ['signals', 'body', ['factors.*.because']],
  ['held', 'body', ['because']],
  ['reviews', 'body', ['because', 'candidates.*.because']],
  ['claims', 'body', ['candidates.*.because']],
  ['alerts', 'body', ['unconfirmed.*.candidates.*.because']],
  ['subscriptions', 'body', ['disabled.because']],
  ['troubles', 'body', ['tellings.*.because']],
  ['gaps', 'because', []],
  ['waiting', 'because', []],
  ['deliveries', 'last_error', []],
];

const ROWS_AT_ONCE = 500;

/**
 * Goes through the texts of a column by the order of the keys; `change` writes another in its
 * place.
 */
async function eachText(
  db: Db,
  table: StoredTable,
  column: string,
  work: (text: string, change: (text: string) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const at = sql.ref(column);
  const key: readonly string[] = table in OLD_KEYS ? OLD_KEYS[table as OldTable] : KEYS[table]!;
  const names = sql.join(key.map((part) => sql.ref(part)));
  for await (const rows of walk(db, table, ROWS_AT_ONCE, sql`${at} is not null`, key))
    for (const row of rows)
      await work(row[column] as string, (text) =>
        sql`update ${sql.table(table)} set ${at} = ${text} where (${names}) = ${keyOf(key, row)}`.execute(
          db,
        ),
      );
}

function codedAt(text: string, paths: readonly string[]): string {
  let value: unknown = JSON.parse(text);
  for (const path of paths) value = withCode(value, path.split('.'));
  return JSON.stringify(value);
}

/** The value with the sentences at a path as reasons. */
function withCode(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return toCode(value);
  if (Array.isArray(value)) return key === '*' ? value.map((one) => withCode(one, rest)) : value;
  if (typeof value !== 'object' || value === null || !(key in value)) return value;
  return { ...value, [key]: withCode(value[key as keyof typeof value], rest) };
}

/** A sentence, or one in each language, as a reason; anything else is one already, or nothing. */
function toCode(value: unknown): unknown {
  const isSentence =
    typeof value === 'string' || (typeof value === 'object' && value !== null && 'en' in value);
  return isSentence ? { code: 'stored-sentence', params: { text: value } } : value;
}
