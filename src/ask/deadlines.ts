import type { Address } from '../domain/alert.ts';
import type { CardLine } from '../domain/card.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type CalendarDate, daysBetween } from '../domain/time.ts';
import { plainCard, plainLine } from '../present/plain-card.ts';
import { day, endOfDay, localeOf, shortName } from '../present/words.ts';
import { oneCompany } from './find-company.ts';
import { scoreOver, stepsKnown } from './knowledge.ts';
import type { LookupDeps, LookupOptions, LookupResult } from './lookup-result.ts';
import { dayOf } from './risk.ts';

const SAYS = {
  en: {
    title: 'Deadlines',
    none: 'No deadline lies ahead in an open case.',
    followed: 'of what is followed here',
    all: 'of every company',
    passed: 'Passed in the last 7 days',
  },
  zh: {
    title: '整改期限',
    none: '没有未到期的期限。',
    followed: '本频道订阅的公司',
    all: '所有公司',
    passed: '近 7 天已到期',
  },
} as const;
/** "No removal seen by deadline + 7 days" is information: until then a passed deadline is shown. */
const AFTER_DAYS = 7;

interface Due {
  readonly date: CalendarDate;
  readonly line: CardLine;
}

/** Deadlines of open cases, the nearest first, and those that passed within a week. */
export async function deadlinesCard(
  of: { query: string } | { address: Address } | 'all',
  deps: LookupDeps,
  options: LookupOptions,
): Promise<LookupResult> {
  const { language, at } = options;
  const says = SAYS[language];
  const chosen = await companiesFor(of, deps, options);
  if (!Array.isArray(chosen)) return chosen;
  const due: Due[] = [];
  for (const id of chosen) due.push(...(await dueOf(id, deps, options)));
  const today = dayOf(at);
  const ordered = due.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const ahead = ordered.filter((one) => one.date >= today).map((one) => one.line);
  const passed = ordered.filter((one) => one.date < today).map((one) => one.line);
  const lead = of === 'all' ? says.all : 'address' in of ? says.followed : of.query;
  return {
    found: true,
    card: plainCard(language, says.title, lead, [
      { title: null, lines: ahead.length === 0 ? [plainLine(null, says.none)] : ahead },
      { title: says.passed, lines: passed },
    ]),
  };
}

async function companiesFor(
  of: { query: string } | { address: Address } | 'all',
  { store, knowledge, find }: LookupDeps,
  { at }: LookupOptions,
): Promise<CompanyId[] | Extract<LookupResult, { found: false }>> {
  const { companies } = knowledge.catalog;
  if (of !== 'all' && 'query' in of) {
    const taken = oneCompany(of.query, dayOf(at), find, companies);
    return taken.found ? [taken.company.id] : taken;
  }
  const touched = await companiesWithDeadline({ store, knowledge }, at);
  if (of === 'all') return touched;
  const scopes = (await store.subscriptions({ address: of.address, active: true })).map((one) => one.scope);
  if (scopes.some((scope) => scope.kind === 'all' || scope.kind === 'regulator')) return touched;
  return touched.filter((id) =>
    scopes.some(
      (scope) =>
        (scope.kind === 'company' && scope.id === id) ||
        (scope.kind === 'sector' && companies.get(id)?.sector === scope.id),
    ),
  );
}

async function companiesWithDeadline(
  { store, knowledge }: Pick<LookupDeps, 'store' | 'knowledge'>,
  at: LookupOptions['at'],
): Promise<CompanyId[]> {
  const since = dayOf((at - AFTER_DAYS * 86_400_000) as LookupOptions['at']);
  const steps = [...knowledge.history.all(), ...(await store.steps({ until: at }))];
  const fitting = steps.filter((step) => step.at <= at && step.deadline !== null && step.deadline >= since);
  return [...new Set(fitting.map((step) => step.company))].filter((id) =>
    knowledge.catalog.companies.has(id),
  );
}

async function dueOf(
  id: CompanyId,
  { store, knowledge }: LookupDeps,
  { at, language }: LookupOptions,
): Promise<Due[]> {
  const company = knowledge.catalog.companies.get(id);
  if (company === undefined) return [];
  const words = localeOf(language);
  const today = dayOf(at);
  const score = scoreOver(knowledge, id, await stepsKnown(knowledge, store, id, at), at);
  return score.cases.flatMap((one) => {
    if (!one.open || one.deadline === null || daysBetween(one.deadline, today) > AFTER_DAYS) return [];
    const body = knowledge.wording.regulator(one.regulator)[language];
    const text = `${shortName(company, language)} · ${body}: ${words.stages[one.stage]} (${words.daysLeft(daysBetween(today, one.deadline))})`;
    const when = { at: endOfDay(one.deadline, knowledge.zoneOf(one.regulator)), kind: 'day' as const };
    return [{ date: one.deadline, line: plainLine(day(one.deadline, language), text, { when }) }];
  });
}
