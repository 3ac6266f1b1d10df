import { reason } from '../../domain/reason.ts';
import { forDigest, PASS, type RouteStage } from '../stage.ts';

/** A subscription may ask for the digest; level 4 and above is told at once all the same. */
export const timing: RouteStage = {
  id: 'timing',
  judge(signal, subscription) {
    if (subscription.timing !== 'digest' || signal.level >= 4) return PASS;
    return forDigest('below-threshold', reason('digest-asked'));
  },
};
