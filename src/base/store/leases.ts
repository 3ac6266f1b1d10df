import { sql, type Transaction } from 'kysely';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { StoreProblem } from './problem.ts';
import { change, chunks } from './rows.ts';
import type { Engine, Tables, Work, Write } from './schema.ts';

const FORGOTTEN_MS = 3_600_000;

/**
 * Holder of leases: `now` counts only where the database has no clock of its own (see
 * `Engine.now`).
 */
interface Holder {
  readonly by: string;
  readonly now: Instant;
}

/**
 * Divides work among the processes on one database. A lease expires, so that a dead process is
 * replaced. Times are milliseconds.
 */
export function createLeases({ db, now: nowBy }: Engine) {
  return {
    /** The database's own instant. */
    async clock(callers: Instant): Promise<Instant> {
      const { rows } = await sql<{ at: number }>`select ${nowBy(callers)} as at`.execute(db);
      return Number(rows[0]!.at) as Instant;
    },

    /**
     * Takes the free leases of `names` and prolongs those of `by`; returns the ones that it has
     * now.
     */
    async claim({
      names,
      by,
      leaseMs,
      now,
    }: Holder & { names: readonly string[]; leaseMs: number }) {
      const gained = new Set<string>();
      // Sorted, so that two processes claiming the same names cannot deadlock.
      for (const some of chunks([...new Set(names)].sort())) {
        const wanted = some.map((name) => sql`(${name}, ${by}, ${nowBy(now)} + ${leaseMs})`);
        const { rows } = await sql<{ name: string }>`
          insert into leases (name, holder, until_at) values ${sql.join(wanted)}
          on conflict (name) do update set holder = excluded.holder, until_at = excluded.until_at
          where leases.holder = ${by} or leases.until_at <= ${nowBy(now)} returning name`.execute(
          db,
        );
        for (const { name } of rows) gained.add(name);
      }
      return gained;
    },

    /** Prolongs all leases of `by`; returns their names. Missing ones were taken over. */
    async renew({ by, leaseMs, now }: Holder & { leaseMs: number }): Promise<Set<string>> {
      const { rows } = await sql<{
        name: string;
      }>`update leases set until_at = ${nowBy(now)} + ${leaseMs}
        where holder = ${by} returning name`.execute(db);
      return new Set(rows.map((row) => row.name));
    },

    /**
     * Releases leases, or all of `by` without `names`; they cannot be taken before `restMs` have
     * passed.
     */
    async release({
      names,
      by,
      restMs = 0,
      now,
    }: Holder & { names?: readonly string[]; restMs?: number }) {
      const back = { holder: '', until_at: sql<number>`${nowBy(now)} + ${restMs}` };
      const some = names === undefined ? [undefined] : chunks(names);
      for (const name of some) await change(db, 'leases', { name, holder: by }, back);
    },

    /** Current leases whose names begin with `prefix`. */
    async holders(prefix: string, now: Instant) {
      const { rows } = await sql<{ name: string; by: string; until: Instant }>`
        select name, holder as "by", until_at as "until" from leases
        where name >= ${prefix} and name < ${`${prefix}\uffff`} and holder <> ''
        and until_at > ${nowBy(now)}
        order by name`.execute(db);
      return rows;
    },

    /**
     * Releases deliveries of processes whose own lease expired; returns how many. Leases that ended
     * an hour ago are deleted.
     */
    async freeClaimsOfDead(prefix: string, now: Instant): Promise<number> {
      // Due since its original time, before everything that waits behind it.
      const { rows } = await sql`update deliveries set ready_at = due_at
        where state = 'claimed' and ready_at > ${nowBy(now)}
        and claimed_by in (select holder from leases
          where name >= ${prefix} and name < ${`${prefix}\uffff`} and until_at <= ${nowBy(now)})
        returning id`.execute(db);
      // Names of processes are never reused; hosts and the like get a new row with the next claim.
      await sql`delete from leases where until_at <= ${nowBy(now)} - ${FORGOTTEN_MS}`.execute(db);
      return rows.length;
    },

    /**
     * Books the next `count` slots of a rate limit that the fleet shares (requests to Discord),
     * `everyMs` apart and behind all booked ones; returns the milliseconds until the first. One
     * small statement for a batch, correct for any number of processes whatever their clocks show.
     */
    async bookSlots(of: {
      name: string;
      count: number;
      everyMs: number;
      now: Instant;
    }): Promise<number> {
      const span = of.count * of.everyMs;
      const [at, later] = [nowBy(of.now), sql`cast(${span} as double precision)`];
      const { rows } = await sql<{ wait: number }>`
        insert into rate_slots (name, next_at) values (${of.name}, ${at} + ${later})
        on conflict (name) do update
        set next_at = case when rate_slots.next_at > ${at}
          then rate_slots.next_at else ${at} end + ${later}
        returning next_at - ${at} as wait`.execute(db);
      return Math.max(0, rows[0]!.wait - span);
    },
  };
}

/** Methods that write the results of leased work. */
const FENCED = [
  'saveSourceState',
  'saveItem',
  'nameItem',
  'savePageCheck',
  'dropPageCheck',
  'saveGap',
  'quarantineItem',
  'requeueDebts',
  'saveOutcome',
  'writePart',
  'confirmActions',
  'saveIncidents',
  'saveScheduledAlerts',
] as const satisfies readonly (keyof Store)[];
export type Fenced = Pick<Store, (typeof FENCED)[number]>;

/** The lease of some work. */
export type FencingLease = {
  readonly name: string;
  readonly by: string;
  readonly now: () => Instant;
};

/**
 * The same methods, each in a transaction that first verifies that `by` still has the lease and
 * blocks a takeover until the commit. A process that lost its lease writes nothing: it gets a
 * StoreProblem `lease-lost`.
 */
export function fencedBy(
  lease: FencingLease,
  engine: Engine,
  rowsOver: (engine: Engine) => Fenced,
): Fenced {
  const fenced = FENCED.map((name) => {
    const guarded = async (...args: unknown[]) => {
      const left: Work[] = [];
      const answer = await engine.db.transaction().execute(async (trx) => {
        await assertLease(trx, lease, engine);
        const notify = async (work: Work) => void left.push(work);
        // Methods that open a transaction take part in this one.
        const partOf: Write = (rows) => rows(trx);
        const inside = rowsOver({ ...engine, notify, db: trx, write: partOf, transaction: partOf });
        return (inside[name] as (...given: unknown[]) => Promise<unknown>)(...args);
      });
      for (const work of left) await engine.notify(work);
      return answer;
    };
    return [name, guarded];
  });
  return Object.fromEntries(fenced) as Fenced;
}

async function assertLease(
  trx: Transaction<Tables>,
  { name, by, now }: FencingLease,
  engine: Engine,
): Promise<void> {
  const { rows } = await sql`select name from leases where name = ${name} and holder = ${by}
    and until_at > ${engine.now(now())} ${engine.skipsLocked ? sql`for share` : sql``}`.execute(
    trx,
  );
  if (rows.length === 0)
    throw new StoreProblem(
      'lease-lost',
      `Another process has taken over "${name}"; nothing was written here.`,
    );
}
