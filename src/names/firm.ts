import { normalise } from './normalise.ts';
import { withoutRegion } from './regions.ts';

const HAN = /\p{Script=Han}/u;
const WRAPPING = /^["'《\s,.;:、]+|["'》\s,.;:、]+$/gu;
/** `(曾用名:…)`, `(原…)`: what the firm was called before says nothing about its name now. */
const FORMER_NAME = /\((?:曾用名|原名?|更名前|formerly)[^()]*(?:\([^()]*\)[^()]*)*\)$/u;

/** One word for each way of writing a legal form in English. */
const ENGLISH_FORMS: ReadonlyMap<string, string> = new Map([
  ['limited', 'ltd'],
  ['company', 'co'],
  ['companies', 'cos'],
  ['incorporated', 'inc'],
  ['corporation', 'corp'],
  ['private', 'pvt'],
  ['holding', 'holdings'],
]);
const ENGLISH_PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bpublic limited company\b/gu, 'plc'],
  [/\blimited liability company\b/gu, 'llc'],
  [/\bprivate limited\b/gu, 'pte ltd'],
  [/\bpvt ltd\b/gu, 'pte ltd'],
];

/** Lower-case words without dots, commas, brackets and hyphens; `&` and `and` are one word. */
function englishWords(name: string): string[] {
  const words = name
    .split(/\s+/u)
    .map(normalise)
    .join(' ')
    .replace(FORMER_NAME, '')
    .replace(/[.'"-]/gu, '')
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
  const phrased = ENGLISH_PHRASES.reduce((text, [form, one]) => text.replace(form, one), words);
  return phrased
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ENGLISH_FORMS.get(word) ?? word);
}

/**
 * Full name of a firm in English (or another language of letters) with its legal form in one spelling: `Co.,Ltd`,
 * `Co., Ltd.` and `Company Limited` are equal, as are `Inc` and `Incorporated`. Nothing is dropped.
 */
export function englishFirmKey(name: string): string {
  return englishWords(name).join('');
}

/**
 * The key on which a legal entity may be **accepted**: its full registered name, normalised. Line-wrap spaces, quotes,
 * bracket widths, traditional characters and look-alikes do not matter; every word does, so that 某某（深圳）有限公司 and
 * 某某（北京）有限公司, or 有限公司 and 股份有限公司, stay apart. Names without Chinese characters go by `englishFirmKey`.
 */
export function firmKey(name: string): string {
  if (!HAN.test(normalise(name))) {
    return englishFirmKey(name);
  }
  const key = normalise(name).replace(WRAPPING, '').replace(FORMER_NAME, '').replace(/["']/gu, '');
  return key.replace(WRAPPING, '').replaceAll('[', '(').replaceAll(']', ')');
}

/**
 * Key by which a registered name is looked up: `firmKey` of a Chinese name without its brackets, dots and blanks, words of a
 * Latin name without what parts them.
 */
export function registeredKey(name: string): string {
  const key = firmKey(name);
  return HAN.test(key) ? key.replace(/[()[\]{}.,·"'\s…*-]/gu, '') : key;
}

/** Whether a name ends in a legal form, as registered names do: 某某股份有限公司, `Meta Platforms Inc.` */
export function isWholeName(name: string): boolean {
  if (HAN.test(name)) return /(?:公司|合伙企业(?:[（(]有限合伙[)）])?)$/u.test(name.trim());
  const words = englishWords(name);
  return words.length > 1 && LEGAL_FORMS.has(words.at(-1)!);
}

/** Legal forms, wherever they stand: a card centre's name goes on after its bank's. */
const CHINESE_FORM =
  /股份有限公司|有限责任公司|有限公司|无限公司|股份公司|总公司|株式会社|合伙企业|주식회사|유한회사/gu;
const CHINESE_ENDING = /(?:公司|工作室|经营部|事务所|商行|集团|控股)$/u;
/** Ends a firm's name in English and other languages of letters. */
const LEGAL_FORMS = new Set(
  'co cos ltd inc corp llc plc pte gmbh ag bv nv ab sa se sas sarl srl spa as oy pty kk llp lp uc ulc ltda pbc fzllc'.split(
    ' ',
  ),
);
const GROUP_WORDS = new Set(['group', 'holdings']);

/**
 * What is left of a firm's name without its region and legal forms, for finding **candidates** only: many firms share
 * one blocking key. 阿里巴巴（中国）有限公司 → 阿里巴巴; `Shanghai Ctrip Commerce Co.,Ltd` → `ctripcommerce`.
 */
export function firmBlockingKey(name: string): string {
  const full = firmKey(name);
  if (!HAN.test(full)) {
    const words = englishWords(name);
    const kept = words.filter((word) => !LEGAL_FORMS.has(word) && !GROUP_WORDS.has(word));
    return withoutRegion((kept.length === 0 ? words : kept).join(''));
  }
  let core = full.replace(/\([^()]*\)/gu, '').replace(CHINESE_FORM, '');
  while (CHINESE_ENDING.test(core)) {
    core = core.replace(CHINESE_ENDING, '');
  }
  return withoutRegion(core) || full;
}

const CHINESE_FIRM =
  /(?:(?<!^(?:该|本|贵|我|子|母|分|总|各|上市|相关|有关|多家|网络|科技|互联网))公司|公司[^,;!?]{1,10}(?:中心|部|店)|合伙企业|事务所|工作室|经营部|商行|合作社|支行|分行|研究院|研究所|集团|株式会社|주식회사|유한회사|个体工商户)(?:\((?:普通合伙|有限合伙|特殊普通合伙|个人独资|个体工商户)\))?$|^(?:株式会社|주식회사)|(?:股份有限公?|有限责任公?|有限公?)(?:\.{2,}|…+)?$/u;
const LONGEST_FIRM = 80;
/** Words that stay small in a name; any other small word among capitals makes a sentence. */
const SMALL = /^(?:of|and|et|de|y|e|for|the|à|r\.l\.?|ve|&|\W+)$/u;

/**
 * Whether a cell is shaped like the name of a firm, in Chinese or English, also where its end was cut off
 * (`某某科技有限公…`). Shape alone: it says nothing about whether the firm is known.
 */
export function looksLikeFirm(text: string): boolean {
  const key = firmKey(text);
  if (key.length < 4 || text.length > LONGEST_FIRM) {
    return false;
  }
  if (/[\p{Script=Han}\p{Script=Hangul}]/u.test(key)) {
    return !/[,;!?]|\.(?!\.*$)/u.test(key) && CHINESE_FIRM.test(key);
  }
  const words = englishWords(text);
  const last = words.at(-1)!;
  const twoWordForm = words.length > 2 && LEGAL_FORMS.has(words.slice(-2).join(''));
  return (
    words.length > 1 && (LEGAL_FORMS.has(last) || GROUP_WORDS.has(last) || twoWordForm) && !isSentence(text)
  );
}

function isSentence(text: string): boolean {
  const words = text.trim().split(/\s+/u);
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !SMALL.test(word));
  return (
    /[;!?]|\. (?=\p{Lu}\p{Ll}+ \p{Ll})/u.test(text) ||
    (small.length > 1 && small.length < words.length && small.length > words.length / 3)
  );
}

const PROVINCES = '京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼';
const FILING = new RegExp(`([${PROVINCES}])icp备?(?:案号?)?:?(?:第)?(\\d{6,10})号?`, 'gu');

/**
 * The filing number of the entity behind an app's or site's ICP number, without the app's own suffix:
 * `渝ICP备2021008177号-4A` → `渝ICP备2021008177号`. Null where there is none, or two that differ.
 */
export function icpKey(text: string): string | null {
  const found = new Set(
    Array.from(normalise(text).matchAll(FILING), ([, province, digits]) => `${province}ICP备${digits}号`),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}
