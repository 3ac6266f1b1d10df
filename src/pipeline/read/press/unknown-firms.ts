import { normalise } from '../../../knowledge/names/fold.ts';
import type { NameHit, Token } from './tokens.ts';

const CAPITAL = /^\p{Lu}[\p{L}\d&'’.-]*$/u;
const HAN = /^\p{Script=Han}+$/u;
/** Capitalised words that open sentences and name nobody. */
const COMMON: ReadonlySet<string> = new Set(
  'the a an in on at by to of for and or but as it its his her this that these those we they he she you i after before when while with from if how why what who new more most some many one two three last first monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december exclusive breaking update factbox analysis explainer opinion column insight ceo cfo ai usd eur rmb hkd'.split(
    ' ',
  ),
);
/** Words that make another firm's name of a known one: Samsung Biologics is not Samsung. */
const FIRM_WORDS: ReadonlySet<string> = new Set(
  'biologics heavy sdi engineering securities insurance life motors steel chemical chemicals construction shipbuilding pharma pharmaceuticals pharmaceutical biotech foods energy renewables aerospace airlines airways pictures entertainment ventures capital bank financial finance realty properties logistics retail healthcare health medical telecom networks industries power mobility'.split(
    ' ',
  ),
);
/** What a registered or usual name of a Chinese firm ends with. */
const ENDINGS =
  '有限责任公司 股份有限公司 有限公司 公司 集团 股份 银行 证券 保险 基金 信托 期货 科技 会计师事务所 律师事务所 大学 超市 酒店 医院'.split(
    ' ',
  );
const ENDING = new RegExp(ENDINGS.join('|'), 'u');
const LAST_OF_ENDING: ReadonlySet<number> = new Set(
  ENDINGS.map((ending) => ending.charCodeAt(ending.length - 1)),
);
const REGISTERED = /有限(?:责任)?公司$/u;
/** The same in Chinese: 恒大财富 is not 恒大. */
const FIRM_ENDINGS = ['财富', '物业', '小贷'];
/** Characters before which no firm's name goes on to the left. */
const BORDER = '的对被与和及由在将向称等为给从把让以用于是有了也还都，、。：；“”"《》';
const LONGEST_NAME = 18;

/**
 * Marks firms that no list has: runs of capitalised words in English, "…公司", "…集团" in Chinese. They
 * stand between the names that are known and an act, and are judged like them.
 */
export function withUnknownFirms(
  tokens: readonly Token[],
  text: string,
  language: 'en' | 'zh',
): readonly Token[] {
  return language === 'en' ? inEnglish(tokens, text) : inChinese(tokens, text);
}

function inEnglish(tokens: readonly Token[], text: string): Token[] {
  const isCapital = (token: Token): boolean => CAPITAL.test(text.slice(token.start, token.end));
  const isName = (token: Token | undefined): boolean =>
    token?.kind === 'word' && isCapital(token) && !COMMON.has(token.text);
  const words = tokens.filter(
    (token) => token.kind === 'word' || token.kind === 'step' || token.kind === 'cue',
  );
  // In A Headline Written Like This a capital says nothing.
  if (words.length > 3 && words.filter(isCapital).length * 2 > words.length) return [...tokens];
  const joined: Token[] = [];
  let end = 0;
  for (let at = 0; at < tokens.length; at = Math.max(at + 1, end)) {
    const token = tokens[at]!;
    const next = tokens[at + 1];
    const isAnother =
      token.kind === 'name' &&
      next?.kind === 'word' &&
      next.start === token.end + 1 &&
      FIRM_WORDS.has(next.text) &&
      isCapital(next);
    end = isAnother ? at + 2 : at;
    while (!isAnother && isName(tokens[end])) end += 1;
    // The first word of a sentence has a capital anyhow.
    const isPlain = end === at || (at === 0 && end === 1);
    joined.push(isPlain ? token : unknown(text, token.start, tokens[end - 1]!.end));
  }
  return joined;
}

/** Whether a Chinese sentence may hold the name of a firm that no list has. */
export const mayHoldFirm = (sentence: string): boolean => ENDING.test(sentence);

function inChinese(tokens: readonly Token[], text: string): readonly Token[] {
  return mayNameFirm(tokens, text) ? withFirms(tokens, text) : tokens;
}

function mayNameFirm(tokens: readonly Token[], text: string): boolean {
  const [first] = tokens;
  if (first === undefined) return false;
  const isName = tokens.some(({ kind }) => kind === 'name');
  return isName || mayHoldFirm(text.slice(first.start, tokens.at(-1)!.end));
}

function withFirms(tokens: readonly Token[], text: string): Token[] {
  const joined: Token[] = [];
  /** Tokens before this one belong to no further firm. */
  let floor = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const more = formBehind(token, text);
    if (more > 0) {
      const end = token.end + more;
      joined.push(unknown(text, token.start, end));
      floor = joined.length;
      while (at + 1 < tokens.length && tokens[at + 1]!.start < end) at += 1;
      continue;
    }
    joined.push(token);
    if (isBorder(token, text)) floor = joined.length;
    else if (isOfFirm(token)) {
      const from = firmFrom(joined, floor, text);
      if (from === null) continue;
      joined.splice(from, joined.length - from, unknown(text, joined[from]!.start, token.end));
      floor = joined.length;
    }
  }
  return joined;
}

/** Length of the legal form behind a name; 0 where none stands there. */
function formBehind(token: Token, text: string): number {
  if (token.kind !== 'name') return 0;
  return FIRM_ENDINGS.find((ending) => text.startsWith(ending, token.end))?.length ?? 0;
}

const isOfFirm = ({ kind, text }: Token): boolean =>
  kind === 'word' || (kind === 'cue' && ENDINGS.includes(text));

/** Whether no firm's name reaches over a token. */
function isBorder(token: Token, text: string): boolean {
  if (!isOfFirm(token)) return token.kind !== 'country' && token.kind !== 'mark';
  return BORDER.includes(token.text) && !text.startsWith('有限', token.start);
}

/** Index of the first token of the firm that the last one ends; null = it ends none. */
function firmFrom(joined: readonly Token[], floor: number, text: string): number | null {
  const { end } = joined.at(-1)!;
  if (!LAST_OF_ENDING.has(text.charCodeAt(end - 1))) return null;
  const ending = endingAt(joined, floor, text);
  // 科技有限公司 ends where the longer ending does.
  if (ending === 0 || ENDINGS.some((longer) => text.startsWith(longer, end))) return null;
  const own = startOf(joined, floor, text);
  if (joined.length - own <= ending + 1) return null;
  const isRegistered = REGISTERED.test(text.slice(end - 6, end));
  return isRegistered && opensWithName(joined, own) ? own - 1 : own;
}

/** Tokens of the firm's ending that the last token closes; 0 where it closes none. */
function endingAt(tokens: readonly Token[], floor: number, text: string): number {
  const { end } = tokens.at(-1)!;
  const ending = ENDINGS.find((one) => text.startsWith(one, end - one.length));
  if (ending === undefined) return 0;
  return tokens.slice(floor).filter(({ start }) => start >= end - ending.length).length;
}

function startOf(tokens: readonly Token[], floor: number, text: string): number {
  let from = tokens.length - 1;
  while (from > floor && tokens.length - from < LONGEST_NAME) {
    const before = tokens[from - 1]!;
    const bracket = before.kind === 'mark' && /[（）()]/u.test(before.text);
    if (tokens[from]!.start !== before.end) break;
    if (!bracket && before.kind !== 'country' && !HAN.test(text.slice(before.start, before.end)))
      break;
    from -= 1;
  }
  return from;
}

/** 恒大金融财富管理（深圳）有限公司 is not 恒大: a registered name begins with the name right before it. */
function opensWithName(tokens: readonly Token[], from: number): boolean {
  const before = tokens[from - 1];
  return before?.kind === 'name' && before.end === tokens[from]!.start;
}

function unknown(text: string, start: number, end: number): Token {
  const written = text.slice(start, end);
  const key = `unknown:${normalise(written)}`;
  const name: NameHit = { start, end, kind: 'unknown', key, ordinary: false };
  return { start, end, text: written, kind: 'unknown', group: '', name };
}
