import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { ActChange, ChangeOfAct } from '../../domain/act-change.ts';
import type { Store } from '../../domain/ports.ts';
import { isWithdrawn, type RegulatoryEvent } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { add, type Bodied, chunks, find, fromBody, select } from './rows.ts';
import type { Db, Engine, Trx } from './schema.ts';
import { eventWithAct } from './stored-acts.ts';

/** Counter of the positions of the log. */
const COUNTER = 'act-changes';

type ChangeRow = Bodied & Pick<ActChange, 'position' | 'change' | 'at'>;

/** The log of acts: what became known, reads differently or was withdrawn, in order. */
export function createActChanges({ db }: Engine) {
  return {
    async actChanges({ after, company, until, limit }) {
      const wanted = { position: { from: after + 1 }, company, at: { to: until } };
      const columns = 'position, change, at, body from act_changes';
      const rows = await select<ChangeRow>(db, columns, wanted, { order: 'position', limit });
      return rows.map(({ position, change, at, ...row }) => ({
        position,
        change,
        at,
        event: eventWithAct(fromBody<RegulatoryEvent>(row)),
      }));
    },

    async lastActChange() {
      const columns = 'max(position) as position from act_changes';
      const [last] = await select<{ position: number | null }>(db, columns, {});
      return last?.position ?? 0;
    },
  } satisfies Partial<Store>;
}

/**
 * What the log says of acts that are about to be written: nothing of one that is there as it is.
 * Of an act that comes twice, the last counts, as in the table.
 */
export async function changesOf(
  trx: Trx,
  events: readonly RegulatoryEvent[],
): Promise<Map<ChangeOfAct, RegulatoryEvent[]>> {
  const last = [...new Map(events.map((event) => [event.id, event])).values()];
  const stored = new Map<string, RegulatoryEvent>();
  for (const id of chunks(last.map((event) => event.id)))
    for (const event of await find<RegulatoryEvent>(trx, 'regulatory_events', { id }))
      stored.set(event.id, eventWithAct(event));
  const changed = last.filter((event) => {
    const before = stored.get(event.id);
    // As it comes back from the database: without what is undefined.
    const now = JSON.parse(JSON.stringify(event)) as RegulatoryEvent;
    return before === undefined || !isDeepStrictEqual(before, now);
  });
  return Map.groupBy(changed, (event) => changeFrom(stored.get(event.id), event));
}

function changeFrom(before: RegulatoryEvent | undefined, event: RegulatoryEvent): ChangeOfAct {
  if (before === undefined) return 'added';
  return isWithdrawn(event) && !isWithdrawn(before) ? 'withdrawn' : 'changed';
}

/**
 * Adds lines to the log. The counter's row is locked until the transaction ends: positions are in
 * the order in which lines can be seen, also where several processes write.
 */
export async function logChanges(
  db: Db,
  changes: ReadonlyMap<ChangeOfAct, readonly RegulatoryEvent[]>,
  at: (event: RegulatoryEvent) => Instant,
): Promise<void> {
  const lines = [...changes].flatMap(([change, events]) =>
    events.map((event) => ({ change, event })),
  );
  if (lines.length === 0) return;
  const { rows } = await sql<{ value: number }>`insert into counters (name, value)
    values (${COUNTER}, ${lines.length}) on conflict (name)
    do update set value = counters.value + excluded.value returning value`.execute(db);
  const before = rows[0]!.value - lines.length;
  await add(
    db,
    'act_changes',
    lines.map(({ change, event }, n) => ({
      position: before + n + 1,
      company: event.company,
      change,
      at: at(event),
      body: JSON.stringify(event),
    })),
  );
}
