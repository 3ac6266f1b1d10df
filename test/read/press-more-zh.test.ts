import { describe, expect, it } from 'vitest';
import { appsOf, read, typesOf } from '../support/reading.ts';

const subjects = (text: string, title = '') => read(text, { title }).mentions.map((one) => one.name);

describe('Chinese pages on what was done over a period, or on what is to come', () => {
  it.each([
    [
      'a period summed up in a second sentence',
      '海南网信部门持续查处违规App',
      '今年以来，海南各级网信部门对属地App进行了排查。期间，共依法组织下架违规App63款，督促整改21款。',
    ],
    [
      'an action summed up',
      '贵州网信系统不断查处违规小程序',
      '去年以来，贵州网信部门开展专项治理。行动期间，共下架违规App18款，约谈企业9家。',
    ],
    [
      'work that goes on',
      '云南常态化查处违规App',
      '云南网信部门今年以来持续加强监管。期间，先后下架App40款，责令整改12款。',
    ],
    [
      'a law that the announcement of a campaign begins with',
      '关于开展个人信息保护专项行动的公告',
      '《个人信息保护法》施行以来，国家网信办会同有关部门督促企业提升合规水平。今年将围绕以下重点开展系列专项行动：\n1．App违法违规收集使用个人信息。',
    ],
    ['a law some years old', '青禾研究院谈数据合规', '《数据安全法》实施三周年，企业合规意识明显提高。'],
    [
      'rules that have worked for years',
      '网络直播治理见成效',
      '《网络直播管理规定》实施5年以来，行业秩序持续好转。',
    ],
    ['a firm pauses updates by itself', '木棉App暂停更新', '木棉App8月17日宣布暂停更新，将于9月上线新版本。'],
    ['a game pauses', '青禾游戏停止更新', '青禾游戏团队表示，因开发调整，青禾停止更新，玩家仍可登录。'],
    ['a tool pauses', '绿萝笔记暂停版本更新', '绿萝笔记称，为修复问题，暂停版本更新一周。'],
  ])('%s', (_about, title, text) => {
    expect(read(text, { title }).verdict).toBe('none');
  });
});

describe('steps in the words of the Chinese press', () => {
  it.each([
    [
      'stores deployed by a ministry',
      '文化和旅游部近期再次开展集中执法检查。\n集中清查传播渠道。部署腾讯、华为等主要应用商店开展专项清理，共排查应用900款，删除下线直播平台70款。',
      'removed-from-stores',
    ],
    [
      'stores told to take down',
      '8月17日，国家网信办要求各应用商店下线木棉直播等12款应用。',
      'removed-from-stores',
    ],
    ['apps cleared away', '8月17日，浙江网信办清理下线违规App30款。', 'removed-from-stores'],
    [
      'summoned and told to mend',
      '美团上线当天即被约谈 多项要求整改\n8月17日，上海市交通委约谈美团，要求其立即整改。',
      'rectification-ordered',
    ],
    [
      'a platform told to mend in the same breath',
      '滴滴被约谈 “派单平台不合规”等问题被要求整改\n8月17日，上海市交通委约谈滴滴。',
      'rectification-ordered',
    ],
    ['checked and dealt with', '8月17日，工信部对木棉通信有限公司进行核查处理。', 'probe-opened'],
    [
      'checked and dealt with, several',
      '工信部8月17日通报，已对木棉、青禾等呼叫中心企业开展核查处置。',
      'probe-opened',
    ],
    ['checked by a bureau', '8月17日，浙江省通信管理局对青禾网络有限公司予以核查处理。', 'probe-opened'],
    [
      'updates that a ministry stops',
      '8月17日，工信部要求木棉App暂停更新，上架新版本须经检测合格。',
      'updates-frozen',
    ],
  ])('%s', (_about, text, type) => {
    expect(typesOf(read(text))).toContain(type);
  });

  it.each([
    ['8月17日，上海市交通执法部门对滴滴处以10万元罚款。当天查处利用网约车平台非法营运案件9件。'],
    ['8月17日，上海市交通委对美团处以5万元罚款，查处通过外卖软件实施的违法行为3起。'],
    ['8月17日，上海市交通委对滴滴处以5万元罚款，查处借助出行平台揽客的车辆8辆。'],
  ])('offences done by way of a platform name nobody: %s', (text) => {
    expect(typesOf(read(text))).toEqual(['fined']);
  });
});

describe('what stands like an app in a Chinese sentence and is none', () => {
  it.each([
    [
      'cases of each platform',
      '8月17日，上海市交通委对滴滴处以罚款。当天查处案件37件，其中木棉出行29件、青禾打车6件。',
      '木棉出行29件',
    ],
    ['cases of shops', '8月17日，上海市交通委约谈滴滴，涉及投诉木棉18起、青禾7起。', '木棉18起'],
    ['vehicles', '8月17日，上海市交通委处罚滴滴，查扣车辆包括木棉12辆、青禾5辆。', '木棉12辆'],
    [
      'the code name of an action',
      '8月17日，上海市交通委开展代号为“夜鹰3号”的整治，对滴滴处以罚款。',
      '夜鹰3号',
    ],
    ['a motto', '8月17日，上海市交通委约谈滴滴，其口号“一分钱上车”被要求撤下。', '一分钱上车'],
    [
      'an accusation in quotes',
      '美团被约谈 “未登记备案车辆”等多项要求整改\n8月17日，上海市交通委约谈美团。',
      '未登记备案车辆',
    ],
    ['two names side by side', '滴滴美团因违规车辆再被罚', '滴滴美团'],
    [
      'how a platform begins its day',
      '美团打车上线当天即被约谈\n8月17日，上海市交通委约谈美团。',
      '美团打车上线当天即',
    ],
    [
      'the kind of platform',
      '8月17日，国家网信办要求应用商店下线涉及手机直播平台、木棉直播等12款应用。',
      '手机直播平台',
    ],
    [
      'half of a firm',
      '8月17日，国家网信办下架违规应用，其中，木棉科技有限公司、青禾科技（海南）有限公司等9家单位被列入黑名单。',
      '青禾科技',
    ],
    [
      'stores told to take down, beside a firm',
      '8月17日，工信部要求腾讯、华为等主要应用商店下架“木棉通”App，对木棉通信有限公司进行核查处理。',
      '腾讯',
    ],
  ])('%s', (_about, text, name) => {
    expect(subjects(text)).not.toContain(name);
  });

  it.each([
    ['木棉视频在线', ['正中目标', '木棉视频在线']],
    ['青禾视频在线', ['正中目标', '青禾视频在线']],
    ['亚洲高清视频在线', ['正中目标']],
    ['视频在线播放免费', ['正中目标']],
  ])('a name or an advertisement: %s', (name, names) => {
    const text = `国家计算机病毒应急处理中心近日监测发现，两款违法有害移动应用。具体如下：\n\n1、《正中目标》（版本1.0）这一款移动应用存在恶意代码。\n\n2、《${name}》（版本5.4）这一款移动应用存在欺诈行为。`;
    expect(appsOf(read(text))).toEqual(names);
  });

  it('firms of a trade are firms', () => {
    const notice = read(
      '8月17日，工信部对报道涉及的木棉科技、青禾通信、绿萝网络等呼叫中心企业进行核查处理。',
    );
    expect(appsOf(notice)).toEqual([]);
  });
});

describe('whose act it is', () => {
  it.each([
    ['8月17日，上海市交通委员会对滴滴处以10万元罚款。', 'cn-shanghai-transport'],
    ['上海市交通执法总队8月17日约谈美团。', 'cn-shanghai-transport'],
    ['8月17日，上海交通委处罚滴滴。', 'cn-shanghai-transport'],
    [
      '近日，上海市市场监管局对木棉药业有限公司作出行政处罚决定，责令停止违法行为。\n行政处罚决定书\n经市场监管总局指定管辖，本局于2021年7月1日立案调查。',
      'cn-shanghai-amr',
    ],
    [
      '8月17日，北京市市场监管局对青禾科技有限公司作出行政处罚决定。\n市场监管总局交办线索，本局核查属实。',
      'cn-beijing-amr',
    ],
    [
      '8月17日，浙江省市场监管局对绿萝贸易有限公司罚款30万元。\n本局已将结果报告市场监管总局。',
      'cn-zhejiang-amr',
    ],
    [
      '关于下架侵害用户权益APP的通报\n2021-08-17\nhttps://www.gov.cn/xinwen/2021-08/17/content_1.htm',
      undefined,
    ],
    [
      '关于侵害用户权益APP名单的通报\n2021-08-17\nhttps://www.gov.cn/fuwu/2021-08/17/content_2.htm',
      undefined,
    ],
    [
      '关于江苏侵害用户权益APP名单的通报\n2021-08-17\nhttps://www.gov.cn/xinwen/2021-08/17/content_3.htm',
      'cn-jiangsu-ca',
    ],
    ['关于下架侵害用户权益APP的通报\n2021-08-17\nhttp://www.木棉.gov.cn/xinwen/4.htm', undefined],
  ])('%s', (text, regulator) => {
    expect(read(text).regulator?.value).toBe(regulator);
  });
});
