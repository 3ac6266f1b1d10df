import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { change, chunks } from './rows.ts';
import type { Engine } from './schema.ts';

export interface Lease {
  readonly name: string;
  readonly by: string;
  readonly until: Instant;
}

/**
 * Who does what among processes that share a database. A lease ends by itself, so that a process that dies is taken over. `now`
 * counts only where the database has no clock of its own to judge by (see `Engine.now`); times are milliseconds.
 */
export interface Leases {
  /** The database's own instant. */
  clock(callers: Instant): Promise<Instant>;
  /** Takes the leases that are free, keeps those that `by` holds; answers what it holds of them now. */
  claim(claim: { names: readonly string[]; by: string; leaseMs: number; now: Instant }): Promise<Set<string>>;
  /** Prolongs everything that `by` holds; answers the names. What is missing was taken over. */
  renew(renewal: { by: string; leaseMs: number; now: Instant }): Promise<Set<string>>;
  /** Gives leases back, or all of `by` where no names are given; nobody may take them before `restMs` have passed. */
  release(release: { names?: readonly string[]; by: string; restMs?: number; now: Instant }): Promise<void>;
  /** Leases that run, of names that begin so. */
  holders(prefix: string, now: Instant): Promise<Lease[]>;
  /**
   * Makes deliveries due at once that processes hold whose own lease `<prefix><by>` ran out; answers how many. Leases that ran
   * out an hour ago are forgotten.
   */
  freeClaimsOfDead(prefix: string, now: Instant): Promise<number>;
}

const FORGOTTEN_MS = 3_600_000;

export function createLeases({ db, now: nowBy }: Engine): Leases {
  return {
    async clock(callers) {
      const { rows } = await sql<{ at: number }>`select ${nowBy(callers)} as at`.execute(db);
      return Number(rows[0]!.at) as Instant;
    },

    async claim({ names, by, leaseMs, now }) {
      const gained = new Set<string>();
      // In one order for everybody: two processes that claim the same names never wait for each other in a ring.
      for (const some of chunks([...new Set(names)].sort())) {
        const wanted = some.map((name) => sql`(${name}, ${by}, ${nowBy(now)} + ${leaseMs})`);
        const { rows } = await sql<{ name: string }>`
          insert into leases (name, holder, until_at) values ${sql.join(wanted)}
          on conflict (name) do update set holder = excluded.holder, until_at = excluded.until_at
          where leases.holder = ${by} or leases.until_at <= ${nowBy(now)} returning name`.execute(db);
        for (const { name } of rows) gained.add(name);
      }
      return gained;
    },

    async renew({ by, leaseMs, now }) {
      const rows = await db
        .updateTable('leases')
        .set({ until_at: sql<number>`${nowBy(now)} + ${leaseMs}` })
        .where('holder', '=', by)
        .returning('name')
        .execute();
      return new Set(rows.map((row) => row.name));
    },

    async release({ names, by, restMs = 0, now }) {
      const back = { holder: '', until_at: sql<number>`${nowBy(now)} + ${restMs}` };
      const some = names === undefined ? [undefined] : chunks(names);
      for (const name of some) await change(db, 'leases', { name, holder: by }, back);
    },

    async holders(prefix, now) {
      const { rows } = await sql<Lease>`select name, holder as "by", until_at as "until" from leases
        where name >= ${prefix} and name < ${`${prefix}\uffff`} and holder <> '' and until_at > ${nowBy(now)}
        order by name`.execute(db);
      return rows;
    },

    async freeClaimsOfDead(prefix, now) {
      // Due since it was due: before whatever waits behind it, at its address and elsewhere.
      const { rows } = await sql`update deliveries set ready_at = due_at
        where state = 'claimed' and ready_at > ${nowBy(now)} and claimed_by in (select holder from leases
          where name >= ${prefix} and name < ${`${prefix}\uffff`} and until_at <= ${nowBy(now)})
        returning id`.execute(db);
      // Names of processes are never used again; hosts and the like are written anew when somebody claims them.
      await sql`delete from leases where until_at <= ${nowBy(now)} - ${FORGOTTEN_MS}`.execute(db);
      return rows.length;
    },
  };
}

/** Occasions of jobs (the digests of 08:00, the sweep of one day), each of which one process of the fleet takes. */
export interface Runs {
  /**
   * Takes an occasion; false where it was taken, a later one was, or the one before still runs. An occasion whose process
   * died is taken again after `leaseMs`.
   */
  begin(run: { job: string; occasion: Instant; by: string; leaseMs: number; now: Instant }): Promise<boolean>;
  /** Marks it done; false where another process has taken it over meanwhile. */
  end(run: { job: string; occasion: Instant; by: string; now: Instant }): Promise<boolean>;
}

export function createRuns({ db, now: nowBy }: Engine): Runs {
  return {
    async begin({ job, occasion, by, leaseMs, now }) {
      const { rows } = await sql`
        insert into runs (job, occasion, holder, until_at, done_at)
        values (${job}, ${occasion}, ${by}, ${nowBy(now)} + ${leaseMs}, null)
        on conflict (job) do update
        set occasion = excluded.occasion, holder = excluded.holder, until_at = excluded.until_at, done_at = null
        where (runs.done_at is not null and runs.occasion < excluded.occasion) or (runs.done_at is null
          and runs.occasion <= excluded.occasion and runs.until_at <= ${nowBy(now)})
        returning job`.execute(db);
      return rows.length > 0;
    },

    async end({ job, occasion, by, now }) {
      const mine = { job, occasion, holder: by, done_at: null };
      return (await change(db, 'runs', mine, { done_at: nowBy(now) })) > 0;
    },
  };
}

/** Turns at something that a whole fleet may use only so often: requests to Discord. */
export interface RateLimitSlots {
  /**
   * Books the next `count` turns, `everyMs` apart and behind all that anybody booked; answers in how many milliseconds the
   * first of them is due. One small statement for a batch, right for any number of processes and whatever their clocks say.
   */
  book(booking: { name: string; count: number; everyMs: number; now: Instant }): Promise<number>;
}

export function createRateLimitSlots({ db, now: nowBy }: Engine): RateLimitSlots {
  return {
    async book({ name, count, everyMs, now }) {
      const span = count * everyMs;
      const [at, later] = [nowBy(now), sql`cast(${span} as double precision)`];
      const { rows } = await sql<{ wait: number }>`
        insert into turns (name, next_at) values (${name}, ${at} + ${later}) on conflict (name) do update
        set next_at = case when turns.next_at > ${at} then turns.next_at else ${at} end + ${later}
        returning next_at - ${at} as wait`.execute(db);
      return Math.max(0, rows[0]!.wait - span);
    },
  };
}
