import type { Context } from 'hono';
import { atOf } from '../ask/at.ts';
import { dayOf } from '../ask/risk.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { type Language, moment } from '../present/words.ts';
import { isFromHere } from './security/host.ts';
import { type Words, wordsOf } from './words.ts';

/** One look at a page: in which language, as of when, by whom. */
export interface RequestContext {
  readonly language: Language;
  readonly words: Words;
  readonly now: Instant;
  /** Instant that is shown. */
  readonly at: Instant;
  readonly day: CalendarDate;
  /** True where the visitor asked for a day. */
  readonly past: boolean;
  /** For lists that are shown as they stood on the day; nothing where no day was asked for. */
  readonly asThen: { readonly until?: Instant };
  /** `at` was given and is no date. */
  readonly badAt: string | null;
  readonly path: string;
  /** An instant in the reader's words and the page's time zone. */
  readonly moment: (at: number) => string;
  /** Path on this site that keeps language and day. */
  readonly href: (path: string, query?: Readonly<Record<string, string | number | null>>) => string;
  /** What every link and form of this site hands on: language and day. */
  readonly linkParams: readonly (readonly [name: string, value: string])[];
  readonly param: (name: string) => string;
  readonly query: (name: string) => string;
  /** What else the address asks for, beside language, day and place in a list. */
  readonly requested: Readonly<Record<string, string>>;
  /** Value that forms send back; '' until it is set. */
  readonly csrf: string;
  /** True where a token was asked for, so that there is something to sign out of. */
  readonly signedIn: boolean;
  /** True where the browser runs on this machine and nothing stands between. */
  readonly onThisMachine: boolean;
}

const NOT_FILTERS = ['at', 'lang', 'from', 'saved'];

export function requestContext(
  c: Context,
  now: Instant,
  session: { csrf: string; signedIn: boolean },
  timeZone: string,
): RequestContext {
  const lang = c.req.query('lang');
  const language: Language =
    lang === 'zh' || lang === 'en' ? lang : acceptedLanguage(c.req.header('accept-language'));
  const requested = (c.req.query('at') ?? '').trim();
  const found = requested === '' ? now : atOf(requested);
  const linkParams: Record<string, string> = {};
  if (found !== null && requested !== '') linkParams.at = requested;
  if (lang === 'zh' || lang === 'en') linkParams.lang = lang;
  const at = found ?? now;
  return {
    ...{ language, now, at, ...session },
    words: wordsOf(language),
    day: dayOf(at),
    past: requested !== '' && found !== null,
    asThen: requested !== '' && found !== null ? { until: at } : {},
    onThisMachine: isFromHere(c),
    badAt: found === null ? requested : null,
    path: c.req.path,
    moment: (shown) => moment(shown as Instant, timeZone, language),
    href: (path, query = {}) => {
      const all = new URLSearchParams(linkParams);
      for (const [name, value] of Object.entries(query))
        if (value === null) all.delete(name);
        else all.set(name, String(value));
      const text = all.toString();
      return text === '' ? path : `${path}?${text}`;
    },
    linkParams: Object.entries(linkParams),
    param: (name) => c.req.param(name) ?? '',
    query: (name) => (c.req.query(name) ?? '').trim(),
    requested: Object.fromEntries(
      Object.entries(c.req.query()).filter(([name, value]) => value !== '' && !NOT_FILTERS.includes(name)),
    ),
  };
}

/** The first language that we speak, in the order of the reader's subscription. */
function acceptedLanguage(header: string | undefined): Language {
  for (const preference of (header ?? '').toLowerCase().split(',')) {
    if (preference.trim().startsWith('zh')) return 'zh';
    if (preference.trim().startsWith('en')) return 'en';
  }
  return 'en';
}
