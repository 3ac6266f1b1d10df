import { prefersChinese } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { andMore, day, localeOf, moment, nameIn } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import type { Exposure, Mapping } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Action, Mention, Notice } from '../../domain/notice.ts';
import type { Instant } from '../../domain/time.ts';
import type { AlertFacts } from './alert-headline.ts';
import { placesOf } from './notice-card.ts';
import { line } from './plain-card.ts';
import { bySeverityOrder } from './severity-order.ts';

/** One telling of an act: the page as it stood, and what it was mapped to. */
export interface SentNotice {
  readonly notice: Notice;
  readonly mapping: Mapping;
}

export interface CorrectionFacts extends Pick<AlertFacts, 'companies' | 'issues' | 'language'> {
  readonly was: SentNotice;
  readonly is: SentNotice;
  /** Companies whose details count: those that a message names. */
  readonly about: readonly CompanyId[];
}

const MOST_LINES = 8;

/**
 * What an edit of a notice changed for some companies, as "was → is", one line a detail: deadline,
 * act, number of apps, and app by app what was struck out or added, its versions and stores, and
 * what it is accused of. Empty = a reader would miss nothing.
 */
export function correctionsOf(facts: CorrectionFacts): CardLine[] {
  const lines = [
    ...noticeLines(facts),
    ...facts.about.flatMap((company) => companyLines(company, facts)),
  ];
  if (lines.length <= MOST_LINES) return lines;
  const rest = lines.length - MOST_LINES + 1;
  return [...lines.slice(0, MOST_LINES - 1), line(null, andMore(rest, facts.language), 'quiet')];
}

/** What changed of a notice itself. */
function noticeLines({ was, is, language }: CorrectionFacts): CardLine[] {
  const say = phrasesOf('corrections', language);
  const until = ({ notice: { deadline } }: SentNotice) =>
    deadline === null ? say('nothing') : day(deadline.value, language);
  const acts = ({ notice }: SentNotice) => bySeverityOrder(notice.actions);
  const types = (sentNotice: SentNotice) => acts(sentNotice).map(({ type }) => type);
  const phrase = ({ phrase: own, english }: Action) =>
    prefersChinese(language) ? `“${own}”` : english;
  const phrases = (sentNotice: SentNotice) => acts(sentNotice).map(phrase).join(', ');
  const count = ({ notice, mapping }: SentNotice) =>
    String(Math.max(notice.counts.apps?.value ?? 0, mapping.counts.subjects));
  return [
    ...changed(localeOf(language).deadline, until(was), until(is)),
    // Another phrase for the same acts is no change.
    ...(types(was).join() === types(is).join()
      ? []
      : changed(say('act'), phrases(was), phrases(is))),
    ...changed(say('count'), count(was), count(is)),
  ];
}

function companyLines(company: CompanyId, facts: CorrectionFacts): CardLine[] {
  const say = phrasesOf('corrections', facts.language);
  const was = exposureOf(company, facts.was);
  const is = exposureOf(company, facts.is);
  if (was === null) return [];
  const revised = facts.is.notice.revised !== undefined;
  if (is === null) {
    const name = nameIn(facts.companies, company, facts.language);
    return [line(name, say(revised ? 'struckByReview' : 'gone'), 'strong')];
  }
  const before = appsOf(was, facts.was);
  const after = appsOf(is, facts.is);
  const nothing = say('nothing');
  const details = [placesOf, (mention: Mention) => issuesOf(mention, facts)];
  const only = (own: typeof before, other: typeof before, how: string) =>
    [...own].flatMap(([key, { name }]) => (other.has(key) ? [] : [line(name, how, 'strong')]));
  return [
    ...only(before, after, say(revised ? 'struckByReview' : 'struck')),
    ...only(after, before, say(revised ? 'addedByReview' : 'added')),
    ...[...after].flatMap(([key, mention]) => {
      const known = before.get(key);
      return known === undefined
        ? []
        : details.flatMap((says) =>
            changed(mention.name, says(known) || nothing, says(mention) || nothing),
          );
    }),
  ];
}

/** Whether the later telling still names a company, and names no app of it beyond the first. */
export function namesNoMore(company: CompanyId, was: SentNotice, is: SentNotice): boolean {
  const before = exposureOf(company, was);
  const after = exposureOf(company, is);
  if (before === null || after === null) return false;
  const known = appsOf(before, was);
  return [...appsOf(after, is).keys()].every((key) => known.has(key));
}

/** How a company is touched: as the operator of its apps before anything else. */
export function exposureOf(
  company: CompanyId,
  { mapping }: { readonly mapping: Pick<Mapping, 'exposures'> },
): Exposure | null {
  const own = mapping.exposures.filter((exposure) => exposure.company === company);
  return (
    own.find((exposure) => exposure.edge === 'operator') ??
    own.find((exposure) => exposure.edge === 'via') ??
    own[0] ??
    null
  );
}

function appsOf(exposure: Exposure, { notice }: SentNotice): Map<string, Mention> {
  return new Map(
    exposure.apps.flatMap((app) => {
      const mention = notice.mentions.find((mention) => mention.id === app.mention);
      return mention === undefined ? [] : [[app.app ?? app.name, mention] as const];
    }),
  );
}

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
  } as const;
  const title = say(why[revised ?? 'page'], { when });
  return {
    ...card,
    title: `${card.title} · ${say('corrected')}`,
    sections: [{ title, lines: [...lines] }, ...card.sections],
  };
}
