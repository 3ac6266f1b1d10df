import { describe, expect, it } from 'vitest';
import { archiveFolds } from '../../scripts/train/archive-folds.ts';
import { fitLogistic } from '../../scripts/train/fit.ts';
import { gradesOf, shareOf } from '../../scripts/train/grades.ts';
import { calibrate } from '../../scripts/train/measure.ts';
import { storiesOf } from '../../scripts/train/stories.ts';
import { titlesOf } from '../../scripts/train/title-only.ts';

const EXAMPLES = {
  rows: [[0, 1], [0], [0, 2], [1, 2], [2], [2, 3], [3]].map((row) => Uint32Array.from(row)),
  labels: [true, true, true, false, false, false, false],
  weights: [1, 1, 1, 1, 1, 1, 1],
  features: 4,
};

describe('the fit', () => {
  it('weighs what separates and gives nothing to what does not', () => {
    const { weights } = fitLogistic(EXAMPLES, { l1: 0.2, l2: 0.1 });
    expect(weights[0]).toBeGreaterThan(0.5);
    expect(weights[2]).toBeLessThan(0);
    expect(weights[3]).toBeLessThanOrEqual(0);
  });

  it('is the same every time', () => {
    expect(fitLogistic(EXAMPLES, { l1: 0.1, l2: 0.5 })).toEqual(
      fitLogistic(EXAMPLES, { l1: 0.1, l2: 0.5 }),
    );
  });

  it('leaves everything at zero where the penalty is larger than any gradient', () => {
    const { weights } = fitLogistic(EXAMPLES, { l1: 10, l2: 0 });
    expect([...weights]).toEqual([0, 0, 0, 0]);
  });
});

describe('stories', () => {
  it('holds together what names one company within three days, by chains', () => {
    const stories = storiesOf([
      { id: 'a', date: '2024-01-01', keys: ['x'] },
      { id: 'b', date: '2024-01-04', keys: ['x', 'y'] },
      { id: 'c', date: '2024-01-05', keys: ['y'] },
      { id: 'd', date: '2024-01-09', keys: ['y'] },
    ]);
    expect(stories.get('a')).toBe(stories.get('c'));
    expect(stories.get('d')).not.toBe(stories.get('c'));
  });
});

describe('parts of the archives', () => {
  const document = (archive: string, date: string, nth: number) =>
    ({ id: `${archive} ${date} ${nth}`, lang: 'en', archive, date }) as never;
  const many = (archive: string, date: string, count: number) =>
    Array.from({ length: count }, (_, nth) => document(archive, date, nth));

  const general = (archive: string, date: string, nth: number) => [
    { id: `${archive} ${nth}`, lang: 'en', archive, date, general: true } as never,
  ];

  it('are whole archives, years of a large one, all small ones together, a general stream', () => {
    const folds = archiveFolds([
      ...many('large', '2023-05-01', 40),
      ...many('large', '2024-05-01', 40),
      ...many('middle', '2023-05-01', 18),
      ...many('tiny', '2023-05-01', 1),
      ...many('small', '2023-05-01', 1),
      ...general('stream', '2023-05-01', 1),
      ...many('lesson', '', 3),
    ]);
    expect([...new Set(folds.values())]).toEqual([
      'large 2023',
      'large 2024',
      'middle',
      'small archives',
      'stream',
      null,
    ]);
  });
});

describe('copies of titles', () => {
  const labelled = (
    title: string,
    targets: readonly string[],
    text = 'A long story. It goes on.',
  ) =>
    ({
      id: title,
      date: '2024-05-01',
      lang: 'en',
      share: 1,
      title,
      text,
      label: {
        step: targets.length > 0,
        steps: [{ targets, scope: 'company' }],
        others: [],
      },
    }) as never;

  it('teach what a title alone shows, and nothing where it lacks the name', () => {
    const copies = titlesOf([
      labelled('EU fines Acme', ['Acme Inc', 'Acme']),
      labelled('EU fines a firm', ['Acme']),
      labelled('Acme may be fined', []),
      labelled('EU fines Zeta', ['Zeta'], 'EU fines Zeta.'),
    ]);
    expect(copies.map(({ id, text, share, isCopy }) => [id, text, share, isCopy])).toEqual([
      ['EU fines Acme title', '', 0.5, true],
      ['Acme may be fined title', '', 0.5, true],
    ]);
  });
});

describe('measuring', () => {
  const judged = (outcomes: string) =>
    [...outcomes].map((one, at) => ({
      probability: 1 - at / 1000,
      right: one === '+' || one === 'G',
      weight: 1,
      general: one === 'G' || one === 'w',
    }));
  const asked = { confirmed: 0.95, low: 0.5, reported: 0.8, unconfirmed: 0.4, least: 5 };

  it('a share has the interval of Wilson', () => {
    const { low, high } = shareOf(62, 62);
    expect([low, high].map((one) => one.toFixed(3))).toEqual(['0.942', '1.000']);
  });

  it('gives each grade the lowest threshold that holds what is asked', () => {
    const census = judged(`${'+'.repeat(20)}${'-++'.repeat(5)}${'-+'.repeat(6)}${'-'.repeat(20)}`);
    const { confirmed, reported, unconfirmed } = gradesOf(census, census, 50, asked);
    expect(confirmed?.together).toMatchObject({ right: 22, of: 23 });
    expect(reported?.together).toMatchObject({ right: 33, of: 41 });
    expect(reported?.alone).toMatchObject({ right: 11, of: 18 });
    expect(unconfirmed!.alone.share).toBeGreaterThanOrEqual(0.4);
    expect(confirmed!.recall).toBeCloseTo(22 / 50);
  });

  it('stops where the names of general streams contradict what is asked', () => {
    const census = judged(
      `${'+'.repeat(60)}GGGGw${'+'.repeat(30)}${`w${'+'.repeat(9)}`.repeat(3)}`,
    );
    const { confirmed, reported } = gradesOf(census, census, 120, asked);
    // Upper ends: 4 of 5 .96, 4 of 6 .90, 4 of 7 .84, 4 of 8 .78; asked are .95 and .8.
    expect(confirmed?.together).toMatchObject({ right: 94, of: 95 });
    expect(confirmed?.general).toMatchObject({ right: 4, of: 5 });
    expect(reported?.together).toMatchObject({ right: 112, of: 115 });
    expect(reported?.general).toMatchObject({ right: 4, of: 7 });
  });

  it('confirms nothing where too few names stand above a threshold', () => {
    const { confirmed } = gradesOf(judged('++-+'), judged('++-+'), 3, asked);
    expect(confirmed).toBe(null);
  });

  it('calibrates sums that are twice too sure', () => {
    const sums = Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 2 : -2));
    // One in four is wrong: the honest sum is ln 3.
    const outcomes = sums.map((sum, at) => (at % 8 < 2 ? sum < 0 : sum > 0));
    const { slope, intercept } = calibrate(
      sums,
      outcomes,
      sums.map(() => 1),
    );
    expect(slope * 2 + intercept).toBeCloseTo(Math.log(3), 1);
  });
});
