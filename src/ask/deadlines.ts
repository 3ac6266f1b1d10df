import type { CardLine } from '../domain/card.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type CalendarDate, DAY_MS, daysBetween } from '../domain/time.ts';
import { phrasesOf } from '../present/messages.ts';
import { line, plainCard } from '../present/plain-card.ts';
import { day, daysLeft, lastSecond, localeOf, shortName } from '../present/words.ts';
import { dayOf, type NotFound } from './answers.ts';
import { stateOf } from './company-state.ts';
import {
  companyMeant,
  type LookupDeps,
  type LookupOptions,
  type LookupResult,
  type Question,
} from './lookup-result.ts';

/** "No removal seen by deadline + 7 days" is information: until then a passed deadline is shown. */
const AFTER_DAYS = 7;

interface Due {
  readonly date: CalendarDate;
  readonly line: CardLine;
}

/**
 * `deadlines [company]`: deadlines of open cases, the nearest first, and those that passed within a week: of one company, of what is
 * followed where it is question, or of everybody where nothing is.
 */
export async function lookUp(question: Question, deps: LookupDeps): Promise<LookupResult> {
  const { language, at } = question;
  const say = phrasesOf('deadlines', language);
  const chosen = await companiesFor(question, deps);
  if ('found' in chosen) return chosen;
  const due: Due[] = [];
  for (const id of chosen.companies) due.push(...(await dueOf(id, deps, question)));
  const today = dayOf(at);
  const ordered = due.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const ahead = ordered.filter((one) => one.date >= today).map((one) => one.line);
  const passed = ordered.filter((one) => one.date < today).map((one) => one.line);
  return {
    found: true,
    card: plainCard(language, say('title'), chosen.lead, [
      { title: null, lines: ahead.length === 0 ? [line(null, say('none'))] : ahead },
      { title: say('passed'), lines: passed },
    ]),
  };
}

async function companiesFor(
  question: Question,
  deps: LookupDeps,
): Promise<{ companies: readonly CompanyId[]; lead: string } | NotFound> {
  const say = phrasesOf('deadlines', question.language);
  const [query] = question.words;
  if (query !== undefined) {
    const taken = companyMeant(question, deps);
    return taken.found ? { companies: [taken.company.id], lead: query } : taken;
  }
  const touched = await companiesWithDeadline(deps, question.at);
  const address = question.address ?? null;
  const here = address === null ? [] : await deps.store.subscriptions({ address, active: false });
  if (here.length === 0) return { companies: touched, lead: say('all') };
  const scopes = here.filter((one) => one.disabled === null).map((one) => one.scope);
  const followed = (id: CompanyId) =>
    scopes.some(
      (scope) =>
        scope.kind === 'all' ||
        scope.kind === 'regulator' ||
        (scope.kind === 'company' && scope.id === id) ||
        (scope.kind === 'sector' && deps.knowledge.catalog.companies.get(id)?.sector === scope.id),
    );
  return { companies: touched.filter(followed), lead: say('followed') };
}

async function companiesWithDeadline(
  { store, knowledge }: Pick<LookupDeps, 'store' | 'knowledge'>,
  at: LookupOptions['at'],
): Promise<CompanyId[]> {
  const since = dayOf((at - AFTER_DAYS * DAY_MS) as LookupOptions['at']);
  const steps = [...knowledge.history.all(), ...(await store.steps({ until: at }))];
  const fitting = steps.filter((step) => step.at <= at && step.deadline !== null && step.deadline >= since);
  return [...new Set(fitting.map((step) => step.company))].filter((id) =>
    knowledge.catalog.companies.has(id),
  );
}

async function dueOf(id: CompanyId, deps: LookupDeps, { at, language }: LookupOptions): Promise<Due[]> {
  const { knowledge } = deps;
  const company = knowledge.catalog.companies.get(id);
  if (company === undefined) return [];
  const words = localeOf(language);
  const { score, day: today } = await stateOf(deps, company, at);
  return score.cases.flatMap((one) => {
    if (!one.open || one.deadline === null || daysBetween(one.deadline, today) > AFTER_DAYS) return [];
    const body = knowledge.wording.regulator(one.regulator)[language];
    const text = `${shortName(company, language)} · ${body}: ${words.stages[one.stage]} (${daysLeft(daysBetween(today, one.deadline), language)})`;
    const when = { at: lastSecond(one.deadline, knowledge.zoneOf(one.regulator)), kind: 'day' as const };
    return [{ date: one.deadline, line: { ...line(day(one.deadline, language), text), when } }];
  });
}
