import { describe, expect, test } from 'vitest';
import type { NoticeId } from '../../../src/domain/ids.ts';
import type { Mention, Notice } from '../../../src/domain/notice.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { duplicatesOf, stepDelta } from '../../../src/pipeline/score/duplicate-notices.ts';
import { app, step } from './building.ts';
import { action, mention, notice, span } from './notices.ts';

const named = (...names: string[]): Mention[] => names.map((name) => mention(name, name));
const batch = (total: number | null, yearly: number | null = null) =>
  ({ value: { total, yearly }, span, rule: 'test' }) as Notice['batch'];
const deadline = (day: string) => ({ value: day, span, rule: 'test' }) as Notice['deadline'];
const apps = (count: number) =>
  ({ apps: { value: count, span, rule: 'test' }, parts: [], totals: [] }) as Notice['counts'];
const by = (id: string) => ({ value: id, span, rule: 'test' }) as Notice['regulator'];

/** A page of 1 March, and one of another address. */
const FIRST = notice({ id: 'first' as NoticeId });
const later = (parts: Partial<Notice> = {}) => notice({ id: 'later' as NoticeId, ...parts });

describe('a later official page is of the same act', () => {
  const isOne = (second: Partial<Notice>, first: Partial<Notice> = {}) =>
    duplicatesOf(later(second), [{ ...FIRST, ...first }]).length === 1;
  const far = { published: '2022-03-09' } as Partial<Notice>;
  const fiveOf = (...more: string[]) => ({ mentions: named('a', 'b', 'c', 'd', ...more) });

  test.each<[string, Partial<Notice>, Partial<Notice>, boolean]>([
    ['the same apps on the same day', {}, {}, true],
    ['the same apps three days later', { published: '2022-03-04' as never }, {}, true],
    ['three days earlier', { published: '2022-02-26' as never }, {}, true],
    ['four days later', { published: '2022-03-05' as never }, {}, false],
    ['a page without a date', { published: null }, {}, false],
    ['a first page without a date', {}, { published: null }, false],
    ['four of five apps', fiveOf('e'), fiveOf('f'), true],
    [
      'three of four apps',
      { mentions: named('a', 'b', 'c', 'd') },
      { mentions: named('a', 'b', 'c', 'e') },
      false,
    ],
    ['a part of a longer list', { mentions: named('a') }, fiveOf(), true],
    ['no apps at all', { mentions: [] }, { mentions: [] }, false],
    [
      'an app that is only context',
      { mentions: [mention('a', 'a', { role: 'background' })] },
      { mentions: [mention('a', 'a', { role: 'background' })] },
      false,
    ],
    [
      'a firm of the name of an app',
      { mentions: [mention('a', '门店通', { kind: 'entity' })] },
      {},
      false,
    ],
    ['the same apps with a graver act', { actions: [action('name'), action('block')] }, {}, false],
    ['the same apps with a lighter act', { actions: [action('name'), action('warn')] }, {}, true],
    ['acts of no common kind', { actions: [action('warn')] }, {}, false],
    ['another authority', { regulator: by('cn-cac') }, {}, false],
    [
      'an authority that joined in',
      { regulator: by('cn-cac'), jointRegulators: ['cn-miit'] as never },
      {},
      true,
    ],
    ['a first page of nobody', {}, { regulator: null }, false],
    ['an article of the press', { outlet: 'daily' as never }, {}, false],
    ['an article before it', {}, { outlet: 'daily' as never }, false],
    ['a page that reports no act', { verdict: 'nothing' as never }, {}, false],
    ['the same total number, long after', { ...far, batch: batch(30) }, { batch: batch(30) }, true],
    ['another total number on one day', { batch: batch(31) }, { batch: batch(30) }, false],
    [
      'another total number, the same number of the year',
      { ...far, batch: batch(31, 2) },
      { batch: batch(30, 2) },
      false,
    ],
    [
      'the same number of the year',
      { ...far, batch: batch(null, 2) },
      { batch: batch(30, 2) },
      true,
    ],
    [
      'another number of the year',
      { ...far, batch: batch(null, 3) },
      { batch: batch(null, 2) },
      false,
    ],
    [
      'the same number of another year',
      { published: '2023-03-01' as never, batch: batch(null, 2) },
      { batch: batch(null, 2) },
      false,
    ],
    ['two numbers that say nothing', { ...far, batch: batch(null) }, { batch: batch(null) }, false],
    [
      'the same number of the year, where the first page has no total one',
      { ...far, batch: batch(30, 2) },
      { batch: batch(null, 2) },
      true,
    ],
    [
      'the same number of the year on a page without a date',
      { published: null, batch: batch(null, 2) },
      { batch: batch(null, 2) },
      false,
    ],
    ['a number on the first page alone', {}, { batch: batch(30) }, true],
    [
      'a page of joint authorities alone',
      { regulator: null, jointRegulators: ['cn-miit'] as never },
      {},
      true,
    ],
    ['a number on one page alone', { batch: batch(30) }, {}, true],
  ])('%s', (_, second, first, expected) => {
    expect(isOne(second, first)).toBe(expected);
  });

  test('a page is no duplicate of itself', () => {
    expect(duplicatesOf(FIRST, [FIRST])).toEqual([]);
  });

  describe('found again long after under the same title', () => {
    const page = { title: 'Eight apps that break rules', deadline: deadline('2022-03-08') };
    test.each<[string, Partial<Notice>, boolean]>([
      ['as it was', {}, true],
      [
        'the deadline is read in the year of its own date',
        { deadline: deadline('2023-03-08') },
        true,
      ],
      ['another deadline', { deadline: deadline('2022-03-09') }, false],
      ['no deadline', { deadline: null }, false],
      ['another title', { title: 'Nine apps that break rules' }, false],
      ['another app beside', { mentions: named('门店通', 'b') }, false],
      ['another app instead', { mentions: named('b') }, false],
      ['no app', { mentions: [] }, false],
      [
        'another act beside',
        { actions: [action('name'), action('rectify'), action('warn')] },
        false,
      ],
      ['another count', { counts: apps(8) }, false],
    ])('%s', (_, parts, expected) => {
      expect(isOne({ ...page, ...far, ...parts }, page)).toBe(expected);
    });

    test('a title of eight characters names an act, a shorter one does not', () => {
      expect(isOne({ ...far, title: '12345678' }, { title: '12345678' })).toBe(true);
      expect(isOne({ ...far, title: '1234567' }, { title: '1234567' })).toBe(false);
    });

    test('a page that names nobody is never the same', () => {
      const nobody = { ...page, mentions: [] };
      expect(isOne({ ...nobody, ...far }, nobody)).toBe(false);
    });
  });
});

describe('what a second page of an act changes', () => {
  type Parts = Parameters<typeof step>[2];
  const act = (parts: Parts = {}) => step('2022-03-01', ['name', 'rectify'], parts);
  const change = (now: RegulatoryEvent[], before: RegulatoryEvent[], isEdit = false) => {
    const { fresh, withdrawn } = stepDelta(now, before, isEdit);
    return [fresh.map(({ id }) => id), withdrawn.map(({ id }) => id)];
  };
  const two = { apps: [app('门店通'), app('b')] };

  test('a company that it names anew is added, and nothing is withdrawn for it', () => {
    const [first, other] = [act(), act({ company: 'other' })];
    expect(change([act(), other], [first])).toEqual([[other.id], []]);
  });

  test('a company without an app is added as well', () => {
    const other = act({ company: 'other', apps: [] });
    expect(change([act(), other], [act()])[0]).toEqual([other.id]);
  });

  test('a company that it leaves out is withdrawn by an edit alone', () => {
    const first = act();
    expect(change([], [first])).toEqual([[], []]);
    expect(change([], [first], true)).toEqual([[], [first.id]]);
  });

  test('an account that was withdrawn before is not known any more', () => {
    const [now, gone] = [act(), { ...act(), withdrawnAt: 1 as never }];
    expect(change([now], [gone])).toEqual([[now.id], []]);
  });

  /** Whether the second account takes the place of the first: in a repost, in an edit. */
  const replaces = (second: RegulatoryEvent, first: RegulatoryEvent) =>
    [false, true].map((isEdit) => change([second], [first], isEdit)[0]!.length === 1);
  test.each<[string, RegulatoryEvent, RegulatoryEvent, boolean, boolean]>([
    ['the same', act(), act(), false, false],
    [
      'the same graver kind',
      step('2022-03-01', ['name', 'block']),
      step('2022-03-01', ['name', 'block']),
      false,
      false,
    ],
    ['a further app', act(two), act(), true, true],
    ['an app fewer', act(), act(two), false, true],
    ['a graver kind', step('2022-03-01', ['name', 'block']), act(), true, true],
    [
      'a kind of the lists beside',
      step('2022-03-01', ['name', 'rectify', 'warn']),
      act(),
      false,
      true,
    ],
    ['a deadline for the first time', act({ deadline: '2022-03-08' }), act(), true, true],
    [
      'another deadline',
      act({ deadline: '2022-03-09' }),
      act({ deadline: '2022-03-08' }),
      false,
      true,
    ],
    ['no deadline any more', act(), act({ deadline: '2022-03-08' }), false, true],
    ['the whole company', act({ companyWide: true }), act(), false, true],
    [
      'the name of the company as an app',
      act({ apps: [app('门店通'), app('acme')] }),
      act(),
      false,
      false,
    ],
    [
      'an app of the name of the company',
      act({ apps: [app('门店通'), app('acme', { app: 'acme/acme' as never })] }),
      act(),
      true,
      true,
    ],
  ])('%s', (_, second, first, repost, edit) => {
    expect(replaces(second, first)).toEqual([repost, edit]);
  });
});
