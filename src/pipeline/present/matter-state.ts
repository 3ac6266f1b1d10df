import { type Reason, type ReasonCode, reason } from '../../domain/reason.ts';
import type { MatterState } from '../../domain/score.ts';

const CODES = {
  'in-force': 'state-in-force',
  until: 'state-until',
  open: 'state-open',
  pending: 'state-not-yet',
  proposed: 'state-proposed',
  stayed: 'state-stayed',
  'not-recorded': 'state-not-recorded',
  done: 'state-done',
  ended: 'state-ended',
} as const satisfies Readonly<Record<MatterState['code'], ReasonCode>>;

/** "in force (last seen 9 October 2019)": the sentence of where a matter stands. */
export const stateReason = ({ code, day }: MatterState): Reason => reason(CODES[code], { day });
