import type { Raster } from './strokes.ts';

/** A stretch of ink that is one line of a cell, or one word apart from others outside of tables. Pixels. */
export type InkStretch = { x0: number; y0: number; x1: number; y1: number };

type Area = { left: number; top: number; right: number; bottom: number };

/** Wider than this share of the line's height, a gap parts two words that stand in columns; letters and their parts stand closer. */
const COLUMN_GAP = 0.8;
/** Lines closer than this share of their height are parts of letters, as in 二. */
const LINE_GAP = 0.2;

/** The lines of ink in a cell, top to bottom. */
export function inkLines(raster: Raster, area: Area): InkStretch[] {
  const lines: InkStretch[] = [];
  for (let y = Math.max(0, Math.ceil(area.top)); y < Math.min(raster.height, area.bottom); y += 1) {
    const row = inkOfRow(raster, y, area);
    if (row === null) continue;
    const last = lines.at(-1);
    if (last !== undefined && y - last.y1 <= Math.max(1, (last.y1 - last.y0) * LINE_GAP)) {
      last.y1 = y + 1;
      last.x0 = Math.min(last.x0, row[0]);
      last.x1 = Math.max(last.x1, row[1]);
    } else lines.push({ x0: row[0], y0: y, x1: row[1], y1: y + 1 });
  }
  return lines;
}

function inkOfRow({ width, dark }: Raster, y: number, { left, right }: Area): [number, number] | null {
  const from = y * width + Math.max(0, Math.ceil(left));
  const to = y * width + Math.min(width, Math.floor(right));
  const first = dark.subarray(from, to).indexOf(1);
  if (first === -1) return null;
  const last = dark.subarray(from, to).lastIndexOf(1);
  return [from + first - y * width, from + last + 1 - y * width];
}

/** The words of a line of ink that stand apart. */
export function inkWords({ width, dark }: Raster, line: InkStretch): InkStretch[] {
  const gap = (line.y1 - line.y0) * COLUMN_GAP;
  const words: InkStretch[] = [];
  for (let x = line.x0; x < line.x1; x += 1) {
    let ink = false;
    for (let y = line.y0; y < line.y1 && !ink; y += 1) ink = dark[y * width + x] === 1;
    if (!ink) continue;
    const last = words.at(-1);
    if (last !== undefined && x - last.x1 <= gap) last.x1 = x + 1;
    else words.push({ ...line, x0: x, x1: x + 1 });
  }
  return words;
}

/** A cut between letters costs this much more than one at a blank. */
const CUT_INSIDE = 0.35;
const CUT_BETWEEN = 0.1;
/** Ink without letters: the engine missed some, or saw what is none. */
const NO_LETTERS = 0.5;

/**
 * Shares the text of a line out over the stretches of ink under it, in order: engines read a row of cells as one line. The cuts are
 * where the widths of letters fit the widths of ink best, at blanks rather than inside words. `fit`, 0..1, says how well.
 */
export function shareOut(text: string, stretches: readonly InkStretch[]): { texts: string[]; fit: number } {
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

  let best = before.map((_, to) => ({ cost: misfit(0, to, 0), cuts: [] as number[] }));
  for (let at = 1; at < count; at += 1)
    best = best.map((_, to) => {
      let least = { cost: Number.POSITIVE_INFINITY, cuts: [] as number[] };
      for (let from = 0; from <= to; from += 1) {
        const cost = best[from]!.cost + misfit(from, to, at) + costOfCut(letters, from);
        if (cost < least.cost) least = { cost, cuts: [...best[from]!.cuts, from] };
      }
      return least;
    });
  const { cost, cuts } = best[letters.length]!;
  const ends = [0, ...cuts, letters.length];
  return {
    texts: stretches.map((_, at) =>
      letters
        .slice(ends[at], ends[at + 1])
        .join('')
        .trim(),
    ),
    fit: Math.max(0, 1 - cost / count),
  };
}

/** What a cut before this letter costs: nothing at a blank, little where one kind of letters ends and another begins. */
function costOfCut(letters: readonly string[], at: number): number {
  const [left, right] = [letters[at - 1] ?? ' ', letters[at] ?? ' '];
  if (left === ' ' || right === ' ') return 0;
  return kindOf(left) === kindOf(right) ? CUT_INSIDE : CUT_BETWEEN;
}

const KINDS = [/[\d.]/, /[a-z]/i, /[\u2e80-\u9fff]/u];
const kindOf = (letter: string) => KINDS.findIndex((kind) => kind.test(letter));

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
