import { reason } from '../../domain/reason.ts';
import { hold, PASS, type SignalStage } from '../stage.ts';

/** issuer + regulator + matter + stage is told once; press that joins a told case attaches silently. */
export const novelty: SignalStage = {
  id: 'novelty',
  judge(signal, context) {
    const told = context.told.get(signal.noveltyKey);
    if (told === undefined) return PASS;
    return hold('already-told', reason('already-alerted', { alert: told.alert, stage: signal.stage }));
  },
};
