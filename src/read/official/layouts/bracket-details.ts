import type { Span } from '../../../domain/document.ts';
import type { Accusation, MentionRow } from '../../../domain/notice.ts';
import type { MentionDraft } from '../../document/mention-draft.ts';
import type { Line } from '../../document/page.ts';
import type { OfficialWords } from '../official-words.ts';
import { type BracketRange, STORE_TAIL } from './entries.ts';

const VERSION = /^(?:版[本块别]号?|v(?:er(?:sion)?)?\.?)?\s?[:：]?\s?(?=[\dvV])[\w.()+\- ]{1,60}$/iu;
/** The word in front of a version. */
const WORD = /^(?:版[本块别]号?|ver(?:sion)?\b\.?)\s?[:：]?\s?(?=[\dvV])/iu;
const NUMBER = /^版[本块别]号?\s?[:：]?\s?([vV]?\.?\s?\d[\w.()+-]{0,40}?)(?:\.{1,8}$|(?![\w.()+-]))/u;
const DEVELOPER = /^(?:开发者|运营者|运营企业|开发商|企业名称|主体|公司)[:：]\s*/u;
const CHANNEL = /^(?:来源|应用来源|下载平台|应用商店|渠道|平台)[:：]\s*/u;

/** What brackets behind a name say of the app. */
export interface Details {
  kind: MentionDraft['kind'];
  version: string | null;
  /** Further versions of one entry: "V1.15、V1.0.1". */
  readonly others: string[];
  store: string | null;
  developer: string | null;
}

/** A row for each version that brackets name; none where they name neither a version nor a store. */
export function rowsOf(details: Details, accusations: readonly Accusation[], span: Span): MentionRow[] {
  const { version, others, store } = details;
  if (version === null && store === null && accusations.length === 0) return [];
  return [version, ...others].map((one) => ({ version: one, store, accusations: [...accusations], span }));
}

/** Version, store and firm in the brackets of an entry; what remains beside a version is its store. */
export function detailsIn(line: Line, brackets: readonly BracketRange[], words: OfficialWords): Details {
  const found: Details = { kind: 'app', version: null, others: [], store: null, developer: null };
  let rest: string | null = null;
  for (const [a, b] of brackets.flatMap(([from, to]) => partsOf(line.text, from, to))) {
    const part = line.text.slice(a, b);
    const raw = line.raw.slice(a, b);
    if (/小程序|快应用/u.test(part)) found.kind = 'mini-program';
    if (/SDK$/iu.test(part)) found.kind = 'sdk';
    const store = DEVELOPER.test(part) ? null : storeOf(part, raw, words);
    if (DEVELOPER.test(part)) found.developer = raw.replace(DEVELOPER, '');
    else if (store !== null) found.store ??= store;
    else if (VERSION.test(part) || /^版[本块别]/u.test(part)) addVersion(found, versionOf(part, raw));
    else if (/公司$|有限$/u.test(part)) found.developer ??= raw;
    else if (part.length >= 2 && part.length <= 16) rest ??= raw;
  }
  if (found.version !== null) found.store ??= rest;
  return found;
}

/** The store that a part of a bracket names. */
function storeOf(part: string, raw: string, words: OfficialWords): string | null {
  const bare = part.replace(CHANNEL, '');
  const from = part.length - bare.length;
  if (words.isStore(bare)) return raw.slice(from);
  const hit = words.stores(part).at(-1);
  if (STORE_TAIL.test(part) && part.length <= 16) return raw.slice(from);
  return hit === undefined || /^版[本块别]/u.test(part) ? null : raw.slice(hit.start, hit.end);
}

function addVersion(found: Details, version: string): void {
  if (found.version === null) found.version = version;
  else if (found.version !== version) found.others.push(version);
}

function versionOf(part: string, raw: string): string {
  const number = VERSION.test(part) && !part.endsWith('.') ? null : NUMBER.exec(part);
  if (number !== null) {
    const at = number[0].lastIndexOf(number[1]!);
    return raw.slice(at, at + number[1]!.length);
  }
  return raw.replace(WORD, '');
}

/** Parts of a bracket between commas outside inner brackets. */
function partsOf(text: string, from: number, to: number): [number, number][] {
  const parts: [number, number][] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at <= to; at += 1) {
    const one = text[at];
    if (at < to && one === '(') depth += 1;
    else if (at < to && one === ')') depth -= 1;
    if (at === to || (depth === 0 && (one === ',' || one === '、' || one === ';' || one === '/'))) {
      let a = start;
      let b = at;
      while (a < b && text[a] === ' ') a += 1;
      while (b > a && text[b - 1] === ' ') b -= 1;
      if (b > a) parts.push([a, b]);
      start = at + 1;
    }
  }
  return parts;
}
