import { describe, expect, it } from 'vitest';
import type { ItemId, RegulatorId } from '../../../../src/domain/ids.ts';
import type { Notice } from '../../../../src/domain/notice.ts';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readerOf } from '../../../../src/pipeline/flows/reader.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

const reader = readerOf(repositoryCatalog().catalog!);

function read(authority: string, title: string, text: string): Notice {
  return reader(decodeText(text, 'text'), {
    item: 'page' as ItemId,
    source: null,
    authority: authority as RegulatorId,
    outlet: null,
    url: '',
    title,
    published: '2026-05-10' as CalendarDate,
    publishedAt: null,
  });
}

/** Names and measures, as `name: measure form`. */
function actsOf(notice: Notice): string[] {
  const names = new Map(notice.mentions.map(({ id, name }) => [id, name]));
  return notice.actions.flatMap(({ act, mentions }) =>
    mentions.map((id) =>
      [`${names.get(id)}:`, act.measure ?? act.effect, act.form].filter(Boolean).join(' '),
    ),
  );
}

describe('batches that failed a test', () => {
  it('are of the makers that the notice names', () => {
    const notice = read(
      'cn-nmpa',
      '国家药监局关于4批次药品不符合规定的通告',
      '一、经某省药品检验所检验，标示为甲乙（集团）股份有限公司、丙丁药业有限公司丙丁制药厂生产的3批次胶囊不符合规定，不符合规定项目为性状。\n二、标示为戊己制药有限公司生产的1批次片剂不符合规定。',
    );
    expect(actsOf(notice)).toEqual([
      '甲乙（集团）股份有限公司: name',
      '丙丁药业有限公司: name',
      '戊己制药有限公司: name',
    ]);
  });

  it('are not of the shops and platforms that sold them', () => {
    const notice = read(
      'cn-samr',
      '市场监管总局关于2批次食品抽检不合格情况的通告',
      '一、永辉超市股份有限公司某店销售的、标称甲乙食品股份有限公司生产的面包，菌落总数不符合规定。\n二、某旗舰店在天猫（网店）销售的、标称丙丁食品有限公司生产的话梅，检出不合格。',
    );
    expect(actsOf(notice)).toEqual(['甲乙食品股份有限公司: name', '丙丁食品有限公司: name']);
  });

  it('are nobody’s where the maker says that they are counterfeits', () => {
    const notice = read(
      'cn-samr',
      '市场监管总局关于1批次食品抽检不合格情况的通告',
      '一、某商行销售的、标称贵州茅台酒股份有限公司生产的白酒不合格，该公司否认生产，经鉴定为假冒产品。',
    );
    expect(actsOf(notice)).toEqual([]);
  });
});

describe('rows with labels', () => {
  const title = '某市通信管理局关于问题APP的通报（2026年第二期）';
  const names = ({ mentions }: Notice) =>
    mentions.map(({ name, developer, rows }) => [name, developer, rows[0]?.version]);

  it('are read in one line each', () => {
    const text =
      '现通报存在问题的APP如下。\n应用名称：甲图　开发者：甲科技股份有限公司　版本：5.2.1　所涉问题：违规收集个人信息\n应用名称：乙听　开发者：乙科技有限公司　版本：3.0　所涉问题：过度索取权限';
    expect(names(read('cn-beijing-ca', title, text))).toEqual([
      ['甲图', '甲科技股份有限公司', '5.2.1'],
      ['乙听', '乙科技有限公司', '3.0'],
    ]);
  });

  it('are read with a line for each value', () => {
    const text =
      '现通报存在问题的APP如下。\n应用名称：甲图\n开发者：甲科技股份有限公司\n版本：5.2.1\n问题：未公开收集使用规则\n应用名称：乙听\n运营者：乙科技有限公司';
    expect(names(read('cn-beijing-ca', title, text))).toEqual([
      ['甲图', '甲科技股份有限公司', '5.2.1'],
      ['乙听', '乙科技有限公司', undefined],
    ]);
  });

  it('are no list where nothing says who made an app', () => {
    const notice = read('cn-beijing-ca', title, '说明如下。\n应用名称：应填写全称。');
    expect(notice.mentions).toEqual([]);
  });
});

describe('an authority’s page in Chinese', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a penalty of lines with labels',
      '行政处罚信息公示列表',
      '当事人名称：招商银行股份有限公司\n行政处罚内容：罚款6800万元\n作出决定机关：国家金融监督管理总局',
      ['招商银行股份有限公司: fine'],
    ],
    [
      'labels with brackets',
      '中国人民银行行政处罚信息公示表',
      '当事人名称（姓名）：平安银行股份有限公司\n行政处罚内容：警告，罚款1235万元',
      ['平安银行股份有限公司: fine', '平安银行股份有限公司: warn public'],
    ],
    [
      'a letter whose text begins in the line of its address',
      '关于广汇物流股份有限公司2025年年度报告的信息披露监管工作函',
      '广汇物流股份有限公司：请你公司补充披露以下事项。',
      ['广汇物流股份有限公司: ask'],
    ],
    [
      'a merger under conditions',
      '市场监管总局关于附加限制性条件批准英伟达公司收购迈络思科技有限公司股权案的公告',
      '市场监管总局决定附加限制性条件批准此项集中。',
      ['英伟达: deal conditions'],
    ],
  ])('reads %s', (_, title, text, acts) => {
    expect(actsOf(read('cn-nfra', title, text))).toEqual(acts);
  });

  it.each([
    ['市场监管总局决定中止对高通公司收购某科技公司涉嫌违法实施经营者集中案的调查', 'stayed'],
    ['市场监管总局依法决定暂停对杜邦中国集团有限公司的调查', 'stayed'],
    ['市场监管总局终止对高通公司涉嫌垄断行为的调查', 'dropped'],
    ['市场监管总局督导美团完成整改情况', 'lifted'],
  ])('reads the end of an act, however long the name: %s', (title, effect) => {
    const [action] = read('cn-samr', title, '按照要求完成整改，取得成效。').actions;
    expect(action?.act.effect).toBe(effect);
  });

  it.each([
    [
      'sums of a year',
      '2025年全国网信系统持续推进网络执法工作 约谈网站平台9200余家',
      '约谈微博、抖音等网站平台9218家。',
    ],
    [
      'an answer on what another country does',
      '商务部新闻发言人就美国对华301调查有关问题答记者问',
      '美方发起调查，涉及中芯国际等企业。',
    ],
  ])('is no act: %s', (_, title, text) => {
    expect(read('cn-cac', title, text).verdict).toBe('none');
  });
});
