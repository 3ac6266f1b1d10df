import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PAGES_HERE } from '../../../src/pipeline/watch/fetch-context.ts';
import { legibleHash } from '../../../src/pipeline/watch/page-files.ts';
import { list, MINUTE, notice, type Watched, watched } from './watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
  await at.poll();
});
afterEach(() => at.close());

const titles = async () => (await at.items()).map(({ title }) => title);

describe('one bad entry never stops the next', () => {
  test.each([
    ['elements nested 4,000 deep', '<x>'.repeat(4_000)],
    ['divisions nested 200,000 deep', '<div>'.repeat(200_000)],
    ['links in lists, nested 800 deep', '<ul><li><a>x'.repeat(800)],
    ['table cells in drawings', '<svg><td>'.repeat(10_000)],
    ['an attribute list without end', `<div ${'a b=1 '.repeat(50_000)}`],
    ['scripts that never open', '<script'.repeat(20_000)],
  ])('%s', async (_, page) => {
    at.pages.set('/list', list(['/good', '好通知'], ['/bad', '坏通知'], ['/old', '旧通知']));
    at.pages.set('/bad', `<html><body>${page}`);
    at.pages.set('/good', notice('好通知'));
    await at.later(5 * MINUTE);
    await at.later(15 * MINUTE);
    expect((await titles()).toSorted()).toEqual(['坏通知', '好通知', '旧通知'].toSorted());
  });

  test('a reader that breaks costs an entry its page, and the list goes on', async () => {
    at.pages.set('/list', list(['/good', '好通知'], ['/bad', '坏通知'], ['/old', '旧通知']));
    at.pages.set('/bad', notice('坏通知'));
    at.pages.set('/good', notice('好通知'));
    const report = await at.later(
      5 * MINUTE,
      {},
      {
        ...PAGES_HERE,
        files: async (bytes, type, url) => {
          if (url.endsWith('/bad')) throw new RangeError('Maximum call stack size exceeded');
          return PAGES_HERE.files(bytes, type, url);
        },
      },
    );
    expect(report).toMatchObject({ saved: 2, finding: { code: 'own-fault' } });
    expect(await titles()).toEqual(['旧通知', '坏通知', '好通知']);
  });
});

test('where more is new than one poll takes, the newest come first', async () => {
  const rows = Array.from({ length: 100 }, (_, n) => [`/n${n}`, `通知${n}`] as const);
  for (const [path, title] of rows) at.pages.set(path, notice(title));
  at.pages.set('/list', list(...rows, ['/old', '旧通知']));
  expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 40 });
  expect((await titles()).at(-1)).toBe('通知0');
  await at.later(MINUTE);
  await at.later(MINUTE);
  expect(await titles()).toHaveLength(101);
});

describe('feeds', () => {
  const rss = { kind: 'rss', fetchPage: true, select: {} } as const;
  const read = (text: string) => PAGES_HERE.entries(text, rss, 'https://x.example/feed');

  test.each([
    ['a million items that close themselves', '<rss version="2.0"><channel>', '<item/>', 1_000_000],
    ['a million items that nobody closes', '<rss version="2.0"><channel>', '<item>', 1_000_000],
    [
      'a hundred thousand items',
      '<rss version="2.0"><channel>',
      '<item><title>A</title><guid>1</guid></item>',
      100_000,
    ],
    [
      'Atom entries',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry><title>A</title><id>1</id></entry>',
      100_000,
    ],
  ])('of %s are cut or refused', async (_, head, item, times) => {
    const got = await read(head + item.repeat(times));
    expect(got.ok ? got.entries.length <= 1_000 && got.cut : got.code).toSatisfy(
      (bounded) => bounded === true || bounded === 'hostile-feed',
    );
  });

  test('with tags in CDATA are no deeper than their own elements', async () => {
    const body = `<![CDATA[${'<div><item>'.repeat(5_000)}]]>`;
    const got = await read(
      `<rss version="2.0"><channel><item><title>A</title><guid>1</guid><description>${body}</description></item></channel></rss>`,
    );
    expect(got.ok && [got.entries.length, got.cut]).toEqual([1, false]);
  });

  test('with an empty link do not name themselves as the page', async () => {
    const got = await read(
      '<rss version="2.0"><channel><item><title>A</title><link></link></item><item/></channel></rss>',
    );
    expect(got.ok && got.entries.map(({ url, title }) => [url, title])).toEqual([['', 'A']]);
  });

  test.each([
    ['javascript:alert(1)', ''],
    ['file:///etc/passwd', ''],
    ['data:text/html,x', ''],
    ['https://user:secret@x.example/a', 'https://x.example/a'],
    ['/a b"c', 'https://x.example/a%20b%22c'],
    [`https://x.example/${'a'.repeat(5_000)}`, ''],
  ])('with the address %s', async (link, url) => {
    const got = await read(
      `<rss version="2.0"><channel><item><title>A</title><link>${link}</link></item></channel></rss>`,
    );
    expect(got.ok && got.entries[0]!.url).toBe(url);
  });

  test('with a title of eight megabytes are shortened', async () => {
    const got = await read(
      `<rss version="2.0"><channel><item><title>${'名'.repeat(2_600_000)}</title><guid>${'g'.repeat(9_000)}</guid></item></channel></rss>`,
    );
    expect(got.ok && [got.entries[0]!.title.length, got.entries[0]!.key.length]).toEqual([501, 64]);
  });
});

test('a page has the same hash however many blanks stand in it', () => {
  const hash = (blanks: number) =>
    legibleHash(
      Buffer.from(`<body>${'甲'.repeat(65_000)}${' '.repeat(blanks)}乙</body>`),
      'text/html',
    );
  expect([535, 536, 537, 66_072, 200_000].map(hash)).toEqual(Array(5).fill(hash(1)));
});
