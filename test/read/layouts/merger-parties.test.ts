import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

const HEAD = '市场监管总局对43起未依法申报违法实施经营者集中案件作出行政处罚决定，分别处以50万元罚款。';
const parties = (cases: string) =>
  read(`${HEAD}\n${cases}`, { title: '43起未依法申报案被罚' })
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('who is fined for mergers that were not declared', () => {
  it.each([
    ['those in the case', '案件包含阿里巴巴涉及收购木棉软件、青禾科技的股权案。', ['阿里巴巴']],
    ['several of them', '美团、腾讯等均涉案10起以上。', ['美团', '腾讯']],
    ['who acquires', '腾讯收购木棉科技股权案同在其列。', ['腾讯']],
    [
      'who founds a joint venture, both',
      '此外，还有木棉信息技术有限公司与云雀科技股份有限公司设立合营企业案等。',
      ['木棉信息技术有限公司', '云雀科技股份有限公司'],
    ],
    ['and never what is bought', '木棉资本收购滴滴股权案同在其列。', []],
  ])('%s', (_, cases, names) => {
    expect(parties(cases)).toEqual(names);
  });
});
