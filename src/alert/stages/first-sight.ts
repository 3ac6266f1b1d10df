import { reason } from '../../domain/reason.ts';
import { PASS, type SignalStage, suppress } from '../stage.ts';

/** The first run of a source is silent: what lay there before the watch began is stored and scored, and told only on request. */
export const firstSight: SignalStage = {
  id: 'first-sight',
  judge(_signal, context) {
    if (!context.firstSight) return PASS;
    return suppress('backfill', reason('before-watch'));
  },
};
