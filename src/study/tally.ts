/** Right, wrong and missed answers. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export const tally = (): Tally => ({ right: 0, wrong: 0, missed: 0 });

/** Precision, recall and F1 in 0..1; a figure without any case is null. */
export function rates({ right, wrong, missed }: Tally): {
  precision: number | null;
  recall: number | null;
  f1: number | null;
} {
  const precision = right + wrong === 0 ? null : right / (right + wrong);
  const recall = right + missed === 0 ? null : right / (right + missed);
  const f1 = right + wrong + missed === 0 ? null : (2 * right) / (2 * right + wrong + missed);
  return { precision, recall, f1 };
}

/** Hits out of cases. */
export interface Share {
  hits: number;
  cases: number;
}

export const share = (): Share => ({ hits: 0, cases: 0 });

export function count(one: Share, hit: boolean): void {
  one.cases += 1;
  if (hit) one.hits += 1;
}
