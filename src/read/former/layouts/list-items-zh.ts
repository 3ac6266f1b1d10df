import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import { detailsIn, rowsOf } from './bracket-details.ts';
import { isChannelZh } from './channels-zh.ts';

/** Where a list of names stands in a sentence. */
export interface List {
  readonly start: number;
  readonly end: number;
  /** The one name in front of a passive: a company where the catalog knows it for one only. */
  readonly single?: boolean;
  /** "甲、乙等4家机构": the names are those of firms. */
  readonly firms?: boolean;
}

const NO_ITEM =
  /(?:问题|行为|(?:个人|用户|隐私|违规|违法|有害|不良|弹窗|虚假)信息|权限|规定|要求|整改|用户|类|方面|部门|领域|情况|企业|公司|(?:应用|软件|手机)(?:商店|市场)|资本市场|管理局|网信办)$|^(?:仍有|尚有|现有|共有|另有|涵盖|覆盖|应用来源|来源|主要|存在|违反|未(?:经|按|明|公|完|依|履|落|在|向|采|取|提|告|同|能|及|获|征|建|制|逐|以)|对|向|在(?!线|直播)|其(?:他|它|中|余|次)|各(?:地|类|大|家|级|方|省)|多(?:款|家|个|部|项|数|地|次|名)|该(?:公司|平台|应用|App|类|款)|此(?:类|次|外|前|款))|通报|下架|[，。；：？！“”《》()]|\d+(?:款|个|家)$|^\d+$|^[一二三四五六七八九十]+$|^(?:名字|名称|版本号?|下载平台|截图|图片|链接|网址|时间|开发者)$|案$|^\p{Script=Han}{2,6}(?:省|(?<!城|夜|集|菜|超|花)市|自治区)$|^(?:同时|此外|其中|另外|还有|以及)$|经营者集中|股权|违规|违法|收集|调用|索取|骚扰|弹窗|隐私|结果|显示|的[^、]{0,6}(?:App|应用|小程序|软件)$|第三方|插件|代码|用户量|的$|^(?:手机|网络|移动|互联网|在线)(?:表演|直播|游戏|视频|音乐|文学|阅读|购物|交易|借贷|社交)平台$|^(?:请|切勿|勿|谨慎|慎用?)|^(?:同样|使用|下载|安装|卸载|注册|产品|平台|软件|商品|网站|服务|内容|机构|个人|他人|消费者|未成年人|企业|网民)$/u;

/** What no name of a list reads as. */
export function isNoItem(item: string): boolean {
  return NO_ITEM.test(item);
}

/** Kinds of apps, not apps: the 39 of the rules on necessary personal information (2021). */
const CATEGORY = new Set(
  '地图导航 网络约车 即时通信 网络社区 网络支付 网上购物 餐饮外卖 邮件快件寄递 交通票务 婚恋相亲 求职招聘 网络借贷 房屋租售 二手车交易 问诊挂号 旅游服务 酒店服务 网络游戏 学习教育 本地生活 女性健康 用车服务 投资理财 手机银行 邮箱云盘 远程会议 网络直播 在线影音 短视频 新闻资讯 运动健身 浏览器 输入法 安全管理 电子图书 拍摄美化 应用商店 实用工具 演出票务 音乐播放 外卖 电商 社交 金融 教育 游戏 购物 租房 出行 旅游 医疗 理财 借贷 直播 阅读 天气 社区 资讯 婚恋 招聘 票务 购票 办公 健康 音乐 视频 二手车 打车 租车 美食 母婴 工具 生活服务 便民服务 住宿 民宿 酒店 快递 物流 银行 保险 证券 旅游出行 社交娱乐 休闲娱乐 影音娱乐 新闻阅读 交通出行 教育学习 学习教育 医疗健康 金融理财 购物比价 拍照美化 系统工具 生活娱乐 游戏娱乐 商务办公 效率办公'.split(
    ' ',
  ),
);

/** "上海、安徽、广东省通信管理局": places, not apps. */
function isPlace(item: string, page: Page): boolean {
  const bare = item.replace(/\d+$/u, '');
  return page.vocabulary.places.some((one) => one.zh === bare || one.short === bare);
}

function isCategory(item: string): boolean {
  return CATEGORY.has(item.replace(/类$/u, ''));
}

/** The names of a list between 、 in a Chinese sentence; what does not read as a name is left out. `firms`: they are companies. */
export function itemsOf(sentence: Sentence, list: List, page: Page, firms: boolean): Draft[] {
  const { text, raw } = sentence;
  const drafts: Draft[] = [];
  let from = list.start;
  const end = list.end;
  const blanks = sentence.place === 'title' && BLANKS.test(text.slice(from, end));
  while (from < end) {
    let to = from + endOfItem(text.slice(from, end), blanks);
    const joined =
      to >= end || /^(?:,|以及)/u.test(text.slice(to)) ? lastJoin(text.slice(from, to), page) : -1;
    if (joined > 0) to = from + joined;
    // "…小程序，如甲、乙"
    let start =
      from + (text[from - 1] === ',' ? /^\s*[例比诸]?如|/u.exec(text.slice(from, to))![0].length : 0);
    const head = text.slice(from, to);
    let owner: string | null = null;
    const firm = MADE_BY.exec(head);
    const holder = /^(.*?)(?:旗下的?|(?:公司|集团)的)/u.exec(head);
    const owned = firm || holder ? 0 : ownerIn(head, page);
    if (firm) start += firm[0].length;
    else if (owned > 0) {
      owner = head.slice(0, owned).replace(LEAD, '');
      start += owned + 1;
    } else if (holder) {
      owner = holder[1]!.trim() || null;
      start += holder[0].length;
    }
    start +=
      /^\s*(?:[^、,。;“”《》()]{0,16}(?:要求|义务|责任|规定|行为|问题)的|的)?(?:如(?=.{3}))?(?:的?(?:App|应用)(?:为|有|是|包括))?(?:[^、,。;]{1,8}类)?(?:(?:其中|不乏|热门|知名|多款)+[A-Za-z]{0,4}(?:App|应用|软件|平台))?(?:(?:上述|附件|该|此)?名单(?:中|内|里)的?)?(?:除了|以及|还有|也有|既有|更有|尚有|仍有|包括|包含|涉及|分别为|分别是)?\s*/iu.exec(
        text.slice(start, to),
      )![0].length;
    let stop = to;
    if (!isWholeName(text.slice(start, stop), page))
      stop -=
        /\s*(?:App|APP|等|这|两款|等?在内的?|(?<=.{2})(?:[二两三四五六七八九十]|(?<!\d)\d{1,3})家(?:银行|机构|公司|企业|平台|券商)?)?\s*$/u.exec(
          text.slice(start, stop),
        )?.[0].length ?? 0;
    if (firms) stop -= /\d+[起件]$/u.exec(text.slice(start, stop))?.[0].length ?? 0;
    const bracket = bracketAt(text, start, stop);
    if (bracket !== null) {
      stop = bracket[0] - 1;
      stop -= /\s*(?:App)?\s*$/iu.exec(text.slice(start, stop))?.[0].length ?? 0;
    }
    const item = text.slice(start, stop);
    if (
      item.length >= 1 &&
      !CASES.test(item) &&
      !isGlued(item, page) &&
      item.length <= 24 &&
      !NO_ITEM.test(item) &&
      !isCategory(item) &&
      !isPlace(item, page) &&
      !page.vocabulary.isStore(item) &&
      !isChannelZh(text, start, stop) &&
      !isBody(item, page)
    ) {
      drafts.push(
        draft(raw.slice(start, stop), spanIn(sentence, start, stop), 'prose-zh.list', 'listed', {
          owner,
          developer:
            firm === null
              ? null
              : raw.slice(
                  from + firm[0].indexOf(firm[1]!),
                  from + firm[0].indexOf(firm[1]!) + firm[1]!.length,
                ),
          kind:
            firms || list.firms || (list.single && isCompany(item, page)) || GROUP.test(item)
              ? 'entity'
              : 'app',
          ...(bracket === null ? {} : toldIn(sentence, [start, stop], bracket, page)),
        }),
      );
    } else if (item.length > 24 && drafts.length < 3) break;
    from = to + (/^(?:以及)/u.exec(text.slice(to))?.[0].length ?? (joined > 0 ? 0 : 1));
    if (joined > 0) from = to + 1;
  }
  return drafts;
}

/** The firm in front of its app: "某某有限公司的木棉识图", "某某有限公司木棉识图". */
const MADE_BY =
  /^\s*(?:以及|还有|包括|包含|涉及)?由?((?:[^、,。;“”《》()]|\([^()]{2,6}\)){4,30}?(?:有限公司|有限责任公司|股份公司))(?:开发|运营|推出)?的?(?=.)/u;

const BRACKETS = /\([^()]*(?:\([^()]*\)[^()]*)*\)/gu;
const TELLS =
  /公司|中心|\d+\.\d|版本|商店|市场|助手|应用宝|小程序|SDK|见附|附件|含|序号|第.{1,4}[类批]|行情|股票|\d{6}|\.HK|NASDAQ|NYSE|股份代号/iu;

/** The place inside a firm's name: "木棉科技(海南)有限公司". */
const OF_FIRM = /\([^()]{2,8}\)(?=[^、,。;()]{0,14}公司)/gu;

/** The text with every bracket that says who makes an app, which version it is, or where a firm is, made one long blank mark. */
export function maskBrackets(text: string): string {
  return text
    .replace(BRACKETS, (one) => (TELLS.test(one) ? '_'.repeat(one.length) : one))
    .replace(OF_FIRM, (one) => '_'.repeat(one.length));
}

/** Names of a headline that only blanks part, three or more: "木棉 青禾 绿萝等50款App". */
const BLANKS = /^\s*[^\s、,。;:“”()]{2,10}(?:\s+[^\s、,。;:“”()]{2,10}){2,}$/u;

/** Where an item ends: at the next mark of the list outside brackets. */
function endOfItem(text: string, blanks: boolean): number {
  const bare = text.replace(BRACKETS, (one) => '_'.repeat(one.length));
  const at = bare.search(
    blanks ? /(?<=[\p{Script=Han}\d])\s+(?=[\p{Script=Han}\d])|$/u : /、|,|以及|\s(?:和|及)\s|$/u,
  );
  return at < 0 ? text.length : at;
}

/** A bracket at the end of an item that says who makes it, or where the list stands; any other is part of the name. */
function bracketAt(text: string, start: number, stop: number): [number, number] | null {
  const match = /\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/u.exec(text.slice(start, stop));
  if (match === null || match.index === 0) return null;
  return TELLS.test(match[1]!) ? [start + match.index + match[0].indexOf('(') + 1, stop - 1] : null;
}

function toldIn(
  sentence: Sentence,
  [start, stop]: readonly [number, number],
  bracket: readonly [number, number],
  page: Page,
): Partial<Draft> {
  if (stop <= start) return {};
  const details = detailsIn(sentence, [bracket], page);
  const rows = rowsOf(details, [], spanIn(sentence, start, bracket[1]));
  return { kind: details.kind, developer: details.developer, rows };
}

const LEAD = /^\s*(?:其中)?(?:包括|包含|涉及|分别为|分别是|以及)?\s*/u;

/** Length of the known company in front of 的 and its app: "腾讯的某应用"; 0 without one. */
function ownerIn(head: string, page: Page): number {
  const lead = LEAD.exec(head)![0].length;
  const hit = page.vocabulary.findKnown(head).find((one) => one.start === lead && one.kind !== 'app');
  return hit !== undefined && /^的(?=.)/u.test(head.slice(hit.end)) ? hit.end : 0;
}

/** An authority or a newspaper; one that the catalog knows for an app too stands in a list as that. */
function isBody(item: string, page: Page): boolean {
  const isApp = page.vocabulary
    .findKnown(item)
    .some((one) => one.kind !== 'company' && one.start === 0 && one.end === item.length);
  return page.vocabulary.bodies(item).some((one) => one.value.kind !== 'outlet' || !isApp);
}

/** A name that the catalog knows for a company and for no app. */
function isCompany(item: string, page: Page): boolean {
  return page.vocabulary
    .findKnown(item)
    .some((one) => one.kind === 'company' && one.start === 0 && one.end === item.length);
}

/** A name that ends in what else is a word behind a name: WhatsApp. */
function isWholeName(item: string, page: Page): boolean {
  return (
    /[a-z]App$/u.test(item) &&
    page.vocabulary.findKnown(item).some((one) => one.start === 0 && one.end === item.length)
  );
}

/** Two known names or more that together are the whole item, the mark between them lost, are no name. */
function isGlued(item: string, page: Page): boolean {
  const hits = page.vocabulary.findKnown(item);
  // "中国移动和包": the brand of a company in front of its product.
  if (hits[0]?.kind === 'company' && hits.length < 3) return false;
  return hits.length > 1 && hits.reduce((sum, one) => sum + one.end - one.start, 0) === item.length;
}

/** A name that says of itself that it is a firm's. */
const GROUP = /.{2}集团$/u;

/** "甲29件、乙6件": how many cases were found by way of it; whom the step hits is told elsewhere. */
const CASES = /.\d+(?:起|件|例|宗|人次|辆|张)$/u;

/** Words that kinds are made of: "出行服务", "生活服务类". */
const KIND =
  /^(?:休闲|娱乐|实用|工具|出行|服务|生活|日常|旅游|交通|网络|社交|社区|购物|电商|金融|理财|借贷|教育|学习|办公|商务|影音|视频|直播|音乐|游戏|阅读|新闻|资讯|健康|医疗|运动|健身|餐饮|外卖|美食|母婴|育儿|拍摄|摄影|美化|图像|图片|处理|天气|地图|导航|求职|招聘|房产|租房|汽车|用车|快递|物流|通讯|通信|即时|安全|系统|输入法?|主题|壁纸|便民|政务|民生|本地|票务|酒店|住宿|婚恋|交友|儿童|青少年|未成年人|智能|家居|设备|管理|效率|应用|类)+$/u;

/** A list of kinds, such as "涉及游戏、购物、租房等". */
export function isOfKinds(list: string): boolean {
  const items = list
    .split(/[、,]|以及|和/u)
    .map((one) =>
      one.replace(/^(?:涉及|涵盖|包括)?到?(?:了)?(?:[^、,。]{2,6}关注(?:度较?高)?的)?/u, '').trim(),
    );
  return items.filter((one) => isCategory(one) || KIND.test(one)).length * 2 > items.length;
}

/** Where the last item of a list is parted by 和 or 及; a name that holds one itself (known as a whole) is not parted. */
function lastJoin(item: string, page: Page): number {
  const at = item.search(/(?<=.)[和及与](?=.{2})/u);
  if (at < 0) return -1;
  return page.vocabulary.findKnown(item).some((one) => one.start <= at && one.end > at + 1) ? -1 : at;
}
