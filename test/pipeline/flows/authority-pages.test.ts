import { describe, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import type { CompanyId, RegulatorId } from '../../../src/domain/ids.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { watchedSourcesOf } from '../../../src/knowledge/catalog/watched-sources.ts';
import { processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { aNewItem, aSubscription } from '../../base/store/build.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
const knowledge = knowledgeOf(catalog!, { historyUntil: '2018-01-01' as CalendarDate });
const watched = watchedSourcesOf(catalog!);
const reader = readerOf(catalog!);
const NOW = Date.parse('2026-11-20T16:00:00+08:00') as Instant;

/** The source of an authority whose pages are its own. */
function ownSourceOf(by: string) {
  const sources = catalog!.regulators.get(by as RegulatorId)!.sources;
  const own = sources.find(({ speaksFor }) => speaksFor === by);
  return watched.get(own?.id as never)!;
}

/** Saves a page that the source of an authority gave, reads it and alerts who follows a company. */
async function published(by: string, title: string, body: string, follows: string) {
  const store = await openStore({ path: ':memory:' });
  await store.addSubscription(
    aSubscription({
      id: 'subscription',
      address: { sink: 'fake', to: 'all' },
      scope: { kind: 'company', id: follows as CompanyId },
      leastBand: 'background',
      language: 'en',
      createdAt: NOW - 86_400_000,
    }),
  );
  const source = ownSourceOf(by);
  const page = aNewItem(
    {
      id: 'item-page',
      source: source.source.id,
      key: 'page',
      hash: 'page',
      url: 'https://authority.example/page',
      title,
      statedDate: '2026-11-20',
      contentType: 'text/html; charset=utf-8',
      fetchedAt: NOW,
      firstSeenAt: NOW,
    },
    `<html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`,
  );
  await store.saveItem(page);
  const deps = { store, knowledge, reader, watchedSourceOf: () => source };
  const processed = (await processItem(page.item, NOW, deps))!;
  await store.close();
  return processed;
}

const p = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('\n');

describe('a page of an authority, from its source to the alert', () => {
  test.each<[string, string, string, string]>([
    [
      'cn-samr',
      '市场监管总局依法对携程集团有限公司立案调查',
      p(
        '近日，市场监管总局依据《中华人民共和国反垄断法》，对携程集团有限公司涉嫌滥用市场支配地位立案调查。',
      ),
      'trip-com',
    ],
    [
      'cn-csrc',
      '中国证监会行政处罚决定书（康美药业股份有限公司、马某等3名责任主体）',
      p(
        '当事人：康美药业股份有限公司（以下简称康美药业），住所：广东省普宁市。',
        '当事人：马某，男，时任康美药业董事长。',
        '我会决定：对康美药业股份有限公司责令改正，给予警告，并处以60万元罚款。',
      ),
      'kangmei',
    ],
    [
      'cn-miit',
      '关于侵害用户权益行为的APP通报（2026年第9批）',
      '<p>现将存在问题的软件通报如下，有关APP应按规定整改。</p><table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用版本</td><td>所涉问题</td></tr><tr><td>1</td><td>新浪微博</td><td>北京微梦创科网络技术有限公司</td><td>15.2</td><td>违规收集个人信息</td></tr></table>',
      'weibo',
    ],
    [
      'cn-cac',
      '国家网信办依法约谈处罚新浪微博',
      p('近日，国家网信办负责人约谈新浪微博主要负责人，责令其立即整改，严肃处理相关责任人。'),
      'weibo',
    ],
    [
      'cn-nfra',
      '行政处罚信息公示列表',
      '<table><tr><td>序号</td><td>当事人名称</td><td>主要违法违规行为</td><td>行政处罚内容</td><td>作出决定机关</td></tr><tr><td>1</td><td>招商银行股份有限公司</td><td>理财业务不审慎</td><td>罚款6800万元</td><td>国家金融监督管理总局</td></tr></table>',
      'cmb',
    ],
    [
      'us-doj',
      'Aircraft Maker Agrees to Pay $200 Million to Resolve Fraud Charges',
      p(
        'The Boeing Company has agreed to pay $200 million, the Justice Department announced today.',
      ),
      'boeing',
    ],
    [
      'us-sec',
      'Securities and Exchange Commission v. Lyft, Inc., No. 26-cv-1 (N.D. Cal. filed Nov. 20, 2026)',
      p(
        'Litigation Release No. 26900 / November 20, 2026',
        'On November 20, 2026, the Securities and Exchange Commission filed a settled complaint in the Northern District of California against Lyft, Inc. Lyft agreed to pay a $10 million civil penalty.',
      ),
      'lyft',
    ],
    [
      'us-ftc',
      'FTC Sues Uber Over Deceptive Billing',
      p(
        'The Federal Trade Commission today sued Uber, alleging that it charged riders without consent.',
      ),
      'uber',
    ],
    [
      'gb-cma',
      'CMA investigates Google over search services',
      p('The CMA has opened an investigation into Google.'),
      'alphabet',
    ],
    [
      'eu-commission',
      'Commission fines Apple €500 million under the Digital Markets Act',
      p('The European Commission has fined Apple €500 million for its rules on steering.'),
      'apple',
    ],
    [
      'gb-ico',
      'ICO fines TikTok £12.7 million for misusing children’s data',
      p('The Information Commissioner’s Office has issued a £12.7 million fine to TikTok.'),
      'bytedance',
    ],
    [
      'jp-jftc',
      'Cease and Desist Order against Google LLC',
      p(
        'The Japan Fair Trade Commission today issued a cease and desist order against Google LLC.',
      ),
      'alphabet',
    ],
    [
      'kr-kftc',
      'KFTC Imposes KRW 25 Billion Surcharge on Coupang',
      p('The KFTC imposed a surcharge of KRW 25 billion on Coupang for deceptive ranking.'),
      'coupang',
    ],
  ])('%s: %s', async (by, title, body, company) => {
    const { outcome } = await published(by, title, body, company);
    expect(outcome.events.map((event) => event.company)).toContain(company);
    expect(outcome.deliveries.length).toBeGreaterThan(0);
  });

  test.each<[string, string, string, string, string]>([
    [
      'cn-samr',
      '市场监管总局关于印发《平台经济合规指引》的通知',
      p('各平台企业，包括美团、拼多多，应当遵守本指引。'),
      'meituan',
      'page-paper',
    ],
    [
      'cn-cac',
      '2025年全国网信系统约谈网站平台9200余家',
      p('依法约谈微博、抖音等网站平台。'),
      'weibo',
      'page-summary',
    ],
    [
      'us-doj',
      'Former Boeing Employee Sentenced for Tax Fraud',
      p('A former employee of Boeing was sentenced today.'),
      'boeing',
      'aimed-unsure',
    ],
    [
      'us-ftc',
      'FTC Sends Refunds to Uber Customers',
      p('The FTC is sending refunds to customers of Uber.'),
      'uber',
      'page-summary',
    ],
    [
      'eu-commission',
      'Mergers: Commission approves acquisition of Ansys by Synopsys',
      p('The Commission approved it.'),
      'synopsys',
      'page-approval',
    ],
    [
      'gb-cma',
      'CMA publishes annual report',
      p('The report mentions Google.'),
      'alphabet',
      'page-summary',
    ],
  ])('%s alerts nobody and says why: %s', async (by, title, body, company, because) => {
    const { outcome } = await published(by, title, body, company);
    expect(outcome.deliveries).toEqual([]);
    expect(outcome.notice.verdict).toBe('none');
    expect(outcome.notice.verdictBecause.code).toBe(because);
  });
});

test('an entry of an authority without an address and a text is a page not read', async () => {
  const store = await openStore({ path: ':memory:' });
  const source = ownSourceOf('cn-samr');
  const title = '关于侵害用户权益行为的APP通报';
  const saved = aNewItem(
    {
      id: 'item-title',
      source: source.source.id,
      key: 'title',
      hash: 'title',
      url: '',
      title,
      contentType: 'text/plain; charset=utf-8',
      fetchedAt: NOW,
      firstSeenAt: NOW,
    },
    title,
  );
  await store.saveItem(saved);
  const deps = { store, knowledge, reader, watchedSourceOf: () => source };
  expect(await processItem(saved.item, NOW, deps)).toBeNull();
  expect(await store.debts(9)).toMatchObject([
    { cause: 'page', because: expect.stringContaining('only its title is known'), retryAt: null },
  ]);
  await store.close();
});
