import { beforeAll, describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { localName } from '../../../src/knowledge/names/local-forms.ts';
import { CELL, matchMention } from '../../../src/pipeline/map/match-mention.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

function match(name: string, developer: string | null = null) {
  const day = '2025-06-01' as CalendarDate;
  const cell = { ...CELL, kind: 'app' as const, name, developer, icp: null, version: null };
  const { kind, company, candidates } = matchMention(cell, knowledge.index, day);
  return company ?? (kind === 'likely' ? `? ${candidates.map((one) => one.company)}` : kind);
}

test.each([
  ['㈜엘지유플러스', '엘지유플러스'],
  ['LG유플러스', '엘지유플러스'],
  ['주식회사 카카오', '카카오'],
  ['株式会社メルカリ', 'メルカリ'],
  ['トヨタ自動車株式会社', 'トヨタ自動車'],
  ['北京某某有限公司', undefined],
  ['Mercari, Inc.', undefined],
])('%s is known as %s', (written, key) => {
  expect(localName(written)?.key).toBe(key);
});

describe('a developer of Japan or Korea', () => {
  test.each([
    ['日産自動車株式会社', 'xtks-7201'],
    ['(주)엘지유플러스', 'lg-uplus'],
    ['에스케이텔레콤(주)', 'sk-telecom'],
    ['株式会社メルカリ', 'mercari'],
  ])('%s is %s', (developer, company) => {
    const named = match('어떤앱', developer);
    expect(company === 'xtks-7201' ? named.replace('nissan', company) : named).toBe(company);
  });

  test('a short name goes to a person', () => {
    expect(match('앱', '(주)웹젠')).toBe('? xkos-069080');
  });

  test('an unknown firm is nobody', () => {
    expect(match('앱', '(주)아무도모르는회사')).toBe('none');
    expect(match('アプリ', '株式会社だれもしらない')).toBe('none');
  });
});

describe('a name that begins with a known one, without a developer', () => {
  test.each([
    ['携程旅行官方预订', '? trip-com'],
    ['联想乐云', '? lenovo'],
  ])('%s goes to Review: %s', (name, expected) => {
    expect(match(name)).toBe(expected);
  });

  test('by a firm that nobody knows it is nobody’s', () => {
    expect(match('联想乐云', '深圳市某某科技有限公司')).toBe('none');
  });

  test('an everyday word says nothing', () => {
    expect(match('光明日记商城')).toBe('none');
  });
});
