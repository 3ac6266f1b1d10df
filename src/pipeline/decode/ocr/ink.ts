import type { Stroke } from '../pdf/page.ts';
import type { Box, Raster } from './raster.ts';

type Area = { left: number; top: number; right: number; bottom: number };

/**
 * Stretches of ink along a line of pixels; a gap up to `gap` of the stretch before it is bridged.
 */
function runsOf(
  start: number,
  end: number,
  isInk: (at: number) => boolean,
  gap: (length: number) => number,
): [from: number, to: number][] {
  const runs: [from: number, to: number][] = [];
  let last: [from: number, to: number] | undefined;
  for (let at = start; at < end; at += 1) {
    if (!isInk(at)) continue;
    if (last !== undefined && at - last[1] <= gap(last[1] - last[0])) last[1] = at + 1;
    else {
      last = [at, at + 1];
      runs.push(last);
    }
  }
  return runs;
}

/**
 * Wider than this share of the line's height, a gap parts two words that stand in columns; letters
 * and their parts stand closer.
 */
const COLUMN_GAP = 0.8;
/** Lines closer than this share of their height are parts of letters, as in 二. */
const LINE_GAP = 0.2;

/** The lines of ink in a cell, top to bottom. */
export function inkLines({ width, height, dark }: Raster, area: Area): Box[] {
  const left = Math.max(0, Math.ceil(area.left));
  const right = Math.max(left, Math.min(width, Math.floor(area.right)));
  const row = (y: number) => dark.subarray(y * width + left, y * width + right);
  const top = Math.max(0, Math.ceil(area.top));
  const bottom = Math.min(height, area.bottom);
  const gap = (length: number) => Math.max(1, length * LINE_GAP);
  return runsOf(top, bottom, (y) => row(y).includes(1), gap).map(([y0, y1]) => {
    const rows = Array.from({ length: y1 - y0 }, (_, at) => row(y0 + at)).filter((one) =>
      one.includes(1),
    );
    const first = Math.min(...rows.map((row) => row.indexOf(1)));
    const last = Math.max(...rows.map((row) => row.lastIndexOf(1)));
    return { x0: left + first, y0, x1: left + last + 1, y1 };
  });
}

/** The separate words of a line of ink. */
export function inkWords({ width, dark }: Raster, line: Box): Box[] {
  const gap = (line.y1 - line.y0) * COLUMN_GAP;
  const isInk = (x: number) => {
    let y = line.y0;
    while (y < line.y1 && dark[y * width + x] !== 1) y += 1;
    return y < line.y1;
  };
  return runsOf(line.x0, line.x1, isInk, () => gap).map(([x0, x1]) => ({ ...line, x0, x1 }));
}

/** A cut between letters costs this much more than one at a blank. */
const CUT_INSIDE = 0.35;
/** Fit of ink without letters: the engine missed some, or misread them. */
const NO_LETTERS = 0.5;

/**
 * Distributes the text of a line over the stretches of ink below it, in order: engines read a row
 * of cells as one line. Cuts are made where the widths of letters fit the ink best, preferably at
 * blanks. `fit`, 0..1, tells how well.
 */
export function shareOut(
  text: string,
  stretches: readonly Box[],
): { texts: string[]; fit: number } {
  const letters = [...text.trim()];
  const count = stretches.length;
  if (count <= 1) return { texts: [text.trim()], fit: 1 };
  const before = [0];
  for (const letter of letters) before.push(before.at(-1)! + widthOf(letter));
  const ink = stretches.map(({ x0, x1 }) => x1 - x0);
  const unit = ink.reduce((sum, one) => sum + one, 0) / Math.max(1, before.at(-1)!);
  const misfit = (from: number, to: number, at: number) =>
    (from === to ? NO_LETTERS : 0) +
    Math.abs((before[to]! - before[from]!) * unit - ink[at]!) / (ink[at]! + unit);

  const isBlank = (at: number) =>
    [letters[at - 1], letters[at]].some((one) => one === undefined || one === ' ');
  let best = before.map((_, to) => ({ cost: misfit(0, to, 0), cuts: [] as number[] }));
  for (let at = 1; at < count; at += 1)
    best = best.map((_, to) => {
      let least = { cost: Number.POSITIVE_INFINITY, cuts: [] as number[] };
      for (let from = 0; from <= to; from += 1) {
        const cost = best[from]!.cost + misfit(from, to, at) + (isBlank(from) ? 0 : CUT_INSIDE);
        if (cost < least.cost) least = { cost, cuts: [...best[from]!.cuts, from] };
      }
      return least;
    });
  const { cost, cuts } = best[letters.length]!;
  const ends = [0, ...cuts, letters.length];
  const textAt = (_: unknown, at: number) => letters.slice(ends[at], ends[at + 1]).join('');
  return {
    texts: stretches.map(textAt).map((one) => one.trim()),
    fit: Math.max(0, 1 - cost / count),
  };
}

/** Widths in letters of a Chinese font. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/ /, 0],
  [/[\u2e80-\u{3ffff}]/u, 1],
  [/[.,:;'!|il]/, 0.3],
  [/[MWmw]/, 0.85],
  [/[A-Z]/, 0.65],
];

function widthOf(letter: string): number {
  return WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? 0.55;
}

/** Thicker dark bars are grounds: their edges are the lines. */
const THICK = 8;
const BAR_GAP = () => 1;
const LEAST_LENGTH = 60;

/**
 * The straight lines of a drawn table, and its dark areas with light letters (often the header
 * row), which are inverted in the raster. Upright lines must cross nearly the lowest band between
 * flat lines, unlike strokes of letters. A wall that ends at a dark area continues through it.
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
    grounds.find(
      (box) => Math.abs(box.y1 - top) <= THICK && box.x0 - THICK <= x && x <= box.x1 + THICK,
    )?.y0 ?? top;
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
    const isInk = (b: number) => isDark(at, b);
    for (const [from, to] of runsOf(0, along, isInk, BAR_GAP)) {
      if (to - from <= least) continue;
      const bar = open.find((strokeBar) => from < strokeBar.to && strokeBar.from < to);
      if (bar === undefined) open.push({ at, last: at, from, to });
      else
        Object.assign(bar, { last: at, from: Math.min(bar.from, from), to: Math.max(bar.to, to) });
    }
    done.push(...open.filter((bar) => bar.last < at));
    open = open.filter((bar) => bar.last === at);
  }
  return [...done, ...open];
}
