import type { RouteStage, SignalStage } from '../stage.ts';
import { asStore } from './as-store.ts';
import { backfill } from './backfill.ts';
import { budget } from './budget.ts';
import { firstSight } from './first-sight.ts';
import { inhibit } from './inhibit.ts';
import { leastBand } from './least-band.ts';
import { noChange } from './no-change.ts';
import { novelty } from './novelty.ts';
import { silence } from './silence.ts';
import { timing } from './timing.ts';
import { wideScope } from './wide-scope.ts';

/** The order is the pipeline: the first stage that holds is the reason that is stored. */
export const SIGNAL_STAGES: readonly SignalStage[] = [novelty, noChange, inhibit, firstSight, backfill];

/** Judged for each subscription that a signal is in scope of. */
export const ROUTE_STAGES: readonly RouteStage[] = [silence, asStore, leastBand, wideScope, timing, budget];
