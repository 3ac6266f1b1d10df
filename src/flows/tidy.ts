import { DAY_MS, type Instant } from '../domain/time.ts';
import type { OpenStore } from '../store/open.ts';
import type { DroppedRows } from '../store/retention.ts';

/**
 * Lets raw bytes older than `keepDays` go, where a number of days is set, and gives free room back to the disk. What was
 * read of them (notices, evidence, cases, scores) stays for ever; only a replay over those days needs the bytes.
 */
export async function tidyStore(
  store: Pick<OpenStore, 'retention'>,
  keepDays: number | undefined,
  now: Instant,
): Promise<DroppedRows> {
  const dropped =
    keepDays === undefined
      ? { files: 0, bytes: 0 }
      : await store.retention.dropBytes((now - keepDays * DAY_MS) as Instant);
  await store.retention.compact();
  return dropped;
}
