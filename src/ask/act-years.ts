import type { NoticeId, RegulatorId } from '../domain/ids.ts';
import type { Clock } from '../domain/ports.ts';
import type { Browse } from '../domain/store-lists.ts';
import type { Instant } from '../domain/time.ts';
import { createStaleCache } from './stale-cache.ts';

export type ActYears = ReturnType<typeof createActYears>;

/** Ten bytes an act: when each became known, and its year beside it. */
interface Counted {
  readonly detected: Float64Array;
  readonly years: Uint16Array;
  readonly newest: NoticeId | null;
}

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
    async of(
      regulator: RegulatorId,
      until: Instant,
      newest: NoticeId | null,
    ): Promise<ReadonlyMap<string, number>> {
      // A look at a past day names the newest notice of that day: it says nothing about today's.
      const changed = (known: Counted) => newest !== null && newest !== known.newest && until >= clock.now();
      return byYear(await cache.get(regulator, () => count(store, regulator, newest), changed), until);
    },
  };
}

async function count(
  store: Pick<Browse, 'acts'>,
  regulator: RegulatorId,
  newest: NoticeId | null,
): Promise<Counted> {
  const acts: [detected: number, year: number][] = [];
  for (let after: NoticeId | null = null; ; ) {
    const slice: Awaited<ReturnType<Browse['acts']>> = await store.acts(regulator, { after, limit: SLICE });
    for (const one of slice) acts.push([one.detectedAt, new Date(one.datedAt).getUTCFullYear()]);
    if (slice.length < SLICE) break;
    after = slice.at(-1)!.notice;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    detected: Float64Array.from(acts, ([detected]) => detected),
    years: Uint16Array.from(acts, ([, year]) => year),
    newest,
  };
}

function byYear({ detected, years }: Counted, until: Instant): Map<string, number> {
  const counts: number[] = [];
  for (let n = 0; n < detected.length; n += 1)
    if (detected[n]! <= until) counts[years[n]!] = (counts[years[n]!] ?? 0) + 1;
  return new Map(Object.entries(counts));
}
