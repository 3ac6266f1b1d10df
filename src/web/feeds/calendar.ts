import ical from 'ical-generator';
import type { BoardDeadline } from '../../ask/board.ts';
import { localeOf, shortName } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { regulatorName } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

/** Deadlines as all-day events. An event keeps its id, so that a calendar updates it instead of showing it twice. */
export function calendarOf(
  due: readonly BoardDeadline[],
  origin: string,
  context: RequestContext,
  deps: WebDeps,
): string {
  const calendar = ical({
    name: `Tocsin: ${context.words.deadlines}`,
    prodId: { company: 'Tocsin', product: 'Tocsin', language: context.language === 'zh' ? 'ZH' : 'EN' },
    ttl: 3600,
  });
  for (const one of due) {
    const company = deps.knowledge.catalog.companies.get(one.company);
    const name = company === undefined ? one.company : shortName(company, context.language);
    calendar.createEvent({
      id: `${one.case}@tocsin`,
      start: new Date(`${one.date}T00:00:00Z`),
      allDay: true,
      stamp: new Date(context.now),
      summary: `${name}: ${regulatorName(one.regulator, deps, context)} ${localeOf(context.language).deadline}`,
      description: `${localeOf(context.language).stages[one.stage]}: ${one.title}`,
      url: `${origin}/company/${one.company}`,
    });
  }
  return calendar.toString();
}
