import type { Language } from '../../base/i18n/words.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import { type CalendarDate, type Instant, shanghaiDay } from '../../domain/time.ts';
import { isOfAct } from '../../pipeline/score/cases.ts';
import { openLedger } from '../../pipeline/score/ledger.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { type SaidAct, sayActs } from './said-acts.ts';

/** One act of the record against one company. */
export interface AuthorityAct extends SaidAct {
  readonly id: string;
  readonly date: CalendarDate;
  readonly company: CompanyId;
  readonly url: string | null;
}

/**
 * The newest acts of an authority on record by an instant, each against each company as its
 * sentence with its state, newest first.
 */
export function authorityActs(
  { catalog, history, wording }: Knowledge,
  regulator: RegulatorId,
  { at, language, most }: { at: Instant; language: Language; most: number },
): AuthorityAct[] {
  const day = shanghaiDay(at);
  const newest = catalog.history
    .filter((record) => record.regulator === regulator && record.date <= day)
    .toSorted((historyRecord, other) => (historyRecord.date < other.date ? 1 : -1))
    .flatMap((record) => record.hits.map(({ company }) => ({ id: record.id, company })))
    .slice(0, most);
  const says = new Map(
    [...new Set(newest.map(({ company }) => company))].map((company) => {
      const events = history.get(company);
      const ledger = openLedger(events, catalog.weights);
      return [company, sayActs({ ledger, events, wording, at }, language)] as const;
    }),
  );
  return newest.flatMap(({ id, company }) =>
    history
      .get(company)
      .filter((event) => isOfAct(event, id) && event.at <= at)
      .slice(0, 1)
      .map((event) => ({
        id,
        date: event.date,
        company,
        url: event.url,
        ...says.get(company)!(event),
      })),
  );
}
