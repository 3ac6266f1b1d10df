import type { NoticeId, RegulatorId } from '../domain/ids.ts';
import type { Clock } from '../domain/ports.ts';
import type { Browse } from '../domain/store-lists.ts';
import type { Instant } from '../domain/time.ts';
import { createStaleCache } from './stale-cache.ts';

export type ActYears = ReturnType<typeof createActYears>;

type Counted = { readonly years: ReadonlyMap<string, number>; readonly newest: NoticeId | null };

const SLICE = 2_000;
/** Regulators whose counts are held. */
const MAX_CACHED = 600;

/**
 * Counts over what the store holds, read in slices so that others get their turn. A long list is counted once and shown while it is
 * counted anew behind the page: its newest act may be missing for the second that this takes.
 */
export function createActYears({
  store,
  clock,
}: {
  readonly store: Pick<Browse, 'acts'>;
  readonly clock: Clock;
}) {
  const cache = createStaleCache<Counted>(clock, MAX_CACHED);
  return {
    /**
     * Censures of a regulator by year of publication, as known at an instant. `newest` is its newest notice: where it is another one than
     * last time, the count is made anew.
     */
    async of(regulator: RegulatorId, until: Instant, newest: NoticeId | null): Promise<Counted['years']> {
      const isNow = until >= clock.now();
      const made = await cache.get(
        isNow ? regulator : `${regulator} ${until}`,
        async () => ({ years: await count(store, regulator, until), newest }),
        (known) => isNow && newest !== null && newest !== known.newest,
      );
      return made.years;
    },
  };
}

async function count(
  store: Pick<Browse, 'acts'>,
  regulator: RegulatorId,
  until: Instant,
): Promise<Map<string, number>> {
  const years = new Map<string, number>();
  for (let after: NoticeId | null = null; ; ) {
    const slice: Awaited<ReturnType<Browse['acts']>> = await store.acts(regulator, { after, limit: SLICE });
    for (const { detectedAt, datedAt } of slice) {
      const year = new Date(datedAt).toISOString().slice(0, 4);
      if (detectedAt <= until) years.set(year, (years.get(year) ?? 0) + 1);
    }
    if (slice.length < SLICE) return years;
    after = slice.at(-1)!.notice;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
