import type { Logger } from 'pino';
import { z } from 'zod';
import type { ReaderFault } from '../../domain/debt.ts';
import { jsonIn } from '../../domain/json-text.ts';
import type { Store } from '../../domain/ports.ts';
import { Instant } from '../../domain/time.ts';
import { noteReading } from './incidents.ts';

/** A fault of the reading process; null = it works. */
const ReadingStatus = z.strictObject({
  fault: z.strictObject({ code: z.string(), message: z.string(), since: Instant }).nullable(),
});
export type ReadingStatus = z.infer<typeof ReadingStatus>;

/** Key under which the last known status is remembered, for `/readyz` and `doctor`. */
const READING_KEY = 'reading-process';

/** The remembered status; no fault where none was ever noted. */
export async function readingStatus(store: Pick<Store, 'recall'>): Promise<ReadingStatus> {
  const remembered = await store.recall(READING_KEY);
  return ReadingStatus.safeParse(jsonIn(remembered ?? '')).data ?? { fault: null };
}

/** While it is at fault, the reading process is tried again so often. */
const PROBE_EVERY_MS = 60_000;
/** While it works, it is checked so often. */
const CHECK_EVERY_MS = 3_600_000;

/**
 * Follows whether pages can be read at all. A fault is logged at once, remembered, and reported as
 * an incident of its own; while it lasts nothing is polled or read, so that no source and no page
 * is blamed for it.
 * @param probe checks the reading process; its fault, or null
 */
export function createReadingHealth({
  probe,
  store,
  log,
}: {
  readonly probe: () => Promise<ReaderFault | null>;
  readonly store: Store;
  readonly log: Logger;
}) {
  let { fault }: ReadingStatus = { fault: null };
  let stored: ReadingStatus['fault'] | undefined;
  let probedAt = Number.NEGATIVE_INFINITY;
  let recovered = false;
  let running: Promise<void> | null = null;

  function note({ code, message }: ReaderFault, at: Instant): void {
    if (fault?.code === code) return;
    log.error({ code, error: message }, 'pages cannot be read: the reading process is at fault');
    probedAt = at;
    fault = { code, message, since: fault?.since ?? at };
  }

  async function tryToRead(at: Instant): Promise<void> {
    const found = await probe();
    if (found !== null) return note(found, at);
    if (fault !== null) log.info({}, 'pages can be read again');
    fault = null;
  }

  /** Checks the process at the first call and where it is time; callers share a running check. */
  async function check(at: Instant): Promise<void> {
    const every = fault === null ? CHECK_EVERY_MS : PROBE_EVERY_MS;
    if (running === null && at - probedAt >= every) {
      probedAt = at;
      running = tryToRead(at).finally(() => {
        running = null;
      });
    }
    await running;
  }

  /** Stores the status where it changed. */
  async function save(at: Instant): Promise<void> {
    stored ??= (await readingStatus(store)).fault;
    if (stored?.code === fault?.code) return;
    recovered = fault === null;
    await store.remember(READING_KEY, JSON.stringify({ fault }));
    await noteReading(fault, store, at);
    stored = fault;
  }

  return {
    note,
    /** Whether a fault ended since the last call. */
    hasRecovered(): boolean {
      const since = recovered;
      recovered = false;
      return since;
    },
    check,
    /** Whether no fault is known. */
    get works(): boolean {
      return fault === null;
    },
    /** Whether pages can be read, checked where it is time. */
    async isWell(at: Instant): Promise<boolean> {
      await check(at);
      await save(at);
      return fault === null;
    },
  };
}
