import { expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { aNewItem, aSubscription } from '../../base/store/build.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { SHORT_LIST } from '../../support/miit-list.ts';

const { catalog } = repositoryCatalog();
const knowledge = knowledgeOf(catalog!, { historyUntil: '2021-09-01' as CalendarDate });

test.each([
  ['after the page was fetched', 5_000],
  ['before the page was fetched: another round or process was faster', -5_000],
])('a page is told by a round that began %s', async (_, later) => {
  const store = await openStore({ path: ':memory:' });
  const fetchedAt = Date.parse('2021-09-20T10:05+08:00') as Instant;
  await store.addSubscription(
    aSubscription({
      scope: { kind: 'company', id: 'trip-com' },
      leastBand: 'background',
      createdAt: fetchedAt - 1_000,
    }),
  );
  const html = `<html><head><title>${SHORT_LIST.title}</title></head><body><h1>${SHORT_LIST.title}</h1>${SHORT_LIST.body}</body></html>`;
  const whole = aNewItem(
    {
      title: SHORT_LIST.title,
      statedDate: '2021-09-20',
      contentType: 'text/html; charset=utf-8',
      fetchedAt,
      firstSeenAt: fetchedAt,
    },
    html,
  );
  await store.saveItem(whole);
  const processed = await processItem(whole.item, (fetchedAt + later) as Instant, {
    store,
    knowledge,
    reader: readerOf(knowledge.catalog),
    watchedSourceOf: () => null,
  });
  expect(processed?.outcome.suppressed).toEqual([]);
  const told = processed?.outcome.alerts.filter((alert) => alert.alertReason !== 'deadline') ?? [];
  expect(told.map((alert) => alert.alertReason)).toEqual(['new']);
  await store.close();
});
