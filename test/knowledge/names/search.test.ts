import { describe, expect, it } from 'vitest';
import type { NameKind } from '../../../src/domain/catalog.ts';
import { reason } from '../../../src/domain/reason.ts';
import { createSearch } from '../../../src/knowledge/names/search.ts';
import {
  nameLists,
  readingLists,
  type SearchEntry,
} from '../../../src/knowledge/names/search-table.ts';

const entry = (
  id: string,
  weight: number,
  names: Partial<Record<NameKind, string[]>>,
): SearchEntry => ({
  id,
  kind: id.includes('/') ? 'app' : 'company',
  weight,
  names: Object.entries(names).flatMap(([kind, texts]) =>
    texts.map((text) => ({ text, kind: kind as NameKind })),
  ),
});

const entries = [
  entry('tencent', 1, {
    zh: ['腾讯控股'],
    en: ['Tencent Holdings'],
    alias: ['腾讯', 'Tencent'],
    ticker: ['0700.HK', 'TCEHY'],
  }),
  entry('tencent-music', 0.5, {
    zh: ['腾讯音乐'],
    en: ['Tencent Music'],
    ticker: ['TME', '1698.HK'],
  }),
  entry('tencent/qq-music', 0.2, { zh: ['QQ音乐'], en: ['QQ Music'] }),
  entry('didi', 0.6, { zh: ['滴滴'], en: ['DiDi'], old: ['小桔科技'], ticker: ['DIDI'] }),
  entry('didi/didi', 0.3, { zh: ['滴滴出行'], en: ['DiDi'] }),
  entry('qihoo', 0.4, { zh: ['三六零'], alias: ['360'], ticker: ['601360.SS'] }),
  entry('tech-360', 0.1, { zh: ['数六科技'], ticker: ['0360.HK'] }),
  entry('greenland', 0.2, { zh: ['绿地'] }),
  entry('suning', 0.3, { zh: ['苏宁易购'], ticker: ['002024.SZ'] }),
];
const table = { names: nameLists(entries), readings: readingLists(entries) };
const search = createSearch(table, (id) => entries.find((one) => one.id === id)!.names);
const first = (query: string) => {
  const [hit] = search(query, 3);
  return hit === undefined ? null : `${hit.id} by ${hit.how}: ${hit.matched}`;
};

describe('createSearch', () => {
  it.each([
    ['700', 'tencent by ticker: 0700.HK'],
    ['00700', 'tencent by ticker: 0700.HK'],
    ['0700.HK', 'tencent by ticker: 0700.HK'],
    ['XHKG:0700', 'tencent by ticker: 0700.HK'],
    ['tcehy', 'tencent by ticker: TCEHY'],
    ['TCE', 'tencent by ticker: TCEHY'],
    ['DIDI', 'didi by ticker: DIDI'],
    ['sz002024', 'suning by ticker: 002024.SZ'],
    ['腾讯', 'tencent by exact: 腾讯'],
    ['騰訊', 'tencent by exact: 腾讯'],
    ['腾讯音', 'tencent-music by prefix: 腾讯音乐'],
    ['tengxun', 'tencent by pinyin: 腾讯'],
    ['Téng Xùn', 'tencent by pinyin: 腾讯'],
    ['tengxunyin', 'tencent-music by pinyin: 腾讯音乐'],
    ['txyy', 'tencent-music by initials: 腾讯音乐'],
    ['qqyinyue', 'tencent/qq-music by pinyin: QQ音乐'],
    ['qq music', 'tencent/qq-music by exact: QQ Music'],
    ['腾迅', 'tencent by pinyin: 腾讯'],
    ['tencnet', 'tencent by typo: Tencent'],
    ['tengxn', 'tencent by typo: 腾讯'],
    ['小桔科技', 'didi by exact: 小桔科技'],
    ['控股', 'tencent by contains: 腾讯控股'],
    ['ludi', 'greenland by pinyin: 绿地'],
    ['lvdi', 'greenland by pinyin: 绿地'],
  ])('%s → %s', (query, expected) => {
    expect(first(query)).toBe(expected);
  });

  it.each(['2024', '', '  ', 'xyzzy', '没有这个'])('finds nothing for “%s”', (query) => {
    expect(search(query, 5)).toEqual([]);
  });

  it('takes digits for a name before a ticker, and shows both', () => {
    expect(search('360', 5).map((hit) => [hit.id, hit.how])).toEqual([
      ['qihoo', 'exact'],
      ['tech-360', 'ticker'],
    ]);
    expect(first('0360.HK')).toBe('tech-360 by ticker: 0360.HK');
  });

  it('puts the company before its app of the same name', () => {
    expect(search('滴滴', 5).map((hit) => hit.id)).toEqual(['didi', 'didi/didi']);
  });

  it('gives each entry once, the best first, and no more than asked for', () => {
    const hits = search('tengxun', 10);
    expect(new Set(hits.map((hit) => hit.id)).size).toBe(hits.length);
    expect(hits.map((hit) => hit.score)).toEqual(
      hits.map((hit) => hit.score).toSorted((a, b) => b - a),
    );
    expect(search('t', 1)).toHaveLength(1);
  });

  it('says which name it took and why', () => {
    expect(search('700', 1)[0]!.why).toEqual(
      reason('by-ticker', { query: '700', name: '0700.HK' }),
    );
    expect(search('小桔科技', 1)[0]!.why.code).toBe('former-name');
  });

  it('scores between 0 and 1', () => {
    for (const query of ['0700.HK', '腾讯', 't', 'tencnet']) {
      for (const { score } of search(query, 9)) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
  });
});
