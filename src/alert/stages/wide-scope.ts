import { Band } from '../../domain/score.ts';
import { hold, PASS, type RouteStage } from '../stage.ts';

const JUMP = 7;

/**
 * Sector, regulator and "all" subscriptions hear what moves: a band crossed upward, a jump of seven points, or level 4 and
 * above (scoring.md 9.2 and 11). A company's own subscribers hear every new action, so this stage lets them pass.
 */
export const wideScope: RouteStage = {
  id: 'wide-scope',
  judge(signal, subscription) {
    if (subscription.scope.kind === 'company' || signal.level >= 4 || signal.stage === 'closed') return PASS;
    const crossed = Band.options.indexOf(signal.bandAfter) > Band.options.indexOf(signal.bandBefore);
    if (crossed || signal.after - signal.before >= JUMP) return PASS;
    return hold(
      'below-threshold',
      `${signal.before.toFixed(1)} → ${signal.after.toFixed(1)} crosses no band and is less than ${JUMP} points`,
    );
  },
};
