import type { Browse } from '../domain/browse.ts';
import type { NoticeId, RegulatorId } from '../domain/ids.ts';
import type { Clock } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

/** Censures of a regulator by year of publication, as known at an instant. */
export interface ActYears {
  /** `newest` is the regulator's newest notice: where it is another one than last time, the count is made anew. */
  of(regulator: RegulatorId, until: Instant, newest: NoticeId | null): Promise<ReadonlyMap<string, number>>;
}

/** Ten bytes an act: when each became known, and its year beside it. */
interface Counted {
  readonly detected: Float64Array;
  readonly years: Uint16Array;
  readonly newest: NoticeId | null;
  readonly at: Instant;
  readonly madeMs: number;
}

const SLICE = 2_000;
/** A count that took no longer is made every time: it is exact, and nobody waits. */
const QUICK_MS = 20;
const FRESH_MS = 60_000;
/** Counting may take this part of the time at most. */
const SHARE_OF_TIME = 20;
/** Regulators whose counts are held. */
const KEPT = 100;

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
}): ActYears {
  const held = new Map<RegulatorId, Counted>();
  const making = new Map<RegulatorId, Promise<Counted>>();
  const renew = (regulator: RegulatorId, newest: NoticeId | null): Promise<Counted> => {
    const running = making.get(regulator);
    if (running !== undefined) return running;
    const made = count(store, regulator, newest, clock.now())
      .then((counted) => {
        held.delete(regulator);
        held.set(regulator, counted);
        if (held.size > KEPT) held.delete(held.keys().next().value!);
        return counted;
      })
      .finally(() => making.delete(regulator));
    making.set(regulator, made);
    return made;
  };
  return {
    async of(regulator, until, newest) {
      const known = held.get(regulator);
      if (known === undefined || known.madeMs <= QUICK_MS)
        return byYear(await renew(regulator, newest), until);
      const age = clock.now() - known.at;
      const fresh = age >= 0 && age < Math.max(FRESH_MS, known.madeMs * SHARE_OF_TIME);
      // A look at a past day names the newest notice of that day: it says nothing about today's.
      const changed = newest !== null && newest !== known.newest && until >= clock.now();
      if (!fresh || changed) renew(regulator, newest).catch(() => {});
      return byYear(known, until);
    },
  };
}

async function count(
  store: Pick<Browse, 'acts'>,
  regulator: RegulatorId,
  newest: NoticeId | null,
  at: Instant,
): Promise<Counted> {
  const acts: [detected: number, year: number][] = [];
  let worked = 0;
  for (let after: NoticeId | null = null; ; ) {
    const started = performance.now();
    const slice: Awaited<ReturnType<Browse['acts']>> = await store.acts(regulator, { after, limit: SLICE });
    for (const one of slice) acts.push([one.detectedAt, new Date(one.datedAt).getUTCFullYear()]);
    worked += performance.now() - started;
    if (slice.length < SLICE) break;
    after = slice.at(-1)!.notice;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    detected: Float64Array.from(acts, ([detected]) => detected),
    years: Uint16Array.from(acts, ([, year]) => year),
    ...{ newest, at, madeMs: worked },
  };
}

function byYear({ detected, years }: Counted, until: Instant): Map<string, number> {
  const counts: number[] = [];
  for (let n = 0; n < detected.length; n += 1)
    if (detected[n]! <= until) counts[years[n]!] = (counts[years[n]!] ?? 0) + 1;
  return new Map(Object.entries(counts));
}
