import { englishFirmKey, englishWords, firmKey, withoutMarks } from '../names/firm.ts';
import {
  chineseForm,
  cutForm,
  withoutIndustry,
  withoutLatinForm,
  withoutRegion,
} from '../names/firm-words.ts';
import { isPlainName } from './plain-names.ts';

/** A firm's name taken apart, for comparing it with the registered firms of the catalog. */
export interface FirmShape {
  /** The whole name without brackets and spaces: what registered names are compared by. */
  readonly key: string;
  /** The key of a Latin name without its legal form; equal to `key` for Chinese names. */
  readonly bareKey: string;
  /** Leading place without 省 and 市 (`上海市` → `上海`), empty where there is none. */
  readonly place: string;
  /** The rest without leading place, brackets and legal form: `携程商务`; words of a Latin name stand apart. */
  readonly core: string;
  /** The core with its marks of a group, and `()` where a place stood in brackets: `浪潮()电子信息产业`; empty for Latin names. */
  readonly body: string;
  /**
   * Keys of the same Chinese name in another legal form, with or without 市: no two firms of one place may share trade name
   * and trade, so 某某有限公司 and 某某股份有限公司 are one firm. Empty for groups, whose parent differs in the form alone.
   */
  readonly otherForms: readonly string[];
  /** Key of the name before `…分公司`, `…分行` and the like; null where it names no branch. */
  readonly head: string | null;
  /** The name with the places inside it left out; null where there are none: `腾讯科技()有限公司`. */
  readonly placeless: string | null;
  /** It ends in a legal form, so nothing is missing at the end. */
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

/** What calls itself a company without being one: …集团股份有限公司猛士汽车科技公司 is a division. */
const COMPANY = /(?<!有限|责任|集团|总|分)公司$/u;

/** The name of the firm in front of the name of its branch or division. */
function headOf(name: string): string | null {
  const firm = name.lastIndexOf('有限公司') + 4;
  if (firm > 5 && COMPANY.test(name) && name.length - firm <= MOST_BETWEEN) return name.slice(0, firm);
  const branch = BRANCH.exec(name)?.index ?? 0;
  const ends = [
    name.lastIndexOf('公司', branch - 2) + 2,
    ...[...name.slice(0, branch).matchAll(/银行|集团|研究院/gu)].map((one) => one.index + one[0].length),
  ];
  const end = ends.find((one) => one > 2 && one <= branch && branch - one <= MOST_BETWEEN);
  return branch === 0 || end === undefined ? null : name.slice(0, end);
}

/** Takes a firm's name apart; never throws, whatever stands in the cell. */
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
  const places = place === '' ? [''] : [place, place.endsWith('市') ? place.slice(0, -1) : `${place}市`];
  // 东风汽车有限公司 is above 东风汽车股份有限公司: of nationwide firms called by a common word either may be the parent.
  const isEither = place === '' && isPlainName(withoutIndustry(trade));
  return places
    .flatMap((one) => FORMS.map((form) => one + trade + form))
    .filter((key) => key !== own && !(isEither && key.endsWith(FORMS[0]) !== own.endsWith(FORMS[0])));
}

/** Without the leading place. 中国 alone is no place but part of a name: 中国移动. */
function withoutPlace(full: string): string {
  const rest = withoutRegion(full);
  return full.slice(0, full.length - rest.length) === '中国' ? full : rest;
}

/** A text is a place when nothing is left of it in front of a name. */
function isPlace(text: string): boolean {
  return withoutRegion(`${text}某某`) === '某某';
}

/** A place at the end stands as one in brackets does: 科大讯飞江苏有限公司. */
function withoutLastPlace(formless: string): string {
  const length = [3, 2].find((many) => formless.length > many + 2 && isPlace(formless.slice(-many)));
  return length === undefined ? formless : `${formless.slice(0, -length)}\0`;
}

/** Places in brackets (腾讯科技（深圳）有限公司) or after the word for a group (…集团云南有限公司). */
function withoutInnerPlaces(full: string): string | null {
  const bracketless = full.replace(BRACKETED, (whole, inner: string) => (isPlace(inner) ? '()' : whole));
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
  const first = [1, 2].find((many) => words.length > many && isLatinPlace(words.slice(0, many).join('')));
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
