import type { Clock } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

/** Values that cost more than a visitor may wait for, held by key. */
export interface Held<Value> {
  /**
   * The value of a key. One that was made quickly is made every time, so that it is exact; one that was not is shown while it
   * is made anew behind the page, unless it is known to be out of date and soon made.
   * @param changed true where the caller knows that the held value is out of date
   */
  get(key: string, make: () => Promise<Value>, changed?: (held: Value) => boolean): Promise<Value>;
}

const QUICK_MS = 20;
/** A visitor waits so long rather than see what is known to be out of date. */
const WORTH_WAITING_MS = 300;
const FRESH_MS = 60_000;
/** Making a value may take this part of the time at most. */
const SHARE_OF_TIME = 20;

interface Made<Value> {
  readonly value: Value;
  readonly at: Instant;
  readonly madeMs: number;
}

/** @param most values held; the one that was made longest ago goes first */
export function createHeld<Value>(clock: Clock, most: number): Held<Value> {
  const held = new Map<string, Made<Value>>();
  const making = new Map<string, Promise<Value>>();
  const renew = (key: string, make: () => Promise<Value>): Promise<Value> => {
    const running = making.get(key);
    if (running !== undefined) return running;
    const started = performance.now();
    const made = make()
      .then((value) => {
        held.delete(key);
        held.set(key, { value, at: clock.now(), madeMs: performance.now() - started });
        if (held.size > most) held.delete(held.keys().next().value!);
        return value;
      })
      .finally(() => making.delete(key));
    making.set(key, made);
    return made;
  };
  return {
    async get(key, make, changed = () => false) {
      const known = held.get(key);
      if (known === undefined || known.madeMs <= QUICK_MS) return renew(key, make);
      const age = clock.now() - known.at;
      const fresh = age >= 0 && age < Math.max(FRESH_MS, known.madeMs * SHARE_OF_TIME);
      const outdated = changed(known.value);
      if (outdated && known.madeMs <= WORTH_WAITING_MS) return renew(key, make);
      if (outdated || !fresh) renew(key, make).catch(() => {});
      return known.value;
    },
  };
}
