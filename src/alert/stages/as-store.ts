import { reason } from '../../domain/reason.ts';
import { PASS, type RouteStage, suppress } from '../stage.ts';

/**
 * Who runs a criticised store is another exposure than who develops a censured app: only the second drives alerts, the first
 * is told where a subscription asks for it.
 */
export const asStore: RouteStage = {
  id: 'as-store',
  judge(signal, subscription) {
    if (signal.exposure.edge !== 'store' || subscription.stores === true) return PASS;
    return suppress('below-threshold', reason('store-operator'));
  },
};
