import { sql, type Transaction } from 'kysely';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { announce } from './notifications.ts';
import { StoreProblem } from './problem.ts';
import type { Db, Engine, Tables, Work } from './schema.ts';

/** What a process writes for work that it holds by lease. */
const FENCED = [
  'saveSourceState',
  'saveItem',
  'nameItem',
  'savePageCheck',
  'dropPageCheck',
  'saveGap',
  'setItemAside',
  'takeUpAgain',
  'saveOutcome',
  'writePart',
  'confirmClaims',
  'saveIncidents',
  'saveScheduledAlerts',
] as const satisfies readonly (keyof Store)[];
export type Fenced = Pick<Store, (typeof FENCED)[number]>;

/**
 * The same methods, each in a transaction that first sees to it that `by` still holds the lease and keeps anybody from taking it
 * until the rows are committed. A process that lost its lease writes nothing: it gets a StoreProblem `lease-lost`.
 */
export function fencedBy(
  lease: { readonly name: string; readonly by: string; readonly now: () => Instant },
  engine: Engine,
  rowsOver: (engine: Engine) => Fenced,
): Fenced {
  const fenced = FENCED.map((name) => {
    const guarded = async (...args: unknown[]) => {
      const left: Work[] = [];
      const answer = await engine.db.transaction().execute(async (trx) => {
        await assertLease(trx, lease, engine);
        const notify = async (work: Work) => void left.push(work);
        const inside = rowsOver({ ...engine, notify, db: within(trx), write: (rows) => rows(trx) });
        return (inside[name] as (...given: unknown[]) => Promise<unknown>)(...args);
      });
      for (const work of left) await announce(engine, work);
      return answer;
    };
    return [name, guarded];
  });
  return Object.fromEntries(fenced) as Fenced;
}

async function assertLease(
  trx: Transaction<Tables>,
  { name, by, now }: { readonly name: string; readonly by: string; readonly now: () => Instant },
  engine: Engine,
): Promise<void> {
  const { rows } = await sql`select name from leases where name = ${name} and holder = ${by}
    and until_at > ${engine.now(now())} ${engine.skipsLocked ? sql`for share` : sql``}`.execute(trx);
  if (rows.length === 0)
    throw new StoreProblem(
      'lease-lost',
      `Another process has taken over "${name}"; nothing was written here.`,
    );
}

/** A transaction in the place of a database: what opens a transaction of its own in there takes part in this one. */
function within(trx: Transaction<Tables>): Db {
  return new Proxy(trx, {
    get(target, name) {
      if (name === 'transaction')
        return () => ({ execute: <T>(work: (inner: Transaction<Tables>) => Promise<T>) => work(trx) });
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as unknown as Db;
}
