import { withoutEdges } from '../../domain/edges.ts';
import { unifiedWord, withoutLatinForm, withoutRegion } from './firm-words.ts';
import { normalise } from './fold.ts';
import { bracketBehind } from './normalise.ts';

const HAN = /\p{Script=Han}/u;
const WRAPPING = /["'《》\s,.;:、]/u;
/** `(曾用名:…)`, `(原…)`: what the firm was called before says nothing about its name now. */
const FORMER_NAME = /\((?:曾用名|原名?|更名前|formerly)[^()]*(?:\([^()]*\)[^()]*)*\)$/u;

/**
 * Lower-case words without dots, commas, brackets and hyphens, legal forms in one spelling; `&` and
 * `and` are one word.
 */
export function englishWords(name: string): string[] {
  return PLAIN_NAME.test(name) ? plainWords(name) : anyWords(name);
}

/** A name that folding only makes lower case: plain letters, digits and marks, no former name. */
const PLAIN_NAME = /^[\w ,&.'"/-]*$/;

function plainWords(name: string): string[] {
  const lower = name.toLowerCase();
  const words: string[] = [];
  let word = '';
  for (let at = 0; at <= lower.length; at += 1) {
    const unit = at < lower.length ? lower.charCodeAt(at) : BLANK;
    if (isLetterOrDigit(unit)) word += lower[at];
    else if (!JOINING.includes(unit)) {
      if (word !== '') words.push(unifiedWord(word));
      if (unit === AND) words.push('and');
      word = '';
    }
  }
  return words;
}

const [BLANK, AND] = [0x20, 0x26];
/** `.`, `'`, `"` and `-`, which are dropped within a word. */
const JOINING = [0x2e, 0x27, 0x22, 0x2d];

const isLetterOrDigit = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);

function anyWords(name: string): string[] {
  return name
    .split(/\s+/u)
    .map(normalise)
    .join(' ')
    .replace(FORMER_NAME, '')
    .replace(/[.'"-]/gu, '')
    .replace(/&/gu, ' and ')
    .split(/[^\p{L}\p{N}+]+/u)
    .filter((word) => word !== '')
    .map(unifiedWord);
}

/**
 * Full name of a firm in English (or another language of letters) with its legal form in one
 * spelling: `Co.,Ltd`,
 * `Co., Ltd.` and `Company Limited` are equal, as are `Inc` and `Incorporated`. Nothing is dropped.
 */
export function englishFirmKey(name: string): string {
  return englishWords(name).join('');
}

/**
 * The key on which a legal entity may be **accepted**: its full registered name, normalised.
 * Line-wrap spaces, quotes, bracket widths, broken brackets, traditional characters and look-alikes
 * do not matter; every word does, so that 某某（深圳）有限公司 and 某某（北京）有限公司, or 有限公司 and 股份有限公司, stay
 * apart. Names without Chinese characters go by
 * `englishFirmKey`.
 */
export function firmKey(name: string): string {
  if (PLAIN_NAME.test(name)) return englishFirmKey(name);
  const plain = normalise(name);
  if (!HAN.test(plain)) return englishFirmKey(name);
  const key = withoutEdges(plain.replaceAll('[', '(').replaceAll(']', ')'), WRAPPING).replace(
    FORMER_NAME,
    '',
  );
  return withWholeBrackets(withoutEdges(key.replace(/["']/gu, ''), WRAPPING));
}

/** Key by which a registered name is looked up: `firmKey` without brackets, dots and blanks. */
export function registeredKey(name: string): string {
  const key = firmKey(name);
  return HAN.test(key) ? withoutMarks(key) : key;
}

/** A Chinese name without brackets, dots and blanks. */
export function withoutMarks(name: string): string {
  return name.replace(/[()[\]{}.,·"'\s…*-]/gu, '');
}

/**
 * A registered name without legal form and words for a group at its end: `UnitedHealth`, 长江和记实业.
 * Null where nothing goes or stays.
 */
export function bareName(name: string): string | null {
  const bare = HAN.test(name)
    ? name.replace(/(?:(?:集团)?(?:股份)?有限(?:责任)?公司|集团|控股)$/u, '').replace(/控股$/u, '')
    : withoutForms(name);
  return bare === name || bare.length < 2 ? null : bare;
}

function withoutForms(name: string): string {
  const written = name.trim().split(/\s+/u);
  const words = englishWords(name);
  let rest = withoutLatinForm(words);
  while (rest.length > 1 && /^(?:group|holdings)$/u.test(rest.at(-1)!)) rest = rest.slice(0, -1);
  const bare = words.length === written.length ? written.slice(0, rest.length) : rest;
  return bare.join(' ').replace(/,$/u, '');
}

/** Whether a name ends in a legal form, as registered names do: 某某股份有限公司, `Meta Platforms Inc.` */
export function isWholeName(name: string): boolean {
  if (HAN.test(name)) return /(?:公司|合伙企业(?:[（(]有限合伙[)）])?)$/u.test(name.trim());
  const words = englishWords(name);
  return withoutLatinForm(words).length < words.length;
}

/**
 * Doubled brackets, and one that was closed too late or never: `点点互动(北京科技有限公司)` → `点点互动(北京)科技有限公司`.
 */
function withWholeBrackets(key: string): string {
  const single = key.replace(/\({2,}/gu, '(').replace(/\){2,}/gu, ')');
  const open = single.lastIndexOf('(');
  const inside = single.slice(open + 1);
  if (open < 1 || !/公司\)?$/u.test(inside) || /公司/u.test(single.slice(0, open))) return single;
  const rest = withoutRegion(inside);
  const place = inside.slice(0, inside.length - rest.length);
  return place === '' || rest.startsWith(')')
    ? single
    : `${single.slice(0, open)}(${place})${rest.replace(/\)$/u, '')}`;
}

const LABEL =
  /^(?:(?:应用|app)?(?:开发者|开发商|开发企业|运营者|运营单位|主办者|主办单位)|developer)\s*[:：]\s*/iu;
/** Blanks and line breaks that a table or PDF set into a Chinese name. */
const BLANK_WITHIN = /(?<=[\p{Script=Han}()（）])\s+(?=[\p{Script=Han}()（）])/gu;
const FORMER = /^(?:曾用名|原名?|更名前|formerly)[\s:：为]*/iu;
const LATIN_BEFORE = /^[\p{Script=Latin}\d\s.,&'()（）-]{4,}?\s*(?=\p{Script=Han}{2})(.*公司)$/u;

const LATIN_BEHIND = /^\s?[/|,，]?\s?\p{Script=Latin}[\p{Script=Latin}\d\s.,&'()-]{3,}$/u;

/** The Chinese firm in front of its English name. */
function beforeLatin(text: string): string | null {
  const end = text.lastIndexOf('公司') + 2;
  return end > 2 && LATIN_BEHIND.test(text.slice(end)) ? text.slice(0, end) : null;
}

/**
 * The ways to read the name of one firm in a table cell, the fullest first: as it stands, without
 * the note behind it, by the name that it had before in the cell's own words, and last the Chinese
 * firm behind or before its English name.
 */
export function readingsOfCell(cell: string): string[] {
  const whole = cell.trim().replace(LABEL, '').replace(BLANK_WITHIN, '').trim();
  const { before, inside: note } = bracketBehind(whole) ?? { before: '', inside: '' };
  const isFormer = FORMER.test(note);
  const noted = [
    /公司$/u.test(before) || (isFormer && before !== '') ? before : null,
    !HAN.test(before) && note.endsWith('公司') && HAN.test(note.slice(0, -2)) ? note : null,
    isFormer ? note.replace(FORMER, '') : null,
  ];
  const readings = [whole, ...noted, LATIN_BEFORE.exec(whole)?.[1], beforeLatin(whole)];
  return [...new Set(readings.filter((reading) => reading != null && reading !== ''))] as string[];
}

const PROVINCES = '京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼';
const FILING = new RegExp(`([${PROVINCES}])icp备?(?:案号?)?:?(?:第)?(\\d{6,10})号?`, 'gu');
/** Holders of a telecoms licence file their apps under its number instead: `粤B2-20090059-1621A`. */
const LICENCE = /\p{Script=Han}b\d-\d+/u;

/**
 * Key of the filing firm behind an app's or site's number, without the suffix of the single app:
 * `渝ICP备2021008177号-4A` → `渝ICP备2021008177号`. Where the text holds no number, or several that
 * differ, the text itself, normalised.
 */
export function filingKey(number: string): string {
  const plain = normalise(number);
  const found = new Set(
    Array.from(plain.matchAll(FILING), ([, province, digits]) => `${province}ICP备${digits}号`),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : (LICENCE.exec(plain)?.[0] ?? plain);
}
