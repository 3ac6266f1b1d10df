import { sampleCorrelation } from 'simple-statistics';

/** Pairs below which a correlation says nothing. */
export const LEAST_PAIRS = 10;

/** Pearson's correlation of ranks, ties sharing the mean of theirs; null below ten pairs or where one side never changes. */
export function spearman(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length < LEAST_PAIRS || new Set(xs).size < 2 || new Set(ys).size < 2) return null;
  return sampleCorrelation(ranks(xs), ranks(ys));
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((one, other) => values[one]! - values[other]!);
  const found: number[] = new Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let index = start; index < end; index++) found[order[index]!] = (start + 1 + end) / 2;
    start = end;
  }
  return found;
}
