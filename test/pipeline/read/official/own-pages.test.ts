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
    expect(notice.actions[0]!.type).toBe(effect === 'lifted' ? 'reinstated' : 'closed');
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

describe('a decision against named parties', () => {
  const PENALTY = `〔2021〕66号
当事人：木棉汽车集团控股有限公司（以下简称木棉集团），住所：辽宁省沈阳市大东区东望街39号。
刘长虹，男，1959年9月出生，时任木棉集团董事长，住址：辽宁省沈阳市。
依据2019年修订的《中华人民共和国证券法》的有关规定，我会对木棉集团信息披露违法违规行为进行了立案调查、审理，并依法向当事人告知了作出行政处罚的事实、理由、依据。青禾证券股份有限公司为主承销商。
经查明，木棉集团存在以下违法事实：虚增利润。阿里巴巴购买了该债券。
根据当事人违法行为的事实、性质、情节与社会危害程度，我会决定：
一、对木棉集团责令改正，给予警告，并处以5360万元罚款；
二、对刘长虹给予警告，并处以90万元罚款。
上述当事人应自收到本处罚决定书之日起15日内，将罚款汇交中国证券监督管理委员会。当事人如果对本处罚决定不服，可在收到之日起60日内申请行政复议。`;

  it('fines the party and nobody whom it only names, and is no investigation', () => {
    const notice = own([
      'cn-csrc',
      '中国证监会行政处罚决定书（木棉集团、刘长虹等12名责任主体）',
      PENALTY,
    ]);
    expect(named(notice)).toEqual(['木棉汽车集团控股有限公司']);
    expect(measuresOf(notice)).toEqual(['fine', 'rectify', 'warn']);
    expect(notice.actions.find(({ type }) => type === 'fined')!.fine).toMatchObject({
      currency: 'CNY',
      amount: 53_600_000,
    });
    expect(notice.regulator!.value).toBe('cn-csrc');
  });

  it('against persons alone names no firm', () => {
    const notice = own([
      'cn-csrc',
      '中国证监会行政处罚决定书（刘长虹）',
      '当事人：刘长虹，男，1959年9月出生，住址：上海市。\n经查明，刘长虹控制账户交易腾讯、阿里巴巴股票。\n我会决定：对刘长虹没收违法所得100万元，并处以300万元罚款。',
    ]);
    expect([notice.mentions, notice.verdict]).toEqual([[], 'none']);
  });

  it('that is only announced is a charge with a proposed sum', () => {
    const notice = own([
      'cn-csrc',
      '行政处罚事先告知书（木棉药业股份有限公司）',
      '木棉药业股份有限公司：\n你公司涉嫌信息披露违法违规一案，已由我会调查完毕。我会拟决定：对木棉药业股份有限公司责令改正，给予警告，并处以60万元罚款。',
    ]);
    expect(measuresOf(notice)).toContain('charge');
    expect(notice.actions.every(({ act }) => act.measure === 'charge')).toBe(true);
    expect(notice.actions.flatMap(({ act }) => act.size)).toContainEqual(
      expect.objectContaining({ amount: 600_000, stage: 'proposed' }),
    );
    expect(notice.actions.every(({ fine }) => fine === null)).toBe(true);
  });

  it('is a warning letter where it decides one', () => {
    const notice = own([
      'cn-csrc',
      '关于对木棉软件股份有限公司采取出具警示函措施的决定',
      '木棉软件股份有限公司：\n经查，我局发现你公司存在以下问题：未及时披露与青禾科技有限公司的关联交易。\n根据《上市公司信息披露管理办法》的规定，我局决定对你公司采取出具警示函的行政监管措施，并记入证券期货市场诚信档案。\n如果对本监督管理措施不服，可以在收到本决定书之日起60日内提出行政复议申请。',
    ]);
    expect([named(notice), measuresOf(notice)]).toEqual([['木棉软件股份有限公司'], ['warn']]);
  });

  it('stands in a table of penalties', () => {
    const html = `<h1>国家金融监督管理总局行政处罚信息公开表</h1><table>
<tr><td>行政处罚决定书文号</td><td>金罚决字〔2024〕1号</td></tr>
<tr><td>被处罚当事人</td><td>木棉银行股份有限公司</td></tr>
<tr><td>主要违法违规事实</td><td>与青禾信托有限公司违规合作</td></tr>
<tr><td>行政处罚决定</td><td>罚款1380万元</td></tr>
<tr><td>作出处罚决定的机关名称</td><td>国家金融监督管理总局</td></tr></table>`;
    const notice = read(html, {
      title: '国家金融监督管理总局行政处罚信息公开表',
      authority: 'cn-nfra',
      format: 'html',
    });
    expect([named(notice), measuresOf(notice)]).toEqual([['木棉银行股份有限公司'], ['fine']]);
    expect(notice.actions[0]!.fine!.amount).toBe(13_800_000);
  });

  it('of a market authority fines whom it decides about', () => {
    const notice = own([
      'cn-samr',
      '国家市场监督管理总局行政处罚决定书',
      '国市监处罚〔2021〕28号\n当事人：阿里巴巴集团控股有限公司\n住所：开曼群岛\n法定代表人：张某\n2020年12月，本机关依法对当事人立案调查。商家向京东等平台求证。\n综上，本机关决定对当事人作出如下处理：\n一、责令停止违法行为；\n二、对当事人处以其2019年度中国境内销售额4557.12亿元4%的罚款，计182.28亿元。\n当事人如不服本决定，可申请行政复议。',
    ]);
    expect([named(notice), measuresOf(notice)]).toEqual([
      ['阿里巴巴集团控股有限公司'],
      ['fine', 'rectify'],
    ]);
    expect(notice.actions.find(({ type }) => type === 'fined')!.fine!.amount).toBe(18_228_000_000);
  });
});

describe('a release of an authority that says whom it acts against', () => {
  it.each<[string, string[], ...OwnPage]>([
    [
      'fine',
      ['阿里巴巴'],
      'cn-samr',
      '市场监管总局依法对阿里巴巴作出行政处罚',
      '根据反垄断调查结果，总局对阿里巴巴处以182.28亿元罚款。京东、拼多多等平台表示支持。',
    ],
    [
      'probe',
      ['美团'],
      'cn-samr',
      '市场监管总局依法对美团实施“二选一”等涉嫌垄断行为立案调查',
      '近日，市场监管总局根据举报，依法对美团立案调查。',
    ],
    [
      'review',
      ['滴滴出行'],
      'cn-cac',
      '网络安全审查办公室关于对“滴滴出行”启动网络安全审查的公告',
      '为防范国家数据安全风险，对滴滴出行实施网络安全审查，审查期间停止新用户注册。',
    ],
    [
      'summon',
      ['滴滴', '美团', '阿里巴巴'],
      'cn-mot',
      '交通运输部等五部门联合约谈滴滴、美团、阿里巴巴等平台企业',
      '会议指出，近期部分平台公司违规招募驾驶员。',
    ],
    [
      'sue',
      ['Apple'],
      'us-doj',
      'Justice Department Sues Apple for Monopolizing Smartphone Markets',
      'The Justice Department today filed a civil antitrust lawsuit against Apple.',
    ],
    [
      'pay',
      ['Tencent'],
      'us-treasury',
      'Treasury settles with Tencent Holdings for $1,044,781',
      'Tencent Holdings has agreed to pay $1,044,781 to settle its potential civil liability.',
    ],
    [
      'sue',
      ['TikTok'],
      'us-ftc',
      'FTC Takes Action: Commission sues TikTok over children’s privacy',
      'The Federal Trade Commission sued video platform TikTok.',
    ],
    [
      'fine',
      ['Meituan'],
      'hk-sfc',
      'SFC fines Meituan HK$4 million',
      'The SFC has reprimanded and fined Meituan.',
    ],
    [
      'probe',
      ['TikTok'],
      'eu-commission',
      'Commission opens formal proceedings against TikTok under the Digital Services Act',
      'The Commission has opened proceedings.',
    ],
  ])('%s of %s: %s, %s', (measure, names, ...page) => {
    const notice = own(page);
    expect(notice.verdict).toBe('action');
    expect(named(notice).map((name) => name.replace(' Holdings', ''))).toEqual(names);
    expect(measuresOf(notice)).toContain(measure);
  });

  it.each<[string, ...OwnPage]>([
    [
      'an employee',
      'us-sec',
      'SEC Charges Former Apple Executive with Insider Trading',
      'The SEC charged a former Apple executive.',
    ],
    [
      'the platform it happened on',
      'us-ftc',
      'FTC Charges Sellers Who Used Alibaba to Deceive Consumers',
      'The sellers listed goods on Alibaba.',
    ],
    [
      'the complainant',
      'cn-samr',
      '市场监管部门查处一起侵权案件',
      '根据腾讯举报，执法人员查处一家网吧。',
    ],
    [
      'the customer',
      'us-doj',
      'Two Men Charged with Defrauding Apple',
      'The men defrauded Apple of $1 million.',
    ],
    ['the associate', 'cn-mps', '公安机关侦破冒用美团名义诈骗案', '嫌疑人冒充美团客服实施诈骗。'],
  ])('is silent on %s: %s, %s', (_, ...page) => {
    expect(own(page).mentions).toEqual([]);
  });
});

describe('a table of copies', () => {
  const row = (...cells: string[]) => `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`;

  it.each([
    ['names the victims alone', ['序号', '被仿冒应用', '下载链接'], ['1', '微信', 'a.example']],
    [
      'names copies and victims',
      ['序号', '应用名称', '被仿冒应用', '开发者'],
      ['1', '微信', '微信', '无名科技有限公司'],
    ],
    ['names the copies', ['序号', '仿冒应用名称', '版本'], ['1', '支付宝', '1.0']],
  ])('that %s names nobody', (_, head, cells) => {
    const title = '关于下架违规应用的通报';
    const rows = ['1', '2', '3'].map((number) => row(number, ...cells.slice(1))).join('');
    const html = `<h1>${title}</h1><p>近期发现3款应用，现予以下架。</p><table>${row(...head)}${rows}</table>`;
    const notice = read(html, { title, authority: 'cn-miit', format: 'html' });
    expect([notice.mentions, notice.unconfirmed ?? []]).toEqual([[], []]);
  });
});
