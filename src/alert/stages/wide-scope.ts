import type { Signal } from '../../domain/alert.ts';
import { reason } from '../../domain/reason.ts';
import { Band } from '../../domain/score.ts';
import { keep, PASS, type RouteStage, type StageContext } from '../stage.ts';

const JUMP = 7;

/** A company that sank below a band's edge for less than a fortnight has not left it: coming back is no news. */
function heldBefore(signal: Signal, { bandHeld }: StageContext): Band {
  const sticky = bandHeld?.get(signal.id);
  if (sticky === undefined) return signal.bandBefore;
  return Band.options[Math.max(Band.options.indexOf(sticky), Band.options.indexOf(signal.bandBefore))]!;
}

/**
 * Sector, regulator and "all" subscriptions hear what moves: a band crossed upward, a jump of seven points, or level 4 and
 * above (scoring.md 9.2 and 11). A company's own subscribers hear every new action, so this stage lets them pass.
 */
export const wideScope: RouteStage = {
  id: 'wide-scope',
  judge(signal, subscription, context) {
    if (subscription.scope.kind === 'company' || signal.level >= 4 || signal.stage === 'closed') return PASS;
    const crossed =
      Band.options.indexOf(signal.bandAfter) > Band.options.indexOf(heldBefore(signal, context));
    if (crossed || signal.after - signal.before >= JUMP) return PASS;
    const [before, after] = [signal.before.toFixed(1), signal.after.toFixed(1)];
    return keep('below-threshold', reason('small-change', { before, after, jump: JUMP }));
  },
};
