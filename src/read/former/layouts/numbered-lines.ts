import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import { detailsIn, rowsOf } from './bracket-details.ts';
import { isForeign } from './foreign-text.ts';
import type { Layout } from './layout.ts';

const ENTRY =
  /^\s*(?:\(?(\d{1,3})[)、.．]|([①-⑳]))\s*[“"《]?([^“”"《》()]{1,30}?)[”"》]?\s*(\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*[;。,、]?\s*$/u;
const OPENS = /(?:[:：]|如下|名单|清单|下列|以下|附件)[^。]{0,12}$/u;
const NO_NAME =
  /(?:名单|通知|通报|公告|规定|办法|条例|要求|情况|问题|行为|信息|附件|部门|管理局|网信办|建议|措施|整改|工作)$|[,。;:!?]|的|应当|不得|严禁|加强|落实|开展|提高|收集|使用|权限|隐私|同意|个人信息|违规|违法|\d{4}年/u;

/** Names alone on numbered lines, 1, 2, 3 …, behind a line that opens a list; who makes them may stand in brackets. */
export const numberedLines: Layout = {
  id: 'numbered-lines',
  about: 'numbered lines that hold a name each, behind a line that opens the list',
  read(page) {
    if (page.language !== 'zh') return null;
    for (let at = 1; at < page.lines.length; at += 1) {
      if (!OPENS.test(page.lines[at - 1]!.text.trim()) || orderOf(page.lines[at]!) !== 1) continue;
      const drafts = entriesFrom(page.lines.slice(at), page);
      if (drafts !== null) return { drafts, nameless: [] };
    }
    return null;
  },
};

function orderOf(line: Line): number | null {
  const match = ENTRY.exec(line.text);
  if (match === null) return null;
  return match[1] === undefined ? match[2]!.codePointAt(0)! - 0x2460 + 1 : Number(match[1]);
}

/** The entries up to the first line that is none; null where one of them does not read as a name. */
function entriesFrom(lines: readonly Line[], page: Page): Draft[] | null {
  const drafts: Draft[] = [];
  for (const [at, line] of lines.entries()) {
    if (orderOf(line) !== at + 1) break;
    const [whole, , , name, bracket] = ENTRY.exec(line.text)!;
    if (NO_NAME.test(name!) || isForeign(name!) || page.vocabulary.issues(name!).length > 0) return null;
    if (page.vocabulary.bodies(name!).length > 0) return null;
    const start = whole.indexOf(name!, /^\s*\(?(?:\d{1,3}[)、.．]|[①-⑳])/u.exec(whole)![0].length);
    drafts.push(entryOf(line, [start, start + name!.length], bracket, page));
  }
  return drafts.length >= 2 ? drafts : null;
}

function entryOf(line: Line, [start, end]: [number, number], bracket: string | undefined, page: Page): Draft {
  const from = bracket === undefined ? end : line.text.indexOf(bracket, end);
  const range = [from + 1, from + (bracket?.length ?? 1) - 1] as const;
  const told = bracket === undefined ? null : detailsIn(line, [range], page);
  return draft(line.raw.slice(start, end), spanIn(line, start, end), 'numbered-lines', 'listed', {
    kind: told?.kind ?? 'app',
    developer: told?.developer ?? null,
    rows: told === null ? [] : rowsOf(told, [], spanIn(line, start, Math.max(end, range[1]))),
  });
}
