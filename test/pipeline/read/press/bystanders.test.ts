import { beforeAll, describe, expect, it } from 'vitest';
import { formatReason } from '../../../../src/base/i18n/sentence.ts';
import { kindOf } from '../../../../src/domain/act-kind.ts';
import type { Catalog } from '../../../../src/domain/catalog.ts';
import type { LinearModel } from '../../../../src/domain/words.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readPartsOf } from '../../../../src/pipeline/flows/reader.ts';
import {
  createPressReader,
  type PressFinding,
} from '../../../../src/pipeline/read/press/press-reader.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

/** A model that is sure of every name, so that what is not confirmed is so by the rule alone. */
let surest: (title: string, text?: string) => readonly PressFinding[];

beforeAll(() => {
  const catalog = repositoryCatalog().catalog as Catalog;
  const parts = readPartsOf(catalog);
  const head: LinearModel = {
    bias: 20,
    weights: {},
    calibration: { slope: 1, intercept: 0 },
    confirmed: 0.9,
    reported: 0.8,
    unconfirmed: 0.5,
  };
  const sure = { step: head, person: { ...head, bias: -20 } };
  const { en, zh } = catalog.models;
  const read = createPressReader({
    ...parts,
    models: { en: { ...en, ...sure }, zh: { ...zh, ...sure } },
  });
  surest = (title, text = '') =>
    read(decodeText(text, 'text'), { title, speaksFor: null }).findings;
});

const findingOf = (name: string, title: string) => {
  const found = surest(title).find((one) => one.name === name);
  expect(found, `${name} is judged in: ${title}`).toBeDefined();
  return found!;
};

function isCapped(kind: string, rows: readonly (readonly [name: string, title: string])[]) {
  it.each(rows)(`%s is a ${kind}: %s`, (name, title) => {
    const { verdict, because } = findingOf(name, title);
    expect([verdict, because?.code]).toEqual(['unconfirmed', `bystander-${kind}`]);
  });
}

function isNone(rows: readonly (readonly [name: string, title: string])[]) {
  it.each(rows)('%s is a target: %s', (name, title) => {
    const { verdict, because } = findingOf(name, title);
    expect([verdict, because]).toEqual(['confirmed', undefined]);
  });
}

describe('a witness that hands over what it has of others', () => {
  isCapped('witness', [
    ['Apple', 'Justice Department subpoenaed Apple for data of two lawmakers'],
    ['Google', 'Court orders Google to hand over emails of a former minister'],
    ['Twitter', 'Prosecutors asked Twitter to turn over account information of protesters'],
    ['Facebook', 'Judge forces Facebook to give police messages from a murder suspect'],
    ['Microsoft', 'U.S. demands that Microsoft provide emails belonging to a drug dealer'],
    ['Uber', 'City police told Uber to hand over records of three riders'],
    ['Amazon', 'Amazon is ordered to turn over recordings of a customer by a New Hampshire judge'],
    ['Google', 'FBI subpoenas Google for account data linked to an anonymous blogger'],
    ['Apple', 'Grand jury subpoenaed Apple for user metadata of congressional aides'],
    ['Apple', 'Justice Department secretly seized data of two lawmakers from Apple'],
    ['Google', 'Prosecutors subpoenaed a journalist’s email records from Google'],
    ['苹果公司', '美国司法部要求苹果公司提供嫌疑人的手机数据'],
    ['谷歌', '法院责令谷歌交出一名记者的邮件'],
    ['微信', '警方要求微信提供用户聊天记录'],
    ['抖音', '法院下令抖音披露发帖人身份信息'],
    ['滴滴', '公安机关向滴滴调取司机的行程记录，调查一起抢劫案'],
    ['美团', '检方从美团调取骑手的订单数据，调查诈骗案'],
    ['推特', '检察官要求推特提供示威者的账户信息'],
    ['支付宝', '税务局要求支付宝提供商家流水，以查处逃税'],
  ]);
  isNone([
    ['Meta', 'FTC orders Meta to hand over its own documents'],
    ['Tesla', 'NHTSA orders Tesla to hand over data of its crash reports'],
    ['Google', 'Texas sends Google civil investigative demand over its advertising practices'],
    ['Facebook', 'Watchdog seized user data from Facebook in antitrust probe'],
    ['Uber', 'Police seized computers and records from Uber'],
    ['Boeing', 'U.S. prosecutors subpoena Boeing for records of its 787 production'],
    ['Facebook', 'Brazil judge fined Facebook for failing to hand over user messages'],
    ['Amazon', 'EU orders Amazon to provide information on how it ranks sellers'],
    ['Uber', 'State ordered Uber to turn over emails of its executives'],
    ['Apple', 'Judge held Apple in contempt, ordered it to give data of users'],
    ['特斯拉', '美国监管机构要求特斯拉提供自动驾驶技术信息'],
    ['滴滴', '网信办要求滴滴整改用户信息收集问题'],
    ['微软', '欧盟要求微软提供生成式人工智能工具信息'],
    ['抖音', '网信办约谈抖音，要求其说明用户数据处理情况'],
    ['谷歌', '意大利反垄断机构要求谷歌提供个人数据使用权限的信息'],
    ['亚马逊', '欧盟委员会要求亚马逊提供遵守法案情况的信息'],
    ['美团', '市场监管总局对美团立案调查，调取内部资料'],
    ['小红书', '工信部通报小红书违规收集用户信息'],
  ]);
});

describe('a name that stands in several sentences', () => {
  const body =
    'Apple answered the investigation on Monday. The Justice Department had subpoenaed Apple for data of two lawmakers.';

  it('is a bystander where any of them says so', () => {
    const [found] = surest('A week in Washington', body).filter(({ name }) => name === 'Apple');
    expect([found?.verdict, found?.because?.code]).toEqual(['unconfirmed', 'bystander-witness']);
  });

  it('is none where the title says that the act is aimed at it', () => {
    const [found] = surest('EU fines Apple', body).filter(({ name }) => name === 'Apple');
    expect([found?.verdict, found?.because]).toEqual(['confirmed', undefined]);
  });
});

describe('a means that others used', () => {
  isCapped('means', [
    ['WhatsApp', 'SEC probes use of WhatsApp by Wall Street bankers'],
    ['WhatsApp', 'Regulator opens inquiry into ministers’ use of WhatsApp'],
    ['Telegram', 'Police investigate officials using Telegram for state business'],
    ['WhatsApp', 'U.S. investigation into business messages sent on WhatsApp widens'],
    ['WeChat', 'Watchdog looks into traders’ use of WeChat'],
    ['Zoom', 'Inspector general opens probe of the use of Zoom by judges'],
    ['WhatsApp', 'Use of WhatsApp by brokers under SEC scrutiny'],
    ['Facebook', 'Prosecutors examine messages on Facebook in bribery case'],
    ['微信', '多名券商员工使用微信办公被查'],
    ['微信', '基金经理通过微信推荐股票被证监局出具警示函'],
    ['微信', '投资顾问用微信荐股被处罚'],
    ['WhatsApp', '美国证监会调查华尔街员工使用WhatsApp沟通'],
    ['钉钉', '公务员使用钉钉传输涉密文件被查，国安机关立案'],
    ['微信', '某局干部利用微信泄密被处罚'],
    ['抖音', '某银行员工借助抖音营销贷款被罚'],
    ['微信', '私募机构通过微信招揽客户遭证监局处罚'],
  ]);
  isNone([
    ['WhatsApp', 'Italy fines WhatsApp over use of customer data'],
    ['Zoom', 'German foreign ministry restricts use of Zoom over security concerns'],
    ['Google', 'EU opens probe into Google over use of publishers’ content'],
    ['Facebook', 'Regulator opens inquiry into use of Facebook data'],
    ['Tesla', 'NHTSA investigates crash of driver using Tesla Autopilot'],
    ['WhatsApp', 'China bans WhatsApp'],
    ['TikTok', 'U.S. Senate bans use of TikTok on government devices'],
    ['Philips', 'FDA investigates deaths of patients using Philips device'],
    ['微信', '加拿大禁止政府设备使用微信办公'],
    ['抖音', '网信办约谈抖音'],
    ['微信', '市场监管总局调查微信屏蔽外部链接'],
    ['钉钉', '工信部通报钉钉违规使用个人信息'],
    ['苹果', '法国对苹果滥用市场地位罚款'],
    ['小红书', '网信办对小红书采取处罚措施'],
    ['谷歌', '欧洲隐私监管机构正在调查谷歌开发的模型'],
    ['WhatsApp', '爱尔兰监管机构对WhatsApp罚款2亿欧元'],
  ]);
});

describe('a rule on a trade', () => {
  isCapped('law', [
    ['Google', 'Australia passes law requiring Google and Facebook to pay for news'],
    ['Facebook', 'Australia passes law requiring Google and Facebook to pay for news'],
    ['Google', 'Canada proposes bill that makes Google and Meta pay publishers'],
    ['Netflix', 'French rules require Netflix to contribute to local films'],
    ['Apple', 'Senate bill would force Apple to allow other app stores'],
    ['Uber', 'State legislation to make Uber and Lyft pay drivers a minimum wage, regulator says'],
    ['Meta', 'New Zealand draft law makes Meta negotiate with publishers'],
    ['Twitter', 'Turkish bill requires Twitter to appoint local agents, ban looms'],
    ['Airbnb', 'City ordinance forces Airbnb to disclose listings, restricts rentals'],
    ['谷歌', '澳大利亚通过法律要求谷歌和脸书为新闻付费'],
    ['脸书', '澳大利亚通过法律要求谷歌和脸书为新闻付费'],
    ['苹果', '俄罗斯立法要求苹果开放应用商店'],
    ['谷歌', '加拿大法案强制谷歌向媒体支付费用'],
    ['奈飞', '法国新规要求奈飞缴纳影视税'],
    ['优步', '加州新法要求优步为司机缴纳社保'],
    ['推特', '土耳其法案要求推特删除违法内容，否则限制带宽'],
    ['爱彼迎', '纽约市条例要求爱彼迎披露房源，限制短租'],
  ]);
  isNone([
    ['Google', 'France fines Google for breach of law requiring it to pay publishers'],
    ['Google', 'Court orders Google to pay damages under consumer law'],
    ['Apple', 'EU orders Apple to allow other app stores'],
    ['Meta', 'Regulator sues Meta under law that makes platforms pay'],
    ['Uber', 'Labour tribunal requires Uber to pay drivers'],
    ['Amazon', 'EU probes Amazon over new rules'],
    ['Apple', 'Judge issues ruling that forces Apple to open its store'],
    ['Netflix', 'Vietnam orders Netflix to remove film'],
    ['谷歌', '法国对谷歌处以罚款，因其违反法律要求未付费'],
    ['苹果', '欧盟要求苹果开放应用商店'],
    ['苹果', '荷兰监管机构责令苹果允许其他支付方式'],
    ['阿里巴巴', '市场监管总局依据反垄断法对阿里巴巴罚款'],
    ['腾讯', '市场监管总局责令腾讯解除独家版权'],
    ['优步', '法院裁定优步须向司机支付最低工资'],
    ['美团', '市场监管总局约谈美团，要求落实规定'],
    ['亚马逊', '欧盟就新规对亚马逊展开调查'],
  ]);

  it('is a rule, whatever a firm has to pay by it', () => {
    const found = findingOf(
      'Google',
      'Australia law requiring Google and Facebook to pay for news',
    );
    expect(kindOf(found.act)).toBe('rule');
    expect(found.fine).toBeNull();
  });
});

describe('a partner that trades under the name', () => {
  isCapped('partner', [
    ['Coca-Cola', 'U.S. agency sues Coca-Cola bottler over an event for women'],
    ['McDonald’s', 'Labor Department fines McDonald’s franchisees over child labor'],
  ]);
  isNone([
    ['Coca-Cola', 'FTC sues Coca-Cola and its bottlers'],
    ['McDonald’s', 'McDonald’s is fined over its franchisees'],
  ]);
});

describe('a place where others posted', () => {
  isCapped('place', [
    ['Facebook', 'Government orders content bans on Facebook'],
    ['Twitter', 'Turkey orders removal of posts on Twitter'],
    ['YouTube', 'India blocks 22 channels on YouTube'],
    ['YouTube', 'India blocks 22 YouTube channels'],
    ['Twitter', 'Turkey bans posts on Twitter about the blast'],
    ['Facebook', 'Vietnam removes thousands of posts on Facebook'],
    ['TikTok', 'Kenya suspends accounts on TikTok over protests'],
    ['Twitter', 'Pakistan blocks opposition leader’s account on Twitter'],
    ['Facebook', 'Police arrested a man over videos posted on Facebook'],
    ['Instagram', 'Regulator fined influencers for ads on Instagram'],
    ['抖音', '一男子在抖音上发布虚假视频被处罚'],
    ['微博', '网信办封禁微博账号52个'],
    ['微信', '女子在微信发布谣言被行政处罚'],
    ['抖音', '某主播在抖音直播售假被市场监管局罚款'],
    ['小红书', '商家在小红书发布虚假广告被市场监管局罚款'],
    ['微信', '网信部门关闭一批微信公众号'],
    ['抖音', '网信办封停违规抖音账号'],
    ['淘宝', '一公司在淘宝销售假货被处罚'],
  ]);
  isNone([
    ['WhatsApp', 'China bans WhatsApp'],
    ['Twitter', 'Turkey blocks Twitter, YouTube over posts'],
    ['Facebook', 'Russia fines Facebook over banned posts'],
    ['TikTok', 'Kenya bans TikTok over videos'],
    ['YouTube', 'Regulator orders YouTube to remove videos'],
    ['Meta', 'EU fines Meta over ads on Facebook'],
    ['Telegram', 'Spain suspends Telegram'],
    ['Google', 'Russia fined Google for not deleting content'],
    ['抖音', '网信办约谈抖音，因用户在抖音上发布违规视频被处罚'],
    ['微博', '网信办对微博罚款，责令关闭违规账号'],
    ['小红书', '网信办就内容问题约谈小红书'],
    ['快手', '市场监管局对快手罚款，因直播售假'],
    ['微信', '俄罗斯封禁微信'],
    ['淘宝', '市场监管局对淘宝立案调查'],
    ['寿司郎', '消费者在寿司郎进餐时发现虫卵，市场监管局立案调查'],
    ['谷歌', '欧盟正在调查谷歌开发的模型'],
  ]);
});

it('says why in both languages', () => {
  const { because } = findingOf('YouTube', 'India blocks 22 YouTube channels');
  expect(formatReason(because!, 'en')).toBe(
    'others posted on YouTube, which is no target: “blocks 22 YouTube channels”',
  );
  expect(formatReason(because!, 'zh')).toContain('YouTube');
});

it('reads a sentence of nothing but its words in time', () => {
  const text = 'ordered Google to hand over user data of '.repeat(3000);
  expect(surest(text).length).toBeGreaterThan(0);
});
