import type { StudyEvent } from '../../../../src/answers/study/acts.ts';
import type { CalendarDate, Instant } from '../../../../src/domain/time.ts';
import { company, listing } from '../../../support/companies.ts';

/**
 * An act on a company of this ticker at 10:00 in Beijing, attested and of level 2 unless said
 * otherwise.
 */
export function event(ticker: string, date: string, parts: Partial<StudyEvent> = {}): StudyEvent {
  return {
    id: `${ticker}-${date}`,
    company: company(ticker.toLowerCase(), { listings: [listing(`XNAS:${ticker}`)] }),
    date: date as CalendarDate,
    at: Date.parse(`${date}T10:00+08:00`) as Instant,
    level: 2,
    attested: true,
    official: true,
    title: `${ticker} is ordered to rectify`,
    ...parts,
  };
}
