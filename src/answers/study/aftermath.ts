import { listingsOn } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Aftermath, Session } from '../../domain/study-report.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../../domain/time.ts';
import { stands } from '../../pipeline/score/cases.ts';
import { carOver, isMeasured, type MeasuredEvent, measureEvent, type Window } from './abnormal.ts';
import { eventsOf, type KnownIssuers, type StudyEvent } from './acts.ts';
import { clustersOf } from './event-study.ts';
import type { PriceBook } from './prices.ts';
import { meanInterval } from './statistics.ts';

const SESSIONS: readonly { readonly session: Session; readonly window: Window }[] = [
  { session: 'T+1', window: { from: 0, to: 1 } },
  { session: 'T+5', window: { from: 0, to: 5 } },
];
const RIVAL_DAYS = 730;

export interface AftermathSubject {
  readonly alert: string;
  readonly title: string;
  readonly at: Instant;
  /** One event a company that the alert named. */
  readonly events: readonly (StudyEvent & { readonly level: 1 | 2 | 3 | 4 | 5 })[];
}

/**
 * What followed an alert: abnormal returns up to the first and fifth session, beside what followed
 * earlier acts of the same level, and which rivals were named before. Only acts known before the
 * alert are compared with. Description, never advice.
 */
export function aftermathOf(
  subject: AftermathSubject,
  known: KnownIssuers,
  prices: PriceBook,
): Aftermath {
  const keyOf = ({ company, date }: StudyEvent) => `${company.id} ${date}`;
  const own = new Set(subject.events.map(keyOf));
  const comparable = eventsOf(known)
    .filter((event) => event.at < subject.at)
    .map((event) => ({ event, ...measureEvent(event, prices) }))
    .filter(isMeasured)
    .filter(({ event }) => !own.has(keyOf(event)));
  return {
    alert: subject.alert,
    title: subject.title,
    companies: subject.events.map((event) => {
      const found = measureEvent(event, prices);
      const measured = isMeasured(found) ? found : null;
      const same = comparable.filter((one) => one.event.level === event.level);
      return {
        company: event.company.id,
        level: event.level,
        ticker: measured?.ticker ?? null,
        day0: measured?.days.get(0)?.date ?? null,
        benchmark: measured?.benchmark ?? null,
        kind: measured?.kind ?? null,
        notMeasured: isMeasured(found) ? null : found.because,
        moves: SESSIONS.map(({ session, window }) => ({
          session,
          abnormal: measured === null ? null : carOver(measured.days, window),
          comparable: comparableTo(same, window),
        })),
        rivals: rivalsOf(event.company, known, subject.at, event.date),
      };
    }),
  };
}

function comparableTo(events: readonly MeasuredEvent[], window: Window) {
  const cars = clustersOf(events).flatMap(({ days }) => carOver(days, window) ?? []);
  return {
    events: events.filter(({ days }) => carOver(days, window) !== null).length,
    days: cars.length,
    ...meanInterval(cars),
  };
}

/**
 * Companies of the same sector that are listed that day, and which of them an authority acted on in
 * the two years before.
 */
export function rivalsOf(
  company: { readonly id: CompanyId; readonly sector: string },
  known: KnownIssuers,
  at: Instant,
  day: CalendarDate,
): Aftermath['companies'][number]['rivals'] {
  const rivals = known.filter(
    (other) =>
      other.company.sector === company.sector &&
      other.company.id !== company.id &&
      listingsOn(other.company, day).length > 0,
  );
  const named = rivals.flatMap(({ company: { id }, standing }) => {
    const acts = standing.ledger.matters
      .flatMap(({ entries }) => entries)
      .filter(
        (entry) =>
          stands(entry, at) &&
          entry.event.at > at - RIVAL_DAYS * DAY_MS &&
          entry.event.via === null,
      )
      .map(({ event }): string => event.date)
      .toSorted();
    return acts.length === 0
      ? []
      : [{ company: id as string, acts: acts.length, last: acts.at(-1)! }];
  });
  named.sort((a, b) => b.last.localeCompare(a.last) || (a.company < b.company ? -1 : 1));
  return { sector: company.sector, of: rivals.length, named };
}
