import { type Company, type Listing, tickerOf } from '../../domain/company.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Regulator, Source } from '../../domain/regulator.ts';
import {
  type CalendarDate,
  clockFormat,
  dayIn,
  endOfDay,
  type Instant,
  localTime,
} from '../../domain/time.ts';
import { bracketed, LOCALES, preferred, prefersChinese } from './locale.ts';
import { type Language, MESSAGES, phrasesOf } from './messages.ts';

export type { Language } from './messages.ts';

const cardWords = new Map<Language, ReturnType<typeof localeIn>>();

function localeIn(language: Language) {
  const { card, terms } = MESSAGES[language];
  const { band: bands, stage: stages, act: acts, alertReason: alertReasons } = terms;
  return { ...card, bands, stages, acts, alertReasons };
}

/** The words of cards in a language; what has gaps is a phrase. */
export function localeOf(language: Language) {
  const made = cardWords.get(language) ?? localeIn(language);
  cardWords.set(language, made);
  return made;
}

/** `and 31 more` */
export const andMore = (n: number, language: Language): string =>
  phrasesOf('card', language)('more', { n });

/** `8 days left`, `today`, `3 days ago`. */
export function daysLeft(days: number, language: Language): string {
  const say = phrasesOf('card', language);
  return days < 0 ? say('daysPast', { days: -days }) : say('daysLeft', { days });
}

/** Parts of a sentence that are there, with the comma of the language between them. */
export const joinWithCommas = (parts: readonly (string | null)[], language: Language): string =>
  parts.filter(Boolean).join(LOCALES[language].separators.comma);

/** Parts that are there, with dots between them. */
export const joinWithDots = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');

/** Name of a company in a language; the other one where it has none. */
export function companyName(company: Pick<Company, 'name'>, language: Language): string {
  return preferred(company.name, language) ?? '';
}

/**
 * Short name for a headline: the one that the registry gives where the full name hides the brand,
 * else corporate endings dropped, `Trip.com Group Ltd.` -> `Trip.com Group`.
 */
export function shortName(company: Pick<Company, 'name'>, language: Language): string {
  const own = company.name.short?.[language];
  if (own !== undefined) return own;
  const full = companyName(company, language);
  const short = full
    .replace(
      /,?\s?(?:Holdings?)?\s?(?:Co\.?,?\s?)?(?:Ltd|Limited|Inc|Corp|Corporation|PLC|plc|N\.V|S\.A)\.?$/u,
      '',
    )
    .replace(/(?:控股)?(?:股份)?有限公司$/u, '')
    .trim();
  return short === '' ? full : short;
}

/** Short name of a company by its id; what stands instead where the registry does not hold it. */
export function nameIn<Id extends string>(
  companies: ReadonlyMap<Id, Pick<Company, 'name'>>,
  id: Id,
  language: Language,
  instead: string = id,
): string {
  const company = companies.get(id);
  return company === undefined ? instead : shortName(company, language);
}

/** Name of a company with its tickers for a title: `Trip.com Group (TCOM, 9961.HK)`. */
export function companyTitle(
  company: Pick<Company, 'name'>,
  listings: readonly Listing[],
  language: Language,
): string {
  const listed = tickers(listings) || localeOf(language).notListed;
  return `${shortName(company, language)}${bracketed(listed, language)}`;
}

/** Name of a regulator, short or full as the language has it; undefined where there is none. */
export function regulatorName(
  body: Pick<Regulator, 'short' | 'name'> | undefined,
  language: Language,
) {
  const full = LOCALES[language].regulatorName === 'full';
  return (full ? preferred(body?.name, language) : null) ?? body?.short;
}

/** Title of a source; in Chinese its own title or, without one, the name of its publisher. */
export function sourceTitle(
  source: Pick<Source, 'title' | 'titleZh'>,
  body: { readonly name: Regulator['name'] } | undefined,
  language: Language,
): string {
  const own = prefersChinese(language) ? (source.titleZh ?? body?.name.zh) : null;
  return own ?? source.title;
}

/** `TCOM, 9961.HK`; an empty string for a company without a listing. */
export function tickers(listings: readonly Listing[]): string {
  return listings.map(tickerOf).join(', ');
}

type DatePattern = 'full' | 'inSentence';

function dated(pattern: DatePattern, date: CalendarDate, language: Language): string {
  const { dates } = LOCALES[language];
  const [year, month = 1, dayOfMonth] = date.split('-').map(Number);
  const values = { year, month: dates.months[month - 1], day: dayOfMonth, iso: date };
  return dates[pattern].replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof values) =>
    String(values[name]),
  );
}

/** `25 Aug 2021` or `2021年8月25日`. */
export const day = (date: CalendarDate, language: Language): string =>
  dated('full', date, language);

/** A date inside a sentence: `2021-08-25` or `2021年8月25日`. */
export const dayInSentence = (date: CalendarDate, language: Language): string =>
  dated('inSentence', date, language);

const DATED_BY = { fetch: 'undated', zone: 'wrongZone', skew: 'wrongClock' } as const;

/** When something was published, and a word about it where it is not as its page states it. */
export function publishedOn(
  date: string,
  { datedBy }: Pick<Notice, 'datedBy'>,
  language: Language,
): string {
  return datedBy === undefined ? date : phrasesOf('card', language)(DATED_BY[datedBy], { date });
}

/** Last second of a calendar day in a zone: the moment at which a deadline has passed. */
export const lastSecond = (date: CalendarDate, zone: string) =>
  (endOfDay(date, 0, zone) - 1_000) as Instant;

/** `18 Aug 2021 10:02 CST` with the zone's own short name, or `UTC+8` where it has none. */
export function moment(at: Instant, zone: string, language: Language): string {
  return `${day(dayIn(at, zone), language)} ${localTime(at, zone)} ${zoneName(at, zone, language)}`;
}

function zoneName(at: Instant, zone: string, language: Language): string {
  const own = LOCALES[language].zones[zone];
  if (own !== undefined) return own;
  const parts = clockFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** One decimal, always: `17.2`, `0.0`. */
export function points(value: number): string {
  return value.toFixed(1);
}

/** `+14.1`, `-0.4`, `±0.0`. */
export function change(before: number, after: number): string {
  const delta = Math.round((after - before) * 10) / 10;
  if (delta === 0) return '±0.0';
  return delta > 0 ? `+${delta.toFixed(1)}` : `−${(-delta).toFixed(1)}`;
}
