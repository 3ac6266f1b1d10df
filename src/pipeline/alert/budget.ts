import type { Signal } from '../../domain/alert.ts';
import { Band } from '../../domain/score.ts';
import type { Weights } from '../../domain/weights.ts';

const rank = (band: Band): number => Band.options.indexOf(band);

/**
 * Whether a signal is too grave to be left out of anything: of a company in band high or severe.
 */
export const isGrave = ({ bandAfter }: Pick<Signal, 'bandAfter'>): boolean =>
  rank(bandAfter) >= rank('high');

/**
 * Whether a signal is sent though the budget of the week is used up: an act of level 4 and above, a
 * company that reaches a new band of high or above, or an act of as many points of its own as
 * rings.
 */
export function breaksThrough(
  signal: Pick<Signal, 'level' | 'bandAfter' | 'before' | 'after' | 'own'>,
  bandBefore: Band,
  { bands }: Pick<Weights, 'bands'>,
): boolean {
  const { level, bandAfter, before, after, own } = signal;
  return (
    level >= 4 ||
    (isGrave(signal) && rank(bandAfter) > rank(bandBefore)) ||
    (own ?? after - before) >= bands.rings.points
  );
}
