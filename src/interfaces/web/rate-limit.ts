const MOST_KEYS = 10_000;

/**
 * Allows so many calls a window and key; times in milliseconds. The limit counts a call and gives
 * the milliseconds to wait (0 = go on).
 */
export function createRateLimit(most: number, windowMs: number) {
  const seen = new Map<string, { from: number; count: number }>();
  return (key: string, now: number): number => {
    let known = seen.get(key);
    if (known === undefined || now - known.from >= windowMs || now < known.from) {
      // A client with ever new addresses must not fill the memory.
      if (seen.size >= MOST_KEYS) seen.clear();
      known = { from: now, count: 0 };
      seen.set(key, known);
    }
    known.count += 1;
    return known.count <= most ? 0 : known.from + windowMs - now;
  };
}

/** Wrong tokens without a delay, for typing mistakes. */
const FREE_TRIES = 5;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;
const FORGOTTEN_MS = 3_600_000;

/**
 * Failed sign-ins of each client: from the sixth on the next one counts only after a delay that
 * doubles, from a second to a quarter of an hour. A right token is never asked to wait: it is long
 * enough that nobody finds it by trying (WEB_TOKEN has at least 16 characters), and whoever knows
 * it must not be locked out by a neighbour who does not.
 */
export function createSignInDelay() {
  const failed = new Map<string, { count: number; until: number; last: number }>();
  return {
    /**
     * Counts a wrong token; returns the milliseconds to wait, 0 = the next one is checked at once.
     */
    fail(client: string, now: number): number {
      const before = failed.get(client);
      const known =
        before === undefined || now - before.last > FORGOTTEN_MS
          ? { count: 0, until: 0, last: now }
          : before;
      if (known.until > now) return known.until - now;
      if (failed.size >= MOST_KEYS) failed.clear();
      const count = known.count + 1;
      const over = count - FREE_TRIES;
      const delay = over <= 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (over - 1));
      failed.set(client, { count, until: now + delay, last: now });
      return 0;
    },
    /** Resets the count of a client. */
    pass(client: string): void {
      failed.delete(client);
    },
  };
}
