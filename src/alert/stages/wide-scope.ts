import type { Signal } from '../../domain/alert.ts';
import { reason } from '../../domain/reason.ts';
import { Band } from '../../domain/score.ts';
import { forDigest, PASS, type RouteStage, type StageContext, suppress } from '../stage.ts';

const JUMP = 7;

/** A company that sank below a band's edge for less than a fortnight has not left it: coming back is no news. */
function bandOf(signal: Signal, { bandBefore }: StageContext): Band {
  const sticky = bandBefore?.get(signal.id);
  if (sticky === undefined) return signal.bandBefore;
  return Band.options[Math.max(Band.options.indexOf(sticky), Band.options.indexOf(signal.bandBefore))]!;
}

/**
 * Sector, regulator and "all" subscriptions hear what moves: a band crossed upward, a jump of seven points, or level 4 and
 * above (scoring.md 9.2 and 11); of corrections also what falls. A company's own subscribers hear every new action, so this stage lets them pass.
 */
export const wideScope: RouteStage = {
  id: 'wide-scope',
  judge(signal, subscription, context) {
    if (subscription.scope.kind === 'company') return PASS;
    const correction = signal.alertReason === 'correction';
    if (!correction && (signal.level >= 4 || signal.stage === 'closed')) return PASS;
    const crossed = correction
      ? signal.bandAfter !== signal.bandBefore
      : Band.options.indexOf(signal.bandAfter) > Band.options.indexOf(bandOf(signal, context));
    const moved = correction ? Math.abs(signal.after - signal.before) : signal.after - signal.before;
    if (crossed || moved >= JUMP) return PASS;
    const [before, after] = [signal.before.toFixed(1), signal.after.toFixed(1)];
    const because = reason('small-change', { before, after, jump: JUMP });
    // Corrected details stand in the message itself; the same score again says nothing in a digest.
    return correction && before === after
      ? suppress('below-threshold', because)
      : forDigest('below-threshold', because);
  },
};
