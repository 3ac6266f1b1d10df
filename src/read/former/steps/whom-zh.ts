import type { Page } from '../page.ts';
import type { Scene } from './step.ts';

/** "收到天价罚单", "未通过网络安全审查" in a headline: whom the sentence begins with is hit, though the verb is an active one. */
export const RECEIVED = /^(?:再|又)?(?:收|领|吃|挨)到?[^,。;]*罚单|^未通过/u;

/** Whom the news tells of that no notice on apps is about: "商家被罚款", "网红主播被封禁". */
const PERSON =
  /(?:商家|商户|主播|网红|男子|女子|店主|司机|用户(?!数据|信息|隐私|权益|资料)|网友|店铺|达人|博主|明星|演员|员工|老板|夫妻|村民|教授|医生|球员|球队|俱乐部|老公|妻子|丈夫|老人|教官|教师|学生|歌手|艺人|主持人)[^,。;]{0,6}$/u;
/** The same at the head, what they did behind it: "男子编造虚假视频被罚". */
const PERSON_FIRST = /^\W*[^,。;]{0,6}(?:男子|女子|网民|网友|老人|大妈|大爷|学生|游客|乘客|车主|业主|司机)/u;

/** Whether a passive, from its clause's start to its verb, tells of persons or shops; an authority that is named makes it a step all the same. */
export function isPersons({ agents, known }: Scene, clause: string, until: number): boolean {
  if (agents.some((one) => one.kind !== 'outlet' && one.start < until)) return false;
  return PERSON.test(clause) || (known.length === 0 && PERSON_FIRST.test(clause));
}

/** "对一名网约车司机罚款", "处罚3名高管": persons that are counted, and no firm beside them. */
const COUNTED =
  /(?<![及和与、])(?:[一两三四五六七八九十\d]+余?|多|某)[名位](?:[^,。;、]{0,10}?)(?:司机|骑手|主播|网红|商户|店主|员工|男子|女子|网民|网友|用户|博主|高管|当事人|人员|驾驶员|经营者|责任人)/u;
const NEAR = 14;

/** Whether an authority's step hits persons alone, in its clause. */
export function hitsPersonsOnly(
  { sentence }: Scene,
  clause: number,
  mark: { start: number; end: number },
): boolean {
  const before = sentence.text.slice(clause, mark.start);
  const behind = sentence.text.slice(mark.end, mark.end + NEAR);
  const counted = COUNTED.exec(before);
  if (counted !== null)
    return before.length - counted.index - counted[0].length < NEAR && !FIRM_ALSO.test(before);
  return COUNTED.exec(behind)?.index === 0;
}

/** A firm in front of its managers: "对木棉公司和2名高管". */
const FIRM_ALSO = /公司|平台|企业|集团|银行/u;

/** What a firm is called that no register knows. */
const FIRM =
  /公司|企业|集团|银行|平台|App|应用|软件|网站|超市|品牌|机构|券商|[车药国央房]企|证券|维修|家政|医院|药店|影院|餐饮|饭店|酒业|乳业|食品|医药|保险|人寿|寿险|基金|科技|支付|游戏|小程序|输入法|浏览器|酒店|航空|地产|[款家批]|厂|所(?=被)|网(?!友|民|红|络|上|传|曝|暴|警|安|约|贷|购|课|文|吧)|巨头|大厂/iu;

/** "被罚12亿欧元", a name in Latin letters: more than a traffic ticket, or a brand. */
const WEIGHTY = /罚没?款?(?:约|超|近)? ?\d[\d.]* ?[万亿]|[A-Za-z]{3}/u;

/** A headline alone in which neither an authority nor a firm is to be seen: "某某因多次违规被罚" tells of a person. */
export function isNobodys({ sentence, agents, known }: Scene, page: Page): boolean {
  return (
    sentence.place === 'title' &&
    known.length === 0 &&
    agents.length === 0 &&
    !FIRM.test(sentence.text) &&
    !WEIGHTY.test(sentence.text) &&
    !page.sentences.some((one) => one.place !== 'title' && one.text !== sentence.text)
  );
}

const COUNCIL = /^(?:中消协|中国消费者协会|消协|消保委|消委会)$/u;

/** "中消协点名木棉": a council of consumers is no authority; what it tests and criticises is a comment, what it summons for is not. */
export function isCouncils(
  { start, end }: { start: number; end: number },
  type: string,
  text: string,
): boolean {
  return (type === 'named' || type === 'criticised') && COUNCIL.test(text.slice(start, end));
}

/** "这70款移动应用违法违规收集使用个人信息": the law's own words for what was found, which no newspaper's test uses. */
export const isOfLaw = (text: string) =>
  /(?<!\d)\d+余?款[^,。;]{0,16}(?:违法违规收集(?:和|、)?使用个人信息|侵害用户(?:个人)?权益)/u.test(text) &&
  !/实测|测评|评测|体验|记者|盘点|曾|去年|累计|如何|怎么/u.test(text);

const MARKET = /^(?:盘前|盘后|港股|美股|大跌|暴跌|跌超|跌逾|市值|股价|跌停)/u;

/** "甲被立案调查 港股大跌8%": in another part of the headline, behind the passive, what the market made of it. */
function isMarketsAnswer(
  { place, text }: { readonly place: string; readonly text: string },
  own: { readonly start: number },
  step: { readonly start: number; readonly end: number },
): boolean {
  return (
    place === 'title' &&
    own.start >= step.end &&
    /^[被遭]/u.test(text.slice(step.start)) &&
    MARKET.test(text.slice(own.start)) &&
    /[\s,;!|]/u.test(text.slice(step.end, own.start))
  );
}

/** Words in the sentence by which a company acts, sues or reports by itself. */
export const ownAccount = (
  { marks, sentence }: Scene,
  step: { readonly start: number; readonly end: number },
) => marks.find((one) => one.role === 'own-account' && !isMarketsAnswer(sentence, one, step));

/** A known name behind 对, 将 or a verb of the step, or in a list behind one, is hit and does not act. */
export function isObject(text: string, at: number): boolean {
  return /(?:对|将|把|向|要求|部署|组织|责令|责成|约谈了?|通报了?|下架了?|处罚了?|针对|点名)(?:[^,。;:]{0,8}、)*[^,。;:、]{0,6}$/u.test(
    text.slice(Math.max(0, at - 120), at),
  );
}
