import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import {
  bodyOf,
  FIRST_PAGE,
  listRequest,
  placeOfPage,
  withDays,
} from '../../../src/pipeline/watch/list-request.ts';
import { NOON } from './watched.ts';

const URL = 'https://a.example/list';
const source = (parts: object = {}) => ({ url: URL, ...parts }) as unknown as Source;
const SECOND = { n: 2, cursor: 'c&1' };

test.each([
  ['/list?to={today}', '/list?to=20260302'],
  ['/list?from={today-30}&to={today}', '/list?from=20260131&to=20260302'],
  ['/list?from={today-x}', '/list?from={today-x}'],
])('days in %s are filled', (text, filled) => {
  expect(withDays(text, NOON)).toBe(filled);
});

test('today is the latest day anywhere', () => {
  expect(withDays('{today}', Date.parse('2026-03-02T09:59Z'))).toBe('20260302');
  expect(withDays('{today}', Date.parse('2026-03-02T10:00Z'))).toBe('20260303');
});

describe('the body of a list that is asked for by POST', () => {
  test('is a form with every gap filled', () => {
    const post = { form: { page: '{n}', before: '{n-1}', at: '{cursor}', since: '{today}' } };
    expect(bodyOf({ post } as never, SECOND, NOON)).toEqual({
      type: 'application/x-www-form-urlencoded; charset=UTF-8',
      text: 'page=2&before=1&at=c%261&since=20260302',
    });
    expect(bodyOf({ post } as never, FIRST_PAGE, NOON)!.text).toBe(
      'page=1&before=0&at=&since=20260302',
    );
  });

  test('is JSON of any depth, in which a page alone is a number', () => {
    const json = { page: '{n}', text: 'p{n}', deep: [{ at: '{cursor}' }, 7, null, true] };
    const body = bodyOf({ post: { json } } as never, SECOND, NOON)!;
    expect(body.type).toBe('application/json');
    expect(JSON.parse(body.text)).toEqual({
      page: 2,
      text: 'p2',
      deep: [{ at: 'c&1' }, 7, null, true],
    });
  });

  test('is none where it is asked for without one', () => {
    expect(bodyOf({}, FIRST_PAGE, NOON)).toBeNull();
    expect(bodyOf({ post: null } as never, FIRST_PAGE, NOON)).toBeNull();
  });
});

describe('the request for a list', () => {
  test('holds what its source sets', () => {
    const set = source({
      referer: 'https://a.example/',
      access: { userAgent: { value: 'x' } },
      megabytes: 30,
      post: { form: { page: '{n}' } },
    });
    expect(listRequest(set, `${URL}?d={today}`, 'http://proxy.example', NOON)).toEqual({
      url: `${URL}?d=20260302`,
      referer: 'https://a.example/',
      proxy: 'http://proxy.example',
      access: { userAgent: { value: 'x' } },
      body: { type: 'application/x-www-form-urlencoded; charset=UTF-8', text: 'page=1' },
      maxBytes: 30_000_000,
    });
  });

  test('holds nothing where its source sets nothing', () => {
    expect(listRequest(source(), URL, null, NOON)).toMatchObject({
      referer: null,
      access: null,
      body: null,
      maxBytes: expect.any(Number),
    });
    expect(listRequest(source({ megabytes: null }), URL, null, NOON).maxBytes).toBeGreaterThan(1e6);
  });
});

describe('the next page of a list', () => {
  const place = (parts: object, text = '{}', n = 2) => placeOfPage(source(parts), text, n, NOON);

  test('stands in its template, relative to the list', () => {
    expect(place({ pages: { template: 'index_{n-1}.html' } })).toEqual({
      url: 'https://a.example/index_1.html',
      body: null,
    });
    expect(place({ pages: { template: '?p={n}&d={today}' } }, '', 3)!.url).toBe(
      `${URL}?p=3&d=20260302`,
    );
    expect(place({ pages: { template: 'http://[' } })).toBeNull();
  });

  test('begins at the cursor of the page before, as a text or a number', () => {
    const pages = { cursor: 'next', template: '?at={cursor}' };
    expect(place({ pages }, '{"next":"a&b"}')!.url).toBe(`${URL}?at=a%26b`);
    expect(place({ pages }, '{"next":7}')!.url).toBe(`${URL}?at=7`);
    for (const end of ['{"next":""}', '{"next":null}', '{"next":true}', '{}'])
      expect(place({ pages }, end)).toBeNull();
  });

  test('is asked for with another body, where the body names the page', () => {
    const post = { form: { page: '{n}' } };
    expect(place({ post })).toMatchObject({ url: URL, body: { text: 'page=2' } });
    const cursor = { pages: { cursor: 'next' }, post: { json: { at: '{cursor}' } } };
    expect(place(cursor, '{"next":"x"}')!.body!.text).toBe('{"at":"x"}');
    expect(place({ post: { form: { since: '{today}' } } })).toBeNull();
  });

  test('by template takes the body along, as it is on that page', () => {
    const both = { pages: { template: '?p={n}' }, post: { form: { page: '{n}' } } };
    expect(place(both)).toMatchObject({ url: `${URL}?p=2`, body: { text: 'page=2' } });
  });

  test('is behind a link, where nothing else names it', () => {
    expect(place({})).toBeNull();
    expect(place({ pages: { next: 'a.next' } })).toBeNull();
  });
});
