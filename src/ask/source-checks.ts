import { z } from 'zod';
import type { Store } from '../domain/ports.ts';
import { CalendarDate } from '../domain/time.ts';

/** What `tocsin sources check` last found on a machine of this database: who asked a source, on which day, and whether it answered. */
const SourceChecked = z.strictObject({ on: CalendarDate, by: z.string(), works: z.boolean() });
export type SourceChecked = z.infer<typeof SourceChecked>;

const KEY = 'source-checks';

export async function sourceChecks(
  store: Pick<Store, 'recall'>,
): Promise<ReadonlyMap<string, SourceChecked>> {
  const text = await store.recall(KEY);
  const read = z.record(z.string(), SourceChecked).safeParse(text === null ? {} : JSON.parse(text));
  return new Map(read.success ? Object.entries(read.data) : []);
}

/** Adds what was found; sources that were not asked keep their last check. */
export async function rememberChecks(
  store: Pick<Store, 'recall' | 'remember'>,
  found: ReadonlyMap<string, SourceChecked>,
): Promise<void> {
  const all = new Map([...(await sourceChecks(store)), ...found]);
  await store.remember(KEY, JSON.stringify(Object.fromEntries(all)));
}
