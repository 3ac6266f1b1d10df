import { reason } from '../../domain/reason.ts';
import { PASS, type SignalStage, suppress } from '../stage.ts';

/** Thirty days: a reprint or an old page that surfaces later is stored and read; it is told only while it can still matter. */
const OLD_MS = 30 * 86_400_000;

/** What lay in a source before the watch began is history, not news. */
export const backfill: SignalStage = {
  id: 'backfill',
  judge(signal, context) {
    if (signal.publishedAt === null || context.now - signal.publishedAt <= OLD_MS) return PASS;
    const days = Math.floor((context.now - signal.publishedAt) / 86_400_000);
    return suppress('backfill', reason('published-late', { days }));
  },
};
