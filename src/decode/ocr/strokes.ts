import type { Stroke } from '../pdf/page.ts';

/** A picture as dark (1) and light (0) points, row by row. */
export type Raster = { width: number; height: number; dark: Uint8Array };

/** A dark area on which letters stand light: the header row of many lists. */
export type Ground = { x0: number; y0: number; x1: number; y1: number };

/** Thicker dark bars are grounds: their edges are the lines. */
const THICK = 8;
const GAP = 2;
const LEAST_LENGTH = 60;

/**
 * The straight lines of a drawn table, and its dark grounds, which are turned light in the raster. Upright lines must reach through nearly
 * the lowest of the bands that flat lines make: the strokes of letters do not. A wall that ends at a ground goes on through it.
 */
export function strokesIn(raster: Raster): { strokes: Stroke[]; grounds: Ground[] } {
  const { width, height, dark } = raster;
  const bars = barsOf(height, width, (y, x) => dark[y * width + x]!, Math.max(LEAST_LENGTH, width * 0.1));
  const grounds = bars
    .filter((bar) => bar.last - bar.at >= THICK)
    .map(({ at, last, from, to }) => ({ x0: from, y0: at, x1: to, y1: last + 1 }));
  for (const ground of grounds) turnLight(raster, ground);
  const flat = bars.flatMap(edgesOf);
  const ys = [...new Set(flat.map((line) => line.at))].sort((a, b) => a - b);
  const bands = ys.slice(1).flatMap((y, at) => (y - ys[at]! > THICK ? [y - ys[at]!] : []));
  if (bands.length === 0) return { strokes: [], grounds };
  const least = Math.max(12, Math.min(...bands) * 0.85);
  const upright = barsOf(width, height, (x, y) => dark[y * width + x]!, least)
    .filter((bar) => bar.last - bar.at < THICK)
    .map(({ at, last, from, to }) => ({ at: (at + last) / 2, from: throughGround(at, from, grounds), to }));
  const strokes = [
    ...flat.map(({ at, from, to }) => ({ x0: from, y0: at, x1: to, y1: at })),
    ...upright.map(({ at, from, to }) => ({ x0: at, y0: from, x1: at, y1: to })),
  ];
  return { strokes, grounds };
}

function throughGround(x: number, top: number, grounds: readonly Ground[]): number {
  const above = grounds.find(
    (one) => Math.abs(one.y1 - top) <= THICK && one.x0 - THICK <= x && x <= one.x1 + THICK,
  );
  return above?.y0 ?? top;
}

function turnLight({ width, dark }: Raster, { x0, y0, x1, y1 }: Ground): void {
  for (let y = y0; y < y1; y += 1)
    for (let x = x0; x < x1; x += 1) dark[y * width + x] = 1 - dark[y * width + x]!;
}

type StrokeLine = { at: number; from: number; to: number };
type StrokeBar = StrokeLine & { last: number };

function edgesOf({ at, last, from, to }: StrokeBar): StrokeLine[] {
  if (last - at < THICK) return [{ at: (at + last) / 2, from, to }];
  return [
    { at, from, to },
    { at: last, from, to },
  ];
}

/** Long dark runs along one direction; runs that lie side by side are one bar. */
function barsOf(
  across: number,
  along: number,
  isDark: (across: number, along: number) => number,
  least: number,
): StrokeBar[] {
  const done: StrokeBar[] = [];
  let open: StrokeBar[] = [];
  for (let a = 0; a < across; a += 1) {
    for (const run of runsOf(a, along, isDark, least)) {
      const bar = open.find((one) => run.from < one.to && one.from < run.to);
      if (bar === undefined) open.push({ at: a, last: a, ...run });
      else {
        bar.last = a;
        bar.from = Math.min(bar.from, run.from);
        bar.to = Math.max(bar.to, run.to);
      }
    }
    done.push(...open.filter((bar) => bar.last < a));
    open = open.filter((bar) => bar.last === a);
  }
  return [...done, ...open];
}

function runsOf(
  a: number,
  along: number,
  isDark: (across: number, along: number) => number,
  least: number,
): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = -1;
  let end = -1;
  for (let b = 0; b <= along; b += 1) {
    if (b < along && isDark(a, b) === 1) {
      if (from === -1) from = b;
      end = b;
    } else if (from !== -1 && (b === along || b - end > GAP)) {
      if (end - from >= least) runs.push({ from, to: end + 1 });
      from = -1;
    }
  }
  return runs;
}
