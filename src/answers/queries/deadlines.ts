import { preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { day, daysLeft, lastSecond, localeOf, shortName } from '../../base/i18n/words.ts';
import type { CardLine } from '../../domain/card.ts';
import type { Company } from '../../domain/company.ts';
import {
  type CalendarDate,
  DAY_MS,
  daysBetween,
  type Instant,
  shanghaiDay,
} from '../../domain/time.ts';
import { line, plainCard } from '../../pipeline/present/plain-card.ts';
import { stateOf } from '../../pipeline/standing/company-state.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';

/** "No removal seen by deadline + 7 days" is information: until then a passed deadline is shown. */
const AFTER_DAYS = 7;

/**
 * `deadlines [company]`: deadlines of open cases, the nearest first, and those that passed within a
 * week: of one company, of what is followed where it is question, or of everybody where nothing is.
 */
export async function lookUp(
  question: Question,
  deps: LookupDeps,
  [meant]: readonly Meant[],
): Promise<LookupResult> {
  const { language, at, words } = question;
  const say = phrasesOf('deadlines', language);
  const { companies, lead } =
    meant === undefined
      ? await companiesHere(question, deps)
      : { companies: [meant.company], lead: words[0]! };
  const due: { readonly date: CalendarDate; readonly line: CardLine }[] = [];
  for (const company of companies) due.push(...(await dueOf(company, deps, question)));
  const today = shanghaiDay(at);
  const ordered = due.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const ahead = ordered.filter((one) => one.date >= today).map((one) => one.line);
  const passed = ordered.filter((one) => one.date < today).map((one) => one.line);
  return {
    found: true,
    card: plainCard(language, say('title'), lead, [
      { title: null, lines: ahead.length === 0 ? [line(null, say('none'))] : ahead },
      { title: say('passed'), lines: passed },
    ]),
  };
}

/** Those that are followed where it is asked; everybody's where nothing is. */
async function companiesHere(
  { at, language, address = null }: Question,
  { store, knowledge }: LookupDeps,
) {
  const say = phrasesOf('deadlines', language);
  const since = shanghaiDay((at - AFTER_DAYS * DAY_MS) as Instant);
  const events = [...knowledge.history.all(), ...(await store.events({ until: at }))];
  const fitting = events.filter(
    (event) => event.at <= at && event.deadline !== null && event.deadline >= since,
  );
  const ids = new Set(fitting.map((event) => event.company));
  const touched = [...ids].flatMap((id) => knowledge.catalog.companies.get(id) ?? []);
  const here = address === null ? [] : await store.subscriptions({ address, active: false });
  if (here.length === 0) return { companies: touched, lead: say('all') };
  const scopes = here
    .filter((subscription) => subscription.disabled === null)
    .map((subscription) => subscription.scope);
  const followed = ({ id, sector }: Company) =>
    scopes.some(
      (scope) =>
        scope.kind === 'all' ||
        scope.kind === 'regulator' ||
        scope.id === (scope.kind === 'company' ? id : sector),
    );
  return { companies: touched.filter(followed), lead: say('followed') };
}

async function dueOf(company: Company, deps: LookupDeps, { at, language }: Question) {
  const { wording, zoneOf } = deps.knowledge;
  const { score, day: today } = await stateOf(deps, company, at);
  return score.cases.flatMap(({ open, deadline, regulator, stage }) => {
    if (!open || deadline === null || daysBetween(deadline, today) > AFTER_DAYS) return [];
    const body = preferred(wording.regulator(regulator), language);
    const text = `${shortName(company, language)} · ${body}: ${localeOf(language).stages[stage]} (${daysLeft(daysBetween(today, deadline), language)})`;
    const when = { at: lastSecond(deadline, zoneOf(regulator)), kind: 'day' as const };
    return [{ date: deadline, line: line(day(deadline, language), text, { when }) }];
  });
}
