import type { Scope, Signal } from '../../domain/alert.ts';
import { reason } from '../../domain/reason.ts';
import { PASS, type RouteStage, type StageContext, suppress } from '../stage.ts';

/** Whether a scope takes in a signal. */
export function covers(scope: Scope, signal: Signal, context: Pick<StageContext, 'sectorOf'>): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'company':
      return scope.id === signal.company;
    case 'regulator':
      return scope.id === signal.regulator;
    case 'sector':
      return scope.id === context.sectorOf(signal);
  }
}

/** A channel's subscription for quiet until a time. */
export const silence: RouteStage = {
  id: 'silence',
  judge(signal, subscription, context) {
    const one = context.silences.find(
      (each) =>
        each.until > context.now &&
        each.address.sink === subscription.address.sink &&
        each.address.to === subscription.address.to &&
        covers(each.scope, signal, context),
    );
    if (one === undefined) return PASS;
    const until = new Date(one.until).toISOString();
    return suppress('silenced', reason('muted-by', { who: one.by, until }));
  },
};
