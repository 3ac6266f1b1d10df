import type { Accusation, MentionRow } from '../../domain/notice.ts';
import { accusationsIn } from '../accusations.ts';
import { type Draft, draft } from '../draft.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

/** `《name》（version, store）` and `name（version, store）` under headings that accuse, as CVERC and the public-security centre list. */
export const bracketed: Layout = {
  id: 'grouped',
  about:
    'lists grouped by accusation, each app in book-title marks or quotes with version and store in brackets; one app under several headings is one app',
  read(page) {
    const drafts: Draft[] = [];
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
      for (const one of entriesIn(line, page, heading?.listFrom ?? 0))
        drafts.push(toDraft(one, line, charge, page));
    }
    const telling = drafts.filter((one) =>
      one.rows.some((row) => row.version !== null || row.store !== null),
    ).length;
    return telling > 0 && (telling * 2 >= drafts.length || nth > 0) ? { drafts, nameless: [] } : null;
  },
};

interface Entry {
  readonly start: number;
  readonly end: number;
  readonly brackets: readonly (readonly [start: number, end: number])[];
}

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

function entriesIn(line: Line, page: Page, listFrom: number): Entry[] {
  const marked = [...line.text.matchAll(/《([^《》]{1,40}(?:《[^》]*》)?[^《》]{0,20})》/gu)].map((match) =>
    entryAt(line.text, match.index + 1, match.index + match[0].length - 1, match.index + match[0].length),
  );
  const entries = marked.length > 0 ? marked : listFrom > 0 ? plainEntries(line.text, listFrom) : [];
  const withBrackets = entries.filter((one) => one.brackets.length > 0).length;
  return entries.filter((one) => {
    if (one.brackets.length > 0) return true;
    // Mirrors splice foreign titles into a list; an app of the list stands between its marks.
    const spliced = withBrackets > 0 && !/^》?\s*(?:[、,。;]|等|$)/u.test(line.text.slice(one.end));
    return !spliced && !isLaw(line.text.slice(one.start, one.end), line.text, one.start, page);
  });
}

/** Entries without marks: pieces between 、 from the colon on, with their brackets. */
function plainEntries(text: string, from: number): Entry[] {
  const entries: Entry[] = [];
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
    if (bracket > lead && bracket - lead <= 40)
      entries.push(entryAt(text, start + lead, start + bracket, start + bracket));
    start = at + 1;
    if (one === '。') break;
  }
  return entries;
}

/** Reads the balanced brackets behind a name. */
function entryAt(text: string, start: number, end: number, from: number): Entry {
  const brackets: [number, number][] = [];
  let at = from;
  while (text[at] === ' ') at += 1;
  while (text[at] === '(') {
    let depth = 0;
    let to = at;
    for (; to < text.length; to += 1) {
      if (text[to] === '(') depth += 1;
      else if (text[to] === ')') depth -= 1;
      if (depth === 0) break;
    }
    if (depth !== 0) break;
    brackets.push([at + 1, to]);
    at = to + 1;
    while (text[at] === ' ') at += 1;
  }
  return { start, end, brackets };
}

const LAW =
  /(?:法|条例|规定|办法|方法|指南|规范|细则|通知|公告|通报|意见|标准|要求|决定|通告|目录|报告|声明|清单|指引|准则|政策|协议)(?:\(.{1,20}\))?$/u;

function isLaw(name: string, text: string, at: number, page: Page): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  return (
    LAW.test(name) ||
    page.vocabulary.bodies(name).length > 0 ||
    /(?:依据|根据|按照|违反|发布|印发|关于|符合)[^,。]{0,6}《?$/u.test(before)
  );
}

const VERSION = /^(?:版本|v(?:er(?:sion)?)?\.?)?\s*[:：]?\s*(?=[\dvV])[\w.()+\- ]+$/iu;

function toDraft(entry: Entry, line: Line, charge: readonly Accusation[], page: Page): Draft {
  const span = spanIn(line, entry.start, entry.end);
  let version: string | null = null;
  let store: string | null = null;
  let developer: string | null = null;
  let kind: Draft['kind'] = 'app';
  for (const [from, to] of entry.brackets) {
    for (const [a, b] of partsOf(line.text, from, to)) {
      const part = line.text.slice(a, b);
      const raw = line.raw.slice(a, b);
      if (/小程序|快应用/u.test(part)) kind = 'mini-program';
      if (/^SDK$|SDK$/iu.test(part)) kind = 'sdk';
      if (/^(?:开发者|运营者|运营企业|开发商|企业名称|主体|公司)[:：]/u.test(part))
        developer = raw.replace(/^[^:：]+[:：]\s*/u, '');
      else if (
        page.vocabulary.isStore(part) ||
        /(?:商店|市场|助手|小程序|官网|软件园|下载站|网|应用宝|store|play)$/iu.test(part)
      )
        store ??= raw.replace(/^(?:来源|下载平台|应用商店|渠道)[:：]\s*/u, '');
      else if (VERSION.test(part) || /^版本/u.test(part))
        version ??= raw.replace(/^版本(?:号)?\s*[:：]?\s*(?=[\dvV])/u, '');
      else if (/公司$|有限$/u.test(part)) developer ??= raw;
      else if (version !== null && store === null && part.length >= 2 && part.length <= 16) store = raw;
    }
  }
  const end = entry.brackets.at(-1)?.[1] ?? entry.end;
  const row: MentionRow = { version, store, accusations: [...charge], span: spanIn(line, entry.start, end) };
  const bare = version === null && store === null && developer === null && charge.length === 0;
  return draft(line.raw.slice(entry.start, entry.end).trim(), span, 'grouped', 'quoted', {
    kind,
    developer,
    rows: bare ? [] : [row],
  });
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
