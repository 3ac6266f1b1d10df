import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../src/domain/notice.ts';
import { read } from '../../../support/reading.ts';

/** A page of an authority: its title, and what stands below it. */
type OwnPage = readonly [authority: string, title: string, text: string];

const own = ([authority, title, text]: OwnPage): Notice =>
  read(`${title}\n${text}`, { title, authority, format: 'text' });

const named = (notice: Notice) => notice.mentions.map(({ name }) => name);
const measuresOf = (notice: Notice) =>
  notice.actions.map(({ act }) => act.measure ?? act.effect).sort();

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

  const sumsOf = (notice: Notice) =>
    notice.actions.flatMap(({ fine }) => (fine === null ? [] : [fine.amount]));

  it('reads a discipline of an exchange, whose parties stand below the word for them', () => {
    const notice = own([
      'cn-sse',
      '上海证券交易所纪律处分决定书〔2021〕152号',
      `关于对木棉旅游控股股份有限公司及有关责任人予以纪律处分的决定
当事人：
木棉旅游控股股份有限公司，A股证券简称：*ST木棉，A股证券代码：600999；
杨某，木棉旅游控股股份有限公司时任董事长。
经查明，公司在信息披露方面存在违规行为。
本所作出如下纪律处分决定：对木棉旅游控股股份有限公司和时任董事长杨某予以公开谴责。
对于上述纪律处分，本所将通报中国证监会。`,
    ]);
    expect(named(notice)).toEqual(['木棉旅游控股股份有限公司']);
    expect(measuresOf(notice)).toEqual(['warn']);
  });

  it.each([
    ['ask', '关于对木棉酒业股份有限公司2022年年度报告的信息披露监管工作函'],
    ['ask', '关于对木棉酒业股份有限公司的关注函'],
    ['warn', '关于对木棉酒业股份有限公司的监管函'],
  ])('a letter of an exchange is read by its title: %s', (measure, title) => {
    const notice = own([
      'cn-szse',
      title,
      '木棉酒业股份有限公司董事会：\n我部对此表示关注，请你公司于5日前回复。',
    ]);
    expect(named(notice)).toEqual(['木棉酒业股份有限公司']);
    expect(measuresOf(notice)).toEqual([measure]);
  });

  it('takes a company that goes by its short name', () => {
    const notice = own([
      'cn-samr',
      '国家市场监督管理总局行政处罚决定书（国市监处罚〔2021〕74号）',
      `当事人：美团（Meituan）
注册地：开曼群岛
本机关决定对当事人作出如下处理决定：
（一）责令停止违法行为。
（二）责令全额退还独家合作保证金12.89亿元。
（三）处以罚款34.42亿元。`,
    ]);
    expect(named(notice)).toEqual(['美团']);
    expect(measuresOf(notice)).toEqual(['fine', 'rectify']);
    expect(sumsOf(notice)).toEqual([3_442_000_000]);
  });

  it('tells the fine from the other sums of its sentence', () => {
    const notice = own([
      'cn-samr',
      '市场监管总局依法对美团在中国境内外卖平台服务市场实施“二选一”垄断行为作出行政处罚',
      '2021年10月8日，市场监管总局依法作出行政处罚决定，责令美团停止违法行为，全额退还独家合作保证金12.89亿元，并处以其2020年销售额1147.48亿元3%的罚款，计34.42亿元。',
    ]);
    expect(named(notice)).toEqual(['美团']);
    expect(sumsOf(notice)).toEqual([3_442_000_000]);
  });

  it('reads the firms of a table whose column is called by enterprise', () => {
    const row = (...cells: string[]) =>
      `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`;
    const title = '中国人民银行行政处罚信息公示表';
    const notice = read(
      `<h1>${title}</h1><table>${row('序号', '企业名称', '违法行为类型', '行政处罚内容')}${row('1', '木棉支付科技有限公司', '违反规定', '没收违法所得5.66亿元，并处罚款24.27亿元')}${row('2', '青禾网络技术有限公司', '违反规定', '罚款22.39亿元')}</table>`,
      { title, authority: 'cn-pboc', format: 'html' },
    );
    expect(named(notice)).toEqual(['木棉支付科技有限公司', '青禾网络技术有限公司']);
    expect(sumsOf(notice)).toEqual([2_427_000_000, 2_239_000_000]);
  });

  it('announces to those whom a notice addresses', () => {
    const notice = own([
      'cn-csrc',
      '行政处罚事先告知书（木棉地产、许某等）',
      `木棉地产集团有限公司、许某先生：
木棉地产集团有限公司涉嫌信息披露违法违规一案，已由我会调查完毕。
我会拟决定：
一、对木棉地产集团有限公司责令改正，给予警告，并处以41.75亿元罚款；
二、对许某给予警告，并处以4700万元罚款。`,
    ]);
    expect(named(notice)).toEqual(['木棉地产集团有限公司']);
    expect([...new Set(notice.actions.map(({ act }) => act.posture))]).toEqual(['charged']);
    const sums = notice.actions.flatMap(({ act }) => act.size.map(({ amount }) => amount));
    expect(sums).toEqual([4_175_000_000]);
  });

  it('names nobody whose goods are copied', () => {
    const notice = own([
      'cn-samr',
      '市场监管局公布假冒“华为”“腾讯”充电器案件行政处罚决定书',
      '当事人：深圳木棉科技有限公司。经查，当事人销售假冒华为、腾讯注册商标的充电器。决定：责令停止侵权，罚款20万元。',
    ]);
    expect(named(notice)).toEqual(['深圳木棉科技有限公司']);
  });

  it('gives each of two parties its own measure', () => {
    const notice = own([
      'cn-csrc',
      '关于对木棉科技股份有限公司采取责令改正措施并对青禾证券股份有限公司采取监管谈话措施的决定',
      `木棉科技股份有限公司、青禾证券股份有限公司：
我局决定对木棉科技股份有限公司采取责令改正的监管措施，对青禾证券股份有限公司采取监管谈话的监管措施。`,
    ]);
    const hit = (measure: string) => {
      const ids = notice.actions.find(({ act }) => act.measure === measure)!.mentions;
      return notice.mentions.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    };
    expect(hit('rectify')).toEqual(['木棉科技股份有限公司']);
    expect(hit('summon')).toEqual(['青禾证券股份有限公司']);
  });

  it('fines the party and nobody whom it only names, and is no investigation', () => {
    const notice = own([
      'cn-csrc',
      '中国证监会行政处罚决定书（木棉集团、刘长虹等12名责任主体）',
      PENALTY,
    ]);
    expect(named(notice)).toEqual(['木棉汽车集团控股有限公司']);
    expect(measuresOf(notice)).toEqual(['fine', 'rectify', 'warn']);
    expect(notice.actions.find(({ act }) => act.measure === 'fine')!.fine).toMatchObject({
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

  it.each([
    ['木棉软件股份有限公司、张三：', '我局决定对你公司及张三采取出具警示函的监管措施。', 'warn'],
    ['', '本所做出如下纪律处分决定：对木棉软件股份有限公司予以公开谴责。', 'warn'],
  ])('is read below a line that addresses %s', (line, decided, measure) => {
    const title = '关于对木棉软件股份有限公司、张三采取出具警示函措施的决定';
    const text = `${line}\n经查，你公司存在信息披露不准确的问题。\n${decided}`.trim();
    const notice = read(text, { title, authority: 'cn-csrc', format: 'text' });
    expect([named(notice), measuresOf(notice)]).toEqual([['木棉软件股份有限公司'], [measure]]);
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
    expect(notice.actions.find(({ act }) => act.measure === 'fine')!.fine!.amount).toBe(
      18_228_000_000,
    );
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
