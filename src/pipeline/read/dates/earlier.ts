import { type CalendarDate, daysBetween } from '../../../domain/time.ts';
import type { Sentence } from '../document/page.ts';
import { daysIn } from './days.ts';

/** A year or a day at the beginning of a sentence: "In 2022, the bureau fined X", "2021年，…". */
const BEGINS =
  /^\W{0,2}(?:(?:Back in|In|On|Since|By) (?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2}, ?)?(20\d\d|19\d\d)\b|(20\d\d|19\d\d)年)/u;
/** Letters in which its day stands. */
const DAY_WITHIN = 24;
/** What lies further back is told as background. */
const OLD_DAYS = 200;

/** Whether a sentence of the text begins by saying that it tells of long ago. */
export function tellsEarlier({ text, place }: Sentence, published: CalendarDate | null): boolean {
  const match = place === 'title' ? null : BEGINS.exec(text);
  if (match === null || published === null) return false;
  const [day] = daysIn(text.slice(0, DAY_WITHIN), published);
  if (day !== undefined) return daysBetween(day.date, published) > OLD_DAYS;
  return Number(match[1] ?? match[2]) < Number(published.slice(0, 4));
}
