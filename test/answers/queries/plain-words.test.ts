import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companySearch, type FindCompanies } from '../../../src/answers/queries/find-company.ts';
import { type Lookup, lookUp } from '../../../src/answers/queries/lookups.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Card } from '../../../src/domain/card.ts';
import { LANGUAGES, type Language } from '../../../src/domain/language.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { cardText } from '../../../src/pipeline/present/text.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

/** What a native editor would not write, in any answer. */
const BANNED: Readonly<Record<Language, RegExp>> = {
  en: /counted as (minor|core|major|trivial)|counted with factor|% counts|lapsed, ended|way out|\bMind\b|faded acts?|counts whole|nothing is watched|was watched since|Record to|no count is held|% a list|% left\b|is its (name|ticker)|Nothing carries|on a list, open|is known here as|kept for/,
  zh: /按次要计|严重度单位计|已失效|仍有效|已淡化|可投资性|未具名的中国主管部门就|永不归于|此处不认识|迟到[：:]|是它的(股票代码|名称)|按系数|在其境内封禁/,
};
const COMPANIES = [
  'Tencent',
  'Alibaba',
  'TCOM',
  'AAPL',
  'GOOGL',
  'META',
  'DIDI',
  '1211.HK',
  '1810.HK',
  'IQ',
  'WB',
  '0763.HK',
  'BA',
  'AMZN',
  'BIDU',
  '9618.HK',
  '3690.HK',
  '0941.HK',
  'FUTU',
  '002120',
];

let knowledge: Knowledge;
let store: OpenStore;
let find: FindCompanies;
beforeAll(async () => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
  store = await openStore({ path: ':memory:' });
  find = companySearch(knowledge);
});
afterAll(() => store.close());

const NOW = Date.parse('2026-11-30T18:00:00+08:00') as Instant;

async function cardOf(
  name: Lookup['name'],
  words: readonly string[],
  language: Language,
  at = NOW,
): Promise<Card> {
  const deps = { knowledge, store, find, clock: { now: () => NOW } };
  const answer = await lookUp(name, { words, at, language }, deps);
  if (!answer.found) throw new Error(`${words.join()} was not found`);
  return answer.card;
}

const bannedIn = (card: Card, language: Language): string[] =>
  linesOf(card).filter((line) => BANNED[language].test(line));

const linesOf = ({ title, lead, sections }: Card): string[] => [
  title,
  lead,
  ...sections.flatMap((section) =>
    section.lines.map(({ label, text }) => `${label ?? ''} ${text}`),
  ),
];

describe.each([...LANGUAGES])('answers in %s', (language) => {
  test.each(['risk', 'why', 'history'] as const)(
    '`%s` says what an editor would write, and nothing twice',
    async (name) => {
      for (const company of COMPANIES) {
        const card = await cardOf(name, [company], language);
        expect(bannedIn(card, language)).toEqual([]);
        // Parts of two factors may be alike.
        if (name !== 'risk') continue;
        const lines = linesOf(card).map((line) => line.trim());
        expect(lines.filter((line, n) => line.length > 12 && lines.indexOf(line) !== n)).toEqual(
          [],
        );
      }
    },
    120_000,
  );

  test('`compare`, `deadlines`, `coverage`, `unconfirmed` and `app` as well', async () => {
    const cards = [
      await cardOf('compare', ['Tencent', 'Alibaba'], language),
      await cardOf('deadlines', [], language),
      await cardOf('coverage', [], language),
      await cardOf('unconfirmed', [], language),
      await cardOf('app', ['携程旅行'], language),
    ];
    for (const card of cards) expect(bannedIn(card, language)).toEqual([]);
  });
});

describe('the answer to "how risky is it?"', () => {
  test('begins with the newest act, its size and its source; then the score', async () => {
    const card = await cardOf('risk', ['Alibaba'], 'en', Date.parse('2021-04-12') as Instant);
    expect(card.lead).toMatch(/^SAMR fined Alibaba Group CNY 18\.23 bn.*points by itself$/);
    expect(card.links.map(({ url }) => url)).toEqual([expect.stringMatching(/^https?:/)]);
    const [first, second] = card.sections;
    expect(first!.lines[0]!.text).toMatch(/^\d+\.\d \w+ .*as of/);
    expect(second!.title).toBe('Why this score');
  });

  test('says how far the data reach today, and nothing of it on a day that they cover', async () => {
    const today = cardText(await cardOf('risk', ['Tencent'], 'en'), 400);
    expect(today).toContain('Data through');
    expect(today).toContain('Live monitoring is off.');
    const past = cardText(
      await cardOf('risk', ['Tencent'], 'en', Date.parse('2021-08-18') as Instant),
      400,
    );
    expect(past).not.toMatch(/Data through|monitoring/);
  });
});

test('`deadlines` names a notice once, with the apps of everybody whom it binds', async () => {
  const at = Date.parse('2021-08-19T12:00+08:00') as Instant;
  const lines = linesOf(await cardOf('deadlines', [], 'en', at));
  const own = lines.filter((line) => line.includes('MIIT list: 43 apps'));
  expect(own).toHaveLength(1);
  expect(own[0]).toContain('Trip.com Group (Ctrip, Qunar)');
  expect(own[0]).toContain('MIIT: under an order, 6 days left');
  const zh = linesOf(await cardOf('deadlines', ['TCOM'], 'zh', at)).join('\n');
  expect(zh).toContain('携程集团（携程旅行、去哪儿');
  expect(zh).toContain('还有6天');
});
