import { expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { aNewItem, aSubscription } from '../../base/store/build.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
const knowledge = knowledgeOf(catalog!, { historyUntil: '2021-09-01' as CalendarDate });
const at = (time: string) => Date.parse(`${time}+08:00`) as Instant;

const REMOVAL = {
  title: '工业和信息化部关于下架侵害用户权益APP的通报',
  body: '<p>我部组织检测，1款APP未按要求完成整改，现予以下架。</p><table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td></tr><tr><td>1</td><td>携程旅行</td><td>上海携程商务有限公司</td></tr></table>',
};
const RETURN = {
  title: '工业和信息化部关于恢复“携程旅行”APP上架的公告',
  body: '<p>经复查，携程旅行APP已完成整改，即日起恢复上架。</p>',
};

test('a page that takes a step back is told once, and ends the act that it is on', async () => {
  const store = await openStore({ path: ':memory:' });
  const scope = { kind: 'company' as const, id: 'trip-com' };
  await store.addSubscription(
    aSubscription({ scope, leastBand: 'background', createdAt: at('2021-09-19T10:00') }),
  );
  const settle = async ({ title, body }: typeof REMOVAL, key: string, fetchedAt: Instant) => {
    const html = `<html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
    const statedDate = new Date(fetchedAt).toISOString().slice(0, 10);
    const contentType = 'text/html; charset=utf-8';
    const more = {
      id: `item-${key}`,
      hash: key,
      key,
      url: `https://authority.example/${key}`,
      title,
      statedDate,
      contentType,
    };
    const whole = aNewItem({ ...more, fetchedAt, firstSeenAt: fetchedAt }, html);
    await store.saveItem(whole);
    const deps = {
      store,
      knowledge,
      reader: readerOf(knowledge.catalog),
      watchedSourceOf: () => null,
    };
    return (await processItem(whole.item, fetchedAt, deps))!.outcome;
  };
  const removed = await settle(REMOVAL, 'removal', at('2021-09-20T10:05'));
  const returned = await settle(RETURN, 'return', at('2021-09-28T10:05'));
  expect(removed.events.map(({ act }) => act.measure)).toEqual(['delist-app']);
  expect(returned.events.map(({ act }) => [act.effect, act.on])).toEqual([
    ['lifted', [removed.events[0]!.id]],
  ]);
  const told = returned.alerts.filter(({ alertReason }) => alertReason !== 'deadline');
  expect(told.map(({ alertReason }) => alertReason)).toEqual(['closed']);
  const [before, after] = [removed.signals[0]!, returned.signals[0]!];
  expect(after.after).toBeLessThan(before.after);
  await store.close();
});
