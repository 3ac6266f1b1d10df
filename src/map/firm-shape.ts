import { englishFirmKey, firmKey } from '../names/firm.ts';
import { withoutRegion } from '../names/regions.ts';

/** A firm's name taken apart, for comparing it with the registered firms of the catalog. */
export interface FirmShape {
  readonly written: string;
  /** The whole name without brackets and spaces: what registered names are compared by. */
  readonly key: string;
  /** The key of a Latin name without its legal form; equal to `key` for Chinese names. */
  readonly bareKey: string;
  /** Leading place without 省 and 市 (`上海市` → `上海`), empty where there is none. */
  readonly place: string;
  /** The rest without leading place, brackets and legal form: `携程商务`; words of a Latin name stand apart. */
  readonly core: string;
  /** Key of the name before `…分公司`, `…分行` and the like; null where it names no branch. */
  readonly head: string | null;
  /** The name with the places inside it left out; null where there are none: `腾讯科技()有限公司`. */
  readonly placeless: string | null;
  /** It ends in a legal form, so nothing is missing at the end. */
  readonly whole: boolean;
  readonly language: 'zh' | 'en';
}

const LEGAL =
  /(?:股份有限(?:责任)?公司|有限责任公司|有限公司|集团公司|总公司|公司|合伙企业\(?有限合伙\)?|普通合伙|研究院|研究所|事务所|工作室|中心|经营部|商行)$/u;
const CUT_LEGAL = /(?:股份有限责?任?公?|有限责?任?公?|股份有?|股份)$/u;
const BRACKETED = /\(([^()]{2,8})\)/gu;
const AFTER_GROUP = /(?<=集团|公司|股份)(?=.{4})/u;
const BRANCH_WORD =
  '(?:分公司|分行|支行|营业部|营业厅|分部|分店|办事处|代表处|运营中心|信用卡中心|事业部|分理处|分院)';
const BRANCHES: readonly RegExp[] = [
  new RegExp(`^(.*公司)(.{0,24}?${BRANCH_WORD})$`, 'u'),
  new RegExp(`^(.*?(?:银行|集团|研究院))(.{0,24}?${BRANCH_WORD})$`, 'u'),
];

/** Takes a firm's name apart; never throws, whatever stands in the cell. */
export function firmShape(name: string): FirmShape {
  return /\p{Script=Han}/u.test(name) ? chineseShape(name) : latinShape(name);
}

function chineseShape(name: string): FirmShape {
  const full = firmKey(name);
  const key = withoutMarks(full);
  const rest = withoutPlace(full);
  const branch = BRANCHES.map((one) => one.exec(full)).find((one) => one !== null) ?? null;
  return {
    written: name,
    key,
    bareKey: key,
    place: full
      .slice(0, full.length - rest.length)
      .replace(/(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)/gu, ''),
    core: withoutMarks(
      rest.replace(BRACKETED, '').replace(LEGAL, '').replace(CUT_LEGAL, '').replace(/集团$/u, ''),
    ),
    head: branch === null ? null : withoutMarks(branch[1]!),
    placeless: rest === full ? withoutInnerPlaces(full) : null,
    whole: LEGAL.test(full) || branch !== null,
    language: 'zh',
  };
}

/** The key of a Chinese name alone, without taking it apart. */
export function plainKey(name: string): string {
  return withoutMarks(firmKey(name));
}

function withoutMarks(text: string): string {
  return text.replace(/[()[\]{}.,·"'\s…*-]/gu, '');
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

/** Places in brackets (腾讯科技（深圳）有限公司) or after the word for a group (…集团云南有限公司). */
function withoutInnerPlaces(full: string): string | null {
  const bracketless = full.replace(BRACKETED, (whole, inner: string) => (isPlace(inner) ? '()' : whole));
  const [head, tail] = bracketless.split(AFTER_GROUP, 2);
  const rest = tail === undefined ? '' : withoutRegion(tail);
  const placeless = tail === undefined || rest === tail ? bracketless : `${head}()${rest}`;
  return placeless === full ? null : placeless;
}

const LATIN_FORM =
  /(?:\b(?:company|co)\b[.,]*\s*[,.]?\s*)?\b(?:limited|ltd|inc|incorporated|corp|corporation|llc|l\.l\.c|plc|gmbh|ag|ab|oy|se|asa|s\.?p\.?a|s\.?a|s\.?r\.?l|n\.?v|b\.?v|pte\.?\s*ltd|pty\.?\s*ltd|co|company|kk|k\.k)\b[.,]*\s*$/iu;

function latinShape(name: string): FirmShape {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/gu, ' ')
    .trim();
  const formless = folded.replace(LATIN_FORM, '').replace(LATIN_FORM, '');
  const words = formless
    .replace(/\([^)]*\)/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/[^\p{L}\p{N}]+/gu, ''))
    .filter((word) => word !== '');
  // One word, or two as in Hong Kong, may be the place; a name is never a place alone.
  const first = [1, 2].find((many) => words.length > many && isLatinPlace(words.slice(0, many).join('')));
  return {
    written: name,
    key: englishFirmKey(name),
    bareKey: englishFirmKey(formless),
    place: words.slice(0, first ?? 0).join(''),
    core: words.slice(first ?? 0).join(' '),
    head: null,
    placeless: null,
    whole: LATIN_FORM.test(folded),
    language: 'en',
  };
}

function isLatinPlace(word: string): boolean {
  return withoutRegion(`${word}zz`) === 'zz';
}
