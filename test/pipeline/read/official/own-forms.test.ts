import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../src/domain/notice.ts';
import { read } from '../../../support/reading.ts';

/** Invented pages in the forms that authorities use: what is read of them. */
const own = (authority: string, title: string, text: string): Notice =>
  read(`${title}\n${text}`, { title, authority, format: 'text' });

const actsOf = ({ actions }: Notice): string[] =>
  actions.map(({ act: { measure, effect, form, posture, size } }) =>
    [measure ?? effect, form, posture, size[0]?.amount].filter((part) => part != null).join(' '),
  );
const namesOf = ({ mentions }: Notice): string[] => mentions.map(({ name }) => name);

describe('a page in a form of its authority', () => {
  it.each<[form: string, authority: string, title: string, text: string, acts: string[]]>([
    [
      'a fine of a sum on somebody',
      'in-cci',
      'CCI imposes monetary penalty of ₹120 crore on Tencent for abusing its dominant position',
      'The Commission issued an order against Tencent.',
      ['fine final 1200000000'],
    ],
    [
      'a penalty that is only proposed',
      'us-faa',
      'FAA Proposes $3.1 Million in Fines Against Tencent',
      'The agency proposes civil penalties.',
      ['fine proposed 3100000'],
    ],
    [
      'what a vague title leaves to the text',
      'us-ftc',
      'FTC Takes Action Against Meituan for Deceptive Billing',
      'The Federal Trade Commission today filed a lawsuit against Meituan over its billing.',
      ['sue civil filed'],
    ],
    [
      'an order that stops new customers',
      'in-rbi',
      'Supervisory Action against Meituan',
      'The Reserve Bank of India has today directed Meituan to cease and desist, with immediate effect, from onboarding of new customers.',
      ['no-new-clients clients final'],
    ],
    [
      'an order to pay',
      'us-cfpb',
      'CFPB Orders Tencent to Pay $3 Million for Mismanagement of Accounts',
      'The bureau acted today.',
      ['pay ordered final 3000000'],
    ],
    [
      'a cease and desist order to somebody',
      'jp-jftc',
      'Issuance of Cease and Desist Order to Tencent',
      'The order is based on a violation of the Antimonopoly Act.',
      ['order stop final'],
    ],
    [
      'a suit that is named by its court',
      'au-accc',
      'ACCC takes Meituan to court over alleged misleading ‘Prices Dropped’ claims',
      'The ACCC has begun an action.',
      ['sue civil filed'],
    ],
    [
      'a recall',
      'us-nhtsa',
      'Consumer Alert: Apple Recalls 35,000 Cars',
      '',
      ['order recall final'],
    ],
    [
      'a warning letter',
      'us-fda',
      'WARNING LETTER: Tencent MARCS-CMS 612345',
      'This letter summarizes violations.',
      ['warn letter final'],
    ],
    [
      'an appeal that an authority lost',
      'eu-court',
      'Judgment in Case C-240/22 P Commission v Tencent',
      'The Court dismisses the Commission’s appeal and confirms the annulment of the fine.',
      ['annulled final'],
    ],
    [
      'an appeal that a company lost',
      'eu-court',
      'Judgment in Case C-241/22 P Tencent v Commission',
      'The Court dismisses the appeal brought by Tencent.',
      ['upheld final'],
    ],
    [
      'an action that a company lost',
      'eu-court',
      'The General Court dismisses the action brought by Tencent against its designation',
      'It upholds the decision.',
      ['upheld final'],
    ],
    [
      'a plan of commitments',
      'jp-jftc',
      'Approval of the Commitment Plan submitted by Tencent',
      'The plan was approved.',
      ['commit commitments agreed'],
    ],
    [
      'an order that is ended',
      'us-fed',
      'Board announces termination of enforcement actions with Tencent',
      'The order of 2020 was terminated.',
      ['lifted final'],
    ],
    [
      'a fine below a summons',
      'cn-cac',
      '国家网信办依法约谈微博',
      '网信办约谈微博负责人。该平台多次出现违法信息。要求其立即整改。北京市网信办对微博运营主体北京某某网络技术有限公司依法予以共计300万元罚款。',
      ['fine final 3000000'],
    ],
    [
      'a stop of purchases below a review',
      'cn-cac',
      '美团在华产品未通过网络安全审查',
      '审查办公室进行了审查。发现产品存在隐患。为此作出结论。关键信息基础设施的运营者应停止采购美团产品。',
      ['purchase-ban final'],
    ],
    [
      'a recall that is filed with an authority',
      'cn-samr',
      '腾讯召回部分电动汽车',
      '',
      ['order recall final'],
    ],
    [
      'measures that are suspended',
      'cn-mofcom',
      '商务部就暂停对有关企业不可靠实体清单措施答记者问',
      '自11月10日起，暂停对腾讯采取的不可靠实体清单措施1年。',
      ['stayed final'],
    ],
    [
      'questions about a report of a year',
      'cn-sse',
      '关于对美团股份有限公司2025年年度报告的信息披露监管问询函',
      '请你公司就预收款项变动作进一步说明。',
      ['ask final'],
    ],
  ])('%s', (_, authority, title, text, acts) => {
    expect(actsOf(own(authority, title, text))).toEqual(acts);
  });

  it.each([
    [
      'commas',
      '1. 微博，北京微梦创科网络技术有限公司，应用宝，14.3.2，违规收集个人信息\n2. 抖音，北京抖音信息服务有限公司，华为应用市场，12.0.1，超范围收集个人信息',
    ],
    [
      'bars',
      '序号 | 应用名称 | 应用开发者 | 应用来源 | 版本\n1 | 微博 | 北京微梦创科网络技术有限公司 | 应用宝 | 9.2.1\n2 | 抖音 | 北京抖音信息服务有限公司 | vivo应用商店 | 4.7',
    ],
  ])('reads rows whose cells stand between %s', (_, rows) => {
    const notice = own(
      'cn-miit',
      '关于侵害用户权益行为的App通报',
      `尚有以下2款App未完成整改。\n${rows}`,
    );
    expect(namesOf(notice)).toEqual(['微博', '抖音']);
    expect(notice.mentions[0]!.developer).toBe('北京微梦创科网络技术有限公司');
    expect(notice.doubts).toEqual([]);
  });

  it.each([
    [
      'us-ftc',
      'FTC Warns Consumers: Scammers Are Impersonating Apple',
      'They pretend to be Apple.',
    ],
    ['us-ca-ag', 'Attorney General Files Amicus Brief in Case Against Apple', 'He joined others.'],
    [
      'cn-samr',
      '市场监管总局关于2025年消费者投诉举报情况的通报',
      '共接收投诉1800万件。其中涉及淘宝、京东平台的投诉量居前。',
    ],
  ])('finds no act of %s in: %s', (authority, title, text) => {
    expect(actsOf(own(authority, title, text))).toEqual([]);
  });

  it('reads a fulfilled order as its end', () => {
    const notice = own(
      'cn-samr',
      '市场监管总局关于美团履行行政处罚决定情况的公告',
      '三年来，美团全面落实整改，整改任务已完成。',
    );
    expect(actsOf(notice)).toEqual(['lifted final']);
  });
});
