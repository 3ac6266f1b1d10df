import type { Span } from '../../domain/document.ts';
import type { Accusation, MentionRow } from '../../domain/notice.ts';
import { accusationsIn } from '../accusations.ts';
import { type Draft, draft } from '../draft.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import { type Entry, entriesIn, STORE_TAIL } from './entries-zh.ts';
import { holdsNarration, isForeign } from './foreign-text.ts';
import type { Layout } from './layout.ts';

/** `《name》（version, store）` and `name（version, store）` under headings that accuse, as CVERC and the public-security centre list. */
export const bracketed: Layout = {
  id: 'grouped',
  about:
    'lists grouped by accusation, each app in book-title marks or quotes with version and store in brackets; one app under several headings is one app',
  read(page) {
    const drafts: Draft[] = [];
    const nameless: Span[] = [];
    let charge: Accusation[] = [];
    let nth = 0;
    for (const line of page.lines) {
      const heading = headingIn(line);
      if (heading !== null) {
        charge = accusationsIn(
          line.raw.slice(heading.start, heading.end),
          line.start + heading.start,
          page.vocabulary,
        );
        nth += 1;
      }
      const found = entriesIn(line, page, heading?.listFrom ?? 0, nth > 0);
      for (const one of found.entries) drafts.push(toDraft(one, line, charge, page));
      for (const [start, end] of found.nameless) nameless.push(spanIn(line, start, end));
    }
    const telling = drafts.filter((one) =>
      one.rows.some((row) => row.version !== null || row.store !== null),
    ).length;
    return telling > 0 && (telling * 2 >= drafts.length || nth > 0) ? { drafts, nameless } : null;
  },
};

const HEADING =
  /^\W{0,4}(?:第?[一二三四五六七八九十\d]{1,3}[、.)是]|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳])\s*/u;
const LIST_FOLLOWS = /(?:如下|包括|分别为|分别是|名单)[:：]?|(?:App|应用|小程序|SDK)[^。]{0,4}[:：]/iu;

/** `1、<accusation>，涉嫌隐私不合规。涉及12款App如下：` → where the accusation stands. */
function headingIn(line: Line): { start: number; end: number; listFrom: number } | null {
  const mark = HEADING.exec(line.text);
  if (mark === null && !/涉及\d+款|具体(?:App|应用)/iu.test(line.text)) return null;
  const start = mark === null ? 0 : mark[0].length;
  const rest = line.text.slice(start);
  if (rest.startsWith('《')) return null;
  const end = rest.search(/,?\s*(?:涉嫌|涉及|该类|上述|具体|相关)|[。:]/u);
  if (end < 4) return null;
  const follows = LIST_FOLLOWS.exec(rest);
  return {
    start,
    end: start + end,
    listFrom: follows === null ? 0 : start + follows.index + follows[0].length,
  };
}

const VERSION = /^(?:版本|v(?:er(?:sion)?)?\.?)?\s*[:：]?\s*(?=[\dvV])[\w.()+\- ]+$/iu;
/** The word in front of a version. */
const WORD = /^(?:版本(?:号)?|ver(?:sion)?\b\.?)\s*[:：]?\s*(?=[\dvV])/iu;
const NUMBER = /^版本(?:号)?\s*[:：]?\s*([vV]?\.?\s?\d[\w.()+-]*)/u;
const DEVELOPER = /^(?:开发者|运营者|运营企业|开发商|企业名称|主体|公司)[:：]\s*/u;
const CHANNEL = /^(?:来源|应用来源|下载平台|应用商店|渠道|平台)[:：]\s*/u;

interface Details {
  kind: Draft['kind'];
  version: string | null;
  store: string | null;
  developer: string | null;
}

function toDraft(entry: Entry, line: Line, charge: readonly Accusation[], page: Page): Draft {
  const { kind, version, store, developer } = detailsOf(entry, line, page);
  const span = spanIn(line, entry.start, entry.end);
  const end = entry.brackets.at(-1)?.[1] ?? entry.end;
  const row: MentionRow = { version, store, accusations: [...charge], span: spanIn(line, entry.start, end) };
  const bare = version === null && store === null && developer === null && charge.length === 0;
  return draft(line.raw.slice(entry.start, entry.end).trim(), span, 'grouped', 'quoted', {
    kind,
    developer,
    rows: bare ? [] : [row],
  });
}

/** Version, store and firm of an entry; what remains beside a version is its store, unless it reads as other text. */
function detailsOf(entry: Entry, line: Line, page: Page): Details {
  const found: Details = { kind: 'app', version: null, store: null, developer: null };
  let rest: string | null = null;
  for (const [a, b] of entry.brackets.flatMap(([from, to]) => partsOf(line.text, from, to))) {
    const part = line.text.slice(a, b);
    const raw = line.raw.slice(a, b);
    if (/小程序|快应用/u.test(part)) found.kind = 'mini-program';
    if (/SDK$/iu.test(part)) found.kind = 'sdk';
    const store = DEVELOPER.test(part) ? null : storeOf(part, raw, page);
    if (DEVELOPER.test(part)) found.developer = raw.replace(DEVELOPER, '');
    else if (store !== null) found.store ??= store;
    else if (VERSION.test(part) || part.startsWith('版本'))
      found.version = withMore(found.version, versionOf(part, raw));
    else if (/公司$|有限$/u.test(part)) found.developer ??= raw;
    else if (part.length >= 2 && part.length <= 16 && !isForeign(part)) rest ??= raw;
  }
  if (found.version !== null) found.store ??= rest;
  return found;
}

/** The store that a part of a bracket names, without what a mirror put around it. */
function storeOf(part: string, raw: string, page: Page): string | null {
  const bare = part.replace(CHANNEL, '');
  const from = part.length - bare.length;
  if (page.vocabulary.isStore(bare)) return raw.slice(from);
  const hit = page.vocabulary.stores(part).at(-1);
  const isSpliced = hit !== undefined && hit.start > 0 && holdsNarration(part.slice(0, hit.start));
  if (!isSpliced && STORE_TAIL.test(part) && part.length <= 16 && !isForeign(part)) return raw.slice(from);
  return hit === undefined || part.startsWith('版本') ? null : raw.slice(hit.start, hit.end);
}

/** Several versions of one entry stay as written: "V1.15、V1.0.1". */
function withMore(known: string | null, more: string | null): string | null {
  return known === null || more === null ? (known ?? more) : `${known}、${more}`;
}

function versionOf(part: string, raw: string): string | null {
  const number = VERSION.test(part) ? null : NUMBER.exec(part);
  if (number !== null) return raw.slice(number[0].length - number[1]!.length, number[0].length);
  return isForeign(part) ? null : raw.replace(WORD, '');
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
