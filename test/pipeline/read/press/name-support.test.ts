import { describe, expect, it } from 'vitest';
import { createNameJudge } from '../../../../src/pipeline/read/press/name-support.ts';
import { parts } from '../../../support/reading.ts';

const namesOn = createNameJudge(parts.words);

/** Whether the name in brackets counts, in a page that says only this. */
function counts(marked: string, company = 'somebody'): boolean {
  const start = marked.indexOf('[');
  const text = marked.replace('[', '').replace(']', '');
  const end = marked.indexOf(']') - 1;
  const hit = { start, end, kind: 'company', key: `company:${company}`, ordinary: false } as const;
  return namesOn(text)(hit, text);
}

describe('the name of a company in a text', () => {
  it.each<[string, string, string?]>([
    ['a number', '罚款超[360]亿元'],
    ['a count', '深交所对[99]起异常交易采取措施'],
    ['a state', '[伊利]诺伊州起诉某公司'],
    ['a family name and a given one', '董事长林[卫龙]被查'],
    ['the same at the start of a headline', '林[卫龙]被证监会罚款'],
    ['a foreign name', '山姆·[奥特]曼被调查'],
    ['a person behind a title', '首席执行官[新浪]刚史被调查'],
    ['another firm', '对读者[出版传媒]股份有限公司采取措施'],
    ['a longer quoted name', '工信部通报31款App，「红[苹果]短剧」等在列'],
    ['a coined name', '将艾维[奥克斯]公司等列入管控名单'],
    ['an everyday word', '欧盟对中国[机器人]启动调查'],
    ['a fruit', '海关总署恢复[荔枝]输入'],
    ['a group chat', '女子在[微信]群发布谣言被行政处罚'],
    ['a phrase of party discipline', '某原副主任丧失[理想]信念，被立案审查'],
    ['a bearer of a shared name', '韩国对[乐天]信用卡处以罚款', 'rakuten'],
    ['who tells the news', 'U.S. probes data deals: [New York Times]'],
    ['a visa', 'US probes H-1B [Visa] fraud'],
    ['initials of a person', 'Germany accuses [JD] Vance of hypocrisy'],
    ['a university', 'Justice Department investigates [UC] Berkeley'],
  ])('is none as a part of %s', (_about, marked, company) => {
    expect(counts(marked, company)).toBe(false);
  });

  it.each<[string, string, string?]>([
    ['behind a preposition', '证监会对[卫龙]立案'],
    ['behind its place', '对山西[太钢不锈]钢股份有限公司采取措施'],
    ['as the beginning of a quoted name', '工信部通报“[苹果]短剧”'],
    ['behind words of the dictionary', '欧盟要求[苹果]公司整改'],
    ['behind a country', '韩国对美[苹果]公司处以罚款'],
    ['with its number', '[机器人]（300024）收到警示函'],
    ['with a word of firms', '[机器人]公司收到警示函'],
    ['with its own words elsewhere', '乐天市场的运营商[乐天]被罚', 'rakuten'],
    ['of another company of the name', '[乐天]信用卡被罚', 'lotte'],
    ['with words of its trade', 'EU fines [Visa] over card fees'],
    ['of a paper at which a step is aimed', 'FTC sues [New York Times] over fees'],
  ])('counts %s', (_about, marked, company) => {
    expect(counts(marked, company)).toBe(true);
  });
});
