import { reason } from '../../domain/reason.ts';
import { PASS, type SignalStage, suppress } from '../stage.ts';

/** A notice that joined a step we hold (a reprint, the press of an official list) changes nothing for the company. */
export const noChange: SignalStage = {
  id: 'no-change',
  judge(signal) {
    if (signal.factors.length > 0 || signal.stage === 'closed' || signal.alertReason === 'correction')
      return PASS;
    return suppress('joined-case', reason('no-own-step'));
  },
};
