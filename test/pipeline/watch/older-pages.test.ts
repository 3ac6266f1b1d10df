import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import { HOUR, list, MINUTE, notice, type Watched, watched } from './watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
  publish(...rows(1, 3));
  at.pages.set('/list', page(rows(1, 3)));
  await at.poll();
});
afterEach(() => at.close());

type Row = readonly [path: string, title: string];
const rows = (from: number, to: number): Row[] =>
  Array.from({ length: to - from + 1 }, (_, n) => [`/n${to - n}`, `通知${to - n}`] as const);
const page = (some: readonly Row[], next = '') =>
  list(...some).replace(
    '</body>',
    next === '' ? '</body>' : `<a class="next" href="${next}">下一页</a></body>`,
  );
const publish = (...some: Row[]) => {
  for (const [path, title] of some) at.pages.set(path, notice(title));
};
const asked = (path: string) => at.site.requests.filter((request) => request.url === path).length;
const titles = async () =>
  (await at.items())
    .filter((item) => !item.backfill)
    .map((item) => `${item.title}${item.late ? ' late' : ''}`);

/** Nine notices came while nobody looked; each page of the list shows three. */
function nineMore() {
  publish(...rows(4, 12));
  at.pages.set('/list', page(rows(10, 12), '/list_2'));
  at.pages.set('/list_2', page(rows(7, 9), '/list_3'));
  at.pages.set('/list_3', page(rows(4, 6), '/list_4'));
  at.pages.set('/list_4', page(rows(1, 3), '/list_5'));
  at.pages.set('/list_5', page(rows(1, 3)));
}
const NINE = Array.from({ length: 9 }, (_, n) => `通知${n + 4}`);

describe('what was published while nobody looked', () => {
  test.each<[string, Partial<Source>]>([
    ['a link that leads on', { pages: { next: 'a.next' } }],
    ['the address of page n', { pages: { template: 'list_{n}' } }],
  ])(
    'is found behind the first page by %s, up to the first known row, and is late',
    async (_, more) => {
      nineMore();
      expect(await at.later(9 * HOUR, more)).toMatchObject({
        saved: 9,
        finding: null,
        gap: { state: 'ended' },
      });
      expect(await titles()).toEqual(NINE.map((title) => `${title} late`));
      expect([asked('/list_3'), asked('/list_4'), asked('/list_5')]).toEqual([1, 1, 0]);
    },
  );

  test('is also looked for without a gap, where more came than one page shows, and is not late then', async () => {
    nineMore();
    expect(await at.later(5 * MINUTE, { pages: { next: 'a.next' } })).toMatchObject({ saved: 9 });
    expect(await titles()).toEqual(NINE);
  });

  test('a second page that is number 1 has a template of its own', async () => {
    publish(...rows(4, 6));
    at.pages.set('/list', page(rows(4, 6)));
    at.pages.set('/list_1', page(rows(1, 3)));
    expect(await at.later(9 * HOUR, { pages: { template: 'list_{n-1}' } })).toMatchObject({
      saved: 3,
    });
    expect(asked('/list_1')).toBe(1);
  });

  test('one known row on the first page is the end: no further page is asked', async () => {
    publish(...rows(4, 5));
    at.pages.set('/list', page(rows(3, 5), '/list_2'));
    expect(await at.later(9 * HOUR, { pages: { next: 'a.next' } })).toMatchObject({ saved: 2 });
    expect(asked('/list_2')).toBe(0);
  });

  test('a source that names no further pages is read as far as its first one goes', async () => {
    nineMore();
    expect(await at.later(9 * HOUR)).toMatchObject({ saved: 3, finding: null });
  });

  test('pages that repeat the first one end the search', async () => {
    publish(...rows(4, 6));
    at.pages.set('/list', page(rows(4, 6), '/list'));
    expect(await at.later(9 * HOUR, { pages: { next: 'a.next' } })).toMatchObject({
      saved: 3,
      finding: null,
    });
    expect(asked('/list')).toBe(3);
  });

  test('ten older pages are the most; that rows may be lost is said', async () => {
    for (let n = 2; n < 30; n += 1)
      at.pages.set(`/list_${n}`, page(rows(1_000 - 3 * n, 1_002 - 3 * n)));
    at.pages.set('/list', page(rows(2_000, 2_002)));
    const report = await at.later(9 * HOUR, { fetchPage: false, pages: { template: 'list_{n}' } });
    expect(report).toMatchObject({ saved: 33, finding: { code: 'too-many-rows' } });
    expect([asked('/list_11'), asked('/list_12')]).toEqual([1, 0]);
  });

  test('a further page that fails is said, the first one is read all the same, and the rest once it answers', async () => {
    nineMore();
    const second = at.pages.get('/list_2')!;
    at.pages.set('/list_2', (_, response) => response.writeHead(503).end());
    const report = await at.later(9 * HOUR, { pages: { next: 'a.next' } });
    expect(report).toMatchObject({ saved: 3, finding: { code: 'server-error' } });
    at.pages.set('/list_2', second);
    expect(await at.later(5 * MINUTE, { pages: { next: 'a.next' } })).toMatchObject({
      saved: 6,
      finding: null,
    });
    await at.later(5 * MINUTE, { pages: { next: 'a.next' } });
    expect(asked('/list_2')).toBe(2);
  });

  test('a row that is pinned on top and known hides nothing behind the first page', async () => {
    publish(...rows(4, 8));
    at.pages.set('/list', page([['/n1', '通知1'], ...rows(6, 8)], '/list_2'));
    at.pages.set('/list_2', page(rows(2, 5)));
    expect(await at.later(9 * HOUR, { pages: { next: 'a.next' } })).toMatchObject({ saved: 5 });
  });

  test('more than one poll can fetch, behind several pages of the list, is fetched by the next ones', async () => {
    const paged = (n: number) => page(rows(54 - n * 10 - 9, 54 - n * 10), `/list_${n + 2}`);
    publish(...rows(4, 54));
    at.pages.set('/list', paged(0));
    for (let n = 1; n < 5; n += 1) at.pages.set(`/list_${n + 1}`, paged(n));
    at.pages.set('/list_6', page(rows(1, 4)));
    expect(await at.later(9 * HOUR, { pages: { next: 'a.next' } })).toMatchObject({ saved: 40 });
    expect(await at.later(MINUTE, { pages: { next: 'a.next' } })).toMatchObject({ saved: 11 });
    expect(new Set(await titles()).size).toBe(51);
  });

  test('what takes several polls to fetch stays late to the end', async () => {
    const many = rows(4, 53);
    publish(...many);
    at.pages.set('/list', page([...many, ...rows(1, 3)]));
    expect(await at.later(9 * HOUR)).toMatchObject({ saved: 40 });
    expect(await at.later(MINUTE)).toMatchObject({ saved: 10 });
    expect((await titles()).every((title) => title.endsWith('late'))).toBe(true);
    publish(...rows(54, 54));
    at.pages.set('/list', page([...rows(54, 54), ...many, ...rows(1, 3)]));
    await at.later(5 * MINUTE);
    expect((await titles()).at(-1)).toBe('通知54');
  });

  test('a list that a call fills is asked for its further pages without any setting', async () => {
    const call = '/api-gateway/jpaas-publish-server/front/page/build/unit';
    const script = `<script parseType="buildstatic" url="${call}" queryData="{'webId':'8d8','tagId':'list'}"></script>`;
    at.pages.set('/list', `<html><body>${script}</body></html>`);
    const fill = (n: number, some: readonly Row[]) =>
      at.pages.set(
        `${call}?webId=8d8&tagId=list&paramJson=${encodeURIComponent(JSON.stringify({ pageNo: n, pageSize: 24 }))}`,
        JSON.stringify({ data: { html: list(...some) } }),
      );
    nineMore();
    at.pages.set('/list', `<html><body>${script}</body></html>`);
    fill(1, rows(10, 12));
    fill(2, rows(7, 9));
    fill(3, rows(3, 6));
    expect(await at.later(9 * HOUR)).toMatchObject({ saved: 9, finding: null });
    expect(await titles()).toEqual(NINE.map((title) => `${title} late`));
  });
});
