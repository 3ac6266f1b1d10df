import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import { DAY, feed, HOUR, list, MINUTE, notice, type Watched, watched } from './watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
});
afterEach(() => at.close());

const RSS: Partial<Source> = { kind: 'rss', fetchPage: false, select: {} };

describe('a source is never silently blind', () => {
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>';
  test.each<[string, string, Partial<Source>, string]>([
    [
      'a lost selector',
      `<html><body><div>${'正文'.repeat(400)}<a href="/x">x</a></div></body></html>`,
      {},
      'list-not-found',
    ],
    ['an empty answer', '', {}, 'empty-page'],
    ['a page with an empty body', '<html><head></head><body></body></html>', {}, 'empty-page'],
    [
      'a script challenge',
      '<html><head><script>document.cookie="a=1";location.reload()</script></head></html>',
      {},
      'challenged',
    ],
    [
      'a login page',
      '<html><title>统一登录</title><body><form><input name="u"><input type="password"></form></body></html>',
      {},
      'login-page',
    ],
    [
      'an error page with status 200',
      '<html><title>页面不存在</title><body><p>您访问的页面不存在</p></body></html>',
      {},
      'error-page',
    ],
    [
      'a web page for a feed',
      `<!doctype html><html><body><p>${'news '.repeat(200)}</p></body></html>`,
      RSS,
      'not-a-feed',
    ],
    [
      'broken XML',
      '<?xml version="1.0"?><rss version="2.0"><channel><item><title>A',
      RSS,
      'broken-feed',
    ],
    ['an entity bomb', bomb, RSS, 'hostile-feed'],
    [
      'a feed nested without end',
      `<?xml version="1.0"?><rss version="2.0"><channel>${'<a>'.repeat(50_000)}`,
      RSS,
      'hostile-feed',
    ],
    ['a page nested without end', `<html><body>${'<div>'.repeat(100_000)}`, {}, 'hostile-feed'],
    ['text for JSON', 'oops', { kind: 'json', select: {} }, 'not-json'],
    [
      'JSON without the list',
      '{"a":1}',
      { kind: 'json', select: { items: 'data.rows' } },
      'list-not-found',
    ],
  ])('%s', async (_, page, more, code) => {
    at.pages.set('/list', page);
    const report = await at.poll(more);
    expect(report).toMatchObject({ failed: true, news: true, finding: { code } });
    expect(await at.later(5 * MINUTE, more)).toMatchObject({ news: false });
    expect((await at.store.sourceState(report.source))!).toMatchObject({
      failures: 2,
      finding: { since: at.now - 5 * MINUTE },
    });
  });

  test('a million items are cut after the first thousand', async () => {
    const item = '<item><title>A</title><link>https://x.example/#</link></item>';
    const items = Array.from({ length: 100_000 }, (_, n) =>
      item.replace('A', `A${n}`).replace('#', String(n)),
    ).join('');
    at.pages.set(
      '/list',
      `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${items}</channel></rss>`,
    );
    expect(await at.poll(RSS)).toMatchObject({ saved: 20, finding: { code: 'too-many-rows' } });
  });

  test('NUL bytes and bytes that are no UTF-8 are read around', async () => {
    const bytes = Buffer.concat([
      Buffer.from(
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title><item><title>A\0B ',
      ),
      Buffer.from([0xff, 0xfe, 0xc3]),
      Buffer.from('</title><guid>1</guid></item></channel></rss>'),
    ]);
    at.pages.set('/list', (_, response) => response.writeHead(200).end(bytes));
    expect(await at.poll(RSS)).toMatchObject({ saved: 1 });
  });

  test('another charset than before is said, and the source is read all the same', async () => {
    await at.poll();
    const gbk = Buffer.concat([
      Buffer.from('<html><head><meta charset="gbk"></head><body><ul><li><a href="/new">'),
      Buffer.from([0xcd, 0xa8, 0xd6, 0xaa, 0xb9, 0xab, 0xb8, 0xe6]),
      Buffer.from('</a></li></ul></body></html>'),
    ]);
    at.pages.set('/list', (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(gbk),
    );
    at.pages.set('/new', notice('新'));
    expect(await at.later(5 * MINUTE)).toMatchObject({
      saved: 1,
      finding: { code: 'charset-changed' },
    });
    expect((await at.items()).at(-1)?.title).toBe('通知公告');
  });

  test('a list that lost most of its rows is suspicious until they are back', async () => {
    const rows = Array.from({ length: 12 }, (_, n) => [`/n${n}`, `通知${n}`] as const);
    at.pages.set('/list', list(...rows));
    await at.poll();
    // A site that knows the list by its mark: that it is the same as before does not mend it.
    at.pages.set('/list', ({ headers }, response) =>
      response
        .writeHead(headers['if-none-match'] === '"one"' ? 304 : 200, {
          etag: '"one"',
          'content-type': 'text/html',
        })
        .end(headers['if-none-match'] === '"one"' ? '' : list(rows[0]!)),
    );
    expect((await at.later(5 * MINUTE)).finding?.code).toBe('rows-fell');
    expect((await at.later(5 * MINUTE)).finding?.code).toBe('rows-fell');
    at.pages.set('/list', list(...rows));
    expect((await at.later(5 * MINUTE)).finding).toBe(null);
  });

  test.each([
    [4, null],
    [3, 'rows-fell'],
  ])('of twelve rows %i are left: %s', async (left, code) => {
    const rows = Array.from({ length: 12 }, (_, n) => [`/n${n}`, `通知${n}`] as const);
    at.pages.set('/list', list(...rows));
    await at.poll();
    at.pages.set('/list', list(...rows.slice(0, left)));
    expect((await at.later(5 * MINUTE)).finding?.code ?? null).toBe(code);
  });

  test('what a gap left behind is late also where it takes several polls to fetch', async () => {
    at.pages.set('/list', list(['/old', '旧通知']));
    await at.poll();
    const rows = Array.from({ length: 60 }, (_, n) => [`/g${n}`, `缺口通知${n}`] as const);
    for (const [path, title] of rows)
      at.pages.set(path, `<html><body><h1>${title}</h1><p>${title}的正文内容。</p></body></html>`);
    at.pages.set('/list', list(...rows));
    const first = await at.later(5 * DAY);
    expect(first.saved).toBe(40);
    expect((await at.later(2 * MINUTE)).saved).toBe(20);
    const late = (await at.items()).filter(({ title }) => title.startsWith('缺口'));
    expect(late).toHaveLength(60);
    expect(late.every((one) => one.late)).toBe(true);
  }, 60_000);

  test('a list that stays short for a week is as it is now, and what else is wrong is seen again', async () => {
    const some = { expectedPer30Days: 30 };
    at.pages.set(
      '/list',
      list(...Array.from({ length: 12 }, (_, n) => [`/n${n}`, `通知${n}`] as const)),
    );
    await at.poll(some);
    at.pages.set('/list', list(['/n1', '通知1']));
    expect((await at.later(5 * MINUTE, some)).finding?.code).toBe('rows-fell');
    expect((await at.later(6 * DAY, some)).finding?.code).toBe('rows-fell');
    expect((await at.later(2 * DAY, some)).finding?.code).toBe('silent');
    expect((await at.later(5 * MINUTE, some)).finding?.code).toBe('silent');
  });

  test('silence beyond what is expected is a finding, though every poll succeeds', async () => {
    await at.poll({ expectedPer30Days: 30 });
    expect((await at.later(2 * DAY, { expectedPer30Days: 30 })).finding).toBe(null);
    expect(await at.later(2 * DAY, { expectedPer30Days: 30 })).toMatchObject({
      failed: false,
      finding: { code: 'silent' },
    });
  });

  test('a feed that answers well and never had an item is silent, too', async () => {
    const empty = { kind: 'rss', select: {}, fetchPage: false, expectedPer30Days: 30 } as const;
    at.pages.set('/list', feed());
    expect((await at.poll(empty)).finding).toBe(null);
    expect((await at.later(4 * DAY, empty)).finding?.code).toBe('silent');
  });

  test('a gap opens when a source is away too long, ends with the first answer, and what came in it is late', async () => {
    await at.poll();
    const good = at.pages.get('/list')!;
    at.pages.set('/list', (_, response) => response.writeHead(503).end());
    expect((await at.later(HOUR)).gap).toBe(null);
    expect((await at.later(HOUR)).gap).toMatchObject({
      state: 'opened',
      gap: { to: null, because: { code: 'finding', params: { finding: 'server-error' } } },
    });
    expect((await at.later(HOUR)).gap).toMatchObject({ state: 'lasts' });
    at.pages.set('/list', String(good).replace('<ul>', '<ul><li><a href="/new">新</a></li>'));
    at.pages.set('/new', notice('新'));
    expect((await at.later(HOUR)).gap).toMatchObject({ state: 'ended', gap: { to: at.now } });
    expect((await at.items()).at(-1)).toMatchObject({ title: '新', late: true, backfill: false });
    expect((await at.later(5 * MINUTE)).gap).toBe(null);
  });

  test('a program that was not running says so', async () => {
    await at.poll();
    expect((await at.later(9 * HOUR)).gap).toMatchObject({
      state: 'ended',
      gap: { because: { code: 'not-running' } },
    });
  });
});
