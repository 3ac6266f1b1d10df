import { LRUCache } from 'lru-cache';
import type { Chart } from '../domain/card.ts';

type Draw = (chart: Chart) => Promise<Uint8Array>;

/** Pictures that are cached: an alert goes to its channels within minutes, in two languages at most. */
const MOST = 32;

/** Makes the value of a key once for everybody who asks; one that failed is made again. The least used of more than `max` go. */
export function oncePerKey<Value>(max: number): (key: string, make: () => Promise<Value>) => Promise<Value> {
  const cache = new LRUCache<string, Promise<Value>>({ max });
  return (key, make) => {
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = make();
    cache.set(key, made);
    made.catch(() => cache.delete(key));
    return made;
  };
}

/** Draws the same chart once, however many channels it goes to: drawing takes more of a processor than the rest of a message. */
export function drawOnce(draw: Draw, most: number = MOST): Draw {
  const once = oncePerKey<Uint8Array>(most);
  return (chart) => once(JSON.stringify(chart), () => draw(chart));
}
