import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { isOfManyMatters } from '../steps/kinds-of-page.ts';
import type { Layout } from './layout.ts';

const QUOTED = /[“"《]([^“”"《》]{1,30})[”"》]/gu;
const AFTER =
  /^(?:\([^)]{0,20}\))?\s*(?:等?\s*(?:\d+|[一二两三四五六七八九十]+|多)?\s*(?:款|个|家)|等?(?:App|应用|小程序|软件|移动应用|手机应用|SDK|平台|网站|产品|客户端)|(?:网络|社区|社交|直播|视频|短视频|小说|音频|交友|游戏|外卖|电商|金融|租房|出行|教育|互联网){1,3}(?:平台|网站|App|应用|软件)|启动|实施|进行|开展|停止|暂停|立案|接受|未|涉及|涉嫌|违规|违法|超范围|超权限|频繁|强制|私自|过度|擅自|(?:均|都|也|亦|同样)?(?:存在|因|被|榜上有名|在列|上榜)|予以|经[^,。;]{2,16}(?:认定|检测|核实|查实))/iu;
/** In English quotes hold words of speakers too; a name is written with capitals. */
const TITLE_CASE = /^[A-Z0-9][\w.&'-]*(?: (?:[A-Z0-9][\w.&'-]*|of|the|for|and)){0,5}$/u;
/** A bracket with a version behind the name: an entry of a list. */
const VERSIONED = /^\s*\([^)]{0,8}\d+\.\d[^)]*\)/u;
const BEFORE =
  /\b(?:delist(?:ed|s)|remov(?:ed|es)|pull(?:ed|s)|nam(?:ed|es)|bann?(?:ed|s)|blocks|blocked|including|apps?) $|(?:(?:商店|市场|助手|应用宝)(?:中|上|里)?的|类的|类|旗下的?|(?:公司|集团|中心|银行)(?:开发|运营|推出|研发)?的?|还有|也有|既有|中有|对|下架|关于|期间|将|把|涉及|包括|通报|要求|针对|暂停|停止|处罚|约谈|分别是|分别为|有|为|:)\s*$/u;
/** What a known name or 因 stands in front of is an accusation: “二选一”, “娱乐化”. */
const ACCUSED_OF = /(?:因|涉嫌?|以|搞|的|存在|利用|借|假借|借口|所谓)$/u;

const NO_NAME =
  /(?:(?<=\p{Script=Han})化|法|条例|规定|办法|方法|指南|通知|通报|规范|公告|意见|标准|决定|细则)$|(?:草案|意见稿|审议稿|修订稿|送审稿|试行|修订|修正)[)）]?$|回头看|下架|禁止|禁搜|停止|处理|处置|关闭|暂停|限期|约谈|罚款|二选一|失信|黑榜|黑名单|点名|摇一摇|乱跳转|大数据杀熟|^未(?:接入|备案|登记|公示|公开|取得|获得|办理|履行|申报|报备|按|经|明|建|落实)|双(?:十一|十二|11|12)|618|专项|行动|清朗|净网|晚会|3·15|·|[,。;!?、]|^\d+$|(?:违反|收集|使用|个人信息|权限|原则|同意|目的|隐私|弹窗|骚扰|整改|发布|公示|合法|必要)/u;

/** Names in quotes or book-title marks in the sentences of a new step, with or without marks between them. */
export const quoted: Layout = {
  id: 'quoted',
  about: 'names in quotes or book-title marks, side by side or in a list, in a sentence that tells the step',
  read(page, steps) {
    const drafts = sentencesOfSteps(page, steps).flatMap((sentence) => namesIn(sentence, page));
    return drafts.length > 0 ? { drafts, nameless: [] } : null;
  },
};

const RULES = new Set<string>(['rule-proposed', 'rule-enacted']);

/** Sentences that tell a new step against somebody (a rule hits nobody by name), and those between or right after them that list who is hit. */
export function sentencesOfSteps(page: Page, steps: StepReading): Sentence[] {
  const told = new Set(steps.taken.filter((one) => !RULES.has(one.type)).map((one) => one.scene.sentence));
  const rules = new Set(steps.taken.map((one) => one.scene.sentence).filter((one) => !told.has(one)));
  const refused = new Set(
    steps.refused
      .filter(
        (one) =>
          one.code !== 'name' && one.code !== 'law' && one.code !== 'threat' && one.code !== 'own-account',
      )
      .map((one) => one.step.scene.sentence),
  );
  const near = new Set([...told].map((one) => one.paragraph));
  const apart = isOfManyMatters(page);
  return steps.scenes
    .map((one) => one.sentence)
    .filter((one) => !apart || near.has(one.paragraph))
    .filter((one) => told.has(one) || (!refused.has(one) && !rules.has(one) && LISTS.test(one.text)));
}

const LISTS =
  /(?:公司|集团|中心)(?:开发|运营|推出|研发)?的?[“《]|(?<!\d)\d+\s?[款家个][^,。;、:]{0,24}:|[”》](?:App|应用|小程序)?(?:存在|涉及|涉嫌|违规|违法|超范围|频繁|强制|过度)|[,(][内包]?含|^[^,。;:、]{2,14}(?:App|应用|小程序)(?:未|强制|过度|超范围|频繁|私自|账号注销难)|有限公司(?:开发|运营|推出)的[^,。;、]{2,24}(?:存在|有(?:\d+|[一二两三四五六七八九十]+)项)|^\W{0,3}(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]\s?[“《][^“”《》]{1,30}[”》](?:App|应用|小程序|软件)|等\s?(?:\d+\s?|[一二两三四五六七八九十]+)[款个家]|等[^,。;、]{0,6}类(?:App|应用|小程序|软件)|等\s?(?:App|应用|小程序|软件|SDK)|既有|(?:还|也|更|中|上|到的)有|(?<!\d)\d+\s?款\s?(?:App|应用|小程序)?[,:是]|(?:只有|仅有?|[仅只]通报)[^,。]{2,12}一[款个]|包括|名单(?:范围)?(?:之?中|内|里|上|之列|如下|:)|、[^、。;]{1,16}(?:\d+\s?|[二两三四五六七八九十])[款家个][^,。;、]{0,6}(?:App|应用|小程序|企业|平台)|等(?:App|应用|平台)?(?:仍?未(?:按|完成|整改)|拒不)|被点名|在列|上榜|榜上有名|主要问题(?:为|是)|涉及的?(?:App|应用|小程序)|分别(?:是|为)|其中|\b(?:includ|among|such as|namely|on the list|named)/iu;

/** End of the run of quoted names, side by side or with 、 between, that a name belongs to. */
function runEnd(hits: readonly RegExpExecArray[], at: number, text: string): number {
  let last = hits[at]!;
  for (const next of hits.slice(at + 1)) {
    const end = last.index + last[0].length;
    if (!/^\s*(?:[、,和及与]|以及)?\s*$/u.test(text.slice(end, next.index))) break;
    last = next;
  }
  return last.index + last[0].length;
}

/** Start of the run of marked names, laws or apps, that the one at `start` belongs to. */
function runStart(text: string, start: number): number {
  const run = /(?:[“"《][^“”"《》]{1,40}[”"》](?:\([^)]{0,40}\))?\s*(?:[、,和及与]|以及)?\s*)+$/u.exec(
    text.slice(0, start),
  );
  return run?.index ?? start;
}

/** The name of an action, a text or a motto, not of an app. */
const CODE_NAME = /(?:代号|口号|主题|标题|题目|题名)(?:是|为|叫做?|:)?$|题为$/u;

/** What is feared or what somebody calls himself: "防止被处置账号“重生”“转世”". */
const FEARED = /(?:账号|账户|防止|避免|杜绝|谨防|宣称|号称|自称|声称)\s*$/u;
/** A shop or a dish, by what stands behind its name. */
const SHOP =
  /^(?:饮品|奶茶|茶饮|咖啡|餐饮|火锅|烘焙|小吃|水果|美容|美发|理发|服装|便利|连锁|旗舰|专卖){0,2}(?:店|餐厅|饭店|商行)/u;
const PRICE = /[¥$]\s?\d|\d+(?:元|RMB)/iu;

/** What stands in front of laws and rules, whatever a mirror made of their titles. */
const BY_LAW = /(?:依据|根据|按照|依照|遵照|违反|遵守|落实|贯彻|印发的?|制定的?)[^,。;《》]{0,8}$/u;

function namesIn(sentence: Sentence, page: Page): Draft[] {
  const { text, raw } = sentence;
  const hits = [...text.matchAll(QUOTED)].filter(
    (match) =>
      (page.language === 'zh' || TITLE_CASE.test(match[1]!)) &&
      !NO_NAME.test(match[1]!) &&
      page.vocabulary.issues(match[1]!).every((one) => (one.end - one.start) * 2 < match[1]!.length) &&
      page.vocabulary.bodies(match[1]!).length === 0,
  );
  return hits.flatMap((match, at) => {
    const start = match.index;
    const end = start + match[0].length;
    const before = hits[at - 1];
    const after = hits[at + 1];
    const joins = (between: string) => /^\s*(?:\([^()]{0,40}\))?(?:[、,和及与]|以及)?\s*$/u.test(between);
    const inRun =
      (before !== undefined && joins(text.slice(before.index + before[0].length, start))) ||
      (after !== undefined && joins(text.slice(end, after.index)));
    if (
      !inRun &&
      !VERSIONED.test(text.slice(end)) &&
      !AFTER.test(text.slice(end)) &&
      !BEFORE.test(text.slice(0, start))
    )
      return [];
    const tail = text.slice(runEnd(hits, at, text), runEnd(hits, at, text) + 12);
    if (CODE_NAME.test(text.slice(0, start)) || PRICE.test(match[1]!) || SHOP.test(tail)) return [];
    if (FEARED.test(text.slice(0, runStart(text, start)))) return [];
    if (match[0][0] === '《' && BY_LAW.test(text.slice(0, runStart(text, start)))) return [];
    if (
      /^等?(?:纳入|列入|列为|设为|加入)?[^,。;“”]{0,10}(?:词库|关键词|搜索词|敏感词|字样|标签|表述|用语|商品|名录)/u.test(
        tail,
      ) ||
      /^等?(?:多项|多个|若干|各项|上述)?(?:要求|义务|责任|(?:低价|虚假|促销|营销|违规)(?:宣传|广告|活动)|口号|噱头|名义)|^等?(?:多项|多个)?(?:不良|违规|违法|有害|低俗|恶意|突出|典型)?(?:版块|板块|频道|栏目|账号|账户|贴吧|群组|小组|主播|博主|直播间|网店|店铺|内容|现象|行为|问题|信息|文化|乱象|情形|话题|词条|功能|条款)/u.test(
        tail,
      )
    )
      return [];
    if (
      /^\W?(?:微信公众号|公众号|微博|客户端消息|晚会|专项|称|的?(?:说法|行为|问题|垄断|原则|要求|模式|结果))/u.test(
        tail,
      )
    )
      return [];
    if (/^(?:[被遭]|予以|存在)/u.test(text.slice(end)) && isAccusation(text, start, page)) return [];
    const kind = /小程序/u.test(text.slice(end, end + 4)) ? 'mini-program' : 'app';
    return [
      draft(raw.slice(start + 1, end - 1).trim(), spanIn(sentence, start + 1, end - 1), 'quoted', 'quoted', {
        kind,
      }),
    ];
  });
}

/** Quoted words right behind 因 or a known name ("某平台“二选一”被罚") say what for, not who. */
function isAccusation(text: string, start: number, page: Page): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const clause = /[^,。;:!?\s、]*$/u.exec(before)![0];
  if (/(?:公司|集团|中心|银行)(?:开发|运营|推出|研发)?的$|[”"》]$/u.test(before)) return false;
  return ACCUSED_OF.test(before) || page.vocabulary.findKnown(clause).length > 0;
}
