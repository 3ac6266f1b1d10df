import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

const FEWEST = 5;
/** One less than the character of 1 in a ring. */
const CIRCLED = 0x245f;
const LONGEST = 30;
const NO_NAME = /[,。;:!?]|名单$|整改|违规|违法|个人信息|应当|不得/u;

/** A whole numbered list on one line: `1.TikTok 2.Kwai 3.UC Browser4.Baidu map …`. */
export const numberedInline: Layout = {
  id: 'numbered-inline',
  about: 'a numbered list on one line, a name behind each number',
  read(page) {
    if (page.language !== 'zh') return null;
    const drafts = page.lines.flatMap((line) => entriesOf(line, page));
    return drafts.length > 0 ? { drafts, nameless: [] } : null;
  },
};

/** The names behind 1, 2, 3 …; what does not read as a name is left out, and a line with few of them is no list. */
function entriesOf(line: Line, page: Page): Draft[] {
  const marks = ordinalsOf(line.text);
  if (marks.length < FEWEST) return [];
  const found = marks.flatMap(([, from], at): Draft[] => {
    const to = marks[at + 1]?.[0] ?? line.text.length;
    const text = line.text.slice(from, to);
    const start = from + text.length - text.trimStart().length;
    const end = start + text.trim().replace(/[、,;。.]$/u, '').length;
    const name = line.text.slice(start, end);
    const isName = name.length > 0 && name.length <= LONGEST && !NO_NAME.test(name);
    return isName && page.vocabulary.issues(name).length === 0
      ? [draft(line.raw.slice(start, end), spanIn(line, start, end), 'numbered-inline', 'listed')]
      : [];
  });
  return found.length * 2 > marks.length ? found : [];
}

/** Where 1, 2, 3 … stand one after the other, each as `[start, end)`. */
function ordinalsOf(text: string): [number, number][] {
  const marks: [number, number][] = [];
  for (const match of text.matchAll(/(?<!\d)(\d{1,3})[.、](?!\d)|\((\d{1,3})\)|([①-⑳])/gu))
    if (Number(match[1] ?? match[2] ?? match[3]!.charCodeAt(0) - CIRCLED) === marks.length + 1)
      marks.push([match.index, match.index + match[0].length]);
  return marks;
}
