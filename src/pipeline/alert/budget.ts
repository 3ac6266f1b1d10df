import type { Signal } from '../../domain/alert.ts';
import { Band } from '../../domain/score.ts';

/** Points that an act adds by itself, from which on it breaks through a budget that is used up. */
const BREAKS_THROUGH = 20;

const rank = (band: Band): number => Band.options.indexOf(band);

/** Whether a signal is too grave to be left out of anything: of a company in band high or severe. */
export const isGrave = ({ bandAfter }: Pick<Signal, 'bandAfter'>): boolean =>
  rank(bandAfter) >= rank('high');

/**
 * Whether a signal is sent though the budget of the week is used up: an act of level 4 and above, a
 * company that reaches a new band of high or above, or an act of twenty points of its own.
 */
export function breaksThrough(
  signal: Pick<Signal, 'level' | 'bandAfter' | 'before' | 'after' | 'own'>,
  bandBefore: Band,
): boolean {
  const { level, bandAfter, before, after, own } = signal;
  return (
    level >= 4 ||
    (isGrave(signal) && rank(bandAfter) > rank(bandBefore)) ||
    (own ?? after - before) >= BREAKS_THROUGH
  );
}
