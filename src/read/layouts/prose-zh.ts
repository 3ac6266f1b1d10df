import { type Draft, draft } from '../draft.ts';
import { type Page, type Sentence, spanIn } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { entityDrafts, isCompanyStep } from './entities.ts';
import type { Layout } from './layout.ts';
import { sentencesOfSteps } from './quoted.ts';

/** Lists of names inside Chinese sentences: behind words that open a list, and in front of "等43款App". */
export const proseZh: Layout = {
  id: 'prose-zh',
  about: 'names between 、 in a Chinese sentence, and the one app that a headline names',
  read(page, steps) {
    if (page.language !== 'zh') return null;
    const drafts: Draft[] = [];
    for (const sentence of sentencesOfSteps(page, steps)) {
      const lists = [
        ...opened(sentence),
        ...counted(sentence, page),
        ...ranked(sentence),
        ...subject(sentence),
      ];
      const firms = isAboutFirms(sentence, steps);
      for (const list of lists) drafts.push(...itemsOf(sentence, list, page, firms));
    }
    const told = steps.taken.map((one) => one.scene).filter((one, at, all) => all.indexOf(one) === at);
    for (const scene of told) {
      if (steps.taken.some((one) => one.scene === scene && isCompanyStep(one.type)))
        drafts.push(...entityDrafts(scene, page));
      else if (scene.sentence.place !== 'body') drafts.push(...knownApps(scene.sentence, scene.known, page));
    }
    return drafts.length > 0 ? { drafts, nameless: [] } : null;
  },
};

interface List {
  readonly start: number;
  readonly end: number;
}

const OPENS =
  /(?:被点名的(?:App|应用)?(?:有|是|包括|为|涉及)?|包括|包含|涉及|分别是|分别为|名单(?:中|里)?(?:有|包括|为)|其中,?(?:包括|有|的)?|如下:|(?:App|应用|小程序|软件)(?:有|为|:)|(?:只有|仅有?)(?=[^,。、]{2,12}一款))(?:了)?/giu;
const CLOSES =
  /一款|等(?!级|候|待)|[。;:!?“”()]|(?:均|都|也|仍|被|因|存在|违反|未|在列|上榜|共)|,(?![^,。、]{1,12}、)/u;

/** Lists behind 包括, 涉及, 分别是 …; what follows must read as names, which `itemsOf` decides. */
function opened({ text }: Sentence): List[] {
  return [...text.matchAll(OPENS)].flatMap((match) => {
    const start =
      match.index +
      match[0].length +
      /^\s*[:,]?\s*/u.exec(text.slice(match.index + match[0].length))![0].length;
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    if (/(?:问题|来源|行为|情形|类型|领域|类别|权限|内容)[^,。]{0,6}$/u.test(before)) return [];
    const length = text.slice(start).search(CLOSES);
    const end = length < 0 ? text.length : start + length;
    const list = text.slice(start, end);
    return list.includes('、') || /^一款/u.test(text.slice(end)) || /^等[^级]/u.test(text.slice(end))
      ? [{ start, end }]
      : [];
  });
}

const COUNT =
  /等(?:(?:\d+|[一二两三四五六七八九十百]+|多|数)?余?(?:款|个|家)(?!工作日|月|批|部门|类)|(?:知名|热门)?(?:App|应用程序|小程序|手机软件|应用))/giu;
/** Words in front of the first name of a list; the last one counts. Those that may begin a name do not count inside a known one. */
const BOUNDARY =
  /发现|显示|获悉|通报了?|点名|下架|公布|查处|曝光|包括|涉及|约谈|处罚|要求|针对|对于|旗下的?|关于|公告称?|[,。:;!?]|——|\s-\s|共有|对|将|把/gu;

/** `A、B、C等43款App`: from the last boundary before A. */
function counted({ text }: Sentence, page: Page): List[] {
  return [...text.matchAll(COUNT)].flatMap((match) => {
    const before = text.slice(0, match.index);
    if (/[”"》]\s*$/u.test(before)) return [];
    const firstComma = runStart(before);
    const head = before.slice(0, firstComma);
    const start = lastBoundary(head, text, page);
    return match.index - start <= 1 || match.index - start > 400 ? [] : [{ start, end: match.index }];
  });
}

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
  /(?:^|[。;:,])([^。;:,]{2,200}?)等?(?:多?款?(?:App|应用|软件|小程序))?(?:均|也|都)?(?:在列|在内|上榜|名列其中|榜上有名|在名单(?:之中|中|之列)|位列其中)/giu;

/** `A、B等在列`. */
function ranked({ text }: Sentence): List[] {
  return [...text.matchAll(RANKED)].map((match) => {
    const start = match.index + match[0].indexOf(match[1]!);
    return { start, end: start + match[1]!.length };
  });
}

const SUBJECT =
  /^(?:突发[!:,]?|官方[!:,]?|刚刚[!:,]?|热搜[:,]?)?([^,。;:、“”!?\s《》\d][^,。;:、“”!?\s《》]{0,15}?)(?:App|APP|应用|小程序|平台|客户端)?(?:也|再次|又)?(?:被|遭)[^,。;]{0,16}?(?:点名|通报|下架|曝光|约谈|罚|审查|立案|调查|责令|要求|暂停|查处)/u;
const GENERAL =
  /等|款|多|部分|这些|平台|公司|企业|应用|机构|一批|有关|相关|运营|商家|网站|厂商|年|月|我国|官方|全国|首批|批|名单|违规|违法|问题|行为/u;

/** `微博钱包被工信部点名`: the one name in front of the passive. */
function subject({ text }: Sentence): List[] {
  const match = SUBJECT.exec(text);
  if (match === null || GENERAL.test(match[1]!)) return [];
  const start = match.index + match[0].indexOf(match[1]!);
  return [{ start, end: start + match[1]!.length }];
}

const NO_ITEM =
  /(?:问题|行为|信息|权限|规定|要求|整改|用户|类|方面|部门|领域|情况|企业|公司|商店|市场|管理局|网信办)$|^(?:存在|违反|未|对|向|在|其|各|多|该|此)|通报|下架|[，。；：？！“”《》()]|\d+(?:款|个|家)$|^\d+$|^[一二三四五六七八九十]+$|违规|违法|收集|调用|索取|骚扰|弹窗|隐私|结果|显示/u;

/** Kinds of apps, not apps: the 39 of the rules on necessary personal information (2021). */
const CATEGORY = new Set(
  '地图导航 网络约车 即时通信 网络社区 网络支付 网上购物 餐饮外卖 邮件快件寄递 交通票务 婚恋相亲 求职招聘 网络借贷 房屋租售 二手车交易 问诊挂号 旅游服务 酒店服务 网络游戏 学习教育 本地生活 女性健康 用车服务 投资理财 手机银行 邮箱云盘 远程会议 网络直播 在线影音 短视频 新闻资讯 运动健身 浏览器 输入法 安全管理 电子图书 拍摄美化 应用商店 实用工具 演出票务 音乐播放 外卖 电商 社交 金融 教育 游戏'.split(
    ' ',
  ),
);

function isCategory(item: string): boolean {
  return CATEGORY.has(item.replace(/类$/u, ''));
}

/** A step against companies in a sentence that speaks of no apps: its lists are lists of firms. */
function isAboutFirms(sentence: Sentence, steps: StepReading): boolean {
  const types = steps.taken.filter((one) => one.scene.sentence === sentence).map((one) => one.type);
  return types.some(isCompanyStep) && !/App|应用|小程序|软件|\d款/iu.test(sentence.text);
}

function itemsOf(sentence: Sentence, list: List, page: Page, firms: boolean): Draft[] {
  const { text, raw } = sentence;
  const drafts: Draft[] = [];
  let owner: string | null = null;
  let from = list.start;
  const end = list.end;
  while (from < end) {
    const next = text.slice(from, end).search(/、|,|以及|以及|\s(?:和|及)\s|$/u);
    let to = next < 0 ? end : from + next;
    const joined =
      to >= end || /^(?:,|以及)/u.test(text.slice(to)) ? lastJoin(text.slice(from, to), page) : -1;
    if (joined > 0) to = from + joined;
    let start = from;
    const head = text.slice(from, to);
    const holder = /^(.*?)(?:旗下的?|(?:公司|集团)的)/u.exec(head);
    if (holder) {
      owner = holder[1]!.trim() || owner;
      start += holder[0].length;
    }
    start += /^\s*(?:以及|还有|包括|包含|涉及|分别为|分别是)?\s*/u.exec(text.slice(start, to))![0].length;
    let stop = to;
    stop -= /\s*(?:App|APP|等|这|两款)?\s*$/u.exec(text.slice(start, stop))?.[0].length ?? 0;
    if (firms) stop -= /\d+[起件]$/u.exec(text.slice(start, stop))?.[0].length ?? 0;
    const item = text.slice(start, stop);
    if (
      item.length >= 1 &&
      item.length <= 24 &&
      !NO_ITEM.test(item) &&
      !isCategory(item) &&
      !page.vocabulary.isStore(item) &&
      page.vocabulary.bodies(item).length === 0
    ) {
      drafts.push(
        draft(raw.slice(start, stop), spanIn(sentence, start, stop), 'prose-zh.list', 'listed', {
          owner,
          kind: firms ? 'entity' : 'app',
        }),
      );
    } else if (item.length > 24) break;
    from = to + (/^(?:以及)/u.exec(text.slice(to))?.[0].length ?? (joined > 0 ? 0 : 1));
    if (joined > 0) from = to + 1;
  }
  return drafts;
}

/** Where the last item of a list is parted by 和 or 及; a name that holds one itself (known as a whole) is not parted. */
function lastJoin(item: string, page: Page): number {
  const at = item.search(/(?<=.)[和及与](?=.)/u);
  if (at < 0) return -1;
  return page.vocabulary.findKnown(item).some((one) => one.start <= at && one.end > at + 1) ? -1 : at;
}

/** Known apps that a title or lead names without any list around them. */
function knownApps(
  sentence: Sentence,
  known: readonly { start: number; end: number; kind: string }[],
  page: Page,
): Draft[] {
  if (/[、]/u.test(sentence.text) && sentence.place !== 'title') return [];
  return known
    .filter(
      (one) => one.kind !== 'company' && !page.vocabulary.isStore(sentence.text.slice(one.start, one.end)),
    )
    .filter(
      (one) =>
        !/^(?:小程序|登录|公众号|客服|支付|账号|平台上|群|朋友圈|商店)/u.test(sentence.text.slice(one.end)),
    )
    .map((one) =>
      draft(
        sentence.raw.slice(one.start, one.end),
        spanIn(sentence, one.start, one.end),
        'prose-zh.known',
        'prose',
      ),
    );
}
