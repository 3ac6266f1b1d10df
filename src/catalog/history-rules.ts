import type { HistoryNote, HistoryRecord, SectorRule } from '../domain/history.ts';
import type { CompanyId, RegulatorId, SectorId } from '../domain/ids.ts';
import type { CalendarDate } from '../domain/time.ts';

/** What is wrong with a record, note or rule. */
export interface HistoryProblem {
  /** Id of the record, note or rule. */
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
}

/** Companies, bodies and sectors that history speaks of and the catalog does not have. */
export function unknownReferences(
  history: {
    readonly records: readonly HistoryRecord[];
    readonly notes: readonly HistoryNote[];
    readonly rules: readonly SectorRule[];
  },
  known: {
    readonly companies: ReadonlyMap<CompanyId, unknown>;
    readonly regulators: ReadonlyMap<RegulatorId, unknown>;
    readonly sectors: ReadonlyMap<SectorId, unknown>;
  },
): HistoryProblem[] {
  const company = (id: string, name: CompanyId | null): HistoryProblem[] => {
    if (name === null || known.companies.has(name)) return [];
    const remedy = 'Correct the id, or add its file to config/companies.';
    return [{ id, message: `there is no company "${name}"`, remedy }];
  };
  const regulator = (id: string, name: RegulatorId): HistoryProblem[] => {
    if (known.regulators.has(name)) return [];
    const remedy = 'Correct the id, or add its file to config/regulators.';
    return [{ id, message: `there is no regulator "${name}"`, remedy }];
  };
  const sector = (id: string, name: SectorId | null): HistoryProblem[] => {
    if (name === null || known.sectors.has(name)) return [];
    const remedy = `Use one of config/sectors.yml: ${[...known.sectors.keys()].join(', ')}.`;
    return [{ id, message: `unknown sector "${name}"`, remedy }];
  };
  return [
    ...[...history.records, ...history.rules].flatMap((one) => regulator(one.id, one.regulator)),
    ...history.records.flatMap(({ id, hits }) => hits.flatMap((hit) => company(id, hit.company))),
    ...history.notes.flatMap((one) => company(one.id, one.company)),
    ...history.rules.flatMap(({ id, hits }) =>
      hits.flatMap((hit) => [...company(id, hit.company), ...sector(id, hit.sector)]),
    ),
  ];
}

/** Acts that lie after `today`: a slip of the pen, because nobody can attest them. They weigh nothing before their day. */
export function futureActs(records: readonly HistoryRecord[], today: CalendarDate): HistoryProblem[] {
  const remedy = 'Correct the date; an act is recorded when it has happened.';
  return records
    .filter((record) => record.date > today)
    .map(({ id, date }) => ({ id, message: `${date} is in the future`, remedy }));
}

/**
 * The record that told an act of this one before: same body and day, same company, same kinds of act and same apps. Acts that
 * nobody told are added to `acts`, which holds the id of their record.
 */
export function sameAct(record: HistoryRecord, acts: Map<string, string>): string | null {
  const keys = record.hits.map((hit) =>
    [record.regulator, record.date, hit.company, [...hit.types].sort(), [...hit.apps].sort()].join(' '),
  );
  const known = keys.map((key) => acts.get(key)).find((id) => id !== undefined);
  if (known !== undefined) return known;
  for (const key of keys) acts.set(key, record.id);
  return null;
}
