import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { CookieJar, freshFor, retryAfter, validator } from '../../../src/pipeline/watch/answer.ts';
import { isBusy, median, nextCheck, nextPoll } from '../../../src/pipeline/watch/cadence.ts';
import { isFlood } from '../../../src/pipeline/watch/flood.ts';
import { doubtsOf } from '../../../src/pipeline/watch/judge-list.ts';
import type { Entry } from '../../../src/pipeline/watch/kinds/entry.ts';
import { newestDay } from '../../../src/pipeline/watch/newest-row.ts';
import { pageFailure } from '../../../src/pipeline/watch/page-failure.ts';
import { DAY, HOUR, MINUTE, NOON } from './watched.ts';

const NOW = NOON as Instant;
const ago = (ms: number) => (NOW - ms) as Instant;

const entry = (parts: Partial<Entry> = {}): Entry => ({
  key: 'k',
  url: 'https://a.example/2026/03/02/notice-1.html',
  title: 'A notice about apps',
  statedDate: '2026-03-02',
  publishedAt: null,
  body: null,
  ...parts,
});
const rows = (count: number, parts: Partial<Entry> = {}) =>
  Array.from({ length: count }, () => entry(parts));

describe('what speaks against the rows of a list', () => {
  const source = { kind: 'html-list', url: 'https://a.example/list/', mirrors: [] } as never;
  const doubts = (
    entries: Entry[],
    changes: object = {},
    menu: string[] = [],
    usual: number | null = null,
  ) =>
    doubtsOf(entries, { ...(source as object), ...changes } as never, new Set(menu), usual).join();
  const undated = { statedDate: null };
  const short = { title: '通知公告栏目页' };
  test.each<[string, string, string]>([
    ['nothing', doubts(rows(3)), ''],
    ['two rows', doubts(rows(2)), 'few-rows'],
    ['fewer than half of what it had', doubts(rows(9), {}, [], 20), 'few-rows'],
    ['half of it', doubts(rows(10), {}, [], 20), ''],
    ['fewer than half of what its file says', doubts(rows(4), { rows: 10 }), 'few-rows'],
    ['what it had counts before its file', doubts(rows(4), { rows: 10 }, [], 8), ''],
    ['a new row without a date', doubts([entry(undated), ...rows(9)]), 'no-dates'],
    ['a word for a date', doubts([entry({ statedDate: 'today' }), ...rows(9)]), 'no-dates'],
    ['an instant is a date', doubts([entry({ ...undated, publishedAt: NOW }), ...rows(9)]), ''],
    ['two old rows of ten without dates', doubts([...rows(8), ...rows(2, undated)]), ''],
    ['three old rows of ten', doubts([...rows(7), ...rows(3, undated)]), 'no-dates'],
    ['a list that states none', doubts(rows(3, undated), { undated: true }), ''],
    ['a file of rows', doubts(rows(3, undated), { kind: 'series' }), ''],
    ['a title of seven letters', doubts([entry(short), ...rows(9)]), 'short-titles'],
    ['a title of eight', doubts([entry({ title: '通知公告栏目页面' }), ...rows(9)]), ''],
    ['a short title of a file', doubts(rows(3, short), { kind: 'series' }), ''],
    ['a link of the menu', doubts(rows(3), {}, [entry().url]), 'menu-links'],
    ['a link of the menu in a feed', doubts(rows(3), { kind: 'rss' }, [entry().url]), ''],
    ['the list itself', doubts(rows(3, { url: 'https://a.example/list/' })), 'menu-links'],
    [
      'its mirror',
      doubts(rows(3, { url: 'https://b.example/x' }), { mirrors: ['https://b.example/x'] }),
      'menu-links',
    ],
    ['a section', doubts(rows(3, { url: 'https://a.example/news/index_2.html' })), 'menu-links'],
    ['a folder of one notice', doubts(rows(3, { url: 'https://a.example/20260302/' })), ''],
    [
      'a folder called by a title',
      doubts(rows(3, { url: 'https://a.example/a-fine-on-x-inc/' })),
      '',
    ],
    ['a section with a query', doubts(rows(3, { url: 'https://a.example/index.php?id=3' })), ''],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('the day of the newest row', () => {
  const day = (...entries: Entry[]) => newestDay(entries, NOW);
  const tomorrow = new Date(NOW + DAY).toISOString().slice(0, 10);
  const later = new Date(NOW + 2 * DAY).toISOString().slice(0, 10);
  test.each<[string, string | null, string | null]>([
    [
      'of two',
      day(entry({ statedDate: '2026-01-05' }), entry({ statedDate: '2026-01-31' })),
      '2026-01-31',
    ],
    ['written with single digits', day(entry({ statedDate: '2026-1-5' })), '2026-01-05'],
    [
      'an instant',
      day(entry({ statedDate: null, publishedAt: Date.parse('2026-01-05T23:00Z') as Instant })),
      '2026-01-05',
    ],
    ['none is stated', day(entry({ statedDate: null })), null],
    ['tomorrow may be today elsewhere', day(entry({ statedDate: tomorrow })), tomorrow],
    ['the day after lies ahead', day(entry({ statedDate: later })), null],
    [
      'rows beyond two hundred are old',
      newestDay([...rows(200, { statedDate: null }), entry()], NOW),
      null,
    ],
    [
      'the two hundredth counts',
      newestDay([...rows(199, { statedDate: null }), entry({ statedDate: '2026-01-05' })], NOW),
      '2026-01-05',
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

test.each([
  [100, 0, 0, false],
  [101, 0, 0, true],
  [200, 0, 2 * DAY, false],
  [201, 0, 2 * DAY, true],
  [1000, 0, 20 * DAY, false],
  [1001, 0, 20 * DAY, true],
  // 900 in thirty days are 30 a day, and five times that is usual.
  [150, 900, DAY, false],
  [151, 900, DAY, true],
  [1500, 900, 10 * DAY, false],
  [1501, 900, 10 * DAY, true],
])('%d new rows, %d expected, last seen %d ms ago: a flood %s', (fresh, expected, since, is) => {
  const source = { expectedPer30Days: expected === 0 ? null : expected };
  expect(isFlood(fresh, source, ago(since), NOW)).toBe(is);
});

test('a source that was never seen is given one day', () => {
  expect(isFlood(100, { expectedPer30Days: null }, null, NOW)).toBe(false);
  expect(isFlood(101, { expectedPer30Days: null }, null, NOW)).toBe(true);
});

describe('how long to wait', () => {
  const source = { every: { busyMinutes: 10, quietMinutes: 60 }, windows: [] as string[] };
  const calm = { retryAfterMs: null, freshForMs: null, failures: 0, changes: [] as Instant[] };
  const wait = (state: object, jitter = 0) =>
    (nextPoll(source, 'Asia/Shanghai', NOW, { ...calm, ...state }, jitter) - NOW) / MINUTE;
  const bursts = (...minutes: number[]) => minutes.map((each) => ago(each * MINUTE));
  test.each<[string, number, number]>([
    ['two hours after something new', wait({ changes: [ago(2 * HOUR)] }), 10],
    ['a millisecond less', wait({ changes: [ago(2 * HOUR - 1)] }), 5],
    ['sixty days after it', wait({ changes: [ago(60 * DAY)] }), 10],
    ['a millisecond more', wait({ changes: [ago(60 * DAY + 1)] }), 20],
    ['five quick notices are no habit', wait({ changes: bursts(216, 212, 208, 204, 200) }), 10],
    ['six are', wait({ changes: bursts(220, 216, 212, 208, 204, 200) }), 5],
    ['six slow ones are none', wait({ changes: bursts(260, 248, 236, 224, 212, 200) }), 10],
    ['a habit ends after a day', wait({ changes: bursts(1465, 1460, 1455, 1450, 1445, 1440) }), 10],
    ['at least a minute', wait({ failures: 0, changes: [] }, -9), 1],
    ['thirty failures: no longer by its windows', wait({ failures: 30 }), 360],
    ['twenty-nine: within them hourly', wait({ failures: 29 }), 60],
  ])('%s', (_, minutes, expected) => {
    expect(minutes).toBe(expected);
  });

  test('windows hold from their first minute to before their last', () => {
    const busy = (window: string, time: string) =>
      isBusy([window], 'Asia/Shanghai', Date.parse(`2026-03-02T${time}+08:00`) as Instant);
    const times = ['08:59', '09:00', '17:59', '18:00'];
    expect(times.map((time) => busy('09:00-18:00', time))).toEqual([false, true, true, false]);
    const night = ['21:59', '22:00', '01:59', '02:00'];
    expect(night.map((time) => busy('22:00-02:00', time))).toEqual([false, true, true, false]);
  });

  test('the middle of an even number is the upper one', () => {
    expect([median([]), median([3]), median([9, 1]), median([5, 9, 1])]).toEqual([0, 3, 9, 5]);
  });

  test.each<[string, number, boolean, number | null]>([
    ['just seen', 0, false, 10 * MINUTE],
    ['ten minutes', 10 * MINUTE, false, 50 * MINUTE],
    ['six days', 6 * DAY, false, DAY],
    ['seven days', 7 * DAY, false, null],
    ['just seen, a file is missing', 0, true, 2 * MINUTE],
    ['nine minutes, a file is missing', 9 * MINUTE, true, MINUTE],
    ['an hour, a file is missing', HOUR, true, HOUR],
    ['six days, a file is missing', 6 * DAY, true, HOUR],
  ])('a page of %s is looked at again', (_, age, missing, wait) => {
    const next = nextCheck(ago(age), NOW, missing);
    expect(next === null ? null : next - NOW).toBe(wait);
  });
});

describe('what an answer says of itself', () => {
  const answer = (headers: Record<string, string | string[]>) => ({ headers });
  test.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'cache-control': 'max-age=60' }, 60_000],
    [{ 'cache-control': 'max-age="60"' }, 60_000],
    [{ 'cache-control': 'max-age=60', age: '20' }, 40_000],
    [{ 'cache-control': 'max-age=60', age: '60' }, null],
    [{ 'cache-control': 'max-age=60, no-cache' }, null],
    [{ 'cache-control': 'no-store' }, null],
    [{ 'cache-control': `max-age=${'9'.repeat(400)}` }, 365 * DAY],
    [{ expires: new Date(NOW + MINUTE).toUTCString() }, MINUTE],
    [{ expires: new Date(NOW).toUTCString() }, null],
    [{ expires: '0' }, null],
  ])('%j is fresh for %j', (headers, fresh) => {
    expect(freshFor(answer(headers), NOW)).toBe(fresh);
  });

  test.each<[string | undefined, number | null]>([
    [undefined, null],
    [' 30 ', 30_000],
    ['99999999999', 365 * DAY],
    [new Date(NOW + MINUTE).toUTCString(), MINUTE],
    [new Date(NOW - MINUTE).toUTCString(), 0],
    ['soon', null],
  ])('Retry-After %j: %j', (value, wait) => {
    expect(retryAfter(answer(value === undefined ? {} : { 'retry-after': value }), NOW)).toBe(wait);
  });

  test('a validator of five hundred characters is one, a longer one is none', () => {
    expect(validator(answer({ etag: 'x'.repeat(500) }), 'etag')).toHaveLength(500);
    expect(validator(answer({ etag: 'x'.repeat(501) }), 'etag')).toBeNull();
    expect(validator(answer({}), 'etag')).toBeNull();
  });

  test('cookies are of their origin, and new ones are noticed', () => {
    const jar = new CookieJar();
    const set = (...lines: string[]) => jar.take('https://a', answer({ 'set-cookie': lines }));
    expect([set('a=1; Path=/'), set('a=1'), set('a=2'), set('b = 3 ')]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect([jar.of('https://a'), jar.of('https://b')]).toEqual(['a=2; b=3', null]);
    expect([
      set('a=; Path=/'),
      set('b=3; Max-Age=0'),
      set('nonsense'),
      jar.of('https://a'),
    ]).toEqual([true, true, false, null]);
    expect(set(...Array.from({ length: 40 }, (_, n) => `c${n}=1`))).toBe(true);
    expect(jar.of('https://a')!.split('; ')).toHaveLength(30);
    expect([set('d=1'), set('c1=2')]).toEqual([false, true]);
  });
});

describe('a page that is none of what was asked for', () => {
  const page = (title: string, body: string) =>
    `<html><head><title>${title}</title></head><body>${body}</body></html>`;
  const code = (text: string, called: string | null = null) =>
    pageFailure(text, 'x', called)?.code ?? null;
  const words = '字'.repeat(601);
  test.each<[string, string | null, string | null]>([
    ['nothing', code('  \n'), 'empty-page'],
    ['plain text', code('404 not found'), null],
    ['an error', code(page('404', '<p>gone</p>')), 'error-page'],
    ['an error of 600 letters', code(page('404', `<p>${'字'.repeat(597)}</p>`)), 'error-page'],
    ['a notice that speaks of errors', code(page('404', `<p>${words}</p>`)), null],
    ['the 500th list', code(page('第500批名单', '<p>list</p>')), null],
    ['403 apps', code(page('通报403款应用', '<p>list</p>')), null],
    ['words of an error', code(page('Access Denied', '<p>no</p>')), 'error-page'],
    [
      'called so by its list',
      code(page('404 calls blocked', '<p>x</p>'), '404 calls blocked'),
      null,
    ],
    [
      'called otherwise',
      code(page('404 calls blocked', '<p>x</p>'), 'something else here'),
      'error-page',
    ],
    ['too short a name to know it by', code(page('404', '<p>x</p>'), '404'), 'error-page'],
    ['a login', code(page('Sign in', '<input type="password">')), 'login-page'],
    ['a login beside a notice', code(page('News', `<input type="password"><p>${words}</p>`)), null],
    ['a script alone', code('<html><script>go()</script></html>'), 'challenged'],
    ['an empty frame', code('<html><body></body></html>'), 'empty-page'],
    ['a frame with words', code('<html><body>words</body></html>'), null],
    [
      'a shield',
      code(page('x', '<p></p><script>document.cookie="a=1";location.reload()</script>')),
      'challenged',
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});
