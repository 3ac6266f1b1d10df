import type { CalendarDate } from '../../../domain/time.ts';
import { daysBetween } from '../../dates/calendar.ts';
import { daysIn, type MentionedDay } from '../days.ts';
import type { Page, Sentence } from '../page.ts';
import { marksIn } from './marks.ts';

const NEAR = 5;
const OLD = 10;
const LIMIT = /^(?:之?前|以前|起|止|至|后)/u;

/** Whether a later sentence of a Chinese article tells a step of a day well after that of the opening: then the opening is the story so far. */
export function isOvertaken(opening: Sentence, page: Page, published: CalendarDate): boolean {
  if (page.language !== 'zh') return false;
  const day = told(opening, published).at(-1);
  if (day === undefined || daysBetween(day.date, published) < OLD) return false;
  const at = page.sentences.indexOf(opening);
  return page.sentences.slice(at + 1, at + 1 + NEAR).some((sentence) => {
    const later = told(sentence, published).find((one) => daysBetween(one.date, published) <= NEAR);
    return (
      later !== undefined &&
      marksIn(sentence, page).some((one) => one.role === 'action' && one.start >= later.end)
    );
  });
}

/** Days of the past in a sentence that date something and bound nothing. */
function told({ text }: Sentence, published: CalendarDate): MentionedDay[] {
  return daysIn(text, published).filter((one) => one.date <= published && !LIMIT.test(text.slice(one.end)));
}
