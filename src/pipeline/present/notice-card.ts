import { prefersChinese } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason, term } from '../../base/i18n/sentence.ts';
import {
  day,
  joinWithCommas,
  joinWithDots,
  type Language,
  localeOf,
  nameIn,
  regulatorName,
  tickers,
} from '../../base/i18n/words.ts';
import type { Card, CardSection } from '../../domain/card.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { Mapping, Match } from '../../domain/exposure.ts';
import type { Mention, Notice } from '../../domain/notice.ts';
import type { Instant } from '../../domain/time.ts';
import { marketLine } from './markets.ts';
import { confirmedLines, line, plainCard, section } from './plain-card.ts';
import { bySeverityOrder } from './severity-order.ts';

export interface NoticeFacts {
  readonly notice: Notice;
  readonly mapping: Mapping | null;
  /** The document's text, for quotes. */
  readonly text: string;
  readonly catalog: Pick<Catalog, 'companies' | 'regulators'>;
  readonly language: Language;
  /** Time of display, for the hours of the markets; null = not shown. */
  readonly now: Instant | null;
}

/**
 * A document as read: verdict with its reason, acts, deadline, every app with its match, and the
 * companies.
 */
export function noticeCard(facts: NoticeFacts): Card {
  const { notice, language, catalog } = facts;
  const { title, verdict, regulator, published, reader } = notice;
  const body = regulator === null ? undefined : catalog.regulators.get(regulator.value);
  const say = phrasesOf('notice', language);
  const day0 = published === null ? null : day(published, language);
  const lead = joinWithDots([say(verdict), regulatorName(body, language), day0]);
  const sections = [what(facts), companies(facts), mentions(facts)];
  return plainCard(language, title || say('noTitle'), lead, sections, {
    tone: verdict === 'action' ? 'watch' : 'neutral',
    footer: `${localeOf(language).notAdvice} ${reader}`,
  });
}

function what({ notice, language, text }: NoticeFacts): CardSection {
  const words = localeOf(language);
  const { verdictBecause, actions, deadline, counts, doubts } = notice;
  const number = listNumber(notice, language);
  const n = counts.apps?.value;
  return section(
    words.what,
    line(phrasesOf('notice', language)('because'), formatReason(verdictBecause, language)),
    bySeverityOrder(actions).map(({ phrase, english, span, rule }) =>
      line(
        prefersChinese(language) ? phrase : english,
        `“${text.slice(span.start, span.end) || phrase}” (${rule})`,
      ),
    ),
    confirmedLines(notice, language),
    deadline === null ? null : line(words.deadline, day(deadline.value, language), 'strong'),
    number === null ? null : line(words.list, number),
    n === undefined ? null : line(words.apps, phrasesOf('card', language)('count', { n })),
    counts.totals.map((total) => line(words.total, totalText(total))),
    doubts.map((doubt) => line(doubt.code, formatReason(doubt.message, language), 'quiet')),
  );
}

function companies({ mapping, catalog, language, now }: NoticeFacts): CardSection {
  const exposures = mapping?.exposures ?? [];
  const listings = exposures.flatMap((exposure) => exposure.listings);
  const say = phrasesOf('notice', language);
  const lines = exposures.map((exposure) => {
    const { edge, share } = exposure;
    const via = { company: exposure.via ?? '', share };
    const store = edge === 'operator' ? '' : say('store');
    const how = edge === 'via' ? say(exposure.shareAssumed ? 'viaAssumed' : 'via', via) : store;
    const where = exposure.private ? localeOf(language).notListed : tickers(exposure.listings);
    const apps = exposure.apps.map((app) => app.name).join(', ');
    const name = nameIn(catalog.companies, exposure.company, language);
    return line(name, `${where}${how}: ${apps}`);
  });
  return section(null, lines, now === null ? null : marketLine(listings, now, language));
}

function mentions({ notice, mapping, language }: NoticeFacts): CardSection {
  const matches = new Map<string, Match>(
    (mapping?.matches ?? []).map((match) => [match.mention, match]),
  );
  const lines = notice.mentions.map((mention) => {
    const match = matches.get(mention.id);
    const how =
      match === undefined
        ? `${term('role', mention.role, language)}: ${formatReason(mention.roleBecause, language)}`
        : `${term('match', match.kind, language)} ${match.confidence.toFixed(2)}, ` +
          `${formatReason(match.reason, language)}`;
    return line(mention.name, joinWithDots([placesOf(mention), mention.developer, how]));
  });
  return section(null, lines);
}

/** `8.4.20 (App Store), 8.4.25 (OPPO软件商店)` */
export function placesOf({ rows }: Pick<Mention, 'rows'>): string {
  const texts = rows.map(({ version, store }) =>
    [version, store === null ? null : `(${store})`].filter(Boolean).join(' '),
  );
  return [...new Set(texts.filter(Boolean))].join(', ');
}

/**
 * The apps of a notice by kind: of listed companies, private, unknown, counted and not named. Null
 * where there are none.
 */
export function coverageText(
  notice: Pick<Notice, 'counts'>,
  { subjects, ofListed, listedCompanies: listed, private: unlisted }: Mapping['counts'],
  language: Language,
): string | null {
  const all = Math.max(notice.counts.apps?.value ?? 0, subjects);
  if (all === 0) return null;
  const say = phrasesOf('card', language);
  const some = (n: number, what: 'ofPrivate' | 'unresolved' | 'unnamed') =>
    n <= 0 ? null : say(what, { n });
  return joinWithCommas(
    [
      say('ofListed', { all, ofListed, listed }),
      some(unlisted, 'ofPrivate'),
      some(subjects - ofListed - unlisted, 'unresolved'),
      some(all - subjects, 'unnamed'),
    ],
    language,
  );
}

const NUMBERED = /(20\d\d)\s*年\s*(?:度)?第/u;

/**
 * The number of a list, in its year and in all; null where the notice states none. The year is that
 * which the title states: that of the publication would be a guess, since pages are reprinted.
 */
export function listNumber({ batch, title }: Pick<Notice, 'batch' | 'title'>, language: Language) {
  const { yearly = null, total = null } = batch?.value ?? {};
  if (yearly === null && total === null) return null;
  const say = phrasesOf('card', language);
  const [, year] = NUMBERED.exec(title) ?? [];
  const number = yearly ?? 0;
  const inYear =
    year === undefined ? say('batchOfSomeYear', { number }) : say('batchOfYear', { number, year });
  const inAll = total === null ? null : say('batchInAll', { number: total });
  return joinWithCommas([yearly === null ? null : inYear, inAll], language);
}

/**
 * A total in the words of its text, with its period unless it is the usual one: "351 apps have
 * received notices this year".
 */
export function totalText({ value, what, period }: Notice['counts']['totals'][number]): string {
  const text = what.replace('…', String(value)).trim();
  return period === null || text.includes(period) ? text : `${text} (${period})`;
}
