import { describe, expect, test } from 'vitest';
import { contentHash, namedEntries, versionHash } from '../../../src/pipeline/watch/identity.ts';
import type { Entry } from '../../../src/pipeline/watch/kinds/entry.ts';

const LIST = 'https://a.example/list';
const entry = (key: string, url: string, parts: Partial<Entry> = {}): Entry => ({
  key,
  url,
  title: `Title of ${key}`,
  statedDate: '2026-03-02',
  publishedAt: null,
  body: null,
  ...parts,
});
const named = (entries: Entry[], listUrl = LIST) => namedEntries(entries, listUrl, LIST);
/** The names of one entry. */
const names = (key: string, url: string, listUrl = LIST) =>
  named([entry(key, url)], listUrl)[0]!.names;

describe('an entry is recognised', () => {
  test('by its key and its address, each once and without blanks', () => {
    expect(names('  guid ', 'https://a.example/1')).toEqual(['guid', 'https://a.example/1']);
    expect(names('https://a.example/1', 'https://a.example/1')).toEqual(['https://a.example/1']);
    expect(names('guid', '')).toEqual(['guid']);
    expect(names('see https://a.example/1', '')).toEqual(['see https://a.example/1']);
  });

  test.each([
    ['http://a.example/1', 'https://a.example/1'],
    ['https://a.example/1#top', 'https://a.example/1'],
    [
      'https://a.example/1?utm_source=x&id=7&spm=2&from=y&share=1&ref=z',
      'https://a.example/1?id=7',
    ],
    ['https://a.example/1?sourceid=7', 'https://a.example/1?sourceid=7'],
    ['https://b.example/1', 'https://b.example/1'],
    ['https://no host/1', 'https://no host/1'],
  ])('under %s as %s', (url, name) => {
    expect(names(url, '')).toEqual([name]);
  });

  test('on a mirror as on the site itself, and other sites stay other sites', () => {
    const mirror = 'https://mirror.example/list';
    expect(names('https://mirror.example/1', '', mirror)).toEqual(['https://a.example/1']);
    expect(names('https://c.example/1', '', mirror)).toEqual(['https://c.example/1']);
  });

  test('not by a name that entries of other titles share', () => {
    const both = named([entry('1', 'https://a.example/'), entry('2', 'https://a.example/')]);
    expect(both.map((each) => each.names)).toEqual([['1'], ['2']]);
  });

  test('by title and date where it has no name of its own', () => {
    const home = 'https://a.example/';
    const shared = [
      entry('', home, { title: 'A' }),
      entry('', home, { title: 'B', statedDate: null }),
    ];
    expect(named(shared).map((each) => each.names)).toEqual([['A\n2026-03-02'], ['B']]);
  });

  test('by a shared name where it has nothing else', () => {
    const bare = entry('', 'https://a.example/', { title: '', statedDate: null });
    expect(named([entry('1', 'https://a.example/'), bare]).map((each) => each.names)).toEqual([
      ['1'],
      ['https://a.example/'],
    ]);
  });

  test('once, however often its row stands there', () => {
    const row = entry('1', 'https://a.example/1');
    expect(named([row, row])).toHaveLength(1);
    const other = { ...row, key: '2' };
    expect(named([row, other]).map((each) => each.names[0])).toEqual(['1', '2']);
  });
});

describe('what a list says of an entry', () => {
  const ofEntry = (parts: Partial<Entry> = {}) => contentHash(entry('1', '', parts));

  test('is another thing with another title, date or text, and with nothing else', () => {
    const hashes = [
      ofEntry(),
      ofEntry({ title: 'x' }),
      ofEntry({ statedDate: null }),
      ofEntry({ body: 'x' }),
      ofEntry({ title: 'a\nb', statedDate: null }),
      ofEntry({ title: 'a', statedDate: 'b' }),
    ];
    expect(new Set(hashes).size).toBe(6);
    expect(ofEntry({ url: 'https://a.example/2', key: '2' })).toBe(ofEntry());
    expect(ofEntry({ body: null })).toBe(ofEntry({ body: '' }));
    expect(ofEntry()).toMatch(/^[0-9a-f]{16}$/);
  });
});

test('a version is its bytes and its files, in any order', () => {
  const bytes = new TextEncoder().encode('page');
  const of = (...files: string[]) => versionHash(bytes, files);
  expect(of('a', 'b')).toBe(of('b', 'a'));
  expect(
    new Set([of(), of('a'), of('a', 'b'), of('ab'), versionHash(new Uint8Array(), [])]).size,
  ).toBe(5);
});
