import { prefersChinese } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { andMore, day, type Language, localeOf, moment, nameIn } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Action, Mention, Notice } from '../../domain/notice.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import { type CorrectedDetail, correctionsBetween, type SentNotice } from '../alert/corrections.ts';
import type { AlertFacts } from './alert-headline.ts';
import { placesOf } from './notice-card.ts';
import { line } from './plain-card.ts';
import { bySeverityOrder } from './severity-order.ts';

export interface CorrectionFacts extends Pick<AlertFacts, 'companies' | 'issues' | 'language'> {
  readonly was: SentNotice;
  readonly is: SentNotice;
  /** Companies whose details count: those that a message names. */
  readonly about: readonly CompanyId[];
}

const MOST_LINES = 8;

/** What an edit of a page changed for some companies, as "was → is", one line a detail. */
export function correctionLines(facts: CorrectionFacts): CardLine[] {
  const lines = correctionsBetween(facts.was, facts.is, facts.about).flatMap((correction) =>
    lineOf(correction, facts),
  );
  if (lines.length <= MOST_LINES) return lines;
  const rest = lines.length - MOST_LINES + 1;
  return [...lines.slice(0, MOST_LINES - 1), line(null, andMore(rest, facts.language), 'quiet')];
}

const ADDED = {
  page: 'added',
  review: 'addedByReview',
  confirmed: 'addedByReview',
  'second-reader': 'addedByReview',
  registry: 'addedByRegistry',
} as const;

function lineOf(correction: CorrectedDetail, facts: CorrectionFacts): CardLine[] {
  const { language, companies } = facts;
  const say = phrasesOf('corrections', language);
  const byReview = facts.is.notice.revised !== undefined;
  const nothing = say('nothing');
  switch (correction.kind) {
    case 'deadline': {
      const dayText = (date: CalendarDate | null) =>
        date === null ? nothing : day(date, language);
      const { was, is } = correction;
      return changed(localeOf(language).deadline, dayText(was), dayText(is));
    }
    case 'acts': {
      const { was, is } = correction;
      return changed(say('act'), phrasesIn(was, language), phrasesIn(is, language));
    }
    case 'count':
      return changed(say('count'), String(correction.was), String(correction.is));
    case 'company-gone': {
      const name = nameIn(companies, correction.company, language);
      return [line(name, say(byReview ? 'struckByReview' : 'gone'), 'strong')];
    }
    case 'app-gone':
      return [line(correction.name, say(byReview ? 'struckByReview' : 'struck'), 'strong')];
    case 'app-added':
      return [line(correction.name, say(ADDED[facts.is.notice.revised ?? 'page']), 'strong')];
    case 'places':
    case 'issues': {
      const { was, is, kind } = correction;
      const text = kind === 'places' ? placesOf : (mention: Mention) => issuesOf(mention, facts);
      return changed(is.name, text(was) || nothing, text(is) || nothing);
    }
  }
}

const phrasesIn = (actions: readonly Action[], language: Language) =>
  bySeverityOrder(actions)
    .map(({ phrase, english }) => (prefersChinese(language) ? `“${phrase}”` : english))
    .join(', ');

function issuesOf({ rows }: Mention, { issues, language }: CorrectionFacts): string {
  const accusations = rows.flatMap((row) => row.accusations);
  const texts = accusations.map((accusation) => {
    const known = accusation.issue === null ? undefined : issues.get(accusation.issue);
    return prefersChinese(language) || known === undefined ? accusation.phrase : known.en;
  });
  return [...new Set(texts)].join('; ');
}

function changed(label: string, was: string, is: string): CardLine[] {
  return was === is ? [] : [line(label, `${was} → ${is}`, 'strong')];
}

/**
 * A card that says of itself that it was corrected: in its title, and before anything else what and
 * when.
 */
export function correctedOn(
  card: Card,
  lines: readonly CardLine[],
  at: Instant,
  revised: Notice['revised'],
): Card {
  const say = phrasesOf('alert', card.language);
  const when = moment(at, 'Asia/Shanghai', card.language);
  const why = {
    page: 'correctedByRegulator',
    review: 'correctedByReview',
    confirmed: 'moreConfirmed',
    'second-reader': 'moreConfirmed',
    registry: 'correctedByRegistry',
  } as const;
  const title = say(why[revised ?? 'page'], { when });
  return {
    ...card,
    title: `${card.title} · ${say('corrected')}`,
    sections: [{ title, lines: [...lines] }, ...card.sections],
  };
}
