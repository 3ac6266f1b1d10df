import { sql, type Transaction } from 'kysely';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { StoreProblem } from './problem.ts';
import { change, chunks } from './rows.ts';
import type { Engine, Tables, Work, Write } from './schema.ts';

const FORGOTTEN_MS = 3_600_000;

/**
 * Leases as a process claims them: `now` counts only where the database has no clock of its own to
 * judge by (see `Engine.now`).
 */
interface Holder {
  readonly by: string;
  readonly now: Instant;
}

/**
 * Who does what among processes on one database. A lease ends by itself, so that a dead process is
 * taken over. Times are milliseconds.
 */
export function createLeases({ db, now: nowBy }: Engine) {
  return {
    /** The database's own instant. */
    async clock(callers: Instant): Promise<Instant> {
      const { rows } = await sql<{ at: number }>`select ${nowBy(callers)} as at`.execute(db);
      return Number(rows[0]!.at) as Instant;
    },

    /**
     * Takes the leases that are free, keeps those that `by` holds; answers what it holds of them
     * now.
     */
    async claim({
      names,
      by,
      leaseMs,
      now,
    }: Holder & { names: readonly string[]; leaseMs: number }) {
      const gained = new Set<string>();
      // In one order for everybody: two processes that claim the same names never wait for each
      // other in a ring.
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

    /** Prolongs everything that `by` holds; answers the names. What is missing was taken over. */
    async renew({ by, leaseMs, now }: Holder & { leaseMs: number }): Promise<Set<string>> {
      const { rows } = await sql<{
        name: string;
      }>`update leases set until_at = ${nowBy(now)} + ${leaseMs}
        where holder = ${by} returning name`.execute(db);
      return new Set(rows.map((row) => row.name));
    },

    /**
     * Gives leases back, or all of `by` where no names are given; nobody may take them before
     * `restMs` have passed.
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

    /** Leases that run, of names that begin so. */
    async holders(prefix: string, now: Instant) {
      const { rows } = await sql<{ name: string; by: string; until: Instant }>`
        select name, holder as "by", until_at as "until" from leases
        where name >= ${prefix} and name < ${`${prefix}\uffff`} and holder <> ''
        and until_at > ${nowBy(now)}
        order by name`.execute(db);
      return rows;
    },

    /**
     * Makes deliveries due that processes hold whose own lease ended; answers how many. Leases over
     * for an hour are forgotten.
     */
    async freeClaimsOfDead(prefix: string, now: Instant): Promise<number> {
      // Due since it was due: before whatever waits behind it, at its address and elsewhere.
      const { rows } = await sql`update deliveries set ready_at = due_at
        where state = 'claimed' and ready_at > ${nowBy(now)}
        and claimed_by in (select holder from leases
          where name >= ${prefix} and name < ${`${prefix}\uffff`} and until_at <= ${nowBy(now)})
        returning id`.execute(db);
      // Names of processes are never used again; hosts and the like are written anew when somebody
      // claims them.
      await sql`delete from leases where until_at <= ${nowBy(now)} - ${FORGOTTEN_MS}`.execute(db);
      return rows.length;
    },

    /**
     * Books the next `count` slots of something that a whole fleet may use only so often (requests
     * to Discord), `everyMs` apart and behind all that anybody booked; answers in how many
     * milliseconds the first of them is due. One small statement for a batch, right for any number
     * of processes and whatever their clocks say.
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

/** What a process writes for work that it holds by lease. */
const FENCED = [
  'saveSourceState',
  'saveItem',
  'nameItem',
  'savePageCheck',
  'dropPageCheck',
  'saveGap',
  'quarantineItem',
  'requeueForReader',
  'saveOutcome',
  'writePart',
  'confirmActions',
  'saveIncidents',
  'saveScheduledAlerts',
] as const satisfies readonly (keyof Store)[];
export type Fenced = Pick<Store, (typeof FENCED)[number]>;

/** The lease that work is held by. */
export type FencingLease = {
  readonly name: string;
  readonly by: string;
  readonly now: () => Instant;
};

/**
 * The same methods, each in a transaction that first sees to it that `by` still holds the lease and
 * keeps anybody from taking it until the rows are committed. A process that lost its lease writes
 * nothing: it gets a StoreProblem `lease-lost`.
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
        // What opens a transaction of its own in there takes part in this one.
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
