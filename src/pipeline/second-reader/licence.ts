/** Distinct stories of labelled documents that a reader confirmed, rightly and wrongly. */
export interface Trial {
  readonly right: number;
  readonly wrong: number;
}

/** All stories of a trial, and those of which the press model was not sure. */
export interface ReaderTrial extends Trial {
  readonly unsure: Trial;
}

/**
 * Precision that a reader must show before it may confirm: 183 names with none wrong, 277 with one.
 */
export const LEAST_PRECISION = 0.98;

/**
 * Precision that it must have shown where it will be asked, on what the press model is not sure of:
 * the .97 that press itself needs to confirm (122 stories with none wrong, 239 with two). What is
 * easy does not make up for it. At .95, which stood here before, a reader that is wrong in one of
 * 25 such stories gets a licence in 7 of 100 trials of 245 stories; at .97 in 3 of 1,000.
 */
export const LEAST_UNSURE = 0.97;

/** Whether a reader may confirm. */
export const isLicensed = (trial: ReaderTrial): boolean =>
  lowerBound(trial) >= LEAST_PRECISION && lowerBound(trial.unsure) >= LEAST_UNSURE;

/**
 * Lower end of the two-sided 95 % interval of precision, 0 to 1, by Clopper and Pearson (1934): the
 * share at which so few wrong names would come by chance in one of forty trials. 0 where nothing
 * was right.
 */
export function lowerBound({ right, wrong }: Trial): number {
  if (right === 0) return 0;
  let low = 0;
  let high = 1;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(wrong, right + wrong, 1 - middle) < 0.025) low = middle;
    else high = middle;
  }
  return low;
}

/** Chance of at most `most` hits in `n` draws of chance `p`, summed in logarithms. */
function chanceOfAtMost(most: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return most >= n ? 1 : 0;
  let log = n * Math.log1p(-p);
  let sum = Math.exp(log);
  for (let hits = 1; hits <= most; hits += 1) {
    log += Math.log((n - hits + 1) / hits) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(log);
  }
  return sum;
}
