/** Allows so many calls a window and key; times in milliseconds. */
export interface RateLimit {
  /** Milliseconds to wait; 0 = go on. Counts a call, or only looks (`counts` false). */
  wait(key: string, now: number, counts?: boolean): number;
}

const MOST_KEYS = 10_000;

export function createRateLimit(most: number, windowMs: number): RateLimit {
  const seen = new Map<string, { from: number; count: number }>();
  return {
    wait(key, now, counts = true) {
      const known = seen.get(key);
      if (known === undefined || now - known.from >= windowMs || now < known.from) {
        if (!counts) return 0;
        // Whoever comes under ever new addresses must not fill the memory.
        if (seen.size >= MOST_KEYS) seen.clear();
        seen.set(key, { from: now, count: 1 });
        return 0;
      }
      if (counts) known.count += 1;
      return known.count < most + (counts ? 1 : 0) ? 0 : known.from + windowMs - now;
    },
  };
}
