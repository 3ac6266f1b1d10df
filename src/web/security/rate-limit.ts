/** Allows so many calls a window and key; times in milliseconds. */
export interface RateLimit {
  /** Milliseconds to wait; 0 = go on. */
  wait(key: string, now: number): number;
}

const MOST_KEYS = 10_000;

export function createRateLimit(most: number, windowMs: number): RateLimit {
  const seen = new Map<string, { from: number; count: number }>();
  return {
    wait(key, now) {
      const known = seen.get(key);
      if (known === undefined || now - known.from >= windowMs || now < known.from) {
        // Whoever comes under ever new addresses must not fill the memory.
        if (seen.size >= MOST_KEYS) seen.clear();
        seen.set(key, { from: now, count: 1 });
        return 0;
      }
      known.count += 1;
      return known.count <= most ? 0 : known.from + windowMs - now;
    },
  };
}
