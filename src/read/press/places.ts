import type { Token } from './tokens.ts';

/** Indexes of the steps of a sentence. */
export const stepsIn = (tokens: readonly Token[]): number[] =>
  tokens.flatMap((token, at) => (token.kind === 'step' ? [at] : []));

/** The index of `places` nearest to `at` within `reach`; the earlier of two; -1 where none is. */
export function nearest(steps: readonly number[], at: number, reach: number): number {
  let best = -1;
  for (const step of steps) {
    const distance = Math.abs(step - at);
    if (distance <= reach && (best === -1 || distance < Math.abs(best - at))) best = step;
  }
  return best;
}
