import type { CalendarDate } from '../../../domain/time.ts';
import type { Sentence } from '../document/page.ts';
import { daysIn } from './days.ts';

const EXTENDS = /extend|延长|延期|展期|延至/iu;
const UNTIL_EN = /\b(?:until|till|through|to|up to)(?: [A-Z][a-z]{2,8}day,?)? $/u;
const UNTIL_ZH = /(?:至|到)$/u;

/** Characters before a day in which "until" stands. */
const REACH = 24;

/**
 * The day until which a page extends an act, from the sentences that extend it: "extends its ban
 * until 30 June 2027", "延长至2027年6月30日". Null where no day is stated: a period ("by 90 days")
 * counts from an end that the page need not name.
 */
export function extendedUntil(
  sentences: readonly Sentence[],
  published: CalendarDate | null,
): CalendarDate | null {
  for (const { text } of sentences) {
    if (!EXTENDS.test(text)) continue;
    const days = daysIn(text, published).filter(({ start, date }) => {
      const before = text.slice(Math.max(0, start - REACH), start);
      const isLater = published === null || date > published;
      return isLater && (UNTIL_EN.test(before) || UNTIL_ZH.test(before));
    });
    if (days.length > 0) return days.at(-1)!.date;
  }
  return null;
}
