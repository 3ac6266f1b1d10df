import { filingKey } from '../../knowledge/names/firm.ts';
import { type KeyVariant, nameKey, nameKeyVariants } from '../../knowledge/names/normalise.ts';
import type { AsOf } from './map-index.ts';
import type { NameEntry } from './name-entries.ts';

/**
 * How a name was found. `family`: only without an edition or subtitle, which may be another app.
 * `package`: an exact package id. `spelt`: a Chinese name in Latin letters, spelt or translated.
 * `bilingual`: a Chinese and a Latin name of one company in one word.
 */
type FoundHow =
  | 'name'
  | 'alias'
  | 'device'
  | 'composed'
  | 'bilingual'
  | 'spelt'
  | 'family'
  | 'package'
  | 'none';

/** Catalog entries under an app's name on a day. */
export interface AppFinding {
  readonly how: FoundHow;
  readonly entries: readonly NameEntry[];
  /** The part of the name that was dropped, for the reason. */
  readonly dropped: string;
  /** Names that fit but have no known owner on that day. */
  readonly expired: readonly NameEntry[];
  /** Two characters or fewer: treated as an everyday word, except a household name. */
  readonly short: boolean;
}

/** A web address used as a name: zhaopin.com. */
const WEB_ADDRESS = /^([a-z0-9-]{3,})\.(?:com(?:\.cn)?|cn|net)$/iu;
const PACKAGE_ID = /^[a-z]\w*(?:\.\w+){1,}$/u;

/**
 * Looks an app's name up: full form first, then without device endings, last without edition and
 * subtitle.
 */
export function findApp(name: string, kind: string, on: AsOf): AppFinding {
  const { packages, names, english } = on.index;
  const id = name.trim().toLowerCase();
  const owned = PACKAGE_ID.test(id) ? on.holding(packages.get(id) ?? []) : [];
  if (owned.length > 0)
    return { how: 'package', entries: owned, dropped: '', expired: [], short: false };
  const expired: NameEntry[] = [];
  const variants = variantsOf(name, kind);
  for (const { key, dropped, weak } of variants) {
    const known = names.get(key) ?? [];
    const entries = on.holding(known);
    if (entries.length > 0) {
      const byAlias = entries.every((entry) => entry.how === 'alias');
      const how = howFoundBy({ weak, dropped, byAlias });
      // Where a company and its app share a name, the app is meant.
      const appsFirst = entries.toSorted((a, b) => Number(a.app === null) - Number(b.app === null));
      return { how, entries: appsFirst, dropped, expired, short: isShort(key) };
    }
    if (!weak) expired.push(...known);
  }
  const { key } = variants[0]!;
  const further: readonly (readonly [FoundHow, () => readonly NameEntry[]])[] = [
    ['composed', () => composed(key, on)],
    ['bilingual', () => bilingual(key, on)],
    ['spelt', () => on.holding(english.find(key))],
  ];
  for (const [how, look] of further) {
    const entries = look();
    if (entries.length > 0) return { how, entries, dropped: '', expired, short: isShort(key) };
  }
  return { how: 'none', entries: [], dropped: '', expired, short: isShort(key) };
}

const MINI_PROGRAM = /(?:\((?:微信|支付宝)?小程序\)|(?:微信|支付宝)?小程序)$/u;
const SDK = /sdk$/u;
/** Words in brackets that mark the main edition in a store: the app itself. */
const MAIN_EDITION =
  /^(?:主软件|主应用|主程序|主app|官方版|正式版|官方正版|手机版|安卓版|标准版)$/iu;
/**
 * Keywords that stores print after a separator: "甲出行|打车快车专车". Only words for what an app does;
 * words that make it another app (助手, 司机端, 极速版) are not included.
 */
const SLOGAN_WORDS = (
  '出租车 顺风车 网约车 火车票 二手房 找工作 短视频 背单词 打车 快车 专车 拼车 代驾 租车 用车 出行 公交 地铁 骑行 买菜 生鲜 购物 外卖 ' +
  '点餐 优惠 团购 特卖 商城 电商 二手 交易 酒店 民宿 机票 订票 购票 旅行 旅游 预订 预定 租房 买房 新房 招聘 求职 兼职 直播 视频 影视 ' +
  '追剧 音乐 听歌 听书 小说 阅读 漫画 资讯 新闻 学习 教育 网课 英语 健身 运动 跑步 减肥 记账 理财 股票 炒股 基金 保险 证券 美食 菜谱 ' +
  '快递 寄件 地图 导航 天气 社交 交友 聊天 软件 平台 服务'
).split(' ');

/** An English plural is the same name (Baidu Map, Baidu Maps); shorter words than this are not. */
const LEAST_PLURAL = 7;

/** A separator followed by such words only; the longest of words with a common beginning counts. */
function isSlogan(text: string): boolean {
  if (!/^[|丨]./u.test(text)) return false;
  let rest = text.slice(1);
  while (rest !== '') {
    const word = /^[&、·和与,\s]/u.test(rest)
      ? rest[0]!
      : SLOGAN_WORDS.find((one) => rest.startsWith(one));
    if (word === undefined) return false;
    rest = rest.slice(word.length);
  }
  return true;
}

function variantsOf(name: string, kind: string): KeyVariant[] {
  const variants = nameKeyVariants(name).map((variant) => {
    const { key, dropped, weak } = variant;
    const isMain = MAIN_EDITION.test(dropped) || (key.length > 2 && isSlogan(dropped));
    return { ...variant, weak: weak && !isMain };
  });
  const host = WEB_ADDRESS.exec(name.trim())?.[1];
  if (host !== undefined)
    variants.push({ key: nameKey(host), dropped: name.trim().slice(host.length), weak: false });
  return variants.flatMap((variant) => [variant, ...furtherVariants(variant, kind)]);
}

/** Endings for the kind of product, and plurals. */
function furtherVariants({ key, dropped, weak }: KeyVariant, kind: string): KeyVariant[] {
  const without = (ending: RegExp, asWeak: boolean): KeyVariant[] => {
    const bare = key.replace(ending, '');
    return bare === key || bare.length < 2
      ? []
      : [{ key: bare, dropped: `${dropped} ${key.slice(bare.length)}`.trim(), weak: asWeak }];
  };
  const isLatin = /^[a-z0-9]+$/u.test(key) && key.length >= LEAST_PLURAL;
  return [
    ...(kind === 'sdk' ? without(SDK, true) : []),
    ...without(MINI_PROGRAM, weak || kind !== 'mini-program'),
    ...(isLatin ? [{ key: key.endsWith('s') ? key.slice(0, -1) : `${key}s`, dropped, weak }] : []),
  ];
}

/**
 * A company's name before the name of its own app (腾讯应用宝, 百度网盘 written as 百度 + 网盘): both halves
 * must be known, and both must be one company's on the day. The first half may not be an everyday
 * word.
 */
function composed(key: string, on: AsOf): readonly NameEntry[] {
  for (let at = key.length - 2; at >= 2; at -= 1) {
    const rest = on.named(key.slice(at)).filter((entry) => entry.app !== null);
    if (rest.length === 0) continue;
    const owners = on
      .named(key.slice(0, at))
      .filter((entry) => entry.app === null && !entry.ordinary);
    const own = rest.filter((entry) => owners.some((owner) => owner.company === entry.company));
    if (own.length > 0) return own.map((entry) => ({ ...entry, ordinary: false }));
  }
  return [];
}

const LATIN_AND_HAN = /^([a-z0-9]{2,})(\p{Script=Han}{2,})$/u;
const HAN_AND_LATIN = /^(\p{Script=Han}{2,})([a-z0-9]{2,})$/u;

/**
 * A Chinese and a Latin name in one word (SEPHORA丝芙兰): the same two in the other order are a name,
 * or each is a name of one company. Two everyday words together prove nothing.
 */
function bilingual(key: string, on: AsOf): readonly NameEntry[] {
  const halves = LATIN_AND_HAN.exec(key) ?? HAN_AND_LATIN.exec(key);
  if (halves === null) return [];
  const [, first, second] = halves as unknown as readonly [string, string, string];
  const turned = on.named(`${second}${first}`);
  if (turned.length > 0) return turned;
  const [before, behind] = [on.named(first), on.named(second)];
  const both = [...before, ...behind].filter(
    (entry) => isOf(entry.company, before) && isOf(entry.company, behind),
  );
  if (both.every((entry) => entry.ordinary)) return [];
  const appsFirst = both.toSorted((a, b) => Number(a.app === null) - Number(b.app === null));
  return appsFirst.map((entry) => ({ ...entry, ordinary: false }));
}

const isOf = (company: string, entries: readonly NameEntry[]): boolean =>
  entries.some((entry) => entry.company === company);

const isShort = (key: string): boolean => [...key].length <= 2;

/** Apps with the main part of a filing number. */
export function findFiling(icp: string | null, on: AsOf): readonly NameEntry[] {
  return icp === null ? [] : on.holding(on.index.filings.get(filingKey(icp)) ?? []);
}

/** The weakest way in which a name was found. */
function howFoundBy(found: { weak: boolean; dropped: string; byAlias: boolean }) {
  if (found.weak) return 'family';
  if (found.dropped !== '') return 'device';
  return found.byAlias ? 'alias' : 'name';
}
