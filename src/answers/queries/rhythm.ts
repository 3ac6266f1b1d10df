import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { CaseStage } from '../../domain/score.ts';
import { type CalendarDate, daysBetween, type Instant, shanghaiDay } from '../../domain/time.ts';
import { type CaseState, caseAt } from '../../pipeline/score/cases.ts';
import { decides, opens } from '../../pipeline/score/kinds.ts';
import { openLedger } from '../../pipeline/score/ledger.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';

/** Acts of a month, `2026-03`. */
export interface MonthCount {
  readonly month: string;
  readonly acts: number;
}

/** The rhythm of an authority's acts against listed companies, by the record. */
export interface Rhythm {
  /** The last 24 months, the oldest first. */
  readonly months: readonly MonthCount[];
  /** Companies with most of its acts in these months. */
  readonly targets: readonly { readonly company: CompanyId; readonly acts: number }[];
  /** Its cases by stage, the most frequent first; open ones separately. */
  readonly ends: readonly { readonly stage: CaseStage; readonly cases: number }[];
  readonly open: number;
  /** Days from the opening of an inquiry to its decision; null where fewer than eight are known. */
  readonly decision: { readonly median: number; readonly n: number } | null;
}

const MONTHS = 24;
const MOST_COMPANIES = 8;
/** Least number of spans for a statement about the next one. */
export const LEAST_SPANS = 8;

/** The rhythm of an authority as it was known at an instant. */
export function rhythmOf(
  { catalog, history }: Knowledge,
  regulator: RegulatorId,
  at: Instant,
): Rhythm {
  const day = shanghaiDay(at);
  const records = catalog.history.filter(
    (record) => record.regulator === regulator && record.date <= day,
  );
  const months = monthsTo(day);
  const lately = records.filter(({ date }) => date.slice(0, 7) >= months[0]!);
  const byMonth = Map.groupBy(lately, ({ date }) => date.slice(0, 7));
  const hits = lately.flatMap((record) => [...new Set(record.hits.map(({ company }) => company))]);
  const companies = new Set(records.flatMap((record) => record.hits.map(({ company }) => company)));
  const matters = [...companies].flatMap((company) =>
    openLedger(history.get(company), catalog.weights).matters.filter(
      (matter) => matter.regulator === regulator,
    ),
  );
  const cases = matters.flatMap((matter) => caseAt(matter, at) ?? []);
  return {
    months: months.map((month) => ({ month, acts: byMonth.get(month)?.length ?? 0 })),
    targets: counted(hits)
      .slice(0, MOST_COMPANIES)
      .map(([company, acts]) => ({ company, acts })),
    ends: counted(cases.filter(({ open }) => !open).map(({ stage }) => stage)).map(
      ([stage, n]) => ({ stage, cases: n }),
    ),
    open: cases.filter(({ open }) => open).length,
    decision: spanOf(matters, at),
  };
}

/** Values with how often each stands, the most frequent first. */
function counted<Value extends string>(values: readonly Value[]): [Value, number][] {
  const groups = Map.groupBy(values, (value) => value);
  return [...groups]
    .map(([value, own]): [Value, number] => [value, own.length])
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

/** The last months up to that of a day. */
function monthsTo(day: CalendarDate): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return Array.from({ length: MONTHS }, (_, n) => {
    const count = year * 12 + month - 1 - (MONTHS - 1 - n);
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}

/**
 * Median days from the first act that opens an inquiry to the first later one that decides it, in
 * the same case. Companies of one notice that is decided in one count once.
 */
function spanOf(matters: readonly CaseState[], at: Instant): Rhythm['decision'] {
  const spans = new Map<string, number>();
  for (const { name, entries } of matters) {
    const known = entries.map(({ event }) => event).filter((event) => event.at <= at);
    const opened = known.find(opens);
    const decided = opened && known.find((event) => decides(event) && event.date > opened.date);
    if (opened === undefined || decided === undefined) continue;
    const key = `${name ?? ''} ${opened.title} ${opened.date} ${decided.date}`;
    spans.set(key, daysBetween(opened.date, decided.date));
  }
  const days = [...spans.values()].toSorted((a, b) => a - b);
  if (days.length < LEAST_SPANS) return null;
  const middle = days.length / 2;
  const median = (days[Math.ceil(middle) - 1]! + days[Math.floor(middle)]!) / 2;
  return { median: Math.round(median), n: days.length };
}
