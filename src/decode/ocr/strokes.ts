import type { Stroke } from '../pdf/page.ts';
import { runsOf } from './ink.ts';
import type { Box, Raster } from './raster.ts';

/** Thicker dark bars are grounds: their edges are the lines. */
const THICK = 8;
const GAP = 1;
const LEAST_LENGTH = 60;

/**
 * The straight lines of a drawn table, and the dark areas on which letters stand light (the header row of many lists), which are turned
 * light in the raster. Upright lines must reach through nearly the lowest of the bands that flat lines make: the strokes of letters do
 * not. A wall that ends at a ground goes on through it.
 */
export function strokesIn({ width, height, dark }: Raster): { strokes: Stroke[]; grounds: Box[] } {
  const isDark = (x: number, y: number) => dark[y * width + x] === 1;
  const bars = barsOf(height, width, (y, x) => isDark(x, y), Math.max(LEAST_LENGTH, width * 0.1));
  const grounds = bars
    .filter(isThick)
    .map(({ at, last, from, to }): Box => ({ x0: from, y0: at, x1: to, y1: last + 1 }));
  for (const { x0, y0, x1, y1 } of grounds)
    for (let y = y0; y < y1; y += 1)
      for (let x = x0; x < x1; x += 1) dark[y * width + x] = 1 - dark[y * width + x]!;
  const flat = bars.flatMap((bar) =>
    (isThick(bar) ? [bar.at, bar.last] : [middleOf(bar)]).map((y) => ({ ...bar, y })),
  );
  const ys = [...new Set(flat.map(({ y }) => y))].sort((a, b) => a - b);
  const bands = ys.slice(1).flatMap((y, at) => (y - ys[at]! > THICK ? [y - ys[at]!] : []));
  if (bands.length === 0) return { strokes: [], grounds };
  const lowest = Math.max(12, Math.min(...bands) * 0.85);
  const upright = barsOf(width, height, isDark, lowest).filter((bar) => !isThick(bar));
  const topOf = (x: number, top: number) =>
    grounds.find((one) => Math.abs(one.y1 - top) <= THICK && one.x0 - THICK <= x && x <= one.x1 + THICK)
      ?.y0 ?? top;
  const strokes = [
    ...flat.map(({ y, from, to }) => ({ x0: from, y0: y, x1: to, y1: y })),
    ...upright.map((bar) => {
      const x = middleOf(bar);
      return { x0: x, y0: topOf(x, bar.from), x1: x, y1: bar.to };
    }),
  ];
  return { strokes, grounds };
}

/** Long dark runs that lie side by side, from the first to the last. */
type StrokeBar = { at: number; last: number; from: number; to: number };

const isThick = ({ at, last }: StrokeBar) => last - at >= THICK;
const middleOf = ({ at, last }: StrokeBar) => (at + last) / 2;

/** Long dark runs along one direction; runs that lie side by side are one bar. */
function barsOf(
  across: number,
  along: number,
  isDark: (across: number, along: number) => boolean,
  least: number,
): StrokeBar[] {
  const done: StrokeBar[] = [];
  let open: StrokeBar[] = [];
  for (let at = 0; at < across; at += 1) {
    const runs = runsOf(
      0,
      along,
      (b) => isDark(at, b),
      () => GAP,
    );
    for (const [from, to] of runs) {
      if (to - from <= least) continue;
      const bar = open.find((one) => from < one.to && one.from < to);
      if (bar === undefined) open.push({ at, last: at, from, to });
      else Object.assign(bar, { last: at, from: Math.min(bar.from, from), to: Math.max(bar.to, to) });
    }
    done.push(...open.filter((bar) => bar.last < at));
    open = open.filter((bar) => bar.last === at);
  }
  return [...done, ...open];
}
