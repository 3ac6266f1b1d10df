import { createHash } from 'node:crypto';
import { pack } from '../src/base/store/items.ts';
import type { Engine } from '../src/base/store/schema.ts';
import type { CompanyId } from '../src/domain/ids.ts';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { type Knowledge, knowledgeOf } from '../src/pipeline/standing/knowledge.ts';
import { outcomeOfOne, rowsOf } from './big-rows.ts';

export const FIRST = Date.parse('2018-01-02T02:00Z');
/** Eight years: what was published when the last row was. */
export const LAST = FIRST + 8 * 365 * 86_400_000;
const COMPANIES = 300;
const ROWS_AT_ONCE = 400;

export type Loaded = ReturnType<typeof loaded>;

/** Catalog with its indexes, and the companies that the big store is about. */
export function loaded(): { knowledge: Knowledge; companies: CompanyId[]; bodies: string[] } {
  const { catalog } = loadCatalog('config');
  if (catalog === null) throw new Error('the catalog has problems; see npm run catalog');
  const listed = [...catalog.companies.values()].filter(
    (one) => one.listings.length > 0 && one.apps.length > 0,
  );
  return {
    knowledge: knowledgeOf(catalog),
    companies: listed.slice(0, COMPANIES).map((one) => one.id),
    bodies: [...catalog.regulators.keys()].slice(0, 40),
  };
}

/**
 * What the rest of a page weighs when it is packed, about as much as a list of the ministry:
 * digests do not pack.
 */
function noise(n: number): Buffer {
  return createHash('shake256', { outputLength: 6_000 }).update(`${n}`).digest();
}

/**
 * Fills an empty database with `signals` signals (two a notice) and everything around them. Rows go
 * in as the store writes them.
 */
export async function fillStore({ db }: Engine, signals: number, cast: Loaded): Promise<void> {
  const real = await outcomeOfOne(cast.knowledge);
  const count = signals / 2;
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const size = Math.min(ROWS_AT_ONCE, count - from);
    const blobs = await Promise.all(
      Array.from({ length: size }, (_, n) => pack(Buffer.concat([real.bytes, noise(from + n)]))),
    );
    const all = blobs.map((blob, n) => rowsOf(from + n, count, real, cast, blob.hash));
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('blobs')
        .values(
          blobs.map(({ hash, encoding, size: bytes, bytes: packed }) => ({
            hash,
            encoding,
            size: bytes,
            bytes: packed,
          })),
        )
        .execute();
      for (const table of Object.keys(all[0]!) as (keyof ReturnType<typeof rowsOf>)[]) {
        const rows = all.flatMap((one) => one[table] as object[]);
        for (let at = 0; at < rows.length; at += 800)
          await trx
            .insertInto(table as 'items')
            .values(rows.slice(at, at + 800) as never)
            .onConflict((c) => c.doNothing())
            .execute();
      }
    });
  }
}
