import { describe, expect, it } from 'vitest';
import { appsOf, read, typesOf } from '../../support/reading.ts';

const hit = (text: string, title: string) =>
  read(text, { title })
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('measures of financial and health authorities against a firm', () => {
  it.each([
    [
      '关于对木棉证券股份有限公司采取出具警示函措施的决定',
      '关于对木棉证券股份有限公司采取出具警示函措施的决定\n木棉证券股份有限公司：\n经查，我局发现你公司手机客户端升级前未充分测试。我局决定对你公司采取出具警示函的行政监管措施。\n安徽证监局\n2021年8月18日',
      ['criticised'],
      '木棉证券股份有限公司',
    ],
    [
      '关于对木棉期货有限公司采取责令改正措施的决定',
      '关于对木棉期货有限公司采取责令改正措施的决定\n木棉期货有限公司：\n经查，你公司发生信息安全事件未及时报告。我局决定对你公司采取责令改正的监管措施。\n浙江证监局\n2021年8月18日',
      ['rectification-ordered'],
      '木棉期货有限公司',
    ],
    [
      '关于对木棉证券股份有限公司采取监管谈话措施的决定',
      '关于对木棉证券股份有限公司采取监管谈话措施的决定\n经查，公司交易系统变更未充分测试。\n深圳证监局\n2021年8月18日',
      ['summoned'],
      '木棉证券股份有限公司',
    ],
    [
      '木棉证券收到证监局警示函',
      '8月18日，木棉证券股份有限公司因客户端发生故障未报告，被安徽证监局出具警示函。',
      ['criticised'],
      '木棉证券股份有限公司',
    ],
    [
      '木棉银行收央行罚单',
      '8月18日，中国人民银行公示行政处罚信息，木棉银行股份有限公司因违反支付结算规定，被处以罚款30万元。',
      ['fined'],
      '木棉银行股份有限公司',
    ],
  ])('%s', (title, text, types, firm) => {
    expect(typesOf(read(text, { title }))).toEqual(types);
    expect(hit(text, title)).toContain(firm);
  });

  it.each([
    [
      '木棉股份被立案',
      '8月18日，木棉股份有限公司公告被证监会立案。此前的4月30日，公司收到吉林证监局出具的警示函。',
    ],
    [
      '木棉股份被立案',
      '8月18日，木棉股份有限公司公告被证监会立案。\n2021年3月10日，公司披露公告，3月30日，公司收到警示函。',
    ],
  ])('an earlier letter is background: %s', (title, text) => {
    expect(typesOf(read(text, { title }))).toEqual(['probe-opened']);
  });

  it.each([
    [
      '医保局公布信用评价结果：153家药企失信',
      '8月18日，国家医保局公布153家失信企业名单，其中62家被评定为“特别严重失信”。名单中，滴滴、美团、京东等多家上市公司的关联主体在列。',
    ],
    [
      '市场监管总局公布严重违法失信名单',
      '8月18日，市场监管总局将滴滴、美团、京东等多家上市公司列入严重违法失信企业名单。',
    ],
  ])('firms that are listed as dishonest: %s', (title, text) => {
    const notice = read(text, { title });
    expect(typesOf(notice)).toEqual(['named']);
    expect(appsOf(notice)).toEqual([]);
    expect(hit(text, title).sort()).toEqual(['京东', '滴滴', '美团']);
  });

  it('a debtor that a court lists is no notice', () => {
    const title = '木棉公司被列为失信被执行人';
    expect(read('8月18日，木棉公司被法院列为失信被执行人。', { title }).verdict).toBe('none');
  });
});

describe('tables of firms, each with a site or app', () => {
  const title = '工业和信息化部关于电信服务质量的通告（2021年第2号）';
  const intro =
    '二季度，我部组织对100家互联网企业106项互联网服务进行抽查，发现18家互联网企业存在未公示收集使用规则等问题，已责令相关企业整改。名单如下：';
  it.each([
    [
      'with continuation lines',
      '序号 | 企业名称 | 网站地址/APP名称(版本号) | 存在问题 |\n1 | 木棉科技有限公司 | 木棉+(2.10.1) | 未公示用户个人信息收集、使用规则 |\n未告知查询、更正信息渠道 | |||\n未提供账号注销服务 | |||\n2 | 青禾网络有限公司 | 青禾网校(6.24.01) | 未经用户同意收集个人信息 |\n误导用户同意收集使用个人信息 | |||',
    ],
    [
      'with tabs',
      '序号\t企业名称\tAPP名称及版本号\t存在问题\n1\t木棉科技有限公司\t木棉+（2.10.1）\t未公示用户个人信息收集、使用规则\n2\t青禾网络有限公司\t青禾网校（6.24.01）\t未经用户同意收集个人信息',
    ],
    [
      'with the version in a column of its own',
      '序号 | 企业名称 | APP名称 | 版本号 | 存在问题\n1 | 木棉科技有限公司 | 木棉+ | 2.10.1 | 未公示用户个人信息收集、使用规则\n2 | 青禾网络有限公司 | 青禾网校 | 6.24.01 | 未经用户同意收集个人信息',
    ],
  ])('%s', (_about, table) => {
    const notice = read(`${title}\n${intro}\n${table}`, { title });
    expect(typesOf(notice)).toEqual(['named', 'rectification-ordered']);
    expect(
      notice.mentions
        .filter((one) => one.role === 'subject')
        .map((one) => [one.name, one.developer, one.rows[0]?.version]),
    ).toEqual([
      ['木棉+', '木棉科技有限公司', '2.10.1'],
      ['青禾网校', '青禾网络有限公司', '6.24.01'],
    ]);
  });

  it('a total of a quarter without a list is none', () => {
    const text =
      '一季度，我部组织对100家互联网企业进行抽查，发现18家互联网企业存在问题，已责令相关企业整改。';
    expect(read(text, { title: '工信部通报一季度电信服务质量情况' }).verdict).toBe('none');
  });
});
