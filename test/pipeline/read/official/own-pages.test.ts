import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../src/domain/notice.ts';
import { read } from '../../../support/reading.ts';

/** A page of an authority: its title, and what stands below it. */
type OwnPage = readonly [authority: string, title: string, text: string];

const own = ([authority, title, text]: OwnPage): Notice =>
  read(`${title}\n${text}`, { title, authority, format: 'text' });

const reasonOf = (notice: Notice) => notice.verdictBecause.code;
const named = (notice: Notice) => notice.mentions.map(({ name }) => name);
const measuresOf = (notice: Notice) =>
  notice.actions.map(({ act }) => act.measure ?? act.effect).sort();

describe('a page of an authority that is no act', () => {
  it.each<[string, ...OwnPage]>([
    [
      'page-paper',
      'cn-miit',
      '工业和信息化部关于印发《移动互联网应用程序备案管理办法》的通知',
      '各省、自治区、直辖市通信管理局：现将《移动互联网应用程序备案管理办法》印发给你们，请认真执行。微信、抖音等平台应当落实。逾期未备案的，责令下架。',
    ],
    [
      'page-paper',
      'cn-state-council',
      '国务院办公厅关于印发“十四五”数字经济发展规划的通知',
      '支持腾讯、阿里巴巴等企业发展。严禁违法违规收集个人信息，对违规应用予以下架。',
    ],
    [
      'page-paper',
      'cn-miit',
      '关于开展App侵害用户权益专项整治工作的通知',
      '对存在问题的App责令整改、下架处理，对微信等重点平台开展检测。',
    ],
    [
      'page-paper',
      'cn-cac',
      '国家互联网信息办公室关于《网络数据安全管理条例（征求意见稿）》公开征求意见的通知',
      '对违反规定的，责令改正，给予警告，可以并处罚款。',
    ],
    [
      'page-paper',
      'cn-state-council',
      '国务院办公厅转发市场监管总局关于加强网络交易监管工作意见的通知',
      '依法查处滴滴出行等平台的违法行为。',
    ],
    ['page-paper', 'cn-pboc', '突发事件应急预案', '对支付宝等机构责令整改。'],
    [
      'page-denial',
      'cn-csrc',
      '关于网传对阿里巴巴立案调查的情况说明',
      '近日有消息称证监会对阿里巴巴立案调查，经核实，该消息不实，系谣言。',
    ],
    [
      'page-denial',
      'us-ftc',
      'FTC statement on Apple',
      'The FTC denied reports that it had opened an investigation into Apple.',
    ],
    [
      'page-victims',
      'cn-cac',
      '关于警惕仿冒“支付宝”“京东金融”等App的提示',
      '近期发现一批仿冒App，现将名单通报如下：支付宝、京东、微信。请广大网民立即卸载。',
    ],
    [
      'page-victims',
      'us-ftc',
      'FTC warns of fake apps impersonating WeChat and TikTok',
      'Consumers should delete the fake apps. The apps were removed from stores.',
    ],
    [
      'page-approval',
      'cn-miit',
      '第三批通过适老化及无障碍改造评测的App名单公示',
      '现予以公示：微信、抖音、滴滴出行。',
    ],
    [
      'page-approval',
      'cn-nppa',
      '2023年12月份国产网络游戏审批信息',
      '序号 游戏名称 运营单位\n1 木棉物语 腾讯\n2 青禾传 网易',
    ],
    [
      'page-approval',
      'cn-cac',
      '国家互联网信息办公室关于发布第五批深度合成服务算法备案信息的公告',
      '现公布备案清单：抖音、淘宝、微信。',
    ],
    [
      'page-approval',
      'cn-samr',
      '关于网络交易平台合规优秀案例名单的公示',
      '拟入选名单：美团、京东、拼多多。',
    ],
    [
      'page-approval',
      'in-rbi',
      'RBI grants licence to Ant Group unit',
      'The Reserve Bank of India has granted a licence to Ant Group.',
    ],
    [
      'page-summary',
      'cn-samr',
      '2022年反垄断执法工作成效',
      '2022年，总局依法对阿里巴巴、美团处以罚款，责令整改。',
    ],
    [
      'page-summary',
      'cn-miit',
      '工信部2021年累计下架违规应用1000余款',
      '2021年，工信部累计通报2000款App，责令腾讯、阿里巴巴等整改，下架1000款。',
    ],
    [
      'page-summary',
      'cn-cac',
      '2020年全国网信系统依法约谈网站4282家',
      '2020年，针对“阿里巴巴”等网站平台违规信息问题依法约谈，责令整改；针对“微博”依法约谈，予以罚款。',
    ],
    [
      'page-summary',
      'us-ftc',
      'FTC Sends Refunds to Consumers Harmed by Apple',
      'The Federal Trade Commission is sending more than $10 million to consumers. Apple agreed to pay in 2019.',
    ],
    [
      'page-summary',
      'us-sec',
      'Remarks at the Tencent conference',
      'Last year we charged Alibaba.',
    ],
    ['page-fiction', 'cn-cac', '国家网信办下架微信', '国家网信办今日下架微信。本文纯属虚构。'],
    [
      'page-fiction',
      'us-ftc',
      'FTC bans Apple',
      'The FTC banned Apple today.\nThis article is fiction.',
    ],
  ])('%s: %s, %s', (code, ...page) => {
    const notice = own(page);
    expect([notice.verdict, reasonOf(notice), notice.mentions]).toEqual(['none', code, []]);
    expect(notice.unconfirmed).toEqual([]);
  });
});

describe('a page of an authority that takes something back', () => {
  it.each<[string, string[], ...OwnPage]>([
    [
      'lifted',
      ['滴滴出行'],
      'cn-cac',
      '关于恢复“滴滴出行”App上架的公告',
      '经复查，滴滴出行已完成整改，即日起恢复上架。',
    ],
    [
      'annulled',
      ['阿里巴巴'],
      'cn-samr',
      '市场监管总局关于撤销对阿里巴巴行政处罚决定的公告',
      '经复议，现决定撤销国市监处罚〔2021〕28号行政处罚决定。',
    ],
    ['dropped', ['腾讯'], 'cn-samr', '市场监管总局终止对腾讯的反垄断调查', '总局决定终止调查。'],
    [
      'stayed',
      ['美团'],
      'cn-samr',
      '市场监管总局中止对美团涉嫌垄断行为的调查',
      '美团作出承诺，总局决定中止调查。',
    ],
    [
      'lifted',
      ['阿里巴巴'],
      'cn-samr',
      '阿里巴巴集团完成三年整改，取得良好成效',
      '总局督促阿里巴巴完成三年整改。',
    ],
    [
      'withdrawn',
      ['微信'],
      'cn-miit',
      '关于2021年第8批侵害用户权益行为的APP通报中“微信”的更正公告',
      '因核查有误，现将微信从名单中删除。',
    ],
    [
      'withdrawn',
      ['支付宝'],
      'cn-miit',
      '关于2021年第8批侵害用户权益APP通报的更正公告',
      '8月18日，我部通报了43款存在问题的APP（2021年第8批，总第17批）。经核实，支付宝不存在相关问题，现将支付宝从附件名单中删除，其余内容不变。微信等应用仍须整改。',
    ],
    [
      'annulled',
      ['Apple'],
      'us-ftc',
      'FTC rescinds order against Apple',
      'The Commission voted to rescind its 2014 order.',
    ],
    [
      'withdrawn',
      ['Tencent'],
      'us-sec',
      'SEC withdraws complaint against Tencent',
      'The Commission has withdrawn its complaint.',
    ],
    [
      'lifted',
      ['Alibaba'],
      'us-commerce',
      'BIS removes Alibaba from the Entity List',
      'The final rule removes the entry.',
    ],
    [
      'dropped',
      ['Apple'],
      'gb-cma',
      'CMA closes its investigation into Apple',
      'The CMA has closed its case on administrative priority grounds.',
    ],
  ])('%s of %s: %s, %s', (effect, names, ...page) => {
    const notice = own(page);
    expect([notice.verdict, measuresOf(notice), named(notice)]).toEqual([
      'action',
      [effect],
      names,
    ]);
    expect(notice.actions[0]!.act.measure).toBeNull();
  });

  it('is an order where the authority orders somebody to end something', () => {
    const notice = own([
      'cn-samr',
      '市场监管总局责令腾讯解除网络音乐独家版权',
      '总局依法对腾讯作出行政处罚，责令其30日内解除独家音乐版权，处以50万元罚款。',
    ]);
    expect(notice.verdict).toBe('action');
    expect(measuresOf(notice)).not.toContain('lifted');
    expect(named(notice)).toEqual(['腾讯']);
  });

  it('is no end of anything where the end is only demanded or refused', () => {
    for (const title of [
      '关于未完成整改的App下架通报：微信',
      '市场监管总局维持对阿里巴巴的处罚，驳回撤销请求',
    ])
      expect(reasonOf(own(['cn-samr', title, '现予以公告。']))).not.toBe('page-eased');
  });
});
