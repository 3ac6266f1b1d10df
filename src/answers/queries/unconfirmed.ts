import type { Store } from '../../domain/ports.ts';
import type { ReportedAction } from '../../domain/reported-action.ts';
import { unconfirmedCard } from '../../pipeline/present/digest-card.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';

const SHOWN = 25;
const MOST = 1_000;

/** Acts that are neither confirmed nor rejected, newest first. */
export async function openReportedActions(
  store: Pick<Store, 'reportedActions'>,
  query: Omit<Parameters<Store['reportedActions']>[0], 'state'>,
): Promise<ReportedAction[]> {
  const rows = await store.reportedActions({ ...query, state: 'unconfirmed' });
  return rows
    .filter(({ decision }) => decision?.verdict !== 'rejected')
    .map(({ action }) => action);
}

/**
 * `unconfirmed [company]`: acts that one report states and nobody confirmed yet, of one company or
 * of all.
 */
export async function lookUp(
  { at, language }: Question,
  { store, knowledge }: LookupDeps,
  [meant]: readonly Meant[],
): Promise<LookupResult> {
  const { companies, regulators, outlets, grades } = knowledge.catalog;
  const of = meant === undefined ? {} : { company: meant.company.id };
  const answer = await openReportedActions(store, { ...of, until: at, limit: MOST });
  const actions = answer.slice(0, SHOWN);
  const card = unconfirmedCard({
    actions,
    companies,
    regulators,
    outlets,
    grades,
    language,
    reference: null,
  });
  return { found: true, card, answer };
}
