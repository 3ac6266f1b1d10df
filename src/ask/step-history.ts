import type { Company } from '../domain/company.ts';
import type { HistoryRecord } from '../domain/history.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';

/** Steps of the history by company, made for a company when it is first asked for. */
export interface StepHistory {
  get(company: CompanyId): readonly Step[];
  all(): readonly Step[];
}

type KnownCompanies = ReadonlyMap<CompanyId, Company>;

export function stepHistory(
  records: readonly HistoryRecord[],
  companies: KnownCompanies,
  stepsOf: (records: readonly HistoryRecord[]) => readonly Step[],
): StepHistory {
  const touching = recordsByCompany(records, companies);
  const made = new Map<CompanyId, readonly Step[]>();
  return {
    get(company) {
      const steps =
        made.get(company) ?? stepsOf(touching.get(company) ?? []).filter((step) => step.company === company);
      made.set(company, steps);
      return steps;
    },
    all: () => stepsOf(records),
  };
}

/** Records that hit a company, or one that it controlled or held a share of on any day: more than those that have a step on it. */
function recordsByCompany(
  records: readonly HistoryRecord[],
  companies: KnownCompanies,
): ReadonlyMap<CompanyId, readonly HistoryRecord[]> {
  const above = new Map<CompanyId, ReadonlySet<CompanyId>>();
  const aboveOf = (company: CompanyId): ReadonlySet<CompanyId> => {
    const known = above.get(company) ?? ownersOf(company, companies);
    above.set(company, known);
    return known;
  };
  const touching = new Map<CompanyId, HistoryRecord[]>();
  for (const record of records)
    for (const company of new Set(record.hits.flatMap((hit) => [...aboveOf(hit.company)]))) {
      const here = touching.get(company);
      if (here === undefined) touching.set(company, [record]);
      else here.push(record);
    }
  return touching;
}

/** The company, all that control it, and who holds shares of it. */
function ownersOf(start: CompanyId, companies: KnownCompanies): ReadonlySet<CompanyId> {
  const owners = new Set([start]);
  for (const id of owners) for (const edge of companies.get(id)?.controlledBy ?? []) owners.add(edge.company);
  for (const stake of companies.get(start)?.stakes ?? []) owners.add(stake.holder);
  return owners;
}
