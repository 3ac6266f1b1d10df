import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/pipeline/watch/fetch-context.ts';
import { listDate } from '../../../src/pipeline/watch/kinds/list-date.ts';

const MEGABYTES = 4_000_000;
const fill = (piece: string) => piece.repeat(Math.ceil(MEGABYTES / piece.length));
const URL_ = 'https://www.example.org/list';

describe('four megabytes made to be slow are read or refused in seconds', () => {
  test.each([
    ['a name without end', `<${fill('a')}`],
    ['tags that never close', fill('<a')],
    ['closing tags without end', fill('</a')],
    ['comments', `${'<!-- x -->'.repeat(5_000)}<rss`],
    ['white space', `<html><body>阅读${fill(' ')}`],
    ['titles that never close', fill('<title')],
    ['inputs that never close', fill('<input type')],
    ['attributes', `<html><body><p ${fill('a="b" ')}>`],
    ['scripts that set cookies', fill('document.cookie=')],
    ['items that never close', fill('<item>')],
    ['brackets', fill('[')],
  ])('%s', async (_, text) => {
    for (const kind of ['rss', 'html-list', 'json'] as const) {
      const read = await KINDS[kind](text, { select: { item: 'li', link: 'a' } }, URL_);
      expect(read.ok).toBe(false);
    }
  });
});

describe('a list page', () => {
  test('gives link, title and date of each row; scripts, fragments and mail are no links', async () => {
    const page = `<ul><li><a href="art/1.html#top" title="全称">简称…</a><span>2026-03-02</span></li>
      <li><a href="javascript:void(0)">x</a></li><li><a href="mailto:a@b.example">y</a></li><li><a href="//cdn.example/2.html">二</a></li></ul>`;
    const read = await KINDS['html-list'](
      page,
      { select: { item: 'li', link: 'a', date: 'span' } },
      URL_,
    );
    expect(read.ok && read.entries).toMatchObject([
      { url: 'https://www.example.org/art/1.html', title: '全称', statedDate: '2026-03-02' },
      { url: 'https://cdn.example/2.html', title: '二', statedDate: null },
    ]);
  });
});

test('a menu around the rows takes neither the date nor the title of the first of them, and two rows of one address stay two', async () => {
  const row = (n: number, date: string) =>
    `<li><a href="/art/${n}.html">公告${n}</a><span>${date}</span></li>`;
  const list = `<ul><li><span>栏目</span><ul>${row(1, '2026-03-02')}${row(2, '2026-03-01')}</ul></li></ul>${row(2, '2026-02-01')}`;
  const read = await KINDS['html-list'](
    list,
    { select: { item: 'li', link: 'a', date: 'span' } },
    URL_,
  );
  expect(read.ok && read.entries.map(({ url, statedDate }) => [url.slice(-6), statedDate])).toEqual(
    [
      ['1.html', '2026-03-02'],
      ['2.html', '2026-03-01'],
      ['2.html', '2026-02-01'],
    ],
  );
});

test('of a row with a picture and words the words are its title; its day stands in its address', async () => {
  const page = readFileSync('test/fixtures/sources/cn-cac-notices/mirror.html', 'utf8');
  const select = { item: 'li:has(a[href*="/c_"])', link: 'a[href*="/c_"]', date: '.times' };
  const read = await KINDS['html-list'](page, { select }, 'https://www.cac.gov.cn/');
  expect(
    read.ok && read.entries.map(({ title, statedDate }) => [title.slice(0, 12), statedDate]),
  ).toEqual([
    ['关于示例输入法等15款A', '2026-03-02'],
    ['国家互联网信息办公室关于', '2026-02-27'],
    ['网络安全审查办公室关于对', '2026-02-12'],
    ['关于《示例管理规定（征求', '2026-01-30'],
  ]);
});

describe('a date that a list states', () => {
  test.each([
    ['2026-03-02 10:00', '2026-03-02 10:00'],
    ['02/03/2026', '2026-03-02'],
    ['02-Mar-2026', '2026-03-02'],
    ['March 2, 2026', '2026-03-02'],
    ['2nd March 2026', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['13.02.2026', '2026-02-13'],
    ['02/13/2026', '2026-02-13'],
    ['1772440000000', '2026-03-02T08:26:40.000Z'],
    ['gestern', 'gestern'],
  ])('%s', (text, day) => {
    expect(listDate(text).stated).toBe(day);
  });

  test('the month first, where the list says so', () => {
    expect(listDate('02/03/2026', true).stated).toBe('2026-02-03');
    expect(listDate('1772440000000').at).toBe(1772440000000);
  });
});

describe('a JSON answer', () => {
  const read = (value: unknown, select: Record<string, string>) =>
    KINDS.json(typeof value === 'string' ? value : JSON.stringify(value), { select }, URL_);

  test('JSON in a field, a root that is an array, a callback, and parts of which some are empty', async () => {
    const row = { id: 1, url: '/a', title: 'A', date: '20260302' };
    const first = { url: 'https://www.example.org/a', title: 'A', statedDate: '2026-03-02' };
    for (const [value, items] of [
      [{ result: JSON.stringify([row]) }, 'result'],
      [[row], '.'],
      [`cb(${JSON.stringify({ list: [row] })});`, 'list'],
      [[{ data: [] }, { data: [row] }], '*.data'],
    ] as const)
      expect(await read(value, { items })).toMatchObject({ ok: true, entries: [first] });
  });

  test('HTML in a field, marks of a search, an address of parts, and the first of two that is there', async () => {
    const listed = {
      code: '600001',
      ck: "<a encode-open='/UpFiles/1.pdf'>x</a>",
      t: '<em>立案</em>告知书',
      at: 1772380800000,
    };
    const select = {
      items: '.',
      link: 'pdf | https://docs.example.org{ck@encode-open}',
      title: '{t}（{code}）',
      date: 'at',
      key: 'code',
    };
    expect(await read([listed, { ...listed, pdf: '/2.pdf', code: '6' }], select)).toMatchObject({
      entries: [
        {
          url: 'https://docs.example.org/UpFiles/1.pdf',
          title: '立案告知书（600001）',
          statedDate: '2026-03-02',
          publishedAt: null,
          key: '600001',
        },
        { url: 'https://www.example.org/2.pdf' },
      ],
    });
  });

  test('a row without half of its address is no row', async () => {
    expect(await read([{ id: 1 }], { items: '.', link: '/detail?id={docId}' })).toMatchObject({
      ok: false,
    });
  });
});

test('what is read of a broken feed does not depend on those before it', async () => {
  const broken = '<rss version="2.0"><channel><item><title>a</b></item></channel></rss>';
  const reads = [];
  for (const feed of [broken, broken, `${broken}<`, broken])
    reads.push(await KINDS.rss(feed, { select: {} }, URL_));
  expect([reads[1], reads[3]]).toEqual([reads[0], reads[0]]);
});

describe('a feed', () => {
  test.each([
    [
      'a bare &',
      '<rss version="2.0"><channel><item><title>A & B</title><link>https://x.example/1</link></item></channel></rss>',
      'A & B',
    ],
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><id>1</id><link href="https://x.example/1"/><updated>2026-03-02T04:00:00Z</updated></entry></feed>',
      'A',
    ],
    [
      'Atom with a bare &',
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A & B</title><id>1</id><link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/></entry></feed>',
      'A & B',
    ],
    [
      'RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>t</title></channel><item><title>A</title><link>https://x.example/1</link></item></rdf:RDF>',
      'A',
    ],
  ])('%s is read', async (_, text, title) => {
    const read = await KINDS.rss(text, { select: {} }, URL_);
    expect(read.ok && read.entries).toMatchObject([{ title, url: 'https://x.example/1' }]);
  });

  test.each([
    ['Mon, 02 Mar 2026 12:00:00 +0800', Date.parse('2026-03-02T04:00Z')],
    ['2026-03-02 12:00', null],
    ['2026年3月2日', null],
  ])('a date "%s" is an instant only with a zone', async (date, at) => {
    const text = `<rss version="2.0"><channel><item><title>A</title><pubDate>${date}</pubDate></item></channel></rss>`;
    const read = await KINDS.rss(text, { select: {} }, URL_);
    expect(read.ok && read.entries[0]?.publishedAt).toBe(at);
  });
});

test('rows that a page carries as records for a script are read without running it', async () => {
  const row = (n: number) =>
    `<record><![CDATA[\n<li><a href="https://www.example.org/art/2026/3/${n}/art_113_${n}.html" title="公告${n}">公告…</a><span>2026-03-0${n}</span></li>]]></record>`;
  const page = `<html><body><ul><li><a href="/">首页</a></li></ul><script type="text/xml"><datastore><recordset>${row(2)}${row(1)}</recordset></datastore></script></body></html>`;
  const read = await KINDS['html-list'](
    page,
    { select: { item: 'li:has(a[href*="/art_113_"])', link: 'a', date: 'span' } },
    'https://www.example.org/col/col113/index.html',
  );
  expect(read).toMatchObject({
    ok: true,
    entries: [
      {
        title: '公告2',
        statedDate: '2026-03-02',
        url: 'https://www.example.org/art/2026/3/2/art_113_2.html',
      },
      { title: '公告1' },
    ],
  });
});

test('a selector with a slip is a finding, and no crash at every poll', async () => {
  for (const select of [
    { item: 'li:has(' },
    { item: 'li', link: 'a[' },
    { item: 'li', date: '>>' },
  ])
    expect(
      await KINDS['html-list']('<ul><li><a href="/a">A</a></li></ul>', { select }, URL_),
    ).toMatchObject({
      ok: false,
      code: 'list-not-found',
      message: expect.stringContaining('is no selector'),
    });
});
