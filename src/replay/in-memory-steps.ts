import type { CompanyId, NoticeId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';

/** Steps in memory with the lookups of a store. */
export interface InMemorySteps {
  put(step: Step): void;
  withdraw(id: string, at: Instant): void;
  find(query: Parameters<Store['steps']>[0]): Step[];
}

/** An empty store; steps are found by company and by notice without walking through all of them. */
export function createInMemorySteps(): InMemorySteps {
  const all = new Map<string, Step>();
  const byCompany = new Map<CompanyId, Set<string>>();
  const byNotice = new Map<NoticeId, Set<string>>();
  return {
    put(step) {
      all.set(step.id, step);
      add(byCompany, step.company, step.id);
      if (step.notice !== null) add(byNotice, step.notice, step.id);
    },
    withdraw(id, at) {
      const step = all.get(id);
      if (step !== undefined && !step.withdrawnAt) all.set(id, { ...step, withdrawnAt: at });
    },
    find({ company, until, notice }) {
      const ids =
        notice !== undefined
          ? byNotice.get(notice)
          : company !== undefined
            ? byCompany.get(company)
            : all.keys();
      return [...(ids ?? [])]
        .map((id) => all.get(id)!)
        .filter((step) => until === undefined || step.at <= until)
        .filter((step) => company === undefined || step.company === company)
        .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    },
  };
}

function add<Key>(index: Map<Key, Set<string>>, key: Key, id: string): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([id]));
  else known.add(id);
}
