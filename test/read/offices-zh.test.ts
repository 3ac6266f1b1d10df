import { describe, expect, it } from 'vitest';
import { appsOf, read, typesOf } from '../support/reading.ts';

const regulatorOf = (text: string, title: string) => read(text, { title }).regulator?.value ?? null;

describe('offices of places in Chinese pages', () => {
  it.each([
    [
      'of a district of a city',
      '木棉药房被罚45万元',
      '木棉药房有限公司因违反广告法，被广州市黄埔区市场监督管理局处以45万元罚款。',
      'cn-guangzhou-amr',
    ],
    [
      'of a new area of a province',
      '四川天府新区市场监管局约谈京东',
      '8月18日，四川天府新区市场监管局依法约谈京东。',
      'cn-sichuan-amr',
    ],
    [
      'of a county, of the internet information system',
      '木棉社区被约谈',
      '8月18日，浙江安吉县网信办约谈木棉社区负责人，责令整改。',
      'cn-zhejiang-cac',
    ],
    [
      'of a province and a city together',
      '福建省市两级网信办联合约谈4家网站平台负责人',
      '8月18日，福建省网信办指导会同福州市网信办联合约谈4家网站平台负责人，责令立即整改。',
      'cn-fujian-cac',
    ],
    [
      'behind the plan of their heads',
      '湖南公开通报22款移动应用程序',
      '按照中央网信办、工业和信息化部、公安部《关于开展2021年个人信息保护系列专项行动的公告》工作部署，湖南省委网信办、湖南省通信管理局通报22款移动应用程序，责令限期整改。',
      'cn-hunan-cac',
    ],
    ['the head itself', '国家网信办约谈木棉社区', '8月18日，网信办约谈木棉社区负责人，责令整改。', 'cn-cac'],
  ])('%s', (_about, title, text, id) => {
    expect(regulatorOf(text, title)).toBe(id);
  });
});

describe('words at the edge of a Chinese list', () => {
  it.each([
    [
      '工信部通报，其中涉及木棉银行、青禾银行、绿萝银行五家银行，侵权行为包括违规收集信息。',
      ['木棉银行', '青禾银行', '绿萝银行'],
    ],
    [
      '工信部通报，尚有木棉记账、青禾生活、绿萝读书在内的41款App未完成整改。',
      ['木棉记账', '青禾生活', '绿萝读书'],
    ],
    [
      '工信部通报64款应用，包括多个茶饮、咖啡品牌的点单小程序，如木棉、青禾茶、绿萝等。',
      ['木棉', '青禾茶', '绿萝'],
    ],
    ['工信部通报，木棉银行旗下有2款APP，分别是木棉银行APP和掌上木棉APP。', ['木棉银行', '掌上木棉']],
  ])('%s', (text, names) => {
    expect(appsOf(read(text))).toEqual(names);
  });

  it('accusations with numbers and full stops of their own stay in the cell of their app', () => {
    const rows = [1, 2].map(
      (at) =>
        `${at}\n木棉${at}有限公司\n木棉记账${at}\n1.0.${at}\n华为应用市场\n1、违规使用个人信息。\n2、强制用户使用定向推送功能。`,
    );
    const header = '序号\n应用开发者\n应用名称\n版本号\n应用来源\n所涉问题';
    const title = '浙江省通信管理局关于侵害用户权益行为的APP通报';
    expect(appsOf(read(`${title}\n附件：问题APP名单\n${header}\n${rows.join('\n')}`, { title }))).toEqual([
      '木棉记账1',
      '木棉记账2',
    ]);
  });
});

describe('words that only sound like a step', () => {
  it.each([
    [
      'who tells of an investigation',
      '木棉公司被立案调查',
      '8月18日，市场监管总局通报，依据反垄断法，对木棉公司涉嫌垄断行为立案调查。',
      ['probe-opened'],
    ],
    [
      'what the law forbids',
      '市场监管总局处罚木棉公司',
      '8月18日，市场监管总局对木棉公司罚款5亿元，认定其实施了反垄断法禁止的限定交易行为。',
      ['fined'],
    ],
    [
      'how long ago it was',
      '木棉网站被责令整改',
      '8月18日，国家网信办责令木棉网站整改。这是一个月内第二次责令其整改。',
      ['rectification-ordered'],
    ],
  ])('%s', (_about, title, text, types) => {
    const notice = read(text, { title });
    expect(typesOf(notice)).toEqual(types);
    expect(notice.deadline).toBeNull();
  });
});
