import type { Accusation } from '../../../domain/notice.ts';
import { draft, type MentionDraft } from '../../document/mention-draft.ts';
import { type Line, spanIn } from '../../document/page.ts';
import { accusationsIn } from '../accusations.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';
import type { OfficialWords } from '../official-words.ts';
import { detailsIn, rowsOf } from './bracket-details.ts';
import { entriesIn, type ListEntry } from './entries.ts';

/**
 * `《name》（version, store）` and `name（version, store）` under headings that accuse, as CVERC and the public-security centre
 * list. An app under several headings is one app.
 */
export function grouped({ page, words }: DocumentContext): ListReading | null {
  const drafts: MentionDraft[] = [];
  let charge: Accusation[] = [];
  let nth = 0;
  let isOpened = false;
  for (const line of page.lines) {
    const heading = headingIn(line);
    if (heading !== null) {
      charge = accusationsIn(line.raw.slice(heading.start, heading.end), line.start + heading.start, words);
      nth += 1;
    }
    const from = heading?.listFrom ?? openedAt(line);
    const found = entriesIn(line, words, from === 0 && isOpened ? 'start' : from, nth > 0);
    isOpened = /:\s*$/u.test(line.text);
    for (const one of found) drafts.push(toDraft(one, line, charge, words));
  }
  const informative = drafts.filter((one) =>
    one.rows.some((row) => row.version !== null || row.store !== null),
  ).length;
  return informative > 0 && (informative * 2 >= drafts.length || nth > 0) ? { drafts, nameless: [] } : null;
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
  const end = rest.search(/,?\s?(?:涉嫌|涉及|该类|上述|具体|相关)|[。:]/u);
  if (end < 4) return null;
  const follows = LIST_FOLLOWS.exec(rest);
  return {
    start,
    end: start + end,
    listFrom: follows === null ? 0 : start + follows.index + follows[0].length,
  };
}

const OPENED = /(?:名单|如下|包括|分别[为是])(?:如下)?:/u;

/** Where a list begins that a line without an accusation opens: "具体名单：A（版本1.0）；B（版本2.0）". */
function openedAt(line: Line): number {
  const match = OPENED.exec(line.text);
  return match === null ? 0 : match.index + match[0].length;
}

function toDraft(
  entry: ListEntry,
  line: Line,
  charge: readonly Accusation[],
  words: OfficialWords,
): MentionDraft {
  const details = detailsIn(line, entry.brackets, words);
  const span = spanIn(line, entry.start, entry.end);
  const end = entry.brackets.at(-1)?.[1] ?? entry.end;
  return draft(line.raw.slice(entry.start, entry.end).trim(), span, 'grouped', 'quoted', {
    kind: details.kind,
    developer: details.developer,
    rows: rowsOf(details, charge, spanIn(line, entry.start, end)),
  });
}
