import { reason } from '../../domain/reason.ts';
import { PASS, type SignalStage, suppress } from '../stage.ts';

const MUTES_MS = 72 * 3_600_000;

/** An official notice mutes the press on its case for three days: it is heard once, from the source. */
export const inhibit: SignalStage = {
  id: 'inhibit',
  judge(signal, context) {
    if (signal.origin !== 'press') return PASS;
    const official = context.recent?.find(
      (one) =>
        one.origin === 'official' &&
        one.company === signal.company &&
        one.case === signal.case &&
        context.now - one.at < MUTES_MS,
    );
    if (official === undefined) return PASS;
    const hours = Math.round((context.now - official.at) / 3_600_000);
    return suppress('inhibited', reason('official-alerted', { hours }));
  },
};
