import { LRUCache } from 'lru-cache';
import type { Chart } from '../../domain/card.ts';

type Draw = (chart: Chart) => Promise<Uint8Array>;

/**
 * Pictures that are cached: an alert goes to its channels within minutes, in two languages at most.
 */
const MOST = 32;

/**
 * Makes the value of a key once for everybody who asks; one that failed is made again. The least
 * used of more than `max` go.
 */
export function oncePerKey<Value extends object | string>(max: number) {
  const cache = new LRUCache<string, Value, () => Promise<Value>>({
    max,
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context: make }) => make(),
  });
  return (key: string, make: () => Promise<Value>) => cache.forceFetch(key, { context: make });
}

/**
 * Draws the same chart once, however many channels it goes to: drawing takes more of a processor
 * than the rest of a message.
 */
export function drawOnce(draw: Draw, most: number = MOST): Draw {
  const once = oncePerKey<Uint8Array>(most);
  return (chart) => once(JSON.stringify(chart), () => draw(chart));
}
