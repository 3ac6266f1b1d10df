import { describe, expect, it } from 'vitest';
import { hitBy, read, typesOf } from '../../support/reading.ts';

const daily = (title: string, ...lines: string[]) =>
  read([title, ...lines].join('\n'), { title, published: '2021-08-18' });

const OTHER = [
  '木棉数据库发布高危漏洞补丁',
  '某大学队伍夺得网络安全大赛冠军',
  '青禾研究院发布云安全白皮书',
  '数据编织技术的十年发展',
  '一款抓包工具的插件写法',
];

describe('Chinese pages of headlines', () => {
  it.each([
    ['工信部通报72款应用违规：小程序占比显著', 'named'],
    ['国家网信办约谈微博', 'summoned'],
    ['市场监管总局对美团立案调查', 'probe-opened'],
    ['2款App被下架，存在问题却未按规定整改', 'removed-from-stores'],
  ])('each line is one: %s', (line, type) => {
    expect(typesOf(daily('[每日信息流] 2021-08-18', ...OTHER, line))).toContain(type);
  });

  it('lines of one day stand side by side', () => {
    const notice = daily('安全早报', ...OTHER, '这23款App侵害用户权益，被通报', '2款App被下架');
    expect(typesOf(notice)).toEqual(['named', 'removed-from-stores']);
    expect(notice.batch).toBeNull();
  });

  it.each([
    '工信部为什么通报72款应用？',
    '一文读懂国家网信办约谈了谁',
    '专家观点：市场监管总局处罚美团之后',
    '某机构漏洞通报（2021年第十期）',
  ])('a line that only asks or explains tells none: %s', (line) => {
    expect(daily('[每日信息流] 2021-08-18', ...OTHER, line).verdict).toBe('none');
  });
});

describe('news of a morning, each with a headline and its text', () => {
  const paper = (item: string) =>
    [
      '某歌手开演唱会；木棉发布新手机 | 科技早报',
      '木棉发布新手机',
      '8月17日消息，木棉举行线上发布会，推出两款新手机，将于8月底正式开售，售价3299元起。',
      '青禾电商处理主播',
      item,
      '绿萝完成新一轮融资',
      '8月17日消息，绿萝宣布完成新一轮融资，资金将用于研发和市场推广，投资方没有公布。',
    ].join('\n');

  it('one of which reports a fine', () => {
    const text = paper(
      '8月17日晚间，微博公布处理结果。就在微博发布该结果前不久，广州市市场监督管理局对木棉餐饮有限公司罚款90万元。',
    );
    expect(hitBy(text)).toEqual(['木棉餐饮有限公司']);
  });

  it('names of the other news are not hit', () => {
    const text = paper('8月17日，上海市网信办约谈微博，要求其立即整改。').replace(
      '推出两款新手机',
      '推出新品，包括新款手机、手表和耳机',
    );
    expect(hitBy(text)).toEqual(['微博']);
  });

  it('none of which does', () => {
    expect(
      read(paper('8月17日晚间，微博公布处理结果，两名主播的账号被封停60天，商品已全部下架。')).verdict,
    ).toBe('none');
  });
});

describe('letters of an exchange or a commission', () => {
  it.each([
    [
      '关于对木棉证券股份有限公司的警示函',
      '木棉证券股份有限公司：\n经查，你公司系统发生故障。现对你公司采取书面警示的自律监管措施。\n特此函告。\n深圳证券交易所',
    ],
    [
      '关于给予木棉科技股份有限公司通报批评的决定',
      '木棉科技股份有限公司未按时披露。本所决定给予木棉科技股份有限公司通报批评的处分。\n上海证券交易所',
    ],
    [
      '北交所对木棉科技股份有限公司采取自律监管措施',
      '北交所对木棉科技股份有限公司采取口头警示的自律监管措施。',
    ],
    [
      '关于对木棉科技股份有限公司的监管工作函',
      '木棉科技股份有限公司：\n现对你公司采取口头警示的措施。\n上海证券交易所',
    ],
  ])('%s', (title, text) => {
    const notice = read(text, { title });
    expect(typesOf(notice)).toContain('criticised');
    expect(notice.mentions.map((one) => one.name)).toContain(/对?(木棉.{2,6}公司)/u.exec(text)![1]!);
  });
});

describe('decrees', () => {
  it('say on which day they were adopted, long before', () => {
    const notice = read(
      '国家互联网信息办公室令\n第11号\n《数据出境管理办法》已经2021年5月19日国家互联网信息办公室室务会议审议通过，现予公布，自2021年12月1日起施行。',
      { title: '数据出境管理办法' },
    );
    expect(typesOf(notice)).toEqual(['rule-enacted']);
  });
});

describe('words of a denial that name what is spread', () => {
  it.each([
    '8月18日，国家网信办约谈微博，针对其传播低俗色情、虚假不实等有害信息的问题，责令其立即整改。',
    '8月18日，国家网信办约谈微博，要求其清理低俗、谣言、炒作等问题账号。',
    '8月18日，国家网信办约谈微博，针对其传播谣言信息的问题，责令其限期整改。',
  ])('deny nothing: %s', (text) => {
    expect(typesOf(read(text))).toEqual(expect.arrayContaining(['summoned', 'rectification-ordered']));
  });

  it.each(['微博被约谈系谣言', '微博回应被约谈：消息不实', '网信办：微博被约谈为不实信息'])(
    'deny the step: %s',
    (title) => {
      expect(read(title, { title }).verdict).toBe('none');
    },
  );
});

describe('local offices', () => {
  it('one that a headline calls local has its name in the article', () => {
    const notice = read('南昌市网信办依法对某企业作出行政处罚，罚款5万元。', {
      title: '某企业被远控，当地网信办罚款5万元',
    });
    expect(notice.regulator?.value).toBe('cn-nanchang-cac');
  });
});
