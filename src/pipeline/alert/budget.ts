import type { Signal } from '../../domain/alert.ts';
import { Band } from '../../domain/score.ts';
import type { Weights } from '../../domain/weights.ts';

const rank = (band: Band): number => Band.options.indexOf(band);

/** Whether a signal is too grave to be omitted anywhere: its company is in band high or severe. */
export const isGrave = ({ bandAfter }: Pick<Signal, 'bandAfter'>): boolean =>
  rank(bandAfter) >= rank('high');

/**
 * Whether a signal is sent although the weekly budget is used up: an act of level 4 or above, a
 * company that enters band high or above, or an act whose own points are enough for a push.
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
