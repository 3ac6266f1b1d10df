import { Converter } from 'opencc-js/t2cn';

/**
 * Look-alikes that Unicode's NFKC leaves alone: the block "CJK Radicals Supplement". PDF text
 * layers print them in the place of ordinary characters (`⻢` for `马`), as they do with the Kangxi
 * radicals, which NFKC does fold. Source: Unicode's EquivalentUnifiedIdeograph property; old and
 * Japanese shapes go on to the simplified character.
 */
const LOOK_ALIKES =
  '⺁⺄⺅⺆⺈⺉⺊⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴' +
  '⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡' +
  '⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲';
const ORDINARY =
  '厂乙亻冂刀刂卜小小兀尣尢尣巳幺彑彐忄扌攵旡日月歺民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒冗' +
  '羊羊羊耂肀聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食食食饣首' +
  '马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟';

export const RADICALS: ReadonlyMap<string, string> = new Map(
  [...LOOK_ALIKES].map((radical, at) => [radical, [...ORDINARY][at]!]),
);

/**
 * A text in the one spelling in which names are compared, with the way back. `units` holds `length`
 * UTF-16 units. Unit `i` was made of the original's half-open range `starts[i]`..`ends[i]` (UTF-16
 * offsets).
 */
export type FoldedForm = {
  readonly units: Uint16Array;
  readonly length: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
};

/** Marks that say nothing about a name. NFKC would turn them into letters, so they go first. */
const TRADE_MARKS = /[\u2120\u2122\u00ae\u00a9]/gu;
/**
 * White space, controls, zero-width and direction marks, soft hyphens, variation selectors, blank
 * letters.
 */
const BLANK = /\u034f|[\s\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164]|\p{Variation_Selector}/gu;

/** One spelling for punctuation that lists and newspapers print in many ways. */
const PUNCTUATION: readonly (readonly [spellings: string, unified: string])[] = [
  ['“”„‟「」『』﹁﹂﹃﹄〝〞〟«»', '"'],
  ['‘’‚‛′`ʼ', "'"],
  ['〈〉‹›', '《》《》'],
  ['【〖〔', '['],
  ['】〗〕', ']'],
  ['‐‑‒–—―−⸺﹘', '-'],
  ['•‧∙⋅・●', '·'],
  ['〜∼', '~'],
  ['。', '.'],
  ['、﹑', ','],
];
const UNIFIED: ReadonlyMap<string, string> = new Map(
  PUNCTUATION.flatMap(([spellings, unified]) =>
    [...spellings].map(
      (spelling, at) => [spelling, unified.length === 1 ? unified : unified[at]!] as const,
    ),
  ),
);

/**
 * A character that belongs to the one before it: accents, kana voice marks, the later parts of a
 * Hangul syllable.
 */
const JOINS = /^[\p{M}\u1160-\u11ff]/u;

/**
 * Character by character and never by phrase, so that a name reads the same alone and inside any
 * text. Hong Kong's table, because it is the widest (`衞`, `敍`).
 */
let converter: ((text: string) => string) | null = null;
/** No character before this one has another spelling in the tables, which take a while to build. */
const FIRST_HAN = '\u2e80';
function toSimplified(character: string): string {
  if (character < FIRST_HAN) return character;
  const convert: (text: string) => string = converter ?? Converter({ from: 'hk', to: 'cn' });
  converter = convert;
  return convert(character);
}

function foldSegment(segment: string): string {
  let folded = '';
  const plain = Array.from(
    segment.replace(TRADE_MARKS, ''),
    (one) => RADICALS.get(one) ?? one,
  ).join('');
  const letters = plain.normalize('NFKC').toLowerCase().normalize('NFKD');
  const bare = letters
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/ \p{M}+/gu, '')
    .replace(BLANK, '')
    .normalize('NFKC');
  for (const one of bare.replace(BLANK, '')) folded += UNIFIED.get(one) ?? toSimplified(one);
  return folded.isWellFormed() ? folded : folded.toWellFormed();
}

const DROPPED = 1;
const SLOW = 2;
const JOINING = 3;
/**
 * What one UTF-16 unit becomes (0 = not met yet, 1-3 the verdicts above); filled as units are met,
 * which changes no answer.
 */
const unitTable = new Uint16Array(0x10000);

function verdictOf(unit: number): number {
  const character = String.fromCharCode(unit);
  if (!character.isWellFormed()) return SLOW;
  if (JOINS.test(character.normalize('NFKC')) && character.replace(BLANK, '') !== '')
    return JOINING;
  const folded = foldSegment(character);
  if (folded === '') return DROPPED;
  const made = folded.charCodeAt(0);
  return folded.length > 1 || made <= JOINING ? SLOW : made;
}

function lookUp(unit: number): number {
  unitTable[unit] ||= verdictOf(unit);
  return unitTable[unit]!;
}

/** End of the base character at `from` together with everything that joins it. */
function segmentEnd(text: string, from: number): number {
  const first = text.charCodeAt(from);
  const paired = (first & 0xfc00) === 0xd800 && (text.charCodeAt(from + 1) & 0xfc00) === 0xdc00;
  let end = from + (paired ? 2 : 1);
  while (joinsAt(text, end)) end = pastDropped(text, end) + 1;
  return end;
}

function pastDropped(text: string, from: number): number {
  let at = from;
  while (at < text.length && lookUp(text.charCodeAt(at)) === DROPPED) at += 1;
  return at;
}

/**
 * Whether what stands here belongs to the character before, also behind characters that are dropped
 * (ｶ®ﾞ is ガ).
 */
function joinsAt(text: string, from: number): boolean {
  const at = pastDropped(text, from);
  return at < text.length && lookUp(text.charCodeAt(at)) === JOINING;
}

/** Longest expansion of one unit in NFKC is 18 (U+FDFA); a segment's worth of room is kept free. */
const ROOM = 64;

interface FoldBuffers {
  units: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

const buffersFor = (size: number): FoldBuffers => ({
  units: new Uint16Array(size),
  starts: new Uint32Array(size),
  ends: new Uint32Array(size),
});

/** Buffers of short texts, of which a list has thousands. */
const shared = buffersFor(1_024);

/**
 * Folds a text into the spelling in which names are compared: NFKC (full width, Kangxi radicals,
 * CJK compatibility forms) and the supplementary radicals, traditional to simplified, lower case,
 * no Latin accents, no spaces, zero-width characters or trade marks, one kind of quotes, brackets,
 * dashes and dots. Folding twice changes nothing.
 */
export function fold(text: string): FoldedForm {
  return foldInto(buffersFor(text.length + ROOM), text);
}

/** The same, in buffers that the next call uses again: for who keeps nothing of it. */
export function foldForNow(text: string): FoldedForm {
  const isShort = text.length + ROOM <= shared.units.length;
  return isShort ? foldInto(shared, text) : fold(text);
}

function foldInto(buffers: FoldBuffers, text: string): FoldedForm {
  let { units, starts, ends } = buffers;
  let length = 0;
  let at = 0;
  let verdict = text.length > 0 ? lookUp(text.charCodeAt(0)) : DROPPED;
  while (at < text.length) {
    const next = at + 1 < text.length ? lookUp(text.charCodeAt(at + 1)) : DROPPED;
    const joined = next === JOINING || (next === DROPPED && joinsAt(text, at + 1));
    if (verdict > JOINING && !joined) {
      units[length] = verdict;
      starts[length] = at;
      at += 1;
      ends[length] = at;
      length += 1;
      verdict = next;
    } else if (verdict === DROPPED && !joined) {
      at += 1;
      verdict = next;
    } else {
      const end = segmentEnd(text, at);
      const folded = foldSegment(text.slice(at, end));
      if (length + folded.length + (text.length - end) + ROOM > units.length) {
        const size = units.length + (units.length >> 3) + folded.length + ROOM;
        units = grown(units, new Uint16Array(size));
        starts = grown(starts, new Uint32Array(size));
        ends = grown(ends, new Uint32Array(size));
      }
      starts.fill(at, length, length + folded.length);
      ends.fill(end, length, length + folded.length);
      writeUnits(folded, units, length);
      length += folded.length;
      at = end;
      verdict = at < text.length ? lookUp(text.charCodeAt(at)) : DROPPED;
    }
  }
  return { units, length, starts, ends };
}

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function writeUnits(text: string, to: Uint16Array, from: number): void {
  for (let at = 0; at < text.length; at += 1) to[from + at] = text.charCodeAt(at);
}

const utf16 = new TextDecoder('utf-16le');

/** The folded units as a string. */
export function textOf({ units, length }: FoldedForm): string {
  return utf16.decode(units.subarray(0, length));
}

/**
 * A text in the spelling in which names are compared. Most names fold unit by unit, and then need
 * no map of where each unit came from.
 */
export function normalise(text: string): string {
  let made = '';
  // What folding leaves as it is, is copied in runs.
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const verdict = lookUp(unit);
    if (verdict === unit && verdict > JOINING) continue;
    if (verdict <= JOINING && verdict !== DROPPED) return textOf(fold(text));
    if (run < at) made += text.slice(run, at);
    if (verdict !== DROPPED) made += String.fromCharCode(verdict);
    run = at + 1;
  }
  return run === 0 ? text : made + text.slice(run);
}
