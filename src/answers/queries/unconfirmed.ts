import type { Claim } from '../../domain/claim.ts';
import type { Store } from '../../domain/ports.ts';
import { unconfirmedCard } from '../../pipeline/present/digest-card.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';

const SHOWN = 25;
const MOST = 1_000;

/** Steps that nobody confirmed and nobody rejected, newest first. */
export async function openClaims(
  store: Pick<Store, 'claims'>,
  query: Omit<Parameters<Store['claims']>[0], 'state'>,
): Promise<Claim[]> {
  const rows = await store.claims({ ...query, state: 'unconfirmed' });
  return rows.filter(({ decision }) => decision?.verdict !== 'rejected').map(({ claim }) => claim);
}

/**
 * `unconfirmed [company]`: steps that one report states and nobody confirmed yet, of one company or
 * of all.
 */
export async function lookUp(
  { at, language }: Question,
  { store, knowledge }: LookupDeps,
  [meant]: readonly Meant[],
): Promise<LookupResult> {
  const { companies, regulators, outlets } = knowledge.catalog;
  const of = meant === undefined ? {} : { company: meant.company.id };
  const answer = await openClaims(store, { ...of, until: at, limit: MOST });
  const claims = answer.slice(0, SHOWN);
  const card = unconfirmedCard({
    claims,
    companies,
    regulators,
    outlets,
    language,
    reference: null,
  });
  return { found: true, card, answer };
}
