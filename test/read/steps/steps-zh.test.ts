import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

describe('Chinese wordings of a step', () => {
  it.each([
    ['App专项治理工作组评估发现，81 款 App 存在个人信息收集使用问题。', ['named']],
    ['滴滴、美团再收上海交通委罚单。', ['fined']],
    [
      '公安部查处整改100款违法违规App，责令限期整改27款，处以罚款处罚10款，另有2款被立为刑事案件开展侦查。',
      ['named', 'rectification-ordered', 'fined', 'probe-opened'],
    ],
    ['工信部：107款APP尚未完成整改 13款SDK违规', ['named']],
    ['市场监管总局依法对京东作出处罚', ['fined']],
    [
      '证监会拟要求某某控股停止新增业务，将责成派出机构对某某控股进行核查、督促整改。',
      ['rectification-ordered'],
    ],
    ['金融管理部门针对某集团过往年度的违法违规行为，依法处以罚款71.23亿元。', ['fined']],
    ['中国人民银行深圳分行发布公告，对5家支付公司的违规行为进行处罚，罚没金额总计达1474万元。', ['fined']],
    ['北京市网信办约谈某新闻客户端负责人，其频道自12月29日18时起暂停更新24小时。', ['summoned']],
    [
      '交通运输部对某某货运进行了约谈。通报了司机反映的问题。要求立即整改。',
      ['rectification-ordered', 'summoned'],
    ],
    ['国家网信办消息，木棉导航、青禾浏览器等一批问题突出的网站平台被整治。', ['named']],
  ])('%s', (text, types) => {
    expect(typesOf(read(text))).toEqual(types);
  });

  it.each([
    [
      'a total over time in the headline',
      '工信部：已下架377款拒不整改APP',
      '截至目前，工信部已累计组织16批次检测，通报1407款违规APP，下架377款拒不整改的APP。建立排名通报机制，下架问题APP。',
    ],
    [
      'a denial beside the headline',
      '假的！木棉应用回应被下架',
      '此前有报道称，因被认定为恶意应用，木棉应用遭下架。按照其说法，报道不属实。',
    ],
    [
      'those an opinion refers to',
      '整治侵权APP 技术赋能让治理事半功倍',
      '维护用户权益是应有之义。被责令整改的企业中，不乏公众熟知的App。',
    ],
    ['cases that become more', '数据合规的挑战', '内地进入强监管时代，被通报、被下架、被罚款的案例增多。'],
    [
      'a total of the year in the headline',
      '2025年3852款APP被监管通报 同比增加约152%',
      '记者梳理发现，2025年共有3852款APP在监管通报中上榜。律师称，很多APP都被通报了，部分还被下架了。',
    ],
    [
      'what happens to those that are found',
      '治不良APP不能只靠“黑名单”',
      '报告显示，今年有关部门已对2494款不良应用作出了下架处理。一经检测发现将会出现在“黑名单”里，并被责令下架。',
    ],
    [
      'laws that come into force over the years',
      '数据合规的挑战',
      '随着《网络安全法》《数据安全法》逐步实施，合规成为企业的议题。',
    ],
    [
      'what was told before',
      '多家外卖平台同日发文抵制恶性竞争',
      '官方两度约谈多家外卖平台企业。最近一次约谈是在7月18日，市场监管部门约谈美团、京东。',
    ],
    [
      'fines of a past year',
      '中国监管部门2020年对垄断企业罚款220亿',
      '监管部门2020年针对垄断协议开出的罚单高达220亿元。',
    ],
    [
      'a comment on a law',
      '修订强化反垄断具有积极意义',
      '国家市场监督管理总局对三起案件分别作出50万元的顶格处罚。',
    ],
    [
      'what a step means',
      '“滴滴”被暂停服务了，是什么意思',
      '意思就是下架了。国家网信办通报称，通知应用商店下架“滴滴出行”App。',
    ],
    [
      'a shop that nobody named fines',
      '商家被罚款500万 直播带货翻车',
      '近日，某直播间因虚假宣传被消费者投诉。',
    ],
    [
      'how steps differ',
      '关注函、警示函、立案调查有什么区别',
      '立案调查：最严厉。监管机构已经掌握证据，需要通过程序来查证。',
    ],
  ])('%s tells none', (_, title, text) => {
    expect(read(text, { title }).verdict).toBe('none');
  });

  it('what comes after the list, for those who do not follow, is a threat', () => {
    const text =
      '工信部通报131款App，应在9月2日前完成整改。后续工信部将对问题突出、有令不行、整改不彻底的相关企业，采取全面下架、停止接入、行政处罚等措施，依法严厉处置。';
    expect(typesOf(read(text))).toEqual(['named', 'rectification-ordered']);
  });

  it('two authorities parted by a blank act together', () => {
    const notice = read('我们发现7款App存在问题，请自发布之日起20个工作日内完成整改。', {
      title: '宁夏回族自治区通信管理局 宁夏回族自治区互联网信息办公室关于清退僵尸类APP的通告',
    });
    expect([notice.regulator?.value, notice.jointRegulators]).toEqual(['cn-ningxia-ca', ['cn-ningxia-cac']]);
  });

  it('decided cases that an authority makes public are news, however old their days', () => {
    const notice = read(
      '市场监管总局28日发布典型案例。\n一、太原市市场监管局查处某商贸有限公司虚假宣传案\n2021年2月，太原市市场监管局作出行政处罚，责令停止违法行为，并处警告、累计罚款560万元。',
      { title: '市场监管总局发布7起直播电商典型案例' },
    );
    expect(typesOf(notice)).toContain('fined');
  });

  it('another firm that the same step hits is its subject too', () => {
    const notice = read(
      '人民银行上海分行对支付宝处以罚款人民币3万元。\n同日，腾讯旗下的某付通也因类似原因，被央行点名处罚3万元。',
      { title: '央行处罚支付宝 罚款3万元' },
    );
    expect(notice.mentions.map((one) => one.name)).toEqual(['支付宝', '腾讯']);
  });

  it('Taiwan has words and authorities of its own', () => {
    const notice = read('數位部今天表示，某購物未落實監督管理，開罰新台幣20萬元。');
    expect([notice.regulator?.value, typesOf(notice)]).toEqual(['tw-moda', ['fined']]);
  });

  it('an authority in the title of a paper that is followed does not act', () => {
    const text =
      '按照《中央网信办、工业和信息化部关于开展个人信息保护专项行动的公告》要求，经公安部计算机信息系统安全产品质量监督检验中心检测，45款移动应用存在违法违规情况，具体通报如下。';
    expect(read(text).regulator?.value).toBe('cn-mps');
  });

  it('authorities whose paper is followed do not act; who acted before speaks as "our bureau"', () => {
    const notice = read(
      '根据中央网信办、工业和信息化部、公安部、市场监管总局等四部门联合发布的《关于开展专项行动的公告》要求，我局对APP开展治理。\n2021年6月，上海市通信管理局向社会公示了一批APP。经核查复检，尚有31款APP未落实整改，现对上述APP采取下架处理。',
      { title: '上海下架31款APP' },
    );
    expect([notice.regulator?.value, notice.jointRegulators]).toEqual(['cn-shanghai-ca', []]);
  });

  it('who is traded in by an insider is not fined', () => {
    const notice = read(
      '中国证监会公布的行政处罚决定书显示，邓某等因内幕交易广州市某某实业股份有限公司被处罚。',
    );
    expect(notice.mentions.filter((one) => one.role === 'subject')).toEqual([]);
  });

  it('a removal tells how many were not rectified; that names nobody anew', () => {
    const text = '截至目前，尚有37款APP未按照我部要求完成整改。我部组织对上述37款APP进行下架。';
    expect(typesOf(read(text, { title: '关于下架侵害用户权益APP名单的通报' }))).toEqual([
      'removed-from-stores',
    ]);
  });

  it('what an authority ordered before, told with the act of today, is history', () => {
    const text =
      '据工业和信息化部官微“工信微报”，浙江省通信管理局前期公开通报存在问题的 App，要求限期整改。\n浙江省通信管理局表示，现组织对上述 42 款 App 进行下架，将视企业整改情况采取行政处罚等措施。';
    const notice = read(text, { title: '浙江下架 42 款侵害用户权益 App' });
    expect([notice.regulator?.value, typesOf(notice)]).toEqual(['cn-zhejiang-ca', ['removed-from-stores']]);
  });

  it('a penalty is published days after its decision', () => {
    const text = '市场监管总局对三家企业进行了调查，并于2021年7月30日作出处罚决定，分别处以50万元罚款。';
    expect(typesOf(read(text, { title: '市场监管总局关于价格违法行为的通报' }))).toContain('fined');
  });

  it('a list under a heading of its own needs no authority beside it', () => {
    const text =
      '国家计算机病*应急处理中心\n\n近期通过监测发现\n\n多款应用存在于\n\n某应用商店中\n\n1、存在隐私不合规的App有两款，具体如下：《木棉白块》（版本1.2.8）、《青禾之怒》（版本1.30.1.）。';
    const notice = read(text, { title: '一大波你常用的APP上榜！' });
    expect([
      notice.regulator?.value,
      typesOf(notice),
      notice.mentions.map((one) => one.rows[0]?.version),
    ]).toEqual(['cn-cverc', ['named'], ['1.2.8', '1.30.1']]);
  });

  it('firms that an order is addressed to are its subjects where no app is spoken of', () => {
    const text = '证监会将责成派出机构对腾讯、美团进行现场核查、督促整改。';
    expect(
      read(text, { title: '证监会：多家公司构成非法经营' }).mentions.map((one) => `${one.kind} ${one.name}`),
    ).toEqual(['entity 腾讯', 'entity 美团']);
  });

  it('a copied page begins where its headline stands again', () => {
    const menus = ['首页', '体育直播免费 最近更新|更新列表|下载排行|分类导航', '猜你喜欢', '内容详情'];
    const notice = read(
      [...menus, '美团因涉嫌垄断被立案调查', '市场监管总局近日对美团涉嫌滥用市场支配地位行为立案调查。'].join(
        '\n',
      ),
      { title: '美团因涉嫌垄断被立案调查' },
    );
    expect([notice.regulator?.value, notice.mentions.map((one) => one.name)]).toEqual(['cn-samr', ['美团']]);
  });

  it('a period may be written with blanks', () => {
    const text = 'App专项治理工作组通报81款App，自即日起 30 日内反馈整改情况。';
    expect(read(text).deadline?.value).toBe('2021-09-17');
  });
});
