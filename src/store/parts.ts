import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Insertable } from 'kysely';
import type { Store } from '../domain/ports.ts';
import { add, drop } from './rows.ts';
import type { Engine, Tables, Trx } from './schema.ts';

type PartTable = 'deliveries' | 'waiting' | 'held';

/** Rows of one table that go into one transaction: a tenth of a second, so that nothing else waits long for the database or a lease. */
const ROWS_A_PART = 2_000;

/**
 * Writes rows of which there is one for an address. Where there are very many, the transaction writes them down as text, a row
 * for each part, and `writePart` makes the real rows of it afterwards: 300,000 deliveries in one transaction took longer than a
 * lease runs. The promise stands in the same transaction as what it belongs to, so that whoever comes after a crash keeps it.
 */
export async function insertInParts<T extends PartTable>(
  trx: Trx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  if (rows.length <= ROWS_A_PART) {
    await add(trx, table, rows);
    return;
  }
  for (let at = 0; at < rows.length; at += ROWS_A_PART) {
    const body = JSON.stringify(folded(rows.slice(at, at + ROWS_A_PART)));
    await trx.insertInto('parts').values({ kind: table, body }).execute();
    // An embedded database answers without ever giving up the thread: timers and sockets get their turn here.
    await othersTurn();
  }
}

interface FoldedRows {
  /** Columns that are the same in every row: nearly all of them, in what one notice tells. */
  readonly same: object;
  readonly rows: readonly object[];
}

function folded(rows: readonly object[]): FoldedRows {
  const first = Object.entries(rows[0] ?? {});
  const alike = (name: string, value: unknown) => rows.every((row) => row[name as keyof object] === value);
  const same = Object.fromEntries(first.filter(([name, value]) => alike(name, value)));
  const own = first.map(([name]) => name).filter((name) => !(name in same));
  return {
    same,
    rows: rows.map((row) => Object.fromEntries(own.map((name) => [name, row[name as keyof object]]))),
  };
}

const unfolded = ({ same, rows }: FoldedRows) => rows.map((row) => ({ ...same, ...row }));

export function createParts(engine: Engine) {
  const { db } = engine;
  return {
    /** The rows and the end of the promise are one transaction; rows that are there stay, so that a second writer changes nothing. */
    async writePart() {
      // Nothing is the usual answer, and it needs no writer's place.
      const first = await db.selectFrom('parts').select('seq').limit(1).executeTakeFirst();
      if (first === undefined) return false;
      await othersTurn();
      const wrote = await db.transaction().execute(async (trx) => {
        const part = await trx.selectFrom('parts').selectAll().orderBy('seq').limit(1).executeTakeFirst();
        if (part === undefined) return false;
        await add(trx, part.kind as PartTable, unfolded(JSON.parse(part.body)) as never[]);
        await drop(trx, 'parts', { seq: part.seq });
        return true;
      });
      if (wrote) await engine.notify('deliveries');
      return wrote;
    },
  } satisfies Partial<Store>;
}
