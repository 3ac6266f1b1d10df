import type { Document } from '../../domain/document.ts';
import type { Doubt, Notice } from '../../domain/notice.ts';
import { reasons, storedSentence } from '../../domain/reason.ts';
import { type CalendarDate, dayIn, dayOf, type Instant, instantAt } from '../../domain/time.ts';

const STATED =
  /(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T\s]*(\d{1,2}):(\d{2})(?::\d{2})?)?/u;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/**
 * When something was published: the feed's own instant, else the page's stated date, else the
 * list's. A local time is in the zone of the body that published. A date that lies after it was
 * fetched is no publication date and is not taken.
 */
export function publicationOf(
  stated: readonly (string | null)[],
  machine: Instant | null,
  zone: string,
  fetchedAt: Instant,
): { readonly day: CalendarDate | null; readonly at: Instant | null } {
  if (machine !== null && machine <= fetchedAt) return { day: dayIn(machine, zone), at: machine };
  const today = dayIn(fetchedAt, zone);
  for (const text of stated) {
    const match = text === null ? null : STATED.exec(text);
    if (match === null) continue;
    const [, year, month, day, hour, minute] = match;
    // 2021-13-45 25:00 is no date: the next source of it is asked.
    const date = dayOf(Number(year), Number(month), Number(day));
    if (date === null || date > today) continue;
    const time = hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
    if (time !== null && !TIME.test(time)) continue;
    // Midnight is what systems write when they know no time, so it counts as "day only".
    const at = time === null || time === '00:00' ? null : instantAt(date, time, zone);
    return { day: date, at: at !== null && at <= fetchedAt ? at : null };
  }
  return { day: null, at: null };
}

/**
 * Findings of decoding that mean something was left out; whoever relies on the list should know.
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
  return [...Map.groupBy(doubts, (one) => one.code).values()].map((same) => {
    const [first, ...more] = [
      ...new Map(same.map((one) => [one.message.params.text, one.message])).values(),
    ];
    return { ...same[0]!, message: reasons(first!, ...more.slice(0, 4)) };
  });
}
