import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { Score } from '../../../src/domain/score.ts';
import { outlookOf } from '../../../src/pipeline/score/outlook.ts';
import { scoreAt, standingOf } from '../../../src/pipeline/score/score.ts';
import { inputOver, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { at, factsFile, SHANGHAI, scoreOf, weights } from './building.ts';

// The sanity table of the model's second edition: on facts of its own, and on the record that is
// shipped.

const facts = factsFile('sanity-facts');
const { catalog } = repositoryCatalog();
const knowledge = knowledgeOf(catalog!);
const shipped = (company: string) =>
  inputOver(knowledge, company as CompanyId, knowledge.history.get(company as CompanyId) ?? []);
const score = (company: string, day: string) => scoreAt(standingOf(shipped(company)), at(day));
const sources: readonly [string, (company: string, day: string) => Score][] = [
  ['the facts', (company, day) => scoreOf(facts, day, { company })],
  ['the shipped record', score],
];

describe.each(sources)('on %s', (_, score) => {
  test('TAL and DiDi stand above China Mobile in August 2021, whose part is all investability', () => {
    const mobile = score('china-mobile', '2021-08-18');
    expect(score('tal', '2021-08-18').score).toBeGreaterThan(mobile.score);
    expect(score('didi', '2021-08-18').score).toBeGreaterThan(mobile.score);
    // The record also holds what American authorities did to its business there.
    expect(mobile.parts.business).toBeLessThanOrEqual(0.05 * mobile.score);
    expect(mobile.parts.investability).toBeGreaterThan(25);
  });

  test('Futu after its fall is high, and says how much of it is confirmed', () => {
    const futu = score('futu', '2023-01-02');
    expect(['high', 'severe']).toContain(futu.band);
    expect(futu.attested.points).toBeLessThanOrEqual(futu.score);
  });

  test('Paytm on the day after the bar is high', () => {
    expect(['high', 'severe']).toContain(score('one97', '2024-02-01').band);
  });

  test('Tencent shows the list of military companies as far as it was seen to stand', () => {
    const { cases, factors } = score('tencent', '2026-11-27');
    expect(cases.find((one) => one.regulator === 'us-defense')).toMatchObject({
      open: true,
      stage: 'listed',
    });
    const listed = factors.find((one) => one.part === 'investability');
    expect(formatReason(listed!.because, 'en')).toMatch(
      /(?:not known to have ended \(last seen 2025|in force \(last seen 2026)-\d\d-\d\d\); no news since 2025-01-0/,
    );
  });

  test('Trip.com shows the antitrust probe, which the penalty of 25 July 2026 ended', () => {
    const open = score('trip-com', '2026-07-01').cases.filter(
      (one) => one.open && one.stage === 'review',
    );
    expect(open.map((one) => [one.regulator, one.opened])).toContainEqual([
      'cn-samr',
      '2026-01-14',
    ]);
  });

  test('Meta after a fine of 1.2 billion is at most watch', () => {
    expect(['background', 'watch']).toContain(score('meta', '2023-05-23').band);
  });
});

test('a fine that ends the probe into Trip.com lowers its score, and the sentence says how the others ended', () => {
  const input = {
    company: { id: 'trip-com' as CompanyId, sector: 'travel' as never },
    events: facts,
    rules: [],
    weights,
    at: at('2026-11-27'),
    zoneOf: () => SHANGHAI,
  };
  const next = outlookOf(input).find((one) => one.kind === 'next')!;
  expect(next.change).toBeLessThan(-10);
  expect(formatReason(next.because, 'en')).toMatch(
    /fine of 3 % of revenue \(3 of 3 antitrust probes/,
  );
  expect(outlookOf(input).some((one) => one.kind === 'removal')).toBe(false);
});

describe('what would change a score', () => {
  const outlook = (company: string, day: string) =>
    outlookOf({ ...shipped(company), at: at(day) }).map((one) => ({
      ...one,
      text: formatReason(one.because, 'en'),
    }));

  test('tells two cases of one authority apart by their days', () => {
    const texts = outlook('meta', '2026-11-30').map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => /fined 2 % .* in the case of 20\d\d-/.test(text))).toHaveLength(
      2,
    );
  });

  test('expects no fine after a review where an app was removed without one', () => {
    const texts = outlook('meta', '2026-11-30').map(({ text }) => text);
    expect(texts.join('\n')).not.toContain('ended the review with a fine');
    const didi = outlook('didi', '2021-07-10').map(({ text }) => text);
    expect(didi.join('\n')).toContain('CAC ended the review with a fine');
  });

  test('has the authority close a case that took its gravest act', () => {
    const closing = outlook('futu', '2023-06-30').find(({ kind }) => kind === 'closing')!;
    expect(closing.text).toMatch(/^if CSRC closed/);
    expect(closing.change).toBeLessThan(-5);
  });
});

test('a case whose first act was withdrawn is called after the one that stands', () => {
  const { cases } = score('alibaba', '2026-11-30');
  const listed = cases.find((one) => one.regulator === 'us-defense' && one.open)!;
  expect(listed.title).toContain('withdrawn the same day');
  expect(listed.shown).toMatch(/1260H list adds Alibaba/);
});

test('a number that stands for an unknown value has two digits', () => {
  const flags = score('futu', '2026-11-30').flags.map((one) => formatReason(one, 'en'));
  expect(flags.filter((text) => /×0\.\d{4,}/.test(text))).toEqual([]);
});
