import type { Write } from './schema.ts';

/** What counts as slow, and who is told. */
export interface SlowWrites {
  readonly afterMs: number;
  readonly report: (ms: number) => void;
}

/** A slow disk is reported again only after it was not slow for so long. */
const QUIET_MS = 3_600_000;

/** The same writes; one that takes long is reported, once while others do. */
export function reportSlowWrites(write: Write, { afterMs, report }: SlowWrites): Write {
  let last = Number.NEGATIVE_INFINITY;
  return async (rows) => {
    const began = performance.now();
    try {
      return await write(rows);
    } finally {
      const ended = performance.now();
      if (ended - began >= afterMs) {
        if (ended - last > QUIET_MS) report(Math.round(ended - began));
        last = ended;
      }
    }
  };
}
