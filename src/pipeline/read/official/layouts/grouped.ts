import type { Accusation } from '../../../../domain/notice.ts';
import type { MentionDraft } from '../../document/mention-draft.ts';
import type { Line } from '../../document/page.ts';
import { accusationsIn } from '../accusations.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';
import { entriesIn, entryDraft } from './entries.ts';

/**
 * `《name》（version, store）` under headings that accuse, as CVERC and the public-security centre
 * list. An app under several headings is one app.
 */
export function grouped({ page, words }: DocumentContext): ListReading | null {
  const drafts: MentionDraft[] = [];
  let charge: Accusation[] = [];
  let nth = 0;
  for (const line of page.lines) {
    const heading = headingIn(line);
    if (heading !== null) {
      charge = accusationsIn(
        line.raw.slice(heading.start, heading.end),
        line.start + heading.start,
        words,
      );
      nth += 1;
    }
    for (const listEntry of entriesIn(line, words, nth > 0))
      drafts.push(entryDraft(line, listEntry, 'grouped', 'quoted', charge, words));
  }
  const informative = drafts.filter((draft) =>
    draft.rows.some((row) => row.version !== null || row.store !== null),
  ).length;
  return informative > 0 && (informative * 2 >= drafts.length || nth > 0)
    ? { drafts, nameless: [] }
    : null;
}

const HEADING =
  /^\W{0,4}(?:第?[一二三四五六七八九十\d]{1,3}[、.)是]|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳])\s*/u;

/** `1、<accusation>，涉嫌隐私不合规。涉及12款App如下：` → where the accusation stands. */
function headingIn({ text }: Line): { start: number; end: number } | null {
  const mark = HEADING.exec(text);
  if (mark === null && !/涉及\d+款|具体(?:App|应用)/iu.test(text)) return null;
  const start = mark?.[0].length ?? 0;
  const rest = text.slice(start);
  const end = rest.search(/,?\s?(?:涉嫌|涉及|该类|上述|具体|相关)|[。:]/u);
  return end < 4 || rest.startsWith('《') ? null : { start, end: start + end };
}
