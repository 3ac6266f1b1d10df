import type { Logger } from 'pino';
import type { Clock } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

const AGAIN_MS = 30_000;
/** A machine's clock that is further off than this deserves a word. */
const WORTH_A_WORD_MS = 5_000;

const SLOW_MS = 500;

export interface DatabaseClock extends Clock {
  stop(): void;
}

/**
 * The one clock of all processes on a database: the database's own, asked again and again, and carried on in between by this
 * machine's monotonic counter. Whatever the machine's clock says or jumps to, instants of all processes agree to some
 * milliseconds.
 * @param ask the database's instant
 * @param wall this machine's clock, only to say how wrong it is
 */
export async function databaseClock(
  ask: (callers: Instant) => Promise<Instant>,
  wall: () => number,
  log: Logger,
  counter: () => number = () => performance.now(),
): Promise<DatabaseClock> {
  let offset = 0;
  let latest = 0;
  let said = false;
  let known = false;
  const set = async () => {
    const before = counter();
    const at = await ask(wall() as Instant);
    const after = counter();
    // An answer that was long under way says little.
    if (known && after - before > SLOW_MS) return;
    known = true;
    // The answer was true somewhere between asking and hearing.
    offset = at - (before + after) / 2;
    const wrong = wall() - (offset + counter());
    if (Math.abs(wrong) < WORTH_A_WORD_MS || said) return;
    said = true;
    log.warn(
      { seconds: Math.round(wrong / 1_000) },
      'this machine’s clock differs from the database’s, which counts here; set it right',
    );
  };
  await set();
  const timer = setInterval(() => void set().catch(() => {}), AGAIN_MS);
  return {
    now() {
      // It never goes back.
      latest = Math.max(latest, Math.round(offset + counter()));
      return latest as Instant;
    },
    stop: () => clearInterval(timer),
  };
}
