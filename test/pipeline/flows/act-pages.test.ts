import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../../src/answers/queries/history.ts';
import { openStore } from '../../../src/base/store/open.ts';
import type { Card } from '../../../src/domain/card.ts';
import type { CompanyId, RegulatorId } from '../../../src/domain/ids.ts';
import { LANGUAGES, type Language } from '../../../src/domain/language.ts';
import { Measure } from '../../../src/domain/measures.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { watchedSourcesOf } from '../../../src/knowledge/catalog/watched-sources.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import { processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { stateOf } from '../../../src/pipeline/standing/company-state.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { aNewItem, aSubscription } from '../../base/store/build.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

/** A page of an authority, and what alert and look-up have to say of it in each language. */
interface ActPage {
  readonly kind: Measure;
  readonly by: RegulatorId;
  readonly company: CompanyId;
  readonly title: string;
  readonly text: string;
  readonly says: Readonly<Record<Language, string>>;
}

const pages = load(
  readFileSync(join(import.meta.dirname, '../../fixtures/act-pages.yml'), 'utf8'),
) as ActPage[];
const { catalog } = repositoryCatalog();
const knowledge = knowledgeOf(catalog!, { historyUntil: '2018-01-01' as CalendarDate });
const watched = watchedSourcesOf(catalog!);
const reader = readerOf(catalog!);
const NOW = Date.parse('2026-11-20T16:00:00+08:00') as Instant;
const isChinese = ({ title }: ActPage) => /\p{Script=Han}/u.test(title);

/** Reads a page of an authority for somebody who follows the company in each language. */
async function published({ by, company, title, text }: ActPage) {
  const store = await openStore({ path: ':memory:' });
  for (const language of LANGUAGES)
    await store.addSubscription(
      aSubscription({
        id: `subscription-${language}`,
        address: { sink: 'fake', to: language },
        scope: { kind: 'company', id: company },
        leastBand: 'background',
        language,
        createdAt: NOW - 86_400_000,
      }),
    );
  const source = watched.get(catalog!.regulators.get(by)?.sources[0]?.id as never);
  const html = `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
  const whole = aNewItem(
    {
      id: 'item-page',
      source: source?.source.id ?? `${by}-page`,
      key: 'page',
      hash: 'page',
      url: 'https://authority.example/page',
      title,
      statedDate: '2026-11-20',
      contentType: 'text/html; charset=utf-8',
      fetchedAt: NOW,
      firstSeenAt: NOW,
    },
    html,
  );
  await store.saveItem(whole);
  const deps = { store, knowledge, reader, watchedSourceOf: () => source ?? null };
  const { outcome } = (await processItem(whole.item, NOW, deps))!;
  const cardOf = alertCards(store, knowledge);
  const cards = new Map<string, Card>();
  for (const delivery of outcome.deliveries) {
    const card = await cardOf(delivery, NOW);
    const isFirst = !cards.has(delivery.address.to);
    if (isFirst && card !== null && 'title' in card) cards.set(delivery.address.to, card);
  }
  const state = await stateOf(
    { knowledge, store, clock: { now: () => NOW } },
    knowledge.catalog.companies.get(company)!,
    NOW,
  );
  const entries = new Map(
    await Promise.all(
      LANGUAGES.map(
        async (language) => [language, await entriesOf(state, store, language)] as const,
      ),
    ),
  );
  await store.close();
  return { outcome, cards, entries };
}

describe('a page of an authority goes through reading, store, alert and look-up', () => {
  test.each(
    pages.map((page) => [`${page.kind} (${isChinese(page) ? 'zh' : 'en'})`, page] as const),
  )('%s', async (_, page) => {
    const { outcome, cards, entries } = await published(page);
    const own = outcome.events.filter(({ company }) => company === page.company);
    expect(own.map(({ act }) => act.measure)).toContain(page.kind);
    const [event] = own.filter(({ act }) => act.measure === page.kind);
    // A rule carries no points of its own, so that it rings for nobody.
    const isAlerted = page.kind !== 'rule';
    expect(cards.size).toBe(isAlerted ? LANGUAGES.length : 0);
    for (const language of LANGUAGES) {
      if (isAlerted) expect(cards.get(language)?.title).toContain(page.says[language]);
      const entry = entries.get(language)!.find(({ id }) => id === event!.id);
      expect(entry?.sentence).toContain(page.says[language]);
    }
  });
});

test('there is a page of each measure in each language', () => {
  for (const chinese of [true, false])
    expect(
      new Set(pages.filter((page) => isChinese(page) === chinese).map(({ kind }) => kind)),
    ).toEqual(new Set(Measure.options));
});
