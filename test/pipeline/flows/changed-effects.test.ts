import { describe, expect, test } from 'vitest';
import { caseView } from '../../../src/answers/queries/case.ts';
import { openStore } from '../../../src/base/store/open.ts';
import type { Card } from '../../../src/domain/card.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { LANGUAGES, type Language } from '../../../src/domain/language.ts';
import { Effect } from '../../../src/domain/measures.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { watchedSourcesOf } from '../../../src/knowledge/catalog/watched-sources.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import { processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { stateOf } from '../../../src/pipeline/standing/company-state.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { aNewItem, aSubscription } from '../../base/store/build.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
const knowledge = knowledgeOf(catalog!, { historyUntil: '2018-01-01' as CalendarDate });
const watched = watchedSourcesOf(catalog!);
const reader = readerOf(catalog!);
const at = (day: string) => Date.parse(`${day}T16:00:00+08:00`) as Instant;

type Page = readonly [title: string, text: string];

/** Publishes pages of one source one after the other for who follows a company in each language. */
async function published(
  source: string,
  company: string,
  pages: readonly (readonly [string, Page])[],
) {
  const store = await openStore({ path: ':memory:' });
  for (const language of LANGUAGES)
    await store.addSubscription(
      aSubscription({
        id: `subscription-${language}`,
        address: { sink: 'fake', to: language },
        scope: { kind: 'company', id: company },
        leastBand: 'background',
        language,
        createdAt: at('2025-01-01'),
      }),
    );
  const told: { reason: string; titles: Record<string, string> }[] = [];
  const last = at(pages.at(-1)![0]);
  const events = [];
  for (const [day, [title, text]] of pages) {
    const whole = aNewItem(
      {
        id: `item-${day}`,
        source,
        key: day,
        hash: day,
        url: `https://authority.example/${day}`,
        title,
        statedDate: day,
        contentType: 'text/html; charset=utf-8',
        fetchedAt: at(day),
        firstSeenAt: at(day),
      },
      `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
    );
    await store.saveItem(whole);
    const deps = {
      store,
      knowledge,
      reader,
      watchedSourceOf: () => watched.get(source as never) ?? null,
    };
    const { outcome } = (await processItem(whole.item, at(day), deps))!;
    events.push(...outcome.events.filter((event) => event.company === company));
    for (const alert of outcome.alerts.filter((one) => one.alertReason !== 'deadline')) {
      const titles: Record<string, string> = {};
      for (const delivery of outcome.deliveries.filter((one) => one.alert === alert.id)) {
        const card = (await alertCards(store, knowledge)(delivery, at(day))) as Card;
        titles[delivery.address.to] = card.title;
      }
      told.push({ reason: alert.alertReason, titles });
    }
  }
  const state = await stateOf(
    { knowledge, store, clock: { now: () => last } },
    knowledge.catalog.companies.get(company as CompanyId)!,
    last,
  );
  const [first] = state.score.cases;
  const thread = (language: Language) =>
    first === undefined ? [] : (caseView(state, first.id, language)?.steps ?? []);
  const steps = thread('en');
  await store.close();
  return { told, steps, events, score: state.score.score };
}

const FINE: Page = [
  'CMA fines Apple GBP 40 million over app rules',
  'The Competition and Markets Authority today fined Apple GBP 40 million over app rules.',
];
const BAN: Page = [
  'RBI bars HDFC Bank from onboarding new customers',
  'The Reserve Bank of India today barred HDFC Bank from onboarding new customers.',
];
const PROBE: Page = [
  'CMA opens investigation into Apple over app rules',
  'The Competition and Markets Authority today opened an investigation into Apple.',
];
const ORDER: Page = [
  'CMA orders Apple to stop tying of payments',
  'The Competition and Markets Authority today ordered Apple to stop tying of payments.',
];

interface Case {
  readonly effect: Effect;
  readonly source: string;
  readonly company: string;
  readonly first: Page;
  readonly later: Page;
  readonly reason: 'closed' | 'changed';
  /** State of the first act afterwards. */
  readonly state: RegExp;
  readonly says: Readonly<Record<Language, string>>;
}
const cma = { source: 'gb-cma-news', company: 'apple' };
const rbi = { source: 'in-rbi-press', company: 'hdfc-bank' };
const CASES: readonly Case[] = [
  {
    effect: 'upheld',
    ...cma,
    first: FINE,
    later: [
      'CMA upholds fine on Apple',
      'The Competition and Markets Authority today upheld its fine on Apple.',
    ],
    reason: 'changed',
    state: /^upheld 2026-03-20/,
    says: { en: 'upheld its fine on Apple', zh: '维持其对苹果公司的罚款' },
  },
  {
    effect: 'reduced',
    ...cma,
    first: FINE,
    later: [
      'CMA reduces fine on Apple to GBP 10 million',
      'The Competition and Markets Authority today reduced the fine on Apple.',
    ],
    reason: 'changed',
    state: /^reduced 2026-03-20/,
    says: { en: 'reduced its fine on Apple', zh: '减轻其对苹果公司的罚款' },
  },
  {
    effect: 'annulled',
    ...cma,
    first: FINE,
    later: [
      'CMA sets aside its decision on Apple',
      'The Competition and Markets Authority today set aside its decision on Apple.',
    ],
    reason: 'closed',
    state: /^annulled/,
    says: { en: 'annulled its fine on Apple', zh: '撤销其对苹果公司的罚款' },
  },
  {
    effect: 'stayed',
    ...rbi,
    first: BAN,
    later: [
      'RBI stays order on HDFC Bank',
      'The Reserve Bank of India today stayed its order on HDFC Bank.',
    ],
    reason: 'closed',
    state: /^stayed since/,
    says: { en: 'stayed its bar on new', zh: '中止执行其对' },
  },
  {
    effect: 'lifted',
    ...rbi,
    first: BAN,
    later: [
      'RBI lifts restrictions on HDFC Bank',
      'The Reserve Bank of India today lifted its restrictions on HDFC Bank.',
    ],
    reason: 'closed',
    state: /^lifted/,
    says: { en: 'lifted its bar on new', zh: '解除其对' },
  },
  {
    effect: 'expired',
    ...rbi,
    first: BAN,
    later: [
      'Ban on new customers of HDFC Bank expires',
      'The Reserve Bank of India said that its ban on new customers of HDFC Bank has expired.',
    ],
    reason: 'closed',
    state: /^expired/,
    says: { en: 'expired', zh: '期满' },
  },
  {
    effect: 'dropped',
    ...cma,
    first: PROBE,
    later: [
      'CMA closes investigation into Apple',
      'The Competition and Markets Authority today closed its investigation into Apple.',
    ],
    reason: 'closed',
    state: /^dropped/,
    says: { en: 'dropped its investigation into Apple', zh: '终止其对苹果公司的调查' },
  },
  {
    effect: 'withdrawn',
    ...cma,
    first: ORDER,
    later: [
      'CMA withdraws order on Apple',
      'The Competition and Markets Authority today withdrew its order on Apple.',
    ],
    reason: 'closed',
    state: /^withdrawn/,
    says: { en: 'withdrew its order against Apple', zh: '撤回其对苹果公司的命令' },
  },
  {
    effect: 'extended',
    ...rbi,
    first: BAN,
    later: [
      'RBI extends restrictions on HDFC Bank',
      'The Reserve Bank of India today extended its restrictions on HDFC Bank until 30 June 2026.',
    ],
    reason: 'changed',
    state: /^in force until 2026-06-30/,
    says: { en: 'until 30 Jun 2026', zh: '至2026年6月30日' },
  },
  {
    effect: 'amended',
    ...cma,
    first: ORDER,
    later: [
      'CMA amends order on Apple',
      'The Competition and Markets Authority today amended its order on Apple.',
    ],
    reason: 'changed',
    state: /^in force \(last seen 2026-03-20\)/,
    says: { en: 'amended its order against Apple', zh: '变更其对苹果公司的命令' },
  },
];

describe('a page that ends or changes an act changes it, and is reported to who was alerted to it', () => {
  test.each(CASES.map((one) => [one.effect, one] as const))('%s', async (effect, one) => {
    const { told, steps, events } = await published(one.source, one.company, [
      ['2026-01-10', one.first],
      ['2026-03-20', one.later],
    ]);
    expect(events.map(({ act }) => [act.effect, act.on])).toEqual([
      [null, []],
      [effect, [events[0]!.id]],
    ]);
    expect(told.map(({ reason }) => reason)).toEqual(['first', one.reason]);
    for (const language of LANGUAGES)
      expect(told[1]!.titles[language]).toContain(one.says[language]);
    expect(steps.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(steps[0]!.state ?? '').toMatch(one.state);
  });

  test('there is a page of each effect', () => {
    expect(CASES.map(({ effect }) => effect).toSorted()).toEqual(Effect.options.toSorted());
  });
});

test('a fine that is reduced weighs less', async () => {
  const reduced = CASES.find(({ effect }) => effect === 'reduced')!;
  const pages = [
    ['2026-01-10', FINE],
    ['2026-03-20', reduced.later],
  ] as const;
  const [whole, less] = await Promise.all([
    published('gb-cma-news', 'apple', pages.slice(0, 1)),
    published('gb-cma-news', 'apple', pages),
  ]);
  expect(less.score).toBeLessThanOrEqual(whole.score);
});

test('a change of an act that nobody knows is left out', async () => {
  const { events, told } = await published('gb-cma-news', 'apple', [
    ['2026-03-20', CASES[0]!.later],
  ]);
  expect([events, told]).toEqual([[], []]);
});
