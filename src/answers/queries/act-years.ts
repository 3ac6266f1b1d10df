import type { NoticeId, RegulatorId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Browse } from '../../domain/store-lists.ts';
import type { Instant } from '../../domain/time.ts';
import { createStaleCache } from '../../pipeline/standing/stale-cache.ts';

export type ActYears = ReturnType<typeof createActYears>;

const SLICE = 2_000;
/** Regulators whose counts are held. */
const MAX_CACHED = 600;

/**
 * Acts of a regulator by year of publication, as known at an instant. They are read in slices, so
 * that a long list delays nobody. `newest` = its newest notice; a new one makes the count be
 * computed again.
 */
export function createActYears(deps: {
  readonly store: Pick<Browse, 'acts'>;
  readonly clock: Clock;
}) {
  const cache = createStaleCache<ReadonlyMap<string, number>>(deps.clock, { max: MAX_CACHED });
  return (regulator: RegulatorId, until: Instant, newest: NoticeId | null) => {
    const key = until >= deps.clock.now() ? regulator : `${regulator} ${until}`;
    return cache(key, newest ?? '', () => count(deps.store, regulator, until));
  };
}

async function count(store: Pick<Browse, 'acts'>, regulator: RegulatorId, until: Instant) {
  const years = new Map<string, number>();
  for (let after: NoticeId | null = null; ; ) {
    const slice: Awaited<ReturnType<Browse['acts']>> = await store.acts(regulator, {
      after,
      limit: SLICE,
    });
    for (const { detectedAt, datedAt } of slice) {
      const year = new Date(datedAt).toISOString().slice(0, 4);
      if (detectedAt <= until) years.set(year, (years.get(year) ?? 0) + 1);
    }
    if (slice.length < SLICE) return years;
    after = slice.at(-1)!.notice;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
