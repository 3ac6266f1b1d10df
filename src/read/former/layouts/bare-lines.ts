import { type Draft, draft } from '../../document/mention-draft.ts';
import { shapeOf } from '../cell-shape.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

const OPENS = /(?:名单|清单|如下)\s*(?:\([^)]{1,30}\))?\s*[:：]?$/u;
const NAME = /^\s*[“"《]?([^\s,。;:!?、“”《》()][^,。;:!?、“”《》]{0,23}?)[”"》]?\s*$/u;
const NO_NAME =
  /管理局|网信办|年\d{1,2}月|名单|附件|来源|编辑|责任|返回|关闭|打印|上一[篇条]|下一[篇条]|分享|^\d+$/u;
const FEWEST = 2;

/** Names alone on lines without numbers, behind the line that opens the list: as many as the page says that there are. */
export const bareLines: Layout = {
  id: 'bare-lines',
  about: 'lines that hold a name each and nothing else, as many as the notice counts',
  read(page, steps) {
    if (page.language !== 'zh' || !steps.official) return null;
    for (let at = 1; at < page.lines.length; at += 1) {
      if (!OPENS.test(page.lines[at - 1]!.text.trim())) continue;
      const drafts = namesFrom(page.lines.slice(at), page);
      if (drafts.length >= FEWEST && isCounted(drafts.length, page)) return { drafts, nameless: [] };
    }
    return null;
  },
};

/** Whether the page itself gives this number of apps. */
function isCounted(count: number, page: Page): boolean {
  const counts = new RegExp(`(?<!\\d)${count}\\s?[款个](?!月|工作日)`, 'u');
  return page.sentences.some((one) => counts.test(one.text));
}

function namesFrom(lines: readonly Line[], page: Page): Draft[] {
  const drafts: Draft[] = [];
  for (const line of lines) {
    const match = NAME.exec(line.text);
    if (match === null || NO_NAME.test(match[1]!) || shapeOf(match[1]!, page.vocabulary) !== 'text') break;
    const start = match[0].indexOf(match[1]!);
    const end = start + match[1]!.length;
    drafts.push(draft(line.raw.slice(start, end), spanIn(line, start, end), 'bare-lines', 'listed'));
  }
  return drafts;
}
