import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { legendOf, legendText } from '../../../src/base/i18n/messages.ts';
import { Band } from '../../../src/domain/score.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Weights } from '../../../src/domain/weights.ts';
import { hysteresisBand } from '../../../src/pipeline/alert/hysteresis.ts';
import { isPush } from '../../../src/pipeline/alert/stages.ts';
import { comparisonChart } from '../../../src/pipeline/present/score-chart.ts';
import { bandOf } from '../../../src/pipeline/score/formula.ts';
import { scoreAt, standingOf } from '../../../src/pipeline/score/score.ts';
import { company } from '../../support/companies.ts';
import { signal } from '../../support/signals.ts';
import { at, SHANGHAI, step, weights } from './building.ts';

// The edges of the bands have one home, config/scoring.yml: one is changed there, and every answer
// that shows or uses it follows.

const changed: Weights = { ...weights, bands: { ...weights.bands, elevated: 30, high: 60 } };

const series = (score: number) => [{ at: at('2022-01-10'), score }];
const standing = (using: Weights) =>
  standingOf({
    company: company('acme'),
    events: [step('2022-01-10', 'probe')],
    rules: [],
    weights: using,
    zoneOf: () => SHANGHAI,
  });

describe('an edge of a band is changed in the configuration', () => {
  test('the band of a score, of its attested part and of its peak', () => {
    expect([bandOf(27, weights), bandOf(27, changed)]).toEqual(['elevated', 'watch']);
    const moved = { ...changed, bands: { ...changed.bands, elevated: 36 } };
    const bands = [weights, moved].map((using) => {
      const { score, band, attested } = scoreAt(standing(using), at('2022-01-11'));
      return [score, band, attested.band];
    });
    expect(bands).toEqual([
      [35.2, 'elevated', 'elevated'],
      [35.2, 'watch', 'watch'],
    ]);
  });

  test('the band that a company is held in', () => {
    const held = (using: Weights) => hysteresisBand(series(55), at('2022-01-10'), using);
    expect([held(weights), held(changed)]).toEqual(['high', 'elevated']);
  });

  test('what rings', () => {
    const ringing = signal({
      level: 1,
      own: 5,
      before: 45,
      after: 55,
      attested: { before: 45, after: 55, band: 'high' },
    });
    expect([isPush(ringing, weights), isPush(ringing, changed)]).toEqual([true, false]);
    const points = { ...weights, bands: { ...weights.bands, rings: { band: 'high', points: 4 } } };
    const small = { ...ringing, attested: { before: 1, after: 6, band: 'background' as const } };
    expect([isPush(small, weights), isPush(small, points as Weights)]).toEqual([false, true]);
  });

  test('the bands of a chart', () => {
    const below = (using: Weights) => {
      const own = standing(using);
      const when = at('2022-01-11');
      const state = {
        company: company('acme'),
        standing: own,
        at: when,
        score: scoreAt(own, when),
      };
      return comparisonChart([state as never], 'en').bands!.map((band) => band.below);
    };
    expect(below(weights)).toEqual([10, 25, 50, 75, 100]);
    expect(below(changed)).toEqual([10, 30, 60, 75, 100]);
  });

  test.each(['en', 'zh'] as const)('the legend, %s', (language) => {
    const said = (using: Weights) => legendOf(language, using).terms[0]!.join(' ');
    for (const edge of ['10', '25', '50', '75']) expect(said(weights)).toContain(edge);
    for (const edge of ['10', '30', '60', '75']) expect(said(changed)).toContain(edge);
    expect(said(changed)).not.toContain('25');
    expect(legendText(language, changed)).toContain('60');
    expect(legendText(language, null)).not.toContain('75');
  });
});

test('no other file of the program or of its messages states an edge beside the name of a band', () => {
  const name = `(?:${Band.options.join('|')})`;
  const stated = new RegExp(String.raw`\b${name}\b\W{1,4}(?:10|25|50|75)\b`);
  const files = globSync(['src/**/*.ts', 'config/messages/**/*.json']);
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => stated.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test('the day of a score is no band of its own', () => {
  expect(hysteresisBand([], at('2022-01-10') as Instant, weights)).toBe('background');
});
