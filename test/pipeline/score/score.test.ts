import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actOfKind } from '../../../src/domain/act-kind.ts';
import { type RegulatoryEvent, Score } from '../../../src/domain/score.ts';
import { dateOfDay, dayNumber } from '../../../src/domain/time.ts';
import type { Weights } from '../../../src/domain/weights.ts';
import { quickScore, scoreAt } from '../../../src/pipeline/score/score.ts';
import { ACTIONS, anyStep, CLOSINGS, dated, END, exact, history, standing } from './arbitrary.ts';
import { at, scoreOf, sum, weights } from './building.ts';
import { PLAIN_ACTS, PLAIN_ENDS, plainLoad, plainScore } from './oracle.ts';

describe('whatever happened to a company', () => {
  test('points sum to the score, waterfalls to their points, and the score is a valid Score from 0 to 99.9', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 1200 }), (events, day) => {
        const score = scoreOf(events, dated(day));
        expect(Score.safeParse(score).success).toBe(true);
        expect(sum(score.factors.map((factor) => factor.points))).toBe(score.score);
        for (const factor of score.factors) {
          expect(sum(factor.waterfall.map((part) => part.points))).toBe(factor.points);
        }
        expect(score.score === 0 || score.load > 0).toBe(true);
        expect(exact(events, at(dated(day))).score === 0).toBe(score.load === 0);
        expect(exact(events, at(dated(day))).load).toBeCloseTo(
          standingLoad(events, at(dated(day))),
          9,
        );
      }),
    );
  });

  test('an act that closes nothing never lowers it', () => {
    fc.assert(
      fc.property(history, anyStep(ACTIONS), (events, act) => {
        const later = { ...act, at: at(END), date: END as RegulatoryEvent['date'], deadline: null };
        expect(exact([...events, later], later.at).load).toBeGreaterThanOrEqual(
          exact(events, later.at).load - 1e-9,
        );
      }),
    );
  });

  test('time alone never raises it', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 900 }), (events, days) => {
        const told = events.filter((one) => one.at <= at(END));
        const now = exact(told, at(END)).load;
        expect(exact(told, at(END) + days * 86_400_000).load).toBeLessThanOrEqual(now + 1e-9);
      }),
    );
  });

  test('a closing without sanction never raises it', () => {
    fc.assert(
      fc.property(history, anyStep(['dropped', 'lifted']), (events, closing) => {
        const later = { ...closing, at: at(END), date: END as RegulatoryEvent['date'] };
        for (const days of [0, 30, 400]) {
          const when = at(END) + days * 86_400_000;
          expect(exact([...events, later], when).load).toBeLessThanOrEqual(
            exact(events, when).load + 1e-9,
          );
        }
      }),
    );
  });

  test('telling it again, or in another order, changes nothing', () => {
    const shuffled = history.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([events, again]) => {
        expect(scoreOf(again, END)).toEqual(scoreOf(events, END));
      }),
    );
  });

  test('nothing that happens later changes the score of a day', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 1000 }), (events, day) => {
        const then = at(dated(day));
        const known = events.filter((one) => one.at <= then);
        expect(scoreAt(standing(events), then)).toEqual(scoreAt(standing(known), then));
      }),
    );
  });

  test('neither a better account nor a later one changes what stood before it, in any order of arrival', () => {
    const told = fc
      .tuple(
        anyStep([...ACTIONS, ...CLOSINGS], 60),
        fc.constantFrom('history', 'official', 'press'),
      )
      .map(([one, voice]) => ({
        ...one,
        origin: voice === 'history' ? ('history' as const) : ('notice' as const),
        notice: voice === 'history' ? null : (one.id as RegulatoryEvent['notice']),
        evidence: voice === 'press' ? 0.5 : 1,
      }));
    const arrivals = fc
      .array(told, { maxLength: 25 })
      .chain((steps) =>
        fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length })),
      );
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 70 }), ([steps, shuffled], day) => {
        const then = at(dated(day));
        const known = steps.filter((one) => one.at <= then);
        expect(scoreAt(standing(shuffled), then)).toEqual(scoreAt(standing(known), then));
      }),
      { numRuns: 300 },
    );
  });

  test('the model, written out a second time, says the same of acts that name their matter', () => {
    const acts = fc.uniqueArray(
      fc
        .tuple(
          anyStep([...PLAIN_ACTS, ...PLAIN_ACTS, ...PLAIN_ENDS], 1500),
          fc.constantFrom('m1', 'm2', 'm3'),
          fc.constantFrom(null, null, { name: 'IN', share: null }, { name: 'EU', share: 0.3 }),
          fc.option(fc.integer({ min: 0, max: 900 }), { freq: 4 }),
          fc.constantFrom(undefined, 'minor', 'trivial', 'major'),
        )
        .map(
          ([event, matter, market, lifted, counted]): RegulatoryEvent => ({
            ...event,
            matter: `${event.regulator} ${matter}`,
            market,
            companyWide: false,
            together: false,
            core: false,
            unnamedApps: 0,
            batch: null,
            deadline: event.kinds[0] === 'rectify' ? event.deadline : null,
            liftedOn:
              event.kinds[0] === 'fine' || lifted === null
                ? null
                : dateOfDay(dayNumber(event.date) + lifted),
            // Another app each time: a second naming has a table of its own.
            apps: (event.kinds[0] === 'dropped' ? [] : event.apps).map((each) => ({
              ...each,
              name: `${each.name} ${event.id}`,
              ...(counted === undefined ? {} : { counted: counted as 'minor' }),
            })),
          }),
        ),
      { maxLength: 14, selector: (one) => one.id },
    );
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 2500 }), (drawn, day) => {
        // A closing of nothing belongs to no case.
        const events = drawn.filter(
          (one) =>
            one.kinds[0] !== 'dropped' ||
            drawn.some(
              (each) =>
                each.kinds[0] !== 'dropped' && each.matter === one.matter && each.at < one.at,
            ),
        );
        const when = at(dated(day));
        const load = plainLoad(events, when, weights);
        expect(exact(events, when).load).toBeCloseTo(load, 9);
        expect(exact(events, when).score).toBeCloseTo(plainScore(load, weights), 9);
      }),
      { numRuns: 400 },
    );
  });

  test('parts and the confirmed share add up, and what nobody can check colours nothing', () => {
    const mixed = history.map((events) =>
      events.map((one, index) => ({
        ...one,
        attested: index % 2 === 0,
        ...(index % 3 === 0
          ? { kinds: ['military-list' as const], act: actOfKind('military-list') }
          : {}),
      })),
    );
    fc.assert(
      fc.property(mixed, fc.integer({ min: 0, max: 1200 }), (steps, day) => {
        const score = scoreOf(steps, dated(day));
        expect(sum([score.parts.business, score.parts.investability])).toBe(score.score);
        expect(score.attested.points).toBeLessThanOrEqual(score.score);
        expect(score.attested.score).toBeLessThanOrEqual(score.score);
        const doubtful = scoreOf(
          steps.map((one) => ({ ...one, attested: false })),
          dated(day),
        );
        expect(doubtful).toMatchObject({
          score: score.score,
          attested: { points: 0, score: 0, band: 'background' },
        });
      }),
    );
  });
});

function standingLoad(events: readonly RegulatoryEvent[], when: number): number {
  const score = scoreAt(standing(events), when as never);
  return score.load;
}

test('the order of companies hardly moves when every weight moves by half (Kendall tau at least 0.9)', () => {
  const random = (seed: number) => () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const companies = Array.from(
    { length: 30 },
    (_, index) => fc.sample(history, { seed: index, numRuns: 1 })[0]!,
  );
  const base = companies.map((events) => exact(events, at(END)).load);
  const taus: number[] = [];
  for (let seed = 1; seed <= 40; seed++) {
    const roll = random(seed);
    const half = () => 0.5 + roll();
    const using: Weights = {
      ...weights,
      severityRatio: { ...weights.severityRatio, value: 2 + roll() },
      halfPoint: { ...weights.halfPoint, value: weights.halfPoint.value * half() },
      halfLifeDays: { ...weights.halfLifeDays, value: weights.halfLifeDays.value * half() },
      breadth: { ...weights.breadth, value: weights.breadth.value * half() },
      closedFactor: {
        ...weights.closedFactor,
        value: Math.min(1, weights.closedFactor.value * half()),
      },
    };
    taus.push(
      kendall(
        base,
        companies.map((events) => quickScore(standing(events, using), at(END)).load),
      ),
    );
  }
  taus.sort((one, other) => one - other);
  expect(taus[Math.floor(taus.length / 2)]).toBeGreaterThanOrEqual(0.9);
});

function kendall(xs: readonly number[], ys: readonly number[]): number {
  let sign = 0;
  let pairs = 0;
  for (let i = 0; i < xs.length; i++) {
    for (let j = 0; j < i; j++) {
      if (xs[i] === xs[j] && ys[i] === ys[j]) continue;
      sign += Math.sign(xs[i]! - xs[j]!) * Math.sign(ys[i]! - ys[j]!);
      pairs += 1;
    }
  }
  return sign / pairs;
}
