import type { CalendarDate } from '../../domain/time.ts';
import { remembered } from '../document/memoize.ts';
import { dayOf, nearestDay } from './calendar.ts';

/** A day named in a text; offsets in that text. */
export interface MentionedDay {
  readonly start: number;
  readonly end: number;
  readonly date: CalendarDate;
}

const ZH = /(?:(20\d\d) ?年 ?|(今年|当年|本年))?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/gu;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
export const DAY_EN = `(?:${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}\\.?)(?:,? 20\\d\\d)?`;
const EN = new RegExp(
  `\\b(?:(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?|(\\d{1,2})(?:st|nd|rd|th)? (${MONTH})\\.?)(?:,? (20\\d\\d))?(?!\\d)`,
  'gu',
);

const byDay = remembered((published) =>
  remembered((text) => findDays(text, (published || null) as CalendarDate | null)),
);

/** Days that a folded text names; a year that it leaves out is the one nearest to the publication, if that is known. */
export function daysIn(text: string, published: CalendarDate | null): readonly MentionedDay[] {
  return byDay(published ?? '')(text);
}

function findDays(text: string, published: CalendarDate | null): MentionedDay[] {
  const found: MentionedDay[] = [];
  const add = (match: RegExpExecArray, year: string | undefined, month: number, day: number) => {
    const date = year
      ? dayOf(Number(year), month, day)
      : published === null
        ? null
        : nearestDay(month, day, published);
    if (date !== null) found.push({ start: match.index, end: match.index + match[0].length, date });
  };
  for (const match of text.matchAll(ZH)) {
    add(
      match,
      match[1] ?? (match[2] && published ? published.slice(0, 4) : undefined),
      Number(match[3]),
      Number(match[4]),
    );
  }
  for (const match of text.matchAll(EN)) {
    add(
      match,
      match[5],
      MONTHS.indexOf((match[1] ?? match[4]!).slice(0, 3).toLowerCase()) + 1,
      Number(match[2] ?? match[3]),
    );
  }
  return found.sort((one, other) => one.start - other.start);
}
