import type { Span } from '../../../domain/document.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { DecisionWords } from '../../../domain/words.ts';
import type { FindNames } from '../../../knowledge/names/finder.ts';
import { type Line, type Page, partOf, type Sentence, spanIn } from '../document/page.ts';

/**
 * A firm that a decision is against. `names` = every way in which the decision writes it, folded.
 */
export interface DecisionParty {
  readonly name: string;
  readonly span: Span;
  readonly names: readonly string[];
  /** The company whose own name it is, where only lists of exchanges know it. */
  readonly company?: CompanyId | null;
}

/** Lines behind a heading in which parties are introduced. */
const MOST_LINES = 80;
const SHORT_NAME = /\((?:以下|下称|简称)[^()“”"]{0,4}[“"]?([^()“”"]{2,24})[”"]?[^()]{0,12}\)/u;

/**
 * The firms that a decision is against: those behind 当事人, in the cell of a table beside such a
 * word, in the title's brackets, or in the title between 对 and what is done. Persons are none.
 */
export function partiesOf(
  page: Page,
  title: Sentence,
  words: DecisionWords,
  companies: FindNames<'company'>,
): DecisionParty[] {
  const isParty = (text: string): boolean => isFirm(text, words, companies);
  const behind = behindWord(title, words);
  const introduced = [...introducedIn(page, words, isParty), ...addressedIn(page, isParty)];
  const titled = [...inBrackets(title), ...behind].filter((line) => isParty(line.text));
  const parties: DecisionParty[] = [...introduced];
  for (const line of titled) {
    const known = parties.some(({ names }) =>
      names.some((name) => name.includes(line.text) || line.text.includes(name)),
    );
    if (!known) parties.push(partyOf(line, []));
  }
  return unique(parties);
}

const partyOf = (line: Line, more: readonly string[]): DecisionParty => ({
  name: line.raw,
  span: spanIn(line, 0, line.raw.length),
  names: [line.text, ...more],
});

function unique(parties: readonly DecisionParty[]): DecisionParty[] {
  const seen = new Set<string>();
  return parties.filter(({ names: [name] }) => {
    if (seen.has(name!)) return false;
    seen.add(name!);
    return true;
  });
}

/** "当事人：甲股份有限公司（以下简称甲），住所：…": each firm of the lines that introduce parties. */
function introducedIn(
  { lines }: Page,
  words: DecisionWords,
  isParty: (text: string) => boolean,
): DecisionParty[] {
  const found: DecisionParty[] = [];
  const labels = words.parties.map((label) => label.replaceAll(/[()]/gu, '\\$&')).join('|');
  const heads = new RegExp(`^\\s*(?:(?:${labels})\\d{0,2}\\s*[:：]?\\s*)+`, 'u');
  let isOpen = false;
  let isBareHead = false;
  for (const line of lines.slice(0, MOST_LINES)) {
    const head = heads.exec(line.text)?.[0] ?? null;
    isOpen = head !== null || isBareHead || (isOpen && introduces(line.text, words));
    // "当事人:" alone in its line: who it is stands in the next.
    isBareHead = head !== null && head.trim() === line.text.trim();
    if (!isOpen) continue;
    const rest = partOf(line, head?.length ?? 0, line.text.length);
    const party = firmAt(rest, isParty);
    if (party !== null) found.push(party);
  }
  return found;
}

/** Whether a line goes on introducing parties. */
const introduces = (text: string, { firms, persons }: DecisionWords): boolean =>
  text.length < 200 && [...firms, ...persons].some((one) => text.includes(one.split('…').at(-1)!));

/** The firm that a line begins with, with the short name that it gives it. */
function firmAt(line: Line, isParty: (text: string) => boolean): DecisionParty | null {
  const start = line.text.length - line.text.trimStart().length;
  const end = nameEnd(line.text);
  const name = line.text.slice(start, end).trim();
  if (!isParty(name)) return null;
  const short = SHORT_NAME.exec(line.text)?.[1];
  const part = partOf(line, start, start + name.length);
  return partyOf(part, short === undefined ? [] : [short.trim()]);
}

/** Lines below the title in which a letter says to whom it is. */
const ADDRESS_LINES = 8;

/** What stands in front of the first colon of a line, where it may be an address. */
function headOf(line: Line): Line | null {
  const end = /^[^。;:]{4,80}:/u.exec(line.text)?.[0].length;
  return end === undefined ? null : partOf(line, 0, end);
}

/** The first of whom a letter is sent to, without the organ that it is sent to. */
const addressee = (text: string): string =>
  text
    .split(/[、,:]/u, 1)[0]!
    .trim()
    .replace(/(?:董事会|监事会)$/u, '');

/** "甲股份有限公司、张某先生:" above a letter: the firms that it is sent to. */
function addressedIn({ lines }: Page, isParty: (text: string) => boolean): DecisionParty[] {
  const heads = lines.slice(0, ADDRESS_LINES).map(headOf);
  const line = heads.find(
    (head) => head !== null && !/当事人/u.test(head.text) && isParty(addressee(head.text)),
  );
  if (line === undefined || line === null) return [];
  let from = 0;
  return line.text.split(/[、,:]/u).flatMap((item) => {
    const start = from;
    from += item.length + 1;
    const bare = addressee(item);
    const at = start + item.indexOf(bare);
    return isParty(bare) ? [partyOf(partOf(line, at, at + bare.length), [])] : [];
  });
}

/** Where a name at the beginning of a line ends; a place in brackets is part of it. */
function nameEnd(text: string): number {
  const masked = text.replace(/\([^()]{1,6}\)(?=[^\s,。;:(]{2})/gu, (one) =>
    '_'.repeat(one.length),
  );
  const end = masked.search(/[,。;:(\s]/u);
  return end < 0 ? text.length : end;
}

const endsAsFirm = (name: string, { endings }: DecisionWords): boolean =>
  name.length >= 4 && name.length <= 60 && endings.some((ending) => name.endsWith(ending));

/** A firm by the end of its name, or a company's name as a whole: no part of a person's. */
function isFirm(text: string, words: DecisionWords, companies: FindNames<'company'>): boolean {
  if (endsAsFirm(text, words)) return true;
  return companies(text).some(({ start, end }) => start === 0 && end === text.length);
}

/** "（甲股份有限公司、张某等3名责任人员）" at the end of a title. */
function inBrackets(title: Sentence): Line[] {
  const open = title.text.lastIndexOf('(');
  const close = title.text.lastIndexOf(')');
  // A place in brackets stands inside a name: the outer pair holds the list.
  const first = title.text.search(/[书定函]\s*\(/u);
  const from = first >= 0 ? title.text.indexOf('(', first) : open;
  if (from < 0 || close <= from) return [];
  return namesBetween(title, from + 1, close);
}

/** "关于对甲股份有限公司采取出具警示函措施的决定", "市场监管总局对甲公司作出行政处罚". */
function behindWord(title: Sentence, { cuts }: DecisionWords): Line[] {
  const match =
    /对((?:[^,。;()]|\([^()]{1,12}\)){3,60}?)(?:采取|给予|出具|实施|作出|进行|予以|处以|的)/u.exec(
      title.text,
    );
  if (match === null) return [];
  const start = match.index + 1;
  return namesBetween(title, start, start + match[1]!.length).map((line) => {
    const ends = [...cuts.map((cut) => line.text.indexOf(cut)), line.text.search(A_YEAR)].filter(
      (at) => at >= 2,
    );
    return partOf(line, 0, Math.min(line.text.length, ...ends));
  });
}

/** "甲股份有限公司2025年年度报告": the report is none of the name. */
const A_YEAR = /20\d\d年/u;

function namesBetween(title: Sentence, from: number, to: number): Line[] {
  const names: Line[] = [];
  let start = from;
  const text = title.text.slice(0, to);
  for (const { 0: mark, index } of [
    ...text.slice(from).matchAll(/[、,]|(?<=公司|银行|集团|事务所)[及和与]/gu),
    { 0: '', index: to - from },
  ]) {
    const raw = title.text.slice(start, from + index);
    const others = raw.search(/等(?:\d{1,4}[名个家人位]|$)/u);
    const bare = raw.slice(0, others < 0 ? raw.length : others).trim();
    const at = start + raw.indexOf(bare);
    if (bare.length >= 2) names.push(partOf(title, at, at + bare.length));
    start = from + index + mark.length;
  }
  return names;
}
