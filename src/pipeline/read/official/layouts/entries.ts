import type { Accusation } from '../../../../domain/notice.ts';
import { draft, type MentionDraft } from '../../document/mention-draft.ts';
import { type Line, spanIn } from '../../document/page.ts';
import type { OfficialWords } from '../official-words.ts';

/** Part of a line. */
type BracketRange = readonly [start: number, end: number];

/** A name of a list with the brackets behind it; ranges count in the line. */
export interface ListEntry {
  readonly start: number;
  readonly end: number;
  readonly brackets: readonly BracketRange[];
}

const MARKED = /《[^《》]{1,60}》|[“"][^“”"]{1,40}[”"](?=\s*\()/gu;

/**
 * Entries of a line: names in book-title marks, under a heading that accuses (`underHeading`) in
 * quotes too.
 */
export function entriesIn(
  { text }: Line,
  words: OfficialWords,
  underHeading: boolean,
): ListEntry[] {
  const hits = [...text.matchAll(MARKED)].filter((hit) => underHeading || hit[0][0] === '《');
  return hits.flatMap((hit, at): ListEntry[] => {
    const [start, end] = [hit.index + 1, hit.index + hit[0].length - 1];
    const brackets = bracketsAt(text, end + 1, hits[at + 1]?.index ?? text.length).filter(
      ([from, to]) => isInformative(text.slice(from, to), words),
    );
    const isName =
      brackets.length > 0 ||
      (hit[0][0] === '《' && !isLaw(text.slice(start, end), text, start, words));
    return isName ? [{ start, end, brackets }] : [];
  });
}

/** Whether what stands in a bracket states a version, a store or a firm. */
function isInformative(inside: string, words: OfficialWords): boolean {
  return (
    /\d\.\d|版本|小程序|快应用|SDK|官网|公司|[vV]\d/u.test(inside) ||
    words.stores(inside).length > 0 ||
    STORE_TAIL.test(inside)
  );
}

/** How names of stores end. */
const STORE_TAIL = /(?:商店|市场|助手|小程序|官网|软件园|下载站|网|应用宝|store|play)$/iu;

/** A bracket with those inside it; one that a mirror left open reaches to the end. */
const BRACKET = / *\(((?:[^()]|\([^()]{0,60}\))*)\)?/guy;

/** The brackets behind a name, up to where the next entry begins. */
function bracketsAt(text: string, from: number, next: number): BracketRange[] {
  return [...text.slice(from, next).matchAll(BRACKET)].map(({ 0: all, 1: inside, index }) => {
    const start = from + index + all.indexOf('(') + 1;
    return [start, start + inside!.replace(/[、,。;\s]{1,20}$/u, '').length];
  });
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

const VERSION =
  /^(?:版[本块别]号?|v(?:er(?:sion)?)?\.?)?\s?[:：]?\s?(?=[\dvV])[\w.()+\- ]{1,60}$/iu;
/** The word in front of a version. */
const WORD = /^(?:版[本块别]号?|ver(?:sion)?\b\.?)\s?[:：]?\s?(?=[\dvV])/iu;

/** What brackets behind a name say of the app. */
interface EntryDetails {
  kind: MentionDraft['kind'];
  version: string | null;
  /** Further versions of one entry: "V1.15、V1.0.1". */
  readonly others: string[];
  store: string | null;
  developer: string | null;
}

/**
 * The draft of a name and the brackets behind it, with a row for each version that they name;
 * without rows where they name neither a version nor a store.
 */
export function entryDraft(
  line: Line,
  { start, end, brackets }: ListEntry,
  rule: string,
  setting: MentionDraft['setting'],
  accusations: readonly Accusation[],
  words: OfficialWords,
): MentionDraft {
  const { kind, developer, version, others, store } = detailsIn(line, brackets, words);
  const span = spanIn(line, start, brackets.at(-1)?.[1] ?? end);
  const isBare = version === null && store === null && accusations.length === 0;
  return draft(line.raw.slice(start, end), spanIn(line, start, end), rule, setting, {
    kind,
    developer,
    rows: (isBare ? [] : [version, ...others]).map((one) => ({
      version: one,
      store,
      accusations: [...accusations],
      span,
    })),
  });
}

/**
 * Version, store and firm in the brackets of an entry; what remains beside a version is its store.
 */
function detailsIn(
  line: Line,
  brackets: readonly BracketRange[],
  words: OfficialWords,
): EntryDetails {
  const found: EntryDetails = {
    kind: 'app',
    version: null,
    others: [],
    store: null,
    developer: null,
  };
  let rest: string | null = null;
  for (const [a, b] of brackets.flatMap(([from, to]) => partsOf(line.text, from, to))) {
    const part = line.text.slice(a, b);
    const raw = line.raw.slice(a, b);
    if (/小程序|快应用/u.test(part)) found.kind = 'mini-program';
    if (/SDK$/iu.test(part)) found.kind = 'sdk';
    const store = storeOf(part, raw, words);
    if (store !== null) found.store ??= store;
    else if (VERSION.test(part) || /^版[本块别]/u.test(part))
      addVersion(found, raw.replace(WORD, ''));
    else if (/公司$|有限$/u.test(part)) found.developer ??= raw;
    else if (part.length >= 2 && part.length <= 16) rest ??= raw;
  }
  if (found.version !== null) found.store ??= rest;
  return found;
}

/** The store that a part of a bracket names. */
function storeOf(part: string, raw: string, words: OfficialWords): string | null {
  if (words.isStore(part) || (STORE_TAIL.test(part) && part.length <= 16)) return raw;
  const hit = words.stores(part).at(-1);
  return hit === undefined || /^版[本块别]/u.test(part) ? null : raw.slice(hit.start, hit.end);
}

function addVersion(found: EntryDetails, version: string): void {
  if (found.version === null) found.version = version;
  else if (found.version !== version) found.others.push(version);
}

/** Brackets as one long blank mark, so that a 、 or a full stop inside ends nothing. */
export function maskBrackets(text: string): string {
  return text.replace(/\([^()]{1,60}\)/gu, (one) => '_'.repeat(one.length));
}

/** Parts of a bracket between commas outside inner brackets, without blanks around them. */
function partsOf(text: string, from: number, to: number): BracketRange[] {
  return [...maskBrackets(text.slice(from, to)).matchAll(/[^,、;/]+/gu)].flatMap(
    ({ 0: part, index }) => {
      const start = from + index + part.length - part.trimStart().length;
      return part.trim() === '' ? [] : [[start, start + part.trim().length] as const];
    },
  );
}
