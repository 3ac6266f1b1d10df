import type { Span } from '../../../../domain/document.ts';
import type { MentionDraft } from '../../document/mention-draft.ts';
import { type Sentence, spanIn } from '../../document/page.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';
import { isKind, isNoName, isOtherThing } from '../name-words.ts';
import type { OfficialWords } from '../official-words.ts';
import { entryDraft, maskBrackets } from './entries.ts';

type Range = readonly [start: number, end: number];

/** Words behind which a list of names stands. */
const OPENERS = (
  '类: 包括 包含 涉及 分别是 分别为 名单有 名单里有 名单中有 名单包括 名单为 其中 如下: 有: 为: 名单: App: 应用: 小程序: 软件: ' +
  'SDK: 款: 款): 款,有 款,包括 款, 下架: 通报: 公示: 整改: 还有 既有 内含'
).split(' ');
/** Words in front of the first name of a counted list. */
const BOUNDARIES =
  '发现 尚有 仍有 共有 责令 显示 获悉 通报 点名 下架 公布 查处 处置 曝光 包括 涉及 约谈 处罚 要求 针对 对于 旗下 运营的 开发的 关于 将 把 对 公告 了'.split(
    ' ',
  );
/** Where a list ends. */
const CLOSES =
  /等(?!级|候)|[。;:!?“”]|(?:均|都|也|仍)?(?:存在|违反|在列|上榜|在内|因[^、]{4})|,(?![^,。、]{1,14}、)/u;
/** A count behind a list, and words that say of the names before them that they are listed. */
const COUNT =
  /等(?:这|共)?\s?(?:\d+|[两三四五六七八九十]+|多)余?[款家个]|(?<!\d)\d+余?[款家]|等(?:知名|热门|手机)?(?:App|应用|小程序|软件|SDK)|等?(?:被|在列|上榜)/iu;
/** What else stands in quotes or in a row: accounts, columns, goods, problems. */
const OTHERS =
  /^等?[^,。;、“]{0,4}?(?:问题|行为|情形|信息|数据|行业|领域|部门|法律|规定|方面|账[号户]|栏目|[版板]块|频道|话题|词条|商品|店|直播|贴吧|主播|要求|字样)/u;
const LONGEST_NAME = 24;
const LONGEST_LIST = 600;

/**
 * Names inside the sentences of a Chinese notice that state the act or stand right behind: behind
 * words that open a list, in front of a count, or in quotes side by side.
 */
export function inlineLists(context: DocumentContext): ListReading | null {
  const { page, acting, rejected } = context;
  if (page.language !== 'zh') return null;
  const own = page.sentences.filter(
    (sentence) => acting.has(sentence) || (!rejected.has(sentence) && opensList(sentence)),
  );
  const drafts = own.flatMap((sentence) => namesIn(sentence, context));
  const nameless = own.flatMap((sentence) => unreadIn(sentence, context));
  return drafts.length > 0 ? { drafts, nameless } : null;
}

/** Items of a list as long as its count that are not read as names: each is a doubt. */
function unreadIn(sentence: Sentence, { words }: DocumentContext): Span[] {
  if (quotedRuns(sentence.text).length > 0) return [];
  return countedLists(sentence.text).flatMap((list) => {
    const items = itemsIn(sentence.text, list);
    if (items.length !== countBehind(sentence.text, list)) return [];
    return items
      .filter((range) => nameOf(sentence, range, 'counted', words) === null)
      .map(([start, end]) => spanIn(sentence, start, end));
  });
}

const opensList = ({ text }: Sentence) =>
  /[、》”]/u.test(text) &&
  (/等?(?:在列|上榜|\d{1,7}余?款)/u.test(text) || OPENERS.some((one) => text.includes(one)));

/** The names that one sentence lists, in the order of the text. */
export function namesIn(sentence: Sentence, { words }: DocumentContext): MentionDraft[] {
  const quoted = quotedRuns(sentence.text);
  const ranges =
    quoted.length > 0 ? [] : [...openedLists(sentence.text), ...countedLists(sentence.text)];
  const names = [
    ...quoted.map((range) => nameOf(sentence, range, 'quoted', words)),
    ...ranges.flatMap((list) => {
      const items = itemsIn(sentence.text, list);
      const setting = items.length === countBehind(sentence.text, list) ? 'counted' : 'listed';
      return items.map((range) => nameOf(sentence, range, setting, words));
    }),
  ];
  return names
    .flatMap((draft) => draft ?? [])
    .sort((draft, other) => draft.span.start - other.span.start);
}

/** The number of apps that stands behind a list. */
function countBehind(text: string, [, end]: Range): number | null {
  const digits = /^等?(?:这|共)?\s?(\d{1,4})[款家个]/u.exec(text.slice(end, end + 12))?.[1];
  return digits === undefined ? null : Number(digits);
}

const QUOTED = /[“《]([^“”《》]{1,30})[”》]/gu;
const LAWS = /(?:依据|根据|按照|依照|违反|遵守|落实|印发|制定|贯彻|发布)[^,。;]{0,12}$/u;

/** Words in front of names that others carry or copy. */
const COPIES = /(?:仿冒|假冒|冒充|冒用|山寨|侵犯|高仿)[^,。;]{0,6}$/u;

/**
 * Names in quotes or book-title marks: several side by side, or one in front of a count or a word
 * for an app, or behind 对 or 下架.
 */
function quotedRuns(text: string): Range[] {
  const found: Range[] = [];
  let run: Range[] = [];
  const close = (end: number) => {
    const start = run[0]?.[0] ?? 0;
    const behind = text.slice(end, end + 24);
    const before = text.slice(Math.max(0, start - 14), start - 1);
    const isList =
      run.length > 1 ||
      new RegExp(`^(?:${COUNT.source}|App|应用|小程序|软件|实施|启动|进行)`, 'iu').test(behind) ||
      /(?:对|下架|涉及|包括|名单还有)$/u.test(before);
    const isOthers = LAWS.test(before) || OTHERS.test(behind) || COPIES.test(before);
    if (isList && !isOthers) found.push(...run);
    run = [];
  };
  let end = 0;
  for (const match of text.matchAll(QUOTED)) {
    const between = text.slice(end, match.index);
    if (run.length > 0 && !/^(?:\([^()]{0,40}\))?\s?(?:[、,和及与]|以及)?$/u.test(between))
      close(end);
    end = match.index + match[0].length;
    run.push([match.index + 1, end - 1]);
  }
  close(end);
  return found;
}

/** The stretch behind each opening word, up to what closes it; a list has a 、 or is closed by 等. */
function openedLists(text: string): Range[] {
  const found: Range[] = [];
  for (const opener of OPENERS) {
    for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at + opener.length)) {
      const start =
        at +
        opener.length +
        /^[\s:,了]*(?:包括|有)?/u.exec(text.slice(at + opener.length, at + opener.length + 8))![0]
          .length;
      const rest = maskBrackets(text.slice(start, start + LONGEST_LIST));
      const close = CLOSES.exec(rest);
      const end = start + (close?.index ?? rest.length);
      const list = text.slice(start, end);
      if (
        (list.includes('、') || close?.[0] === '等') &&
        !isOfOthers(list, text.slice(end, end + 12))
      )
        found.push([start, end]);
    }
  }
  return found;
}

/** The items in front of a count: from the last word or mark in front of the first of them. */
function countedLists(text: string): Range[] {
  const found: Range[] = [];
  const masked = maskBrackets(text);
  for (const match of masked.matchAll(new RegExp(COUNT.source, 'giu'))) {
    const before = masked.slice(Math.max(0, match.index - LONGEST_LIST), match.index);
    const offset = match.index - before.length;
    const clause = clauseStart(before);
    const firstMark = before.indexOf('、', clause);
    if (firstMark < 0 && !match[0].startsWith('等')) continue;
    const head = before.slice(clause, firstMark < 0 ? before.length : firstMark);
    const boundary = Math.max(
      0,
      ...BOUNDARIES.map((one) => head.lastIndexOf(one) + one.length * Number(head.includes(one))),
    );
    const start = offset + clause + boundary;
    if (!isOfOthers(text.slice(start, match.index), text.slice(match.index, match.index + 16)))
      found.push([start, match.index]);
  }
  return found;
}

function clauseStart(text: string): number {
  let at = text.length;
  while (at > 0 && !'。:;,!?“”《》|'.includes(text[at - 1]!)) at -= 1;
  return at;
}

/** A list of kinds, data or problems: what the apps are like or take, not which they are. */
function isOfOthers(list: string, behind: string): boolean {
  const items = list.split('、');
  return (
    items.filter((item) => isKind(item.trim())).length * 2 > items.length ||
    /旗下[^、]{0,6}$|各[一两三]款$/u.test(list) ||
    OTHERS.test(behind)
  );
}

function itemsIn(text: string, [start, end]: Range): Range[] {
  const items: Range[] = [];
  const masked = maskBrackets(text.slice(start, end));
  let from = 0;
  const marks = /[、,;]|以及/gu;
  for (const match of [...masked.matchAll(marks), null]) {
    const to = match?.index ?? masked.length;
    const last = match === null ? /.[和及](?=.{2})/u.exec(masked.slice(from, to)) : null;
    if (last === null || items.length === 0) items.push([start + from, start + to]);
    else
      items.push(
        [start + from, start + from + last.index + 1],
        [start + from + last.index + 2, start + to],
      );
    from = to + (match?.[0].length ?? 0);
  }
  return items;
}

/** The firm in front of its app: "某某有限公司的木棉识图". */
const MADE_BY =
  /^由?((?:[^、,。;“”《》()]|\([^()]{2,6}\)){4,30}?(?:有限公司|有限责任公司|股份公司))(?:开发|运营|推出)?的?(?=.)/u;
const LEAD =
  /^(?:[^、,。;]{0,12}(?:旗下的?|[运经]营的|开发的)|(?:包括|涉及|以及|还有|有|的|其中))/u;
/** "前期通报后未完成整改的A": what an app did or was asked before. */
const RECALLED = /^[^、,。;]{2,20}(?:整改|通报|点名|检测|复测|要求|规定|问题|行为)的(?=.)/u;
/** What the firm in front is called from then on: "(以下简称某某)". */
const SHORT_NAME = /^(\((?:以下)?简称[“"]?)[^()“”"]{2,20}\)$/u;
const TAIL = /(?:\s?(?:App|应用|客户端))?(?:等[^等]{0,6}|这)?\s?$/iu;

function nameOf(
  sentence: Sentence,
  [from, to]: Range,
  found: 'quoted' | 'listed' | 'counted',
  words: OfficialWords,
): MentionDraft | null {
  const { text, raw } = sentence;
  const isListed = found !== 'quoted';
  const setting = isListed ? 'listed' : 'quoted';
  let start = from + text.slice(from, to).search(/\S|$/u);
  let end = to;
  const firm = isListed ? MADE_BY.exec(text.slice(start, end)) : null;
  const firmAt = start + (firm?.[0].indexOf(firm[1]!) ?? 0);
  const item = text.slice(start, end);
  const lead = firm ?? (isListed ? (RECALLED.exec(item) ?? LEAD.exec(item)) : null);
  start += lead?.[0].length ?? 0;
  const short = SHORT_NAME.exec(text.slice(start, end));
  if (short !== null) [start, end] = [start + short[1]!.length, end - 1];
  const bracket = /\(([^()]{2,40})\)$/u.exec(text.slice(start, end));
  const at = bracket === null ? end : start + bracket.index;
  const brackets = bracket === null ? [] : [[at + 1, end - 1] as const];
  const whole = entryDraft(
    sentence,
    { start, end, brackets },
    `inline-lists.${setting}`,
    setting,
    [],
    words,
  );
  const hasDetails =
    whole.developer !== null || whole.rows.some((mentionRow) => mentionRow.version !== null);
  if (hasDetails) end = at;
  if (isListed) end -= TAIL.exec(text.slice(start, end))![0].length;
  const name = text.slice(start, end);
  const isName =
    name.length > 0 &&
    name.length <= LONGEST_NAME &&
    !(found === 'counted' ? isOtherThing(name) : isNoName(name)) &&
    !words.isPlace(name) &&
    !words.isStore(name) &&
    words.issues(name).length === 0 &&
    !words.bodies(name).some((nameInText) => nameInText.kind === 'authority');
  if (!isName) return null;
  return {
    ...whole,
    name: raw.slice(start, end),
    span: spanIn(sentence, start, end),
    kind: bracket === null && text.startsWith('小程序', to + 1) ? 'mini-program' : whole.kind,
    developer: firm === null ? whole.developer : raw.slice(firmAt, firmAt + firm[1]!.length),
    rows: hasDetails ? whole.rows : [],
  };
}
