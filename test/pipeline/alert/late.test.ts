import { expect, test } from 'vitest';
import { type SignalFacts, signalOf } from '../../../src/pipeline/alert/signals.ts';
import { exposure, NOON } from '../../support/signals.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

test.each([
  ['published two minutes ago, at the first look after a gap', 2 * MINUTE, true, false],
  ['published two minutes ago', 2 * MINUTE, false, false],
  ['published five hours ago, while the watch slept', 300 * MINUTE, true, true],
  ['published five hours ago, with the watch awake', 300 * MINUTE, false, false],
  ['published three days ago, with the watch awake', 3 * DAY, false, true],
  ['its hour is not known, at the first look after a gap', null, true, true],
  ['its hour is not known, with the watch awake', null, false, false],
] as const)('%s', (_, ago, afterGap, late) => {
  const publishedAt = ago === null ? null : NOON - ago;
  expect(signalOf(facts(publishedAt, afterGap)).late).toBe(late);
});

function facts(publishedAt: number | null, backfill: boolean): SignalFacts {
  const score = {
    score: 0,
    band: 'background',
    factors: [],
    cases: [],
    attested: { points: 0, score: 0, band: 'background' },
  };
  return {
    notice: { id: 'n-1', publishedAt, published: '2021-08-18' },
    exposure: exposure(),
    steps: [],
    case: { id: 'c-1', regulator: 'cn-miit', stage: 'ordered', deadline: null, steps: [] },
    level: 2,
    before: score,
    after: score,
    earlier: 0,
    origin: 'official',
    correction: false,
    detectedAt: NOON,
    backfill,
  } as unknown as SignalFacts;
}
