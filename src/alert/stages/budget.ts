import { reason } from '../../domain/reason.ts';
import { addressKey, forDigest, isPush, PASS, type RouteStage } from '../stage.ts';

/**
 * Two pushes and ten quiet alerts a week for what comes by sector, regulator or "all"; the rest goes into the digest. A followed
 * company's own alerts are never held by it, nor is level 4 and above (scoring.md 9.6 and 11).
 */
export const budget: RouteStage = {
  id: 'budget',
  judge(signal, subscription, context) {
    if (subscription.scope.kind === 'company' || signal.level >= 4) return PASS;
    const left = context.budgets?.get(addressKey(subscription.address));
    const of = isPush(signal) ? left?.push : left?.sameDay;
    if (of === undefined || of.used < of.of) return PASS;
    const quota = isPush(signal) ? 'push' : 'quiet';
    return forDigest('budget', reason('budget-used', { used: of.used, limit: of.of, quota }));
  },
};
