import type { Company } from '../domain/company.ts';
import type { HistoryNote, HistoryRecord, SectorRule } from '../domain/history.ts';
import type { CompanyId, RegulatorId, SectorId } from '../domain/ids.ts';
import type { CalendarDate } from '../domain/time.ts';

/** What history refers to. */
export interface HistoryNeighbours {
  readonly companies: ReadonlyMap<CompanyId, Company>;
  readonly regulators: ReadonlySet<RegulatorId>;
  readonly sectors: ReadonlySet<SectorId>;
}

/** A reference that leads nowhere. */
export interface HistoryProblem {
  /** Id of the record, note or rule. */
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
}

/** Checks that companies, bodies and sectors of history exist in the catalog. */
export function checkHistory(
  history: {
    readonly records: readonly HistoryRecord[];
    readonly notes: readonly HistoryNote[];
    readonly rules: readonly SectorRule[];
  },
  { companies, regulators, sectors }: HistoryNeighbours,
): HistoryProblem[] {
  const found: HistoryProblem[] = [];
  const company = (id: string, name: CompanyId) => {
    if (companies.has(name)) return;
    const remedy = 'Correct the id, or add its file to config/companies.';
    found.push({ id, message: `there is no company "${name}"`, remedy });
  };
  const regulator = (id: string, name: RegulatorId) => {
    if (regulators.has(name)) return;
    const remedy = 'Correct the id, or add its file to config/regulators.';
    found.push({ id, message: `there is no regulator "${name}"`, remedy });
  };
  for (const record of history.records) {
    regulator(record.id, record.regulator);
    for (const hit of record.hits) company(record.id, hit.company);
  }
  for (const note of history.notes) company(note.id, note.company);
  for (const rule of history.rules) {
    regulator(rule.id, rule.regulator);
    for (const hit of rule.hits) {
      if (hit.company !== null) company(rule.id, hit.company);
      if (hit.sector === null || sectors.has(hit.sector)) continue;
      const remedy = `Use one of config/sectors.yml: ${[...sectors].join(', ')}.`;
      found.push({ id: rule.id, message: `unknown sector "${hit.sector}"`, remedy });
    }
  }
  return found;
}

/** Acts that lie after `today`: a slip of the pen, because nobody can attest them. They weigh nothing before their day. */
export function futureActs(records: readonly HistoryRecord[], today: CalendarDate): HistoryProblem[] {
  return records
    .filter((record) => record.date > today)
    .map(({ id, date }) => ({
      id,
      message: `${date} is in the future`,
      remedy: 'Correct the date; an act is recorded when it has happened.',
    }));
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
