import { LOCALES } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import {
  day as dayText,
  joinWithDots,
  type Language,
  localeOf,
  shortName,
} from '../../base/i18n/words.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import type { Regulator } from '../../domain/regulator.ts';
import { type CalendarDate, plusDays, shanghaiDay } from '../../domain/time.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import type { NotFound } from './answers.ts';
import { type AuthorityAct, authorityActs } from './authority-acts.ts';
import { authoritiesLike, authoritiesNamed } from './find-authority.ts';
import type { LookupDeps, LookupResult, Question } from './lookup-result.ts';

/** Acts that one answer shows. */
const MOST_ACTS = 12;
/** Authorities that are offered for an unknown name. */
const OFFERED = 3;
const YEAR_DAYS = 365;

/** `authority <name>`: what an authority did by an instant, newest first, each with its state. */
export async function lookUp(
  { words, at, language }: Question,
  { knowledge }: LookupDeps,
): Promise<LookupResult> {
  const query = words.join(' ');
  const { regulators, companies } = knowledge.catalog;
  const [id] = authoritiesNamed(query, knowledge.catalog);
  if (id === undefined) return notKnown(query, knowledge);
  const regulator = regulators.get(id)!;
  const acts = authorityActs(knowledge, id, { at, language, most: MOST_ACTS });
  const counts = countsOf(id, knowledge, shanghaiDay(at));
  const say = phrasesOf('authority', language);
  const lineOf = (act: AuthorityAct) => {
    const name = shortName(companies.get(act.company)!, language);
    const text = [act.sentence ?? name, act.sentence?.includes(name) ? null : name, act.state];
    const parts = text.filter((part) => part !== null);
    return line(dayText(act.date, language), joinWithDots(parts), { url: act.url });
  };
  const asOf = `${localeOf(language).asOf} ${dayText(shanghaiDay(at), language)}`;
  const card = plainCard(
    language,
    titleOf(regulator, language),
    acts.length === 0 ? asOf : joinWithDots([say('count', { ...counts }), asOf]),
    [
      section(say('newest'), acts.map(lineOf)),
      section(null, acts.length === 0 ? line(null, say('none')) : null),
    ],
  );
  const answer = {
    authority: { id, name: regulator.name.en, nameZh: regulator.name.zh },
    at: new Date(at).toISOString(),
    ...counts,
    newest: acts,
  };
  return { found: true, card, answer };
}

/** "SAMR · State Administration for Market Regulation"; the name alone where both are the same. */
function titleOf({ short, shortZh, name }: Regulator, language: Language): string {
  const [brief, full] =
    LOCALES[language].regulatorName === 'full'
      ? [shortZh ?? name.zh, name.zh ?? name.en]
      : [short, name.en];
  return brief === full || brief === null ? full : joinWithDots([brief, full]);
}

/** Acts on record by a day, companies that they hit, and acts of the year before it. */
function countsOf(id: Regulator['id'], { catalog }: Knowledge, day: CalendarDate) {
  const own = catalog.history.filter((record) => record.regulator === id && record.date <= day);
  const since = plusDays(day, -YEAR_DAYS);
  const companies = new Set<CompanyId>(
    own.flatMap(({ hits }) => hits.map(({ company }) => company)),
  );
  const recent = own.filter((record) => record.date > since).length;
  return { acts: own.length, companies: companies.size, recent };
}

/** An unknown name, with authorities whose name contains it. */
function notKnown(query: string, { catalog }: Knowledge): NotFound {
  const candidates = authoritiesLike(query, catalog)
    .slice(0, OFFERED)
    .map((id) => ({ id, name: catalog.regulators.get(id)!.name.en }));
  const choices = candidates.map(({ name }) => name);
  const because =
    choices.length === 0
      ? reason('unknown-authority', { query })
      : reason('authority-choice', { query, choices });
  return { found: false, because, candidates };
}
