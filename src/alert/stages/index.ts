import type { RouteStage, SignalStage } from '../stage.ts';
import { backfill } from './backfill.ts';
import { firstSight } from './first-sight.ts';
import { leastBand } from './least-band.ts';
import { noChange } from './no-change.ts';
import { novelty } from './novelty.ts';
import { silence } from './silence.ts';
import { wideScope } from './wide-scope.ts';

/** The order is the pipeline: the first stage that holds is the reason that is stored. */
export const SIGNAL_STAGES: readonly SignalStage[] = [novelty, noChange, firstSight, backfill];

/** Judged for each subscription that a signal is in scope of. */
export const ROUTE_STAGES: readonly RouteStage[] = [silence, leastBand, wideScope];
