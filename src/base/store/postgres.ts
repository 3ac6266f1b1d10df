import { EventEmitter } from 'node:events';
import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import { explainedBy, type Remedies, StoreProblem } from './problem.ts';
import type { Engine, Tables, Work } from './schema.ts';
import { singleCommits } from './writes.ts';

const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/**
 * A statement of the long-lived program that takes longer hangs on a lock or on a connection that
 * nobody cut.
 */
const STATEMENT_MS = 30_000;
/** A transaction whose process stands still holds its rows no longer than this. */
const IDLE_MS = 15_000;
/**
 * Type number of `bigint`, which pg gives as text; every one of ours is a time or a count below
 * 2^53.
 */
const BIGINT = 20;

/**
 * A PostgreSQL that several processes share. Connections are made when they are needed and made
 * anew when they broke, so a server that goes away and comes back costs only the statements in
 * between.
 * @param url `postgres://user:password@host:port/database`
 * @param fleet whether its clock judges leases and hanging statements are given up, as the
 * long-lived program wants it
 */
export function openPostgres(url: string, fleet = false): Engine {
  const place = placeOf(url);
  const settings: pg.PoolConfig = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'tocsin',
    keepAlive: true,
    keepAliveInitialDelayMillis: CONNECT_MS,
  };
  const pool = new pg.Pool({
    ...settings,
    max: CONNECTIONS,
    ...(fleet
      ? {
          statement_timeout: STATEMENT_MS,
          query_timeout: STATEMENT_MS + CONNECT_MS,
          idle_in_transaction_session_timeout: IDLE_MS,
        }
      : {}),
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === BIGINT ? Number : pg.types.getTypeParser(type, format as 'text'),
    } as pg.CustomTypesConfig,
  });
  // An idle connection that is cut is replaced by the pool; without a listener it would end the
  // process.
  pool.on('error', () => {});
  // So would one that is cut while it is lent out and waits between two statements; the next
  // statement finds out.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: explaining(pool, place) }),
  });
  const listener = createListener(() => new pg.Client({ ...settings, query_timeout: CONNECT_MS }));
  return {
    db,
    write: singleCommits(db),
    transaction: singleCommits(db),
    skipsLocked: true,
    // Stable within a statement, so that an index can be walked by it.
    now: (callers) =>
      fleet
        ? sql<number>`(extract(epoch from statement_timestamp()) * 1000)::bigint`
        : sql<number>`cast(${callers} as bigint)`,
    notify: async (work) => {
      await sql`select pg_notify(${CHANNEL}, ${work})`.execute(db).catch(() => {});
    },
    listen: listener.listen,
    backup: () =>
      Promise.reject(
        new StoreProblem(
          'not-here',
          `${place} is not a file: take its backup with pg_dump, which can run at any time.`,
        ),
      ),
    damage: async () => null,
    async close() {
      await listener.close();
      await db.destroy();
    },
  };
}

/** Host and database of an address, without user and password; what a message may show. */
export function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `PostgreSQL at ${host || 'this machine'}${pathname}`;
  } catch {
    throw new StoreProblem(
      'unreachable',
      'DATABASE_URL is not an address: it looks like postgres://user:password@host:5432/database.',
    );
  }
}

/** The pool with errors of the server put into a sentence with its remedy. */
function explaining(pool: pg.Pool, place: string): PostgresPool {
  const lend = (client: pg.PoolClient) => {
    // A connection that did not answer is not lent out again: it may be one that was cut without a
    // word.
    let broken = false;
    return {
      query: (text: string, values: readonly unknown[]) =>
        client.query(text, [...values]).catch((error) => {
          const explanation = explained(place, error);
          broken ||= explanation instanceof StoreProblem && explanation.code === 'unreachable';
          throw explanation;
        }),
      release: (error?: Error | boolean) => client.release(error ?? broken),
    };
  };
  const refuse = (error: unknown) => {
    throw explained(place, error);
  };
  const lending = { connect: () => pool.connect().then(lend, refuse), end: () => pool.end() };
  return lending as unknown as PostgresPool;
}

/** By codes of PostgreSQL and of the network. */
const REMEDIES: Remedies = [
  [/^28/, 'unreachable', '{} refused the user or the password: check DATABASE_URL.'],
  [
    /^3D000$/,
    'unreachable',
    '{} does not exist: create that database, or name another one in DATABASE_URL.',
  ],
  [
    /^53100$/,
    'disk-full',
    'The disk of {} is full: make room there; nothing that was saved is lost.',
  ],
  [
    /^(08|57P|53|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE|terminated|not queryable|ended|timeout)/,
    'unreachable',
    '{} does not answer: check that it runs and that DATABASE_URL names it.',
  ],
];

/** The StoreProblem that an error stands for; one without a code is known by its message. */
function explained(place: string, error: unknown): unknown {
  const { code, message = '' } = error as { code?: unknown; message?: string };
  const [word = ''] = /terminated|not queryable|ended|timeout/.exec(message) ?? [];
  return explainedBy(REMEDIES, typeof code === 'string' ? code : word, place, error);
}

const CHANNEL = 'tocsin_work';
const EVERY_WORK: readonly Work[] = ['items', 'deliveries'];
const AGAIN_MS = 1_000;
/**
 * How often the line is asked for a sign of life: a connection that was cut without a word tells
 * nothing.
 */
const PING_MS = 15_000;

/**
 * LISTEN on a connection of its own, made anew whenever it breaks; after each connect all work is
 * called out, since some may be missed.
 */
function createListener(newLine: () => pg.Client) {
  const events = new EventEmitter().setMaxListeners(0);
  let line: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const mine = newLine();
    line = mine;
    const lost = () => {
      if (line !== mine) return;
      line = null;
      clearTimeout(timer);
      mine.end().catch(() => {});
      if (!closed) timer = setTimeout(() => void connect(), AGAIN_MS).unref();
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ({ payload }) => {
      if (EVERY_WORK.includes(payload as Work)) events.emit('work', payload);
    });
    const ask = () => {
      timer = setTimeout(() => mine.query('select 1').then(ask, lost), PING_MS).unref();
    };
    try {
      await mine.connect();
      await mine.query(`listen ${CHANNEL}`);
      for (const work of EVERY_WORK) events.emit('work', work);
      ask();
    } catch {
      lost();
    }
  };

  return {
    listen(hear: (work: Work) => void): () => void {
      events.on('work', hear);
      if (line === null && timer === undefined && !closed) void connect();
      return () => events.off('work', hear);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = line;
      line = null;
      await last?.end().catch(() => {});
    },
  };
}
