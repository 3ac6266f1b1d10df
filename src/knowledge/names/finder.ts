import { type FoldedForm, fold, foldForNow, textOf } from './fold.ts';
import { type MatcherTables, matcherTables, openMatcher } from './matcher.ts';
import { type Strings, stringAt, strings } from './search-table.ts';
import { beginsWord, endsWord, isWordy, standsAlone } from './word-edges.ts';

/**
 * What names in a text stand for; `store` = an app store, `issue` = an accusation, `coined` = a
 * company's name of one word that is no other word, `press` = what English newspapers call one.
 */
const KINDS = [
  'authority',
  'company',
  'app',
  'outlet',
  'store',
  'issue',
  'coined',
  'press',
] as const;
export type NamedKind = (typeof KINDS)[number];

/**
 * A name as people write it, with what it stands for. `key` is one for all names of one thing;
 * `ordinary` = also an everyday word.
 */
export interface NamedThing {
  readonly name: string;
  readonly kind: NamedKind;
  readonly key: string;
  readonly ordinary?: boolean;
}

/** A name found: half-open UTF-16 range of the original text, and what the name stands for. */
export interface NameInText<Kind extends NamedKind = NamedKind> {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
  readonly key: string;
  readonly ordinary: boolean;
}

/**
 * All names that texts are searched for, as plain data that is made once and stored. Name number
 * `n` (in the order of the matcher's keys) stands for `values[starts[n]]` to before
 * `values[starts[n + 1]]`; each is one number: of its key, kind, style and whether it is ordinary.
 * Bit `b` of `gaps[n]` is set where the name as written has a blank before its folded unit `b`.
 */
export interface NameTable {
  readonly matcher: MatcherTables;
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
  readonly gaps: Uint32Array;
  readonly keys: Strings;
}

/**
 * How the letters of a name must be written: any way, all in capitals, in capitals or with one
 * first, with one first.
 */
const STYLES = ['any', 'capitals', 'capitals or word', 'capital'] as const;
type Style = (typeof STYLES)[number];

const HAN = /\p{Script=Han}/u;
const SHORT_HAN = /^\p{Script=Han}{2}$/u;
const CAPITAL = /^\p{Lu}/u;
const NO_SMALL = /^[^\p{Ll}]+$/u;
/**
 * From this many characters on a name is a firm's or a title's, which lists break with blanks: `科
 * 技有限公司`.
 */
const LONG_NAME = 6;
/** The last bit of `gaps` stands for all units from there on. */
const LAST_GAP = 31;

/** Makes the table of names. Names that fold to one unit or nothing are left out. */
export function nameTable(things: Iterable<NamedThing>): NameTable {
  const keys = new Map<string, number>();
  const names = new Map<string, { gaps: number; readonly values: number[] }>();
  for (const { name, kind, key, ordinary = false } of things) {
    const folded = fold(name);
    const text = textOf(folded);
    if (text.length < 2) continue;
    const number = keys.get(key) ?? keys.size;
    keys.set(key, number);
    const style = STYLES.indexOf(styleOf(name, kind));
    const value = (number << 6) | (KINDS.indexOf(kind) << 3) | (style << 1) | Number(ordinary);
    const known = names.get(text) ?? { gaps: 0, values: [] };
    names.set(text, known);
    known.gaps |= gapsOf(name, folded);
    if (!known.values.includes(value)) known.values.push(value);
  }
  const all = [...names.values()];
  const starts = new Uint32Array(all.length + 1);
  for (const [at, { values }] of all.entries()) starts[at + 1] = starts[at]! + values.length;
  return {
    matcher: matcherTables([...names.keys()]),
    starts,
    values: Uint32Array.from(all.flatMap((one) => one.values)),
    gaps: Uint32Array.from(all, (one) => one.gaps),
    keys: strings([...keys.keys()]),
  };
}

function gapsOf(name: string, folded: FoldedForm): number {
  let gaps = 0;
  for (let at = 1; at < folded.length; at += 1)
    if (/\s/u.test(name.slice(folded.ends[at - 1], folded.starts[at])))
      gaps |= 1 << Math.min(at, LAST_GAP);
  return gaps;
}

/**
 * "CAC" is not "cac", "Target" is not "target"; a longer name in capitals may be written like a
 * word: HUYA, Huya. What lists say of stores and accusations is written as it comes: "app store".
 */
function styleOf(name: string, kind: NamedKind): Style {
  if (kind === 'store' || kind === 'issue') return /^[A-Z]{2,6}$/.test(name) ? 'capitals' : 'any';
  if (HAN.test(name)) return 'any';
  if (NO_SMALL.test(name)) return name.length > 4 ? 'capitals or word' : 'capitals';
  return CAPITAL.test(name) ? 'capital' : 'any';
}

function styleFits(written: string, style: Style): boolean {
  if (style === 'any' || HAN.test(written)) return true;
  if (style === 'capital') return CAPITAL.test(written);
  return NO_SMALL.test(written) || (style === 'capitals or word' && CAPITAL.test(written));
}

/**
 * Finds names in a text, from left to right without overlaps: the leftmost wins, and of those the
 * longest.
 */
export type FindNames<Kind extends NamedKind> = (text: string) => NameInText<Kind>[];

/**
 * Finders over a table, each for names of some kinds; names of other kinds are not seen, and where
 * a name stands for several things the first kind counts. Any spelling fits (see `fold`) but for
 * the case of a Latin name. Names in letters and digits are whole words (see `beginsWord`), and a
 * Chinese name of two characters of the market stands where words begin and end. No name crosses a
 * line, and none runs over a blank that it does not have, except in Chinese names of six characters
 * and more. Time grows with the text's length.
 */
export function openNames(
  table: NameTable,
): <Kind extends NamedKind>(...kinds: readonly Kind[]) => FindNames<Kind> {
  const { starts, values, gaps, keys } = table;
  const matcher = openMatcher(table.matcher);
  const kindOf = (value: number): NamedKind => KINDS[(value >> 3) & 7]!;

  return <Kind extends NamedKind>(...kinds: readonly Kind[]) => {
    /** Bit `k` is set for each kind that is looked for. */
    const wanted = kinds.reduce((bits, kind) => bits | (1 << KINDS.indexOf(kind)), 0);
    const isOfKinds = (name: number): boolean => {
      for (let at = starts[name]!; at < starts[name + 1]!; at += 1)
        if ((wanted >> ((values[at]! >> 3) & 7)) & 1) return true;
      return false;
    };
    /** What a name means that is written so: of the kind that counts first. */
    const meaningOf = (written: string, name: number): number | null => {
      let first: number | null = null;
      let rank = kinds.length;
      for (let at = starts[name]!; at < starts[name + 1]!; at += 1) {
        const value = values[at]!;
        const place = kinds.indexOf(kindOf(value) as Kind);
        const isBefore = place !== -1 && place < rank;
        if (!isBefore || !styleFits(written, STYLES[(value >> 1) & 3]!)) continue;
        first = value;
        rank = place;
      }
      return first;
    };
    const thingAt = (
      text: string,
      start: number,
      end: number,
      name: number,
    ): NameInText<Kind> | null => {
      const value = meaningOf(text.slice(start, end), name);
      if (value === null) return null;
      const kind = kindOf(value) as Kind;
      if (ofMarket(kind) && !standsAsName(text, start, end, kind)) return null;
      return { start, end, kind, key: stringAt(keys, value >>> 6), ordinary: (value & 1) === 1 };
    };
    return (text) => {
      const folded = foldForNow(text);
      const found: NameInText<Kind>[] = [];
      let taken = 0;
      let bestStart = -1;
      let bestEnd = 0;
      let best = -1;
      const settle = (): void => {
        if (best === -1) return;
        const from = folded.starts[bestStart]!;
        const thing = thingAt(text, from, folded.ends[bestEnd - 1]!, best);
        if (thing !== null) found.push(thing);
        taken = bestEnd;
        best = -1;
      };
      matcher.scan(folded.units, folded.length, (start, end, name) => {
        if (start !== bestStart) settle();
        if (start < taken || !isOfKinds(name)) return;
        const fits =
          beginsWord(text, folded.starts[start]!) &&
          endsWord(text, folded.ends[end - 1]!) &&
          blanksFit(text, folded, start, end, gaps[name]!);
        if (!fits) return;
        bestStart = start;
        bestEnd = end;
        best = name;
      });
      settle();
      return found;
    };
  };
}

const ofMarket = (kind: NamedKind): boolean =>
  kind === 'company' || kind === 'app' || kind === 'outlet';

/**
 * 中行 is not in 集中行为, and 中国银行 not in 中国银行业协会 or 中国银行间市场交易商协会: the name of a trade goes on behind
 * that of a firm.
 */
function standsAsName(text: string, start: number, end: number, kind: NamedKind): boolean {
  const isTrade =
    text.startsWith('间市', end) ||
    (text[end] === '业' && !'务绩主内界态'.includes(text[end + 1] ?? '务'));
  if (isTrade && kind !== 'outlet') return false;
  return !SHORT_HAN.test(text.slice(start, end)) || standsAlone(text, start, end);
}

function blanksFit(
  text: string,
  folded: FoldedForm,
  start: number,
  end: number,
  gaps: number,
): boolean {
  for (let at = start + 1; at < end; at += 1) {
    const from = folded.ends[at - 1]!;
    const to = folded.starts[at]!;
    const isGap = ((gaps >>> Math.min(at - start, LAST_GAP)) & 1) === 1;
    if (isGap && at - start < LAST_GAP && runsOn(text, from, to)) return false;
    if (to <= from) continue;
    const blank = blankBetween(text, from, to);
    if (blank === LINE_END) return false;
    const isLong =
      end - start >= LONG_NAME && !(isWordy(folded.units[at - 1]!) && isWordy(folded.units[at]!));
    if (blank === SPACE && !isGap && !isLong) return false;
  }
  return true;
}

const LATIN = /\p{Script=Latin}/u;
const SMALL = /\p{Ll}/u;

/** Whether a word goes on where the name has a blank: "Elis SA" is in "ElisSA", not in "Elissa". */
const runsOn = (text: string, from: number, to: number): boolean =>
  to === from && SMALL.test(text[to]!) && LATIN.test(text[to]!) && LATIN.test(text[to - 1]!);

const NONE = 0;
const SPACE = 1;
const LINE_END = 2;

/** The most that parts two units of a name: nothing, white space, or the end of a line. */
function blankBetween(text: string, from: number, to: number): number {
  let most = NONE;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029) return LINE_END;
    if (unit === 0x20 || /\s/u.test(text[at]!)) most = SPACE;
  }
  return most;
}
