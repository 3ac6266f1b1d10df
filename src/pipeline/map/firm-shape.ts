import { englishFirmKey, englishWords, firmKey, withoutMarks } from '../../knowledge/names/firm.ts';
import {
  chineseForm,
  cutForm,
  withoutIndustry,
  withoutLatinForm,
  withoutRegion,
} from '../../knowledge/names/firm-words.ts';
import { dictionaryWords } from '../../knowledge/names/word-edges.ts';

/** A firm's name in parts, for comparison with the registered firms of the catalog. */
export interface FirmShape {
  /** The whole name without brackets and spaces, by which registered names are compared. */
  readonly key: string;
  /** The key of a Latin name without its legal form; equal to `key` for Chinese names. */
  readonly bareKey: string;
  /** Leading place without 省 and 市 (`上海市` → `上海`), empty where there is none. */
  readonly place: string;
  /**
   * The rest without leading place, brackets and legal form: `携程商务`; words of a Latin name stand
   * apart.
   */
  readonly core: string;
  /**
   * The core with its marks of a group, and `()` where a place stood in brackets: `浪潮()电子信息产业`;
   * empty for Latin names.
   */
  readonly body: string;
  /**
   * Keys of the same Chinese name in another legal form, with or without 市: no two firms of one
   * place may share trade name and trade, so 某某有限公司 and 某某股份有限公司 are one firm. Empty for groups,
   * whose parent differs in the form alone.
   */
  readonly otherForms: readonly string[];
  /** Key of the name before `…分公司`, `…分行` and the like; null where it names no branch. */
  readonly head: string | null;
  /** The name with the places inside it left out; null where there are none: `腾讯科技()有限公司`. */
  readonly placeless: string | null;
  /** True where it ends in a legal form, so that nothing is cut off. */
  readonly whole: boolean;
  readonly language: 'zh' | 'en';
}

const BRACKETED = /\(([^()]{2,8})\)/gu;
const AFTER_GROUP = /(?<=集团|公司|股份)(?=.{4})/u;
const GROUP = /集团|控股/u;
const SHORTEST_TRADE = 4;
const BRANCH =
  /(?:分公司|分行|支行|营业部|营业厅|分部|分店|分院|办事处|代表处|分理处|事业部|研究所|研究院|(?:运营|信用卡|技术|研发)中心)$/u;
/** Characters between a firm's name and the word for its branch: a place, a district. */
const MOST_BETWEEN = 24;

/** Divisions that call themselves a company: …集团股份有限公司猛士汽车科技公司. */
const COMPANY = /(?<!有限|责任|集团|总|分)公司$/u;

/** The name of the firm in front of the name of its branch or division. */
function headOf(name: string): string | null {
  const firm = name.lastIndexOf('有限公司') + 4;
  if (firm > 5 && COMPANY.test(name) && name.length - firm <= MOST_BETWEEN)
    return name.slice(0, firm);
  const branch = BRANCH.exec(name)?.index ?? 0;
  const ends = [
    name.lastIndexOf('公司', branch - 2) + 2,
    ...[...name.slice(0, branch).matchAll(/银行|集团|研究院/gu)].map(
      (regExpExecArray) => regExpExecArray.index + regExpExecArray[0].length,
    ),
  ];
  const end = ends.find((one) => one > 2 && one <= branch && branch - one <= MOST_BETWEEN);
  return branch === 0 || end === undefined ? null : name.slice(0, end);
}

/** Splits a firm's name into parts; never throws, whatever the text. */
export function firmShape(name: string): FirmShape {
  return /\p{Script=Han}/u.test(name) ? chineseShape(name) : latinShape(name);
}

function chineseShape(name: string): FirmShape {
  const full = firmKey(name);
  const key = withoutMarks(full);
  const rest = withoutPlace(full);
  const place = full
    .slice(0, full.length - rest.length)
    .replace(/(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)/gu, '');
  const form = chineseForm(rest);
  const formless = rest.slice(0, rest.length - form.length);
  const whole = formless.slice(0, formless.length - cutForm(formless).length);
  const head = headOf(full);
  return {
    key,
    bareKey: key,
    place,
    core: withoutMarks(whole.replace(BRACKETED, '')).replace(/集团$/u, ''),
    body: withoutLastPlace(whole)
      .replace(BRACKETED, (_, inner: string) => (isPlace(inner) ? '\0' : inner))
      .replace(/[^\p{L}\p{N}\0]/gu, '')
      .replaceAll('\0', '()'),
    otherForms: form === '' || head !== null ? [] : otherForms(full, rest, formless, key),
    head: head === null ? null : withoutMarks(head),
    placeless: rest === full ? withoutInnerPlaces(full) : null,
    whole: form !== '' || head !== null,
    language: 'zh',
  };
}

const FORMS = ['股份有限公司', '有限公司', '有限责任公司'] as const;

function otherForms(full: string, rest: string, formless: string, own: string): string[] {
  const place = full.slice(0, full.length - rest.length);
  const trade = withoutMarks(formless);
  if (GROUP.test(trade) || trade.length < SHORTEST_TRADE) return [];
  const places =
    place === '' ? [''] : [place, place.endsWith('市') ? place.slice(0, -1) : `${place}市`];
  // 东风汽车有限公司 is above 东风汽车股份有限公司: of nationwide firms called by a common word either may be the
  // parent.
  const isEither = place === '' && isPlainName(withoutIndustry(trade));
  return places
    .flatMap((one) => FORMS.map((form) => one + trade + form))
    .filter(
      (key) => key !== own && !(isEither && key.endsWith(FORMS[0]) !== own.endsWith(FORMS[0])),
    );
}

/** The name without its leading place. 中国 alone is part of a name, not a place: 中国移动. */
function withoutPlace(full: string): string {
  const rest = withoutRegion(full);
  return full.slice(0, full.length - rest.length) === '中国' ? full : rest;
}

/** Whether a text is a place: nothing of it remains in front of a name. */
function isPlace(text: string): boolean {
  return withoutRegion(`${text}某某`) === '某某';
}

/** A place at the end stands as one in brackets does: 科大讯飞江苏有限公司. */
function withoutLastPlace(formless: string): string {
  const length = [3, 2].find(
    (many) => formless.length > many + 2 && isPlace(formless.slice(-many)),
  );
  return length === undefined ? formless : `${formless.slice(0, -length)}\0`;
}

/** Places in brackets (腾讯科技（深圳）有限公司) or after the word for a group (…集团云南有限公司). */
function withoutInnerPlaces(full: string): string | null {
  const bracketless = full.replace(BRACKETED, (whole, inner: string) =>
    isPlace(inner) ? '()' : whole,
  );
  const [head, tail] = bracketless.split(AFTER_GROUP, 2);
  const rest = tail === undefined ? '' : withoutRegion(tail);
  const placeless = tail === undefined || rest === tail ? bracketless : `${head}()${rest}`;
  return placeless === full ? null : placeless;
}

function latinShape(name: string): FirmShape {
  const all = englishWords(name);
  const bare = withoutLatinForm(all);
  const words = withoutLatinForm(englishWords(name.normalize('NFKC').replace(/\([^()]*\)/gu, ' ')));
  // One word, or two as in Hong Kong, may be the place; a name is never a place alone.
  const first = [1, 2].find(
    (many) => words.length > many && isLatinPlace(words.slice(0, many).join('')),
  );
  return {
    key: englishFirmKey(name),
    bareKey: bare.join(''),
    place: words.slice(0, first ?? 0).join(''),
    core: words.slice(first ?? 0).join(' '),
    body: '',
    otherForms: [],
    head: null,
    placeless: null,
    whole: bare.length < all.length,
    language: 'en',
  };
}

function isLatinPlace(word: string): boolean {
  return withoutRegion(`${word}zz`) === 'zz';
}

/**
 * Own names that stand before firms of more than one owner: the state or family group above the
 * listed company, a joint venture, or strangers who chose the same auspicious word. None of them
 * proves whose a firm is.
 */
export const SHARED_NAMES: ReadonlySet<string> = new Set(
  (
    '五粮液 泸州老窖 贵州茅台 古井贡 杏花村 剑南春 同仁堂 片仔癀 云南白药 白云山 王老吉 东阿阿胶 九芝堂 马应龙 天士力 雷允上 胡庆余堂 ' +
    '首都机场 白云机场 现代汽车 北京现代 上海大众 一汽大众 新希望 新华联 新世界 新东方 新奥特 新大陆 新华医疗 新天地 新时代 新湖中宝 新鸿基 ' +
    '雅戈尔 七匹狼 波司登 报喜鸟 太平鸟 步步高 海底捞 贝因美 维维 春兰 奥克斯 娃哈哈 加多宝 红星美凯龙 红蜻蜓 老百姓 好利来 好想你 金龙鱼 ' +
    '三元桥 北大荒 北大方正 清华同方 清华紫光 哈工大 中科院 中关村 张江高科 陆家嘴 外高桥 浦东金桥 电子城 高新区 开发区 ' +
    '贝斯特 爱普生 优尼康 百事通 万事达 万事利 金太阳 红太阳 东方红 东方明珠 东方雨虹 东方日升 金种子 金字塔 金钥匙 小天鹅 大自然 大洋洲 ' +
    '农产品 小商品城 海南岛 长三角 珠三角 大湾区 维多利亚 凯撒 圣元 博世 奥特曼'
  ).split(' '),
);

/** Regions and words of the whole world before a short rest: 东方兴业. */
const GENERAL =
  /^(?:东方|南方|北方|西部|东部|亚洲|亚太|太平洋|环球|全球|世纪|国际|大众|人民|民生|天下|未来|时代|阳光|金色|绿色|蓝色|红色).{0,2}$/u;
/** Groups of the state, whose listed and unlisted parts share the beginning of their names. */
const STATE_GROUP =
  /^(?:中车|中航|航天|航发|中电|中船|中核|国电|国投|中建|中交|中铁|中冶|中材|中化|中海|中粮|中纺|中远|招商|华润|保利|光大|中信|北汽|上汽|广汽|晋能|[中国华].{2}$)/u;
const PLACED = /^(?:中国|中华|全国|国家|首都|北京|上海|天津|重庆|广东|深圳|香港|澳门|台湾)/u;
/** Characters that spell foreign words: 贝斯特 is Best, and anybody's. */
const SPELLING =
  /^[阿法贝斯特尔克德莱维诺拉卡罗森普兰迪安达奥科利林思凯马亚尼丽莎蒂娜伯布艾爱欧威沃菲费福瑞路洛伦纳帕]{3}$/u;
const SHORT = 3;

/**
 * Whether anybody may have chosen a name: it is empty, a place, a state group or made of everyday
 * words, or has three characters of which two are an everyday word or spell a foreign one.
 */
export function isPlainName(coined: string): boolean {
  if (
    coined === '' ||
    [PLACED, GENERAL, STATE_GROUP, SPELLING].some((regExp) => regExp.test(coined))
  )
    return true;
  const single = dictionaryWords(coined).filter(
    (dictionaryWord) => dictionaryWord.length === 1,
  ).length;
  return single === 0 || (coined.length === SHORT && single === 1);
}
