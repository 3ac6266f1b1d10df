import { LRUCache } from 'lru-cache';
import type { Chart } from '../domain/card.ts';

type Draw = (chart: Chart) => Promise<Uint8Array>;

/** Pictures that are kept: an alert goes to its channels within minutes, in two languages at most. */
const MOST = 32;

/**
 * Draws the same chart once, however many channels it goes to: drawing takes more of a processor than everything else of a
 * message. A drawing that failed is tried again.
 */
export function drawOnce(draw: Draw, most: number = MOST): Draw {
  const drawn = new LRUCache<string, Promise<Uint8Array>>({ max: most });
  return (chart) => {
    const key = JSON.stringify(chart);
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const picture = draw(chart);
    drawn.set(key, picture);
    picture.catch(() => drawn.delete(key));
    return picture;
  };
}
