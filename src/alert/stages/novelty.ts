import { reason } from '../../domain/reason.ts';
import { PASS, type SignalStage, suppress } from '../stage.ts';

/** issuer + regulator + matter + stage is alerted once; press that joins an alerted case attaches silently. */
export const novelty: SignalStage = {
  id: 'novelty',
  judge(signal, context) {
    const alerted = context.alerted.get(signal.noveltyKey);
    if (alerted === undefined) return PASS;
    return suppress('already-told', reason('already-alerted', { alert: alerted.alert, stage: signal.stage }));
  },
};
