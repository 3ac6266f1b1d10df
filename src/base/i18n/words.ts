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
import { type Language, MESSAGES, phrasesOf } from './messages.ts';

export type { Language } from './messages.ts';

const LOCALES = { en: localeIn('en'), zh: localeIn('zh') } as const;

function localeIn(language: Language) {
  const { card, terms } = MESSAGES[language];
  const { band: bands, stage: stages, act: acts, alertReason: alertReasons } = terms;
  return { ...card, bands, stages, acts, alertReasons };
}

/** The words of cards in a language; what has gaps is a phrase. */
export const localeOf = (language: Language) => LOCALES[language];

/** `and 31 more` */
export const andMore = (n: number, language: Language): string =>
  phrasesOf('card', language)('more', { n });

/** `8 days left`, `today`, `3 days ago`. */
export function daysLeft(days: number, language: Language): string {
  const say = phrasesOf('card', language);
  return days < 0 ? say('daysPast', { days: -days }) : say('daysLeft', { days });
}

/** Parts of a sentence that are there, with the comma of the language between them. */
export const joined = (parts: readonly (string | null)[], language: Language): string =>
  parts.filter(Boolean).join(language === 'zh' ? '，' : ', ');

/** Parts that are there, with dots between them. */
export const dotted = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');

/** Name of a company in a language; the other one where it has none. */
export function companyName(company: Pick<Company, 'name'>, language: Language): string {
  const { name } = company;
  return (language === 'zh' ? (name.zh ?? name.en) : (name.en ?? name.zh)) ?? '';
}

/**
 * Short name for a headline: corporate endings dropped, `Trip.com Group Ltd.` -> `Trip.com Group`.
 */
export function shortName(company: Pick<Company, 'name'>, language: Language): string {
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
  return `${shortName(company, language)} (${tickers(listings) || localeOf(language).notListed})`;
}

/** Short name of a body in English, its full one in Chinese; undefined where there is none. */
export function regulatorName(
  body: Pick<Regulator, 'short' | 'name'> | undefined,
  language: Language,
) {
  return (language === 'zh' ? body?.name.zh : null) ?? body?.short;
}

/** Title of a source; in Chinese its own or, where it has none, the name of its body. */
export function sourceTitle(
  source: Pick<Source, 'title' | 'titleZh'>,
  body: { readonly name: Regulator['name'] } | undefined,
  language: Language,
): string {
  return (language === 'zh' ? (source.titleZh ?? body?.name.zh) : null) ?? source.title;
}

/** `TCOM, 9961.HK`; an empty string for a company without a listing. */
export function tickers(listings: readonly Listing[]): string {
  return listings.map(tickerOf).join(', ');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `25 Aug` or `8月25日`. */
export function shortDay(date: CalendarDate, language: Language): string {
  const [, month = 1, dayOfMonth] = date.split('-').map(Number);
  return language === 'zh' ? `${month}月${dayOfMonth}日` : `${dayOfMonth} ${MONTHS[month - 1]}`;
}

/** `25 Aug 2021` or `2021年8月25日`. */
export function day(date: CalendarDate, language: Language): string {
  const short = shortDay(date, language);
  return language === 'zh' ? `${date.slice(0, 4)}年${short}` : `${short} ${date.slice(0, 4)}`;
}

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
  if (zone === 'Asia/Shanghai') return language === 'zh' ? '北京时间' : 'Beijing';
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
  return delta > 0 ? `+${delta.toFixed(1)}` : delta < 0 ? `−${(-delta).toFixed(1)}` : '±0.0';
}
