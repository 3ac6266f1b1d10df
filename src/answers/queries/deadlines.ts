import { LOCALES, preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { day, daysLeft, lastSecond, localeOf, shortName } from '../../base/i18n/words.ts';
import type { CardLine } from '../../domain/card.ts';
import type { Company } from '../../domain/company.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Case, RegulatoryEvent } from '../../domain/score.ts';
import {
  type CalendarDate,
  DAY_MS,
  daysBetween,
  type Instant,
  shanghaiDay,
} from '../../domain/time.ts';
import { line, plainCard } from '../../pipeline/present/plain-card.ts';
import { stateOf } from '../../pipeline/standing/company-state.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';

/** "No removal seen by deadline + 7 days" is information: until then a passed deadline is shown. */
const AFTER_DAYS = 7;

/**
 * `deadlines [company]`: deadlines of open cases, nearest first, and those that passed within a
 * week: of one company, of the companies followed at the address, or of all where none is followed.
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
  const due: DueCase[] = [];
  for (const company of companies) due.push(...(await dueOf(company, deps, question)));
  const today = shanghaiDay(at);
  const ordered = due.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const linesOf = (some: readonly DueCase[]) => noticeLines(some, deps, question);
  const ahead = linesOf(ordered.filter((dueCase) => dueCase.date >= today));
  const passed = linesOf(ordered.filter((dueCase) => dueCase.date < today));
  return {
    found: true,
    card: plainCard(language, say('title'), lead, [
      { title: null, lines: ahead.length === 0 ? [line(null, say('none'))] : ahead },
      { title: say('passed'), lines: passed },
    ]),
  };
}

/** The companies followed at the asking address; all where none is followed. */
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

/** A deadline of an open case, with the apps of its company that it binds. */
interface DueCase extends Pick<Case, 'regulator' | 'stage' | 'title'> {
  readonly date: CalendarDate;
  readonly company: Company;
  readonly apps: readonly string[];
}

async function dueOf(
  company: Company,
  deps: LookupDeps,
  { at, language }: Question,
): Promise<DueCase[]> {
  const { score, day: today, events } = await stateOf(deps, company, at);
  return score.cases.flatMap(({ open, deadline: date, regulator, stage, title }) => {
    if (!open || date === null || daysBetween(date, today) > AFTER_DAYS) return [];
    const apps = appsDue(events, { regulator, date }, deps.knowledge, language);
    return [{ date, regulator, stage, title, company, apps }];
  });
}

const MOST_APPS = 6;

/** Names of the apps that a deadline of an authority binds. */
export function appsDue(
  events: readonly RegulatoryEvent[],
  { regulator, date }: { readonly regulator: RegulatorId; readonly date: CalendarDate },
  { wording }: Pick<Knowledge, 'wording'>,
  language: Language,
): string[] {
  const names = events
    .filter((event) => event.regulator === regulator && event.deadline === date)
    .flatMap(({ apps }) => apps)
    .map(({ app, name }) => preferred(wording.app(app, name), language) ?? name);
  return [...new Set(names)].slice(0, MOST_APPS);
}

/** A line for each notice, with everybody whom it binds and the apps of each. */
function noticeLines(
  due: readonly DueCase[],
  { knowledge: { wording, zoneOf } }: LookupDeps,
  { at, language }: Question,
): CardLine[] {
  const { separators, brackets } = LOCALES[language];
  const notices = Map.groupBy(due, ({ date, regulator, title, stage }) =>
    JSON.stringify([date, regulator, title, stage]),
  );
  return [...notices.values()].map((own) => {
    const [{ date, regulator, stage, title }] = own as [DueCase];
    const bound = own.map(({ company, apps }) =>
      apps.length === 0
        ? shortName(company, language)
        : `${shortName(company, language)}${brackets[0]}${apps.join(separators.list)}${brackets[1]}`,
    );
    const text = phrasesOf('deadlines', language)('notice', {
      companies: bound.join(separators.list),
      regulator: preferred(wording.regulator(regulator), language) ?? regulator,
      stage: localeOf(language).stages[stage],
      title: preferred(wording.title(title), language) ?? title,
      left: daysLeft(daysBetween(shanghaiDay(at), date), language),
    });
    const when = { at: lastSecond(date, zoneOf(regulator)), kind: 'day' as const };
    return line(day(date, language), text, { when });
  });
}
