import type { Accusation } from '../../../domain/notice.ts';
import { type Draft, draft } from '../../document/mention-draft.ts';
import { accusationsIn } from '../accusations.ts';
import { columnOf, shapeOf } from '../cell-shape.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

/** One app a line: `“name”，firm，version，store，accusation；` or `1. name accusation`. */
export const lineEntries: Layout = {
  id: 'line-entries',
  about: 'one app per line, its firm, version, store and accusation behind it between commas or blanks',
  read(page) {
    const drafts = page.lines.flatMap((line) => entryIn(line, page) ?? []);
    const telling = drafts.filter((one) => one.developer !== null || one.rows.length > 0);
    return telling.length >= 2 ||
      (page.language === 'zh' && drafts.length > 0 && drafts[0]!.developer !== null)
      ? { drafts, nameless: [] }
      : null;
  },
};

const NUMBER = /^\s*(?:[(（]?\d{1,3}[)）.、:]\s*|[①-⑳]\s*|[-•·*]\s+)?/u;
const QUOTED = /^[“"《]([^“”"《》]{1,30})[”"》]/u;
/** What stands between a quoted name and its fields. */
const BEHIND = /^\s*(?:App|应用|小程序|SDK)?\s*(?:[,;:(|—–-]|\s|$)/iu;
const PLAIN = /^([^\s,。;:、“”《》()]{1,24})(?:\s*[:：—–-]+\s*|\s+)/u;

/** A point of an English article that is a whole sentence: its first word is no name. */
const SENTENCE = /^[A-Z][\w'’-]* [a-z][^"“”]{50,}[.!?]["”]?\s*$/u;

/** "木棉租房：未公开收集使用规则": a name and its accusation without a number in front. */
const CHARGED = /^([^\s,。;:、“”《》()]{2,16}?)(?:App|应用|小程序)?:\s*/iu;
const NO_NAME =
  /问题|行为|情形|建议|措施|要求|规定|部门|来源|方式|提示|提醒|类型|依据|表现|内容|原因|通报|当事人|名称|地址|时间|案由|事实|结果|其[一二三四]|^第/u;

function chargedName(rest: string): RegExpExecArray | null {
  const match = CHARGED.exec(rest);
  return match === null || NO_NAME.test(match[1]!) || columnOf(match[1]!) !== null ? null : match;
}

function entryIn(line: Line, page: Page): Draft | null {
  const lead = NUMBER.exec(line.text)![0].length;
  const rest = line.text.slice(lead);
  const quoted = QUOTED.exec(rest);
  const match = quoted ?? (lead > 0 ? PLAIN.exec(rest) : chargedName(rest));
  if (match === null || page.vocabulary.issues(match[1]!).length > 0) return null;
  if (page.language === 'en' && SENTENCE.test(rest)) return null;
  if (
    quoted !== null &&
    !(BEHIND.test(rest.slice(quoted[0].length)) && page.vocabulary.bodies(match[1]!).length === 0)
  )
    return null;
  const start = lead + (quoted === null ? 0 : 1);
  const parts = partsOf(line.text, lead + match[0].length);
  const first = parts[0];
  if (first === undefined) return null;
  const isCharge = page.vocabulary.issues(line.text.slice(first[0], first[1])).some((one) => one.start <= 2);
  const isFirm = shapeOf(line.text.slice(first[0], first[1]), page.vocabulary) === 'firm';
  if (quoted === null && lead === 0 && !isCharge) return null;
  if (quoted === null ? !isCharge && !isFirm : parts.length < 2 && !isCharge) return null;
  return fromParts(line, [start, start + match[1]!.length], parts, page);
}

function fromParts(
  line: Line,
  [start, end]: [number, number],
  parts: readonly [number, number][],
  page: Page,
): Draft | null {
  let developer: string | null = null;
  let version: string | null = null;
  let store: string | null = null;
  const accusations: Accusation[] = [];
  for (const [from, to] of parts) {
    const raw = line.raw.slice(from, to);
    const text = line.text.slice(from, to);
    const shape = shapeOf(text.replace(/^版本(?:号)?[:：]?\s*/u, ''), page.vocabulary);
    if (developer === null && shape === 'firm') developer = raw;
    else if (version === null && shape === 'version')
      version = raw.replace(/^版本(?:号)?\s*[:：]?\s*(?=[\dvV])/u, '');
    else if (store === null && shape === 'store') store = raw;
    else if (page.vocabulary.issues(text).length > 0)
      accusations.push(...accusationsIn(raw, line.start + from, page.vocabulary));
  }
  if (developer === null && version === null && store === null && accusations.length === 0) return null;
  const span = spanIn(line, start, parts.at(-1)![1]);
  return draft(line.raw.slice(start, end), spanIn(line, start, end), 'line-entries', 'quoted', {
    developer,
    rows: [{ version, store, accusations, span }],
  });
}

/** Pieces between commas and semicolons, without blanks around them. */
function partsOf(text: string, from: number): [number, number][] {
  const parts: [number, number][] = [];
  for (const match of text.slice(from).matchAll(/[^,;。|]+/gu)) {
    const lead = match[0].length - match[0].trimStart().length;
    const size = match[0].trim().length;
    const start = from + match.index + lead;
    if (size > 0) parts.push([start, start + size]);
  }
  return parts;
}
