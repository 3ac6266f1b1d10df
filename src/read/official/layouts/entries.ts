import type { Line } from '../../document/page.ts';
import type { OfficialWords } from '../official-words.ts';

/** Part of a line. */
export type BracketRange = readonly [start: number, end: number];

/** A name of a list with the brackets behind it; ranges count in the line. */
export interface ListEntry {
  readonly start: number;
  readonly end: number;
  readonly brackets: readonly BracketRange[];
}

const MARKED = /《([^《》]{1,60}(?:《[^》]{0,60}》)?[^《》]{0,20})》|[“"]([^“”"]{1,40})[”"](?=\s*\()/gu;

/**
 * Entries of a line: names in book-title marks, under a heading (`underHeading`) in quotes too; without any, pieces
 * between 、 from `listFrom` on (`start`: the line before opens the list; 0: nothing does).
 */
export function entriesIn(
  { text }: Line,
  words: OfficialWords,
  listFrom: number | 'start',
  underHeading: boolean,
): ListEntry[] {
  const hits = [...text.matchAll(MARKED)].filter((hit) => underHeading || hit[0][0] === '《');
  if (hits.length === 0)
    return listFrom === 0 ? [] : plainEntries(text, listFrom === 'start' ? 0 : listFrom, words);
  return hits.flatMap((hit, at): ListEntry[] => {
    const from = hit.index + hit[0].length;
    const own = entryAt(text, hit.index + 1, from - 1, from, hits[at + 1]?.index ?? text.length);
    const brackets = own.brackets.filter((one) => isInformative(text, one, words));
    const isQuote = hit[0][0] !== '《';
    const isName =
      brackets.length > 0 || !(isQuote || isLaw(text.slice(own.start, own.end), text, own.start, words));
    return isName ? [{ ...own, brackets }] : [];
  });
}

/** A bracket that states a version, a store or a firm. */
function isInformative(text: string, [start, end]: BracketRange, words: OfficialWords): boolean {
  const inside = text.slice(start, end);
  return (
    /\d\.\d|版本|小程序|快应用|SDK|官网|公司|[vV]\d/u.test(inside) ||
    words.stores(inside).length > 0 ||
    STORE_TAIL.test(inside)
  );
}

/** How names of stores end. */
export const STORE_TAIL = /(?:商店|市场|助手|小程序|官网|软件园|下载站|网|应用宝|store|play)$/iu;

/** Entries without marks: pieces between 、 from the colon on, with their brackets. */
function plainEntries(text: string, from: number, words: OfficialWords): ListEntry[] {
  const entries: ListEntry[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at <= text.length; at += 1) {
    const one = text[at] ?? '。';
    if (one === '(') depth += 1;
    else if (one === ')') depth -= 1;
    if (depth > 0 || !'、。;\n'.includes(one)) continue;
    const piece = text.slice(start, at);
    const bracket = piece.indexOf('(');
    const lead = piece.length - piece.trimStart().length;
    if (bracket > lead && bracket - lead <= 40) {
      const entry = entryAt(text, start + lead, start + bracket, start + bracket, at);
      if (entry.brackets.some((range) => isInformative(text, range, words))) entries.push(entry);
    }
    start = at + 1;
    if (one === '。') break;
  }
  return entries;
}

/** Reads the balanced brackets behind a name; one that a mirror left open ends where the next entry begins. */
function entryAt(text: string, start: number, end: number, from: number, next: number): ListEntry {
  const brackets: BracketRange[] = [];
  let at = from;
  while (text[at] === ' ') at += 1;
  while (text[at] === '(') {
    const close = closeOf(text, at, next);
    brackets.push([at + 1, close]);
    at = close + 1;
    while (text[at] === ' ') at += 1;
  }
  return { start, end, brackets };
}

function closeOf(text: string, open: number, next: number): number {
  let depth = 0;
  for (let at = open; at < next; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  const rest = text.slice(open, next);
  return open + rest.replace(/[、,。;\s]{1,20}$/u, '').length;
}

const LAW =
  /(?:法|条例|规定|办法|方法|指南|规范|细则|通知|公告|通报|意见|标准|要求|决定|通告|目录|报告|声明|清单|指引|准则|政策|协议)(?:\(.{1,20}\))?$/u;

function isLaw(name: string, text: string, at: number, words: OfficialWords): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  return (
    LAW.test(name) ||
    words.bodies(name).length > 0 ||
    /(?:依据|根据|按照|违反|发布|印发|关于|符合)[^,。]{0,6}《?$/u.test(before)
  );
}
