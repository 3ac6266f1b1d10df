import ical from 'ical-generator';
import type { BoardDeadline } from '../../ask/board.ts';
import { localeOf, shortName } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { regulatorName } from '../parts.ts';
import type { Visit } from '../visit.ts';

/** Deadlines as all-day events. An event keeps its id, so that a calendar updates it instead of showing it twice. */
export function calendarOf(
  due: readonly BoardDeadline[],
  origin: string,
  visit: Visit,
  deps: WebDeps,
): string {
  const calendar = ical({
    name: `Tocsin: ${visit.words.deadlines}`,
    prodId: { company: 'Tocsin', product: 'Tocsin', language: visit.language === 'zh' ? 'ZH' : 'EN' },
    ttl: 3600,
  });
  for (const one of due) {
    const company = deps.knowledge.catalog.companies.get(one.company);
    const name = company === undefined ? one.company : shortName(company, visit.language);
    calendar.createEvent({
      id: `${one.case}@tocsin`,
      start: new Date(`${one.date}T00:00:00Z`),
      allDay: true,
      stamp: new Date(visit.now),
      summary: `${name}: ${regulatorName(one.regulator, deps, visit)} ${localeOf(visit.language).deadline}`,
      description: `${localeOf(visit.language).stages[one.stage]}: ${one.title}`,
      url: `${origin}/company/${one.company}`,
    });
  }
  return calendar.toString();
}
