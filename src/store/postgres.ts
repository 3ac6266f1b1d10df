import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { StoreProblem, type StoreProblemCode } from './problem.ts';
import type { Engine, Tables } from './schema.ts';

const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** Type number of `bigint`, which pg gives as text; every one of ours is a time or a count below 2^53. */
const BIGINT = 20;

/**
 * A PostgreSQL that several processes share. Connections are made when they are needed and made anew when they broke,
 * so a server that goes away and comes back costs only the statements in between.
 * @param url `postgres://user:password@host:port/database`
 */
export function openPostgres(url: string): Engine {
  const place = placeOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'tocsin',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === BIGINT ? Number : pg.types.getTypeParser(type, format as 'text'),
    } as pg.CustomTypesConfig,
  });
  // An idle connection that is cut is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: explaining(pool, place) }) });
  return {
    db,
    skipsLocked: true,
    backup: () =>
      Promise.reject(
        new StoreProblem(
          'not-here',
          `${place} is not a file: take its backup with pg_dump, which can run at any time.`,
        ),
      ),
    close: () => db.destroy(),
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

/** The pool with errors of the server told in a sentence with its remedy. */
function explaining(pool: pg.Pool, place: string): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrapped = (client: pg.PoolClient): PostgresPoolClient => {
    const query = async (text: string, values: readonly unknown[]) => {
      try {
        return await client.query(text, [...values]);
      } catch (error) {
        throw explained(place, error);
      }
    };
    return {
      query,
      release: (error?: Error | boolean) => client.release(error),
    } as unknown as PostgresPoolClient;
  };
  return {
    async connect() {
      try {
        const client = await pool.connect();
        const own = known.get(client) ?? wrapped(client);
        known.set(client, own);
        return own;
      } catch (error) {
        throw explained(place, error);
      }
    },
    end: () => pool.end(),
  } as PostgresPool;
}

/** Codes of PostgreSQL and of the network that an operator can do something about. */
const REMEDIES: readonly { codes: RegExp; code: StoreProblemCode; sentence: (place: string) => string }[] = [
  {
    codes: /^28/,
    code: 'unreachable',
    sentence: (place) => `${place} refused the user or the password: check DATABASE_URL.`,
  },
  {
    codes: /^3D000$/,
    code: 'unreachable',
    sentence: (place) =>
      `${place} does not exist: create that database, or name another one in DATABASE_URL.`,
  },
  {
    codes: /^53100$/,
    code: 'disk-full',
    sentence: (place) => `The disk of ${place} is full: make room there; nothing that was saved is lost.`,
  },
  {
    codes: /^(08|57P|53|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE|terminated|timeout)/,
    code: 'unreachable',
    sentence: (place) => `${place} does not answer: check that it runs and that DATABASE_URL names it.`,
  },
];

/** The StoreProblem that an error stands for; anything else is a bug and passes. */
function explained(place: string, error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: string };
  const asCode =
    typeof code === 'string'
      ? code
      : /terminated|not queryable|ended/.test(message ?? '')
        ? 'terminated'
        : /timeout/.test(message ?? '')
          ? 'timeout'
          : '';
  const known = REMEDIES.find((one) => one.codes.test(asCode));
  return known === undefined ? error : new StoreProblem(known.code, known.sentence(place), error);
}
