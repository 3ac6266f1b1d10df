import type { Judged } from './measure.ts';

/** A share of names with its 95 % interval (Wilson). */
export interface Share {
  readonly right: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A grade by its threshold, and what was measured of it. */
export interface MeasuredGrade {
  readonly threshold: number;
  /** Of the names of this grade alone. */
  readonly alone: Share;
  /** Of the names of this grade and of the higher ones. */
  readonly together: Share;
  /** The same among the names of general streams. */
  readonly general: Share;
  /** Weighted share of the labelled names that have this grade or a higher one. */
  readonly recall: number;
}

export interface MeasuredGrades {
  readonly confirmed: MeasuredGrade | null;
  readonly reported: MeasuredGrade | null;
  readonly unconfirmed: MeasuredGrade | null;
}

/**
 * What is asked of the grades of a language. Names of general streams alone are too few to reach a
 * precision by: there the upper end of the interval must not lie below it. Where a language has none
 * they ask nothing.
 */
export interface AskedGrades {
  /** Precision of what is confirmed, and the least lower end of its interval. */
  readonly confirmed: number;
  readonly low: number;
  /** Precision of what is confirmed or reported. */
  readonly reported: number;
  /** Precision of what is unconfirmed alone. */
  readonly unconfirmed: number;
  /** A threshold rests on at least so many names. */
  readonly least: number;
}

export function shareOf(right: number, of: number): Share {
  if (of === 0) return { right, of, share: 0, low: 0, high: 1 };
  const z = 1.96;
  const share = right / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { right, of, share, low: (middle - half) / scale, high: (middle + half) / scale };
}

/**
 * The lowest threshold of each grade that holds what is asked. `census` = every name of the
 * archives that somebody judged, each counted once; `sample` = those that were drawn with weights,
 * for recall; `gold` = weight of all labelled names.
 */
export function gradesOf(
  census: readonly Judged[],
  sample: readonly Judged[],
  gold: number,
  asked: AskedGrades,
): MeasuredGrades {
  const sorted = [...census].sort((one, other) => other.probability - one.probability);
  const rightUpTo = upTo(sorted, ({ right }) => right);
  const generalUpTo = upTo(sorted, ({ general }) => general);
  const generalRightUpTo = upTo(sorted, ({ general, right }) => general && right);
  const between = (from: number, to: number) =>
    shareOf(rightUpTo[to]! - rightUpTo[from]!, to - from);
  const isGenerallyPossible = (end: number, precision: number) =>
    shareOf(generalRightUpTo[end]!, generalUpTo[end]!).high >= precision;
  /** The longest stretch from the surest name down that holds, in names. */
  const lowest = (above: number, holds: (end: number) => boolean): number | null => {
    for (let end = sorted.length; end >= above + asked.least; end -= 1) {
      const isTied = sorted[end]?.probability === sorted[end - 1]!.probability;
      if (!isTied && holds(end)) return end;
    }
    return null;
  };
  const general = (from: number, to: number) =>
    shareOf(generalRightUpTo[to]! - generalRightUpTo[from]!, generalUpTo[to]! - generalUpTo[from]!);
  const gradeAt = (above: number, end: number | null): MeasuredGrade | null => {
    if (end === null) return null;
    const threshold = sorted[end - 1]!.probability;
    const found = sample.filter((one) => one.right && one.probability >= threshold);
    return {
      threshold,
      alone: between(above, end),
      together: between(0, end),
      general: general(0, end),
      recall: found.reduce((sum, one) => sum + one.weight, 0) / Math.max(gold, 1e-9),
    };
  };
  const confirmed = lowest(0, (end) => {
    const { share, low } = between(0, end);
    const isPossible = isGenerallyPossible(end, asked.confirmed);
    return share >= asked.confirmed && low >= asked.low && isPossible;
  });
  const reported = lowest(
    confirmed ?? 0,
    (end) => between(0, end).share >= asked.reported && isGenerallyPossible(end, asked.reported),
  );
  const above = reported ?? confirmed ?? 0;
  const unconfirmed = lowest(above, (end) => between(above, end).share >= asked.unconfirmed);
  return {
    confirmed: gradeAt(0, confirmed),
    reported: gradeAt(confirmed ?? 0, reported),
    unconfirmed: gradeAt(above, unconfirmed),
  };
}

/** How many of the first names a condition holds for: none of none, then one more each. */
function upTo(sorted: readonly Judged[], holds: (one: Judged) => boolean): number[] {
  const counts = [0];
  for (const one of sorted) counts.push(counts.at(-1)! + (holds(one) ? 1 : 0));
  return counts;
}
