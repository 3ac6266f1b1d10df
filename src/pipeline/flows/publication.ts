import type { Document } from '../../domain/document.ts';
import type { Doubt, Notice } from '../../domain/notice.ts';
import { reasons, storedSentence } from '../../domain/reason.ts';

/**
 * Findings of decoding that mean that something was left out, which matters to everybody who relies
 * on the list.
 */
const LOST: ReadonlySet<string> = new Set([
  'archive-cut',
  'table-cut',
  'text-cut',
  'pages-cut',
  'too-large',
  'took-too-long',
  'took-too-much',
  'unreadable',
  'unknown-format',
  'not-what-it-says',
  'low-confidence',
]);

/**
 * A notice with what went wrong while its document and files were made legible, as doubts for
 * Review.
 */
export function withDocumentDoubts(notice: Notice, document: Document): Notice {
  if (notice.verdict !== 'action') return notice;
  const { listElsewhere } = notice;
  const doubts = document.findings
    .filter(({ code }) => LOST.has(code) || (listElsewhere && code === 'list-is-a-picture'))
    .map(({ code, message }): Doubt => {
      const named = listElsewhere && LOST.has(code) ? 'list-unread' : code;
      return { code: named, message: storedSentence(message), span: null };
    });
  return doubts.length === 0
    ? notice
    : { ...notice, doubts: [...notice.doubts, ...joined(doubts)] };
}

/** One doubt a code: a review is one question to a person. */
function joined(doubts: readonly Doubt[]): Doubt[] {
  return [...Map.groupBy(doubts, (doubt) => doubt.code).values()].map((same) => {
    const [first, ...more] = [
      ...new Map(same.map((doubt) => [doubt.message.params.text, doubt.message])).values(),
    ];
    return { ...same[0]!, message: reasons(first!, ...more.slice(0, 4)) };
  });
}
