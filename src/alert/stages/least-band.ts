import type { Signal } from '../../domain/alert.ts';
import { reason } from '../../domain/reason.ts';
import { Band, type Level } from '../../domain/score.ts';
import { PASS, type RouteStage, suppress } from '../stage.ts';

/** Band that one live action of a level on a core app gives (scoring.md 3): the two scales map one to one. */
const BAND_OF_LEVEL: Record<Level, Band> = {
  1: 'background',
  2: 'watch',
  3: 'elevated',
  4: 'high',
  5: 'severe',
};

function rank(band: Band): number {
  return Band.options.indexOf(band);
}

/** An action counts at its full level on an app that matters: core, major or of unknown value, or the whole company. */
function matters(signal: Signal): boolean {
  return (
    signal.exposure.companyWide ||
    signal.exposure.apps.some((app) => app.value !== 'minor' && app.value !== 'trivial')
  );
}

/**
 * Told when the company now stands at the subscription's least band, or when the action itself is of that gravity on
 * an app that matters (scoring.md 11: level >= 2 on a core, major or unknown app is told at once by default).
 */
export const leastBand: RouteStage = {
  id: 'least-band',
  judge(signal, subscription) {
    const wanted = rank(subscription.leastBand);
    if (rank(signal.bandAfter) >= wanted) return PASS;
    // What was told is corrected for the same readers, also where the score falls below their line by it.
    if (signal.alertReason === 'correction' && rank(signal.bandBefore) >= wanted) return PASS;
    if (signal.exposure.edge === 'operator' && matters(signal) && rank(BAND_OF_LEVEL[signal.level]) >= wanted)
      return PASS;
    const { after, bandAfter: band } = signal;
    const shown = { score: after.toFixed(1), band, wanted: subscription.leastBand };
    return suppress('below-threshold', reason('below-band', shown));
  },
};
