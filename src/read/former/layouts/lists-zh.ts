import type { Page, Sentence } from '../page.ts';
import { isNoItem, isOfKinds, type List, maskBrackets } from './list-items-zh.ts';
import { struck, subject } from './subject-zh.ts';

/** Where names stand in a Chinese sentence: behind words that open a list, in front of a count, in front of what is told of them. */
export function listsIn(sentence: Sentence, page: Page): List[] {
  return [
    ...opened(sentence),
    ...counted(sentence, page),
    ...ranked(sentence),
    ...hitBy(sentence, page),
    ...ordered(sentence, page),
    ...subject(sentence),
    ...struck(sentence),
  ].filter(
    (one) =>
      !COPIED.test(sentence.text.slice(Math.max(0, one.start - 8), one.start + 6)) &&
      !INVEST.test(sentence.text.slice(one.end)),
  );
}

/** "由甲、乙等领投的丙": who put money in. */
const INVEST = /^等?[^,。;、]{0,4}(?:投资|领投|参投|入股)/u;

const OPENS =
  /(?:被点名的(?:App|应用)?(?:有|是|包括|为|涉及)?|包括|包含|涉及|分别是|分别为|名单(?:中|里)?(?:有|包括|为)|其中,?(?:包括|有|的)?|如下:|(?:App|应用|小程序|软件)(?:有(?!限)|为|是(?=[^,。;、]{1,20}、)|:)|(?<=[,(])[内包]?含(?=[^,。;、]{1,20}、)|(?<=(?:App|应用|小程序|软件|[款家个]|下架|处罚|约谈|名单|名称|平台|企业|机构|SDK|公示|公布|公告|通报|曝光|在列|上榜)(?:\([^)]{0,12}\))?):|(?<!\d)\d+\s?[款家个]\s?(?:App|应用|小程序)?[,:]|(?:既|也|还|更|另|中|上|到的|内)有|(?:App|应用|小程序|软件)分别(?:是|为)|点名(?:了)?:|(?:[仅只]通报了?|只有|仅有?)(?=[^,。、]{2,12}这?一[款个]))(?:了)?/giu;
const CLOSES =
  /这?一[款个]|等(?!级|候|待)|[。;:!?“”()]|(?:均|都|也(?!有)|仍|被|因|存在|违反|未|在列|上榜|在内|入列|共(?!享)|在(?:被|此|该|上述|[^,。;、]{0,6}名单))|,(?![^,。、]{1,12}、)/gu;

/** Words and marks that also stand inside names ("青禾：避难所", "成都木棉", "未来集市"). */
const IN_NAMES = /^(?:均|都|也|仍|被|因|未|:)/u;
const LONGEST = 10;

/** Where a list ends: at the first mark or word that closes it and does not stand inside a short item. */
function endOfList(text: string): number {
  for (const { index } of text.matchAll(CLOSES)) if (!isInName(text, index)) return index;
  return text.length;
}

const NEAR = 160;

/** Whether a closing word or colon stands inside a short name, with enough names around it. */
function isInName(text: string, at: number): boolean {
  if (!IN_NAMES.test(text.slice(at, at + 1))) return false;
  const before = text.slice(Math.max(0, at - NEAR), at);
  const from = before.lastIndexOf('、') + 1;
  const rest = /^[^、,。;!?“”]*/u.exec(text.slice(at, at + NEAR))![0].replace(/等$/u, '');
  const item = before.slice(from) + rest;
  const names = before.split('、').length;
  const all = names + /^[^。;!?“”()]*/u.exec(text.slice(at, at + NEAR))![0].split('、').length - 1;
  const isColon = text[at] === ':';
  return (
    names > (isColon ? 1 : 2) &&
    all > 3 &&
    item.length <= (isColon ? LONGEST + 4 : LONGEST) &&
    !/等|[因被]/u.test(rest.slice(1)) &&
    !isNoItem(item) &&
    !VERBS.test(item)
  );
}

/** What an item holds that tells more than a name. */
const VERBS =
  /存在|违规|违法|收集|整改|下架|通报|点名|处罚|罚款|约谈|上榜|在列|过度|强制|频繁|欺骗|误导|超范围|完成/u;

/** What follows a list of things that are no apps: "等敏感信息", "等重点行业". */
const OF_THINGS =
  /^等?(?:上述|多项|多个|突出|各类|相关|有关)?(?:问题|行为|情形|情况|违规|违法|侵害|隐患|乱象)|^等[^,。;、]{0,8}?(?:信息|数据|资料|材料|领域|行业|产业|方面|环节|功能|场景|内容|地区|部门|法律|法规|规定|渠道|形式|手段|方式|措施|人群|权限|技术)(?!App|应用|小程序|软件|平台|类)/iu;

/** Lists behind 包括, 涉及, 分别是 …; what follows must read as names, which `itemsOf` decides. */
function opened({ text }: Sentence): List[] {
  return [...text.matchAll(OPENS)].flatMap((match) => {
    const start =
      match.index +
      match[0].length +
      /^\s*[:,]?\s*/u.exec(text.slice(match.index + match[0].length))![0].length;
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    if (
      /(?:投资方|投资者|股东|合作方|客户|品牌|问题|来源|行为|情形|类型|领域|类别|权限|内容)[^,。]{0,6}$|(?:信息|数据|资料)\(?$/u.test(
        before,
      )
    )
      return [];
    const end = start + endOfList(maskBrackets(text.slice(start)));
    const list = text.slice(start, end);
    if (OF_THINGS.test(text.slice(end))) return [];
    if (isOfKinds(list) || /(?:应用|软件|手机)(?:商店|市场)$/u.test(list)) return [];
    if (/^(?:涵盖|覆盖|主要|集中|分布|(?:应用)?来源)|(?:[二两三四五六七八九十]|\d)类$/u.test(list)) return [];
    return list.includes('、') ||
      /^[^和及与,]{2,14}(?:App|应用|小程序)[和及与][^和及与,]{2,14}(?:App|应用|小程序)$/iu.test(list) ||
      /(?:App|应用)(?:为|是)$/iu.test(text.slice(0, start).trimEnd()) ||
      /^(?:在列|上榜|在内|入列)/u.test(text.slice(end)) ||
      /^这?一[款个]/u.test(text.slice(end)) ||
      /^等[^级]/u.test(text.slice(end))
      ? [{ start, end, firms: FIRMS_TAIL.test(text.slice(end)) }]
      : [];
  });
}

const COUNT =
  /等[^,。;、]{0,8}(?:企业|公司|大厂|平台)旗下的?(?:多款)?(?=App|应用|小程序|软件)|(?:等|…+\s?)(?:这|共)?\s?(?:(?:\d+\s?|[一二两三四五六七八九十百]+|多|数)?余?(?:款|个|家)(?!工作日|月|批|部门|类|领域|方面|行业|品类|环节|问题|维度)|[^,。;、]{0,6}类(?=应用|App|小程序|软件)|(?:知名|热门|手机|移动|AI|人工智能)*(?:App|应用程序|小程序|手机软件|应用(?!商店|市场|分发)|软件(?!商店)|SDK))|(?<=、[^,。;、“”]{1,24}?)(?:[二两三四五六七八九十]+|(?<!\d)\d+\s?)(?:款|家)(?=[^,。;、]{0,14}(?:App|应用|小程序|软件|平台|企业|公司|机构|SDK))/giu;
/** Words in front of the first name of a list; the last one counts. Those that may begin a name do not count inside a known one. */
const BOUNDARY =
  /发现|除了?|[尚仍]有|责令|责成|督促|勒令|(?<=^\W{0,3}[一二三四五六七八九十\d]{1,3}[、.])|显示|获悉|报道称|消息称|搜索到|搜到|查到|看到|下载到|找到|协调|通报了?|点名|下架|公布|查处|处置|暂停|停止|曝光|包括|涉及|约谈|处罚|要求|针对|对于|旗下的?|[运经]营的|开发的|关于|公告称?|[,。:;!?>|丨]|——|\s-\s|共有|对|将|把/gu;

/** `A、B、C等43款App`: from the last boundary before A. */
function counted({ text }: Sentence, page: Page): List[] {
  return [...text.matchAll(COUNT)].flatMap((match) => {
    const before = text.slice(0, match.index);
    // "…、与民众生活密切相关的7款App": what they are like, not which.
    if (/(?:[”"》]|的)\s*$/u.test(before)) return [];
    const firstComma = runStart(maskBrackets(before));
    const head = before.slice(0, firstComma);
    const start = lastBoundary(head, text, page);
    const list = text.slice(start, match.index);
    if (isOfKinds(list) || OF_DATA.test(list)) return [];
    const firms = /家$/u.test(match[0]) && FIRMS.test(text.slice(match.index + match[0].length));
    return match.index - start <= 1 || match.index - start > 400 ? [] : [{ start, end: match.index, firms }];
  });
}

/** "违规调用通信录、位置信息等App": what they take, not which they are. */
const OF_DATA =
  /^.{0,16}(?:调用|收集|索取|读取|获取)[^,。;]*(?:信息|通信录|通讯录|相册|权限|数据)|^[^,。;]{0,8}(?:信息|通信录|通讯录|相册|权限|数据)$/u;

/** What a count in front of it counts: firms, and not their apps. */
const FIRMS =
  /^[^,。;、]{0,4}(?:上市公司|单位|机构|银行|券商|保险公司|药企|药店|车企|房企)(?!的?(?:App|应用|小程序|软件|旗下))/iu;

const FIRMS_TAIL =
  /^等[^,。;、]{0,10}(?:(?:上市公司|药企|银行|券商|机构|主体)|(?:公司|企业)(?!的?(?:App|应用|软件|小程序|旗下)))/iu;

/** Names that somebody copies or steals from are those of victims. */
const COPIED = /(?:仿冒|假冒|冒充|冒用|伪装成|山寨|盗用|窃取|爬取)/u;

function lastBoundary(head: string, text: string, page: Page): number {
  const known = page.vocabulary.findKnown(text);
  const ends = [...head.matchAll(BOUNDARY)]
    .filter((one) => !known.some((hit) => hit.start <= one.index && one.index < hit.end))
    .map((one) => one.index + one[0].length);
  return ends.at(-1) ?? 0;
}

/** End of the first item of a run of items between 、 that reaches to the end of the text. */
function runStart(text: string): number {
  const clause = Math.max(
    text.lastIndexOf('。'),
    text.lastIndexOf(':'),
    text.lastIndexOf(';'),
    text.lastIndexOf(','),
  );
  const comma = text.indexOf('、', clause + 1);
  return comma < 0 ? text.length : comma;
}

const RANKED =
  /(?:^|[。;:,])([^。;:,]{2,200}?)(?:等\s?(?:\d+\s?|[二两三四五六七八九十多]+)[家款个](?:机构|公司|企业|平台|银行|App|应用|软件|小程序)|等[^,。;、]{0,10}(?:公司|企业|机构|主体|输入法|浏览器)|等?(?:多?款?(?:AI|知名|热门)*(?:App|应用|软件|小程序))?)(?:均|也|都)?(?:在列|在内|上榜|名列其中|榜上有名|在(?:被|此次|上述)?[^,。;、]{0,6}名单(?:范围)?(?:之中|中|内|里|之列)|(?:赫然|位|均|也)?(?:列|在)其中)/giu;

/** Names in front of what they are accused of: `A、B等违规收集…`. */
const ACCUSED =
  /(?:^|[。;:,])([^。;:,]{2,120}?)等(?:App|应用|平台)?(?=违规|违法|存在|超范围|过度索|强制索|未经|私自|仍?未(?:按|完成|整改)|拒不)/gu;

/** Names in front of a passive: `A、B等被点名`, `A、B等被列入违规名单`. */
const PASSIVE =
  /(?:^|[。;:,\s])([^。;:,、“”\s等]{1,40}(?:、[^。;:,、“”等]{1,40}){1,40}?)(?:等[^,。;、“”]{0,14})?(?:均|也|都|再次|又)?(?<!在)[被遭](?=点名|通报|下架|列入|纳入|约谈|[处重]?罚|责令|查处|曝光|要求|暂停|立案|审查|监管)/giu;

/** The one app in front of what it is accused of: `某某所涉问题为…`; the firm that makes it may stand before. */
const CHARGED =
  /(?:^|[。;:,])(?:其中,?)?\s*([^。;:,、“”「」]{2,14}?)(?:所涉问题|涉及问题)(?:为|是|包括)|(?:^|[。;:,])(?:其中,?)?\s*((?:由)?[^。;:,、“”「」]{4,30}?(?:有限公司|有限责任公司|股份公司)(?:开发|运营|推出)的?[^。;:,、“”「」()]{2,20}?)(?:\([^()]{2,30}\))?(?=存在|有(?:\d+|[一二两三四五六七八九十]+)项|涉嫌|因|违规|违法)|(?:^|[。;:,])(?:其中,?)?\s*((?![^。;:,、]{0,14}(?:款|关于|发现|检测|我|目前|不少|多|及|和|部分|多数|一些|这些|相关|有关|涉事|该|此|上述|各|类|的))[^。;:,、“”「」《》()\s]{2,12}?)(?:App|应用|小程序)(?=未(?:经|公开|明示|提供|按|向|对)|强制|过度|超范围|频繁|私自|欺骗|(?:账号)?注销难)|(?:^|[。;:,])(?:其中,?)?\s*((?![^。;:,、]{0,14}(?:款|发现|部分|多数|一些|这些|相关|有关|涉事|该|此|上述|各|类|的))[^。;:,、“”「」《》()\s]{2,14}?)(?:App|应用|小程序)(?=存在[^。;]{2,60}(?:问题|行为|规则|情形)|主要问题(?:为|是)|(?:因|由[^。;,]{2,24}运营,因)[^。;,]{2,40}被(?:通报|点名))/giu;

/** "通报43款违规调用通信录、位置等App 木棉、青禾等在列": the first half of a headline holds a list of other things. */
const APART = /^.*等(?:App|应用|小程序|软件|SDK)\s+/iu;

/** `A、B等在列`. In a headline a blank parts clauses as a comma does. */
function ranked({ text, place }: Sentence): List[] {
  return [
    ...text.matchAll(RANKED),
    ...text.matchAll(CHARGED),
    ...(place === 'title' ? text.matchAll(ACCUSED) : []),
    ...(place === 'body' ? [] : text.matchAll(PASSIVE)),
  ].map((match) => {
    const list = match[1] ?? match[2] ?? match[3] ?? match[4]!;
    const first = list.search(/[、,]|$/u);
    // A headline's blank, or the path of a page ("News > Technology > …").
    const blank =
      (place === 'title' ? APART.exec(list)?.[0].length : undefined) ??
      /^(?:.*>|.*[\p{Script=Han}p](?=\s)|针对|关于|对于)\s*/iu.exec(list.slice(0, first))?.[0].length ??
      0;
    const start = match.index + match[0].indexOf(list);
    const firms = FIRMS_TAIL.test(match[0].slice(match[0].indexOf(list) + list.length));
    return { start: start + blank, end: start + list.length, firms };
  });
}

/** Behind the verb of a step: `查处A、B等破坏…案件`; known names, in a headline also what is called an app. */
const VERB =
  /(?:查处|查办|通报|点名|下架|约谈|处罚|曝光|叫停|关停|移除|删除|撤下)(?:了)?([^。;:,“”]{2,120}?)(?:等(?!级|候|待)|(?=[,。;!?\s]|$))/giu;

/** A known name as a whole, with at most a word for what it is behind it. */
function isKnown(item: string, page: Page): boolean {
  return page.vocabulary
    .findKnown(item)
    .some((one) => one.start === 0 && /^(?:App|应用|平台|公司|集团)?$/iu.test(item.slice(one.end)));
}

/** Beside a known name in a headline a word in Latin letters is a name too: "WhatsApp、Threads". */
const LATIN_NAME = /^[A-Z][\w.+-]{1,20}$/u;

/** What those did whom the verb hits: "查处甲、乙平台破坏网络生态案件". */
const DEED = /(?:平台|(?<=公司|集团|App))(?:破坏|扰乱|违反|违法|违规|未|传播|涉嫌|存在)[^、]*$/u;

function hitBy({ text, place }: Sentence, page: Page): List[] {
  return [...text.matchAll(VERB)].flatMap((match) => {
    const list = match[1]!.replace(DEED, '');
    const hasDeed = list !== match[1];
    const start = match.index + match[0].indexOf(list);
    const end = start + list.length;
    const known = page.vocabulary.findKnown(list).length;
    const isOpen = !/^等/u.test(text.slice(end));
    const items = list.split('、');
    const isOther = (one: string) => place === 'title' && known > 0 && LATIN_NAME.test(one.trim());
    if (isOpen && !items.every((one) => isKnown(one, page) || isOther(one))) return [];
    const isCalled = place === 'title' && (known > 0 || /(?:App|应用|小程序|客户端)(?:、|$)/iu.test(list));
    const tells = isCalled || known * 2 >= items.length;
    const isOne = place === 'title' && hasDeed && isKnown(list, page);
    return tells && (isOne || items.length > 1) && !OF_THINGS.test(text.slice(end)) ? [{ start, end }] : [];
  });
}

/** Those whom an order is addressed to, in front of what they have to do: "要求甲、乙限期整改". */
const ADDRESSED =
  /(?:要求|责令|督促|勒令|责成)([^,。;:“”]{2,60}?)(?=在|于|限期|限时|立即|全面|尽快|按期|\d+月|下架|停止|暂停|整改|改正|关停|关闭|下线)/gu;

function ordered({ text }: Sentence, page: Page): List[] {
  return [...text.matchAll(ADDRESSED)].flatMap((match) => {
    const list = match[1]!;
    const start = match.index + match[0].indexOf(list);
    const items = list.split(/[、和]/u);
    const known = items.filter((one) => isKnown(one, page)).length;
    return list.includes('、') && known * 2 > items.length ? [{ start, end: start + list.length }] : [];
  });
}
