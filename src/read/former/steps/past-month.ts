import type { CalendarDate } from '../../../domain/time.ts';
import { addMonths, daysBetween } from '../../dates/calendar.ts';
import { daysIn, type MentionedDay } from '../days.ts';
import { remembered } from '../memoize.ts';

const MONTH_ZH = /(?:(20\d\d)年)?(\d{1,2})月(?:份|底|初|起|末|上旬|中旬|下旬|以来|,|至|,)/u;
const MONTH_EN =
  /\b(?:[Ii]n|[Ss]ince|[Bb]ack in|[Uu]ntil) (?:early |late |mid-)?(January|February|March|April|May|June|July|August|September|October|November|December)(?: (20\d\d)|,? when|\b(?! \d))/u;
const YEAR_EN = /\b[Ii]n (?:(?:early|late|mid|the \w+ of|spring|summer|autumn|fall|winter)[ -])?(20\d\d)\b/u;
const DATED_OTHER =
  /\b(?:announced|signed|completed|agreed|made|proposed|filed|struck|reached|founded|released|published|built) $/u;
/** "3% of its domestic sales in 2020", "deals made in 2018": the year of what the authority reckons by. */
const OF_FIGURE =
  /\b(?:sales|revenues?|turnover|income|profits?|earnings|announced|signed|completed|made|struck|reached|founded|filed|listed|acquired|acquisitions?|deals?|transactions?|mergers?) $/u;
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A month without a day that ended more than `days` before publication. */
export function pastMonth(text: string, published: CalendarDate, days: number): string | null {
  const zh = MONTH_ZH.exec(text);
  const en = MONTH_EN.exec(text);
  // "a merger announced in October": the month of what the authority looks at.
  const isOther = en !== null && DATED_OTHER.test(text.slice(0, en.index));
  const match = zh ?? (isOther ? null : en);
  if (match !== null) {
    const month = zh ? Number(zh[2]) : MONTHS.indexOf(en![1]!) + 1;
    const stated = zh ? zh[1] : en![2];
    let year = Number(stated ?? published.slice(0, 4));
    if (!stated && month > Number(published.slice(5, 7))) year -= 1;
    const first = `${year}-${String(month).padStart(2, '0')}-01` as CalendarDate;
    if (month >= 1 && month <= 12 && daysBetween(first, published) > days) {
      return match[0];
    }
  }
  const year = YEAR_EN.exec(text);
  if (year !== null && OF_FIGURE.test(text.slice(0, year.index))) return null;
  return year !== null && Number(year[1]) < Number(published.slice(0, 4)) ? year[0] : null;
}

/** Told as done on a day: "On June 29 the government had blocked …". */
const DONE_ON = /\b(?:on|dated|since) (?:\w+day,? )?$/iu;
const TO_COME = /\b(?:will|would|must|shall|should|has to|have to|takes? effect|effective|from)\b/iu;

function findTold(text: string, published: CalendarDate): MentionedDay[] {
  const isToCome = TO_COME.test(text);
  return daysIn(text, published).map((one) => {
    const isAhead = daysBetween(published, one.date) > 7 && !/20\d\d/u.test(text.slice(one.start, one.end));
    return isAhead && DONE_ON.test(text.slice(Math.max(0, one.start - 40), one.start)) && !isToCome
      ? { ...one, date: addMonths(one.date, -12) }
      : one;
  });
}

const toldBy = remembered((published) =>
  remembered((text) =>
    findTold(text, published as CalendarDate).filter(
      (one) => !RANGE.test(text.slice(Math.max(0, one.start - REACH), one.start)),
    ),
  ),
);

/** Days of a sentence in the past tense: one without a year that the nearest year puts far ahead is of the year before. Those in front of which a span of days stands are left out. */
export function daysTold(text: string, published: CalendarDate): readonly MentionedDay[] {
  return toldBy(published)(text);
}

/** A span of days in front of a day: when the accused did it, not when the authority acted. */
const RANGE = /\b(?:between|from)(?: [^,;.]{0,16}\.?)?(?: (?:and|to|until|through))? $/u;

/** A day that bounds the time of what is accused ("between Jan. 25 and Feb. 8") does not date the act. */
export const IN_RANGE =
  /\b(?:between|from|between [\w., ]{3,24} and|from [\w., ]{3,24} (?:to|until|through)) (?:\w+day,? )?$/iu;

/** How far the words in front of a day reach that make it one end of a span. */
export const REACH = 80;

/** How old the news of an article may be. */
export const LEAD_DAYS = 45;

/** The day that the opening of an article gives, if it lies at most `LEAD_DAYS` before publication; else that of publication. */
export function dayOfNews(opening: string, published: CalendarDate): CalendarDate {
  const day = daysIn(opening, published).find(
    (one) => one.date <= published && daysBetween(one.date, published) <= LEAD_DAYS,
  );
  return day?.date ?? published;
}
