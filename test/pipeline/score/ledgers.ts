import { type Act, actOf } from '../../../src/domain/act.ts';
import type { Effect } from '../../../src/domain/measures.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { openLedger } from '../../../src/pipeline/score/ledger.ts';
import { step, weights } from './building.ts';

type Parts = Parameters<typeof step>[2];

/** The ledger of one company with today's weights. */
export const ledgerOf = (...events: RegulatoryEvent[]) => openLedger(events, weights);

/** An act with other parts of what was done. */
export const withAct = (event: RegulatoryEvent, act: Partial<Act>): RegulatoryEvent => ({
  ...event,
  act: { ...event.act, ...act },
});

/** Cases by the ids of their acts. */
export const cases = (...events: RegulatoryEvent[]) =>
  ledgerOf(...events).matters.map(({ entries }) => entries.map(({ event }) => event.id));

/** A change by a court of the acts with these ids. */
export const change = (
  date: string,
  effect: Effect,
  on: string[],
  act: Partial<Act> = {},
  parts: Parts = {},
) =>
  withAct(step(date, 'dropped', { regulator: 'cn-court', ...parts }), {
    ...actOf({ measure: null, posture: 'final', on, effect }),
    ...act,
  });
