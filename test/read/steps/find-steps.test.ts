import { describe, expect, it } from 'vitest';
import { isClosing } from '../../../src/read/read-notice.ts';
import { read, typesOf } from '../../support/reading.ts';

describe('a headline that tells a new step', () => {
  it.each([
    ['工信部通报38款侵害用户权益App', 'cn-miit', ['named']],
    ['工信部：立即下架这90款App', 'cn-miit', ['removed-from-stores']],
    ['国家网信办对某学术平台启动网络安全审查', 'cn-cac', ['review-opened']],
    ['滴滴被罚80.26亿元', null, ['fined']],
    ['国家网信办首批依法依规处置26款违法违规音频平台', 'cn-cac', ['named']],
    ['网络安全审查办公室：某存储公司产品未通过网络安全审查', 'cn-cac', ['banned']],
    ['市场监管总局对阿里巴巴罚款182.28亿元', 'cn-samr', ['fined']],
    ['美团被立案调查', null, ['probe-opened']],
    ['国家网信办约谈滴滴', 'cn-cac', ['summoned']],
    ['京东美团饿了么等外卖平台被约谈', null, ['summoned']],
    ['杭州市场监管局约谈美团饿了么', 'cn-hangzhou-amr', ['summoned']],
    ['工信部暂停腾讯系APP更新', 'cn-miit', ['updates-frozen']],
    ['木棉相册等106款App被下架', null, ['removed-from-stores']],
    ['上海市通信管理局通报下架12款APP', 'cn-shanghai-ca', ['removed-from-stores']],
    ['人民银行对某支付公司罚款71.23亿元', 'cn-pboc', ['fined']],
    ['印度政府禁用59款中国App', 'in-meity', ['banned']],
    ['四部门发布App必要个人信息范围规定', null, ['rule-enacted']],
    ['国家网信办拟规定App不得强制授权', 'cn-cac', ['rule-proposed']],
    ['国家新闻出版署：未成年人每周只能玩3小时网游', 'cn-nppa', ['rule-enacted']],
    ['浙江省网信办通报36款违法违规App', 'cn-zhejiang-cac', ['named']],
    ['China fines Alibaba record $2.75 bln for anti-monopoly violations', null, ['fined']],
    ['India bans 59 Chinese apps including TikTok', null, ['banned']],
    ['China orders removal of Didi app from app stores', null, ['removed-from-stores']],
    ['China summons Meituan, JD over food delivery price war', null, ['summoned']],
    ['Chinese regulator launches antitrust probe into Meituan', null, ['probe-opened']],
    [
      "China's market regulator fines Tencent, Alibaba for failing to report deals",
      'cn-samr',
      ['merger-fined'],
    ],
    ["China halts Tencent's new apps and updates", null, ['updates-frozen']],
    ['US Commerce Department prohibits WeChat and TikTok transactions', 'us-commerce', ['banned']],
    ['China cyberspace regulator proposes rules for algorithm recommendations', 'cn-cac', ['rule-proposed']],
  ])('%s', (title, regulator, types) => {
    const notice = read(title, { title });
    expect([notice.verdict, notice.regulator?.value ?? null, typesOf(notice)]).toEqual([
      'action',
      regulator,
      types,
    ]);
  });
});

describe('a headline that tells none', () => {
  it.each([
    ['京东下架某品牌全部产品', 'a shop takes goods down'],
    ['平台已对首批54个小程序作出下架处理', 'a platform moderates'],
    ['工信部：一季度约谈企业320家次', 'a total'],
    ['某应用商店上半年安全报告：下架应用1200款', 'a store reports on itself'],
    ['华为全面下架腾讯游戏', 'a store acts on its own account'],
    ['抖音下架209部违规微短剧', 'a platform moderates'],
    ['抖音封禁违规账号2000个', 'a platform moderates'],
    ['QQ音乐下架某歌手歌曲', 'a platform moderates'],
    ['美团通报内部反腐', 'a company reports on itself'],
    ['腾讯回应被约谈传闻：不实', 'denied'],
    ['滴滴将从纽交所退市', 'a delisting'],
    ['腾讯视频起诉抖音侵权索赔1亿', 'a lawsuit'],
    ['拼多多一季度营收增长239%', 'earnings'],
    ['支付宝被曝光存在漏洞 官方回应', 'exposed by nobody with authority'],
    ['特斯拉被央视点名', 'a newspaper names'],
    ['工信部为首批5G商用发放牌照', 'an approval'],
    ['市场监管总局批准某芯片收购案', 'an approval'],
    ['工信部：我国5G用户突破4亿', 'statistics'],
    ['国家网信办：二季度受理举报4000万件', 'statistics'],
    ['关于开展天津市2021年度App网络安全专项治理的通告', 'a campaign'],
    ['工信部正式发布某品牌车型产品公告', 'an approval'],
    ['Tencent sues ByteDance over game livestreams', 'a lawsuit'],
    ['Apple removes Quran app in China', 'a store acts'],
    ['WeChat bans crypto accounts', 'a platform moderates'],
    ['Tencent limits gaming time for minors', 'a company sets rules of its own'],
    ['Didi to delist from New York', 'a delisting'],
    ['China may ban algorithms that encourage overspending', 'a possibility'],
    ['ByteDance denies report of IPO plan', 'denied'],
    ['Meituan raises $10 billion amid antitrust probe', 'history'],
    ['Why China is cracking down on its tech giants', 'opinion'],
  ])('%s (%s)', (title) => {
    const notice = read(title, { title });
    expect([notice.verdict, typesOf(notice)]).toEqual(['none', []]);
    expect(notice.verdictBecause).not.toBe('');
  });
});

describe('a step that ends a case closes and never adds', () => {
  it.each([
    '滴滴出行重新上架。经网络安全审查办公室同意，恢复滴滴出行的新用户注册。',
    "China's Cybersecurity Review Office allowed Didi to resume new user registration on Monday.",
  ])('%s', (text) => {
    const notice = read(text);
    expect(notice.verdict === 'none' || isClosing(notice)).toBe(true);
  });
});

describe('sentences of an article', () => {
  const lead = '8月18日，工信部通报43款App，包括木棉相册、青禾记账等，要求8月25日前完成整改。';
  it.each([
    ['a threat', `${lead}逾期不整改的，将依法予以下架并处以罚款。`],
    ['an earlier step, dated', `${lead}7月4日，国家网信办通知应用商店下架滴滴出行。`],
    ['an earlier step, by its word', `${lead}此前，市场监管总局曾对阿里巴巴处以182.28亿元罚款。`],
    ['a total', `${lead}截至8月，工信部累计通报1300款App，下架400款。`],
    ['a law cited', `${lead}《移动智能终端应用软件预置和分发管理暂行规定》要求平台落实责任。`],
  ])('%s adds no type', (_, text) => {
    expect(typesOf(read(text))).toEqual(['named', 'rectification-ordered']);
  });

  it.each([
    [
      'earnings',
      'Tencent Holdings posted its slowest revenue growth on Wednesday as a crackdown weighed on ads. Regulators in August limited gaming time for minors. Revenue rose 13% to 142.4 billion yuan.',
    ],
    [
      'opinion',
      'Regulators have spent a year going after tech giants. They fined Alibaba $2.8 billion and removed Didi from app stores. The message is unmistakable.',
    ],
    [
      'a launch with log-in and regulator',
      'Meituan has launched a new insurance product in its app. Users can log in with WeChat. The company is supervised by the China Banking and Insurance Regulatory Commission.',
    ],
    [
      'a delisting with history',
      'Didi said on Friday it will delist from the New York Stock Exchange. In July, the Cyberspace Administration of China ordered its app removed from app stores.',
    ],
  ])('%s is no step', (_, text) => {
    expect(read(text, { published: '2021-12-03' }).verdict).toBe('none');
  });
});
