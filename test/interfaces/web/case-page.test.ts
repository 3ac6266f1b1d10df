import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ historyUntil: '2021-09-20' });
});
afterAll(() => site.close());

const pageOf = async (path: string) => load(await site.text(path));

describe.each([
  ['en', 'CAC opened a security review of DiDi', '5 days later', 'What usually comes next'],
  ['zh', '国家互联网信息办公室对滴滴出行启动安全审查', '5天后', '通常的下一步'],
])('the case page in %s', (lang, sentence, days, next) => {
  test('shows what happened, with the days between, and what usually comes next', async () => {
    const company = await pageOf(`/company/didi?lang=${lang}`);
    const link = company('a[href*="/case?"]')
      .toArray()
      .map((each) => company(each).attr('href')!)
      .find((href) => href.includes('cn-cac'))!;
    const page = await pageOf(link);
    const text = page('main').text().replaceAll(/\s+/g, ' ');
    expect(text).toContain(sentence);
    expect(text).toContain(days);
    expect(text).toContain(next);
  });
});

test('a case that nothing is known of is not there', async () => {
  expect((await site.get('/company/didi/case?of=didi/cn-cac/none')).status).toBe(404);
  expect((await site.get('/company/nobody/case?of=x')).status).toBe(404);
});
