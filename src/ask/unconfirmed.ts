import type { Claim } from '../domain/claim.ts';
import type { Store } from '../domain/ports.ts';
import { unconfirmedCard } from '../present/unconfirmed-card.ts';
import { oneCompany } from './find-company.ts';
import type { LookupDeps, LookupOptions, LookupResult } from './lookup-result.ts';
import { dayOf } from './risk.ts';

const MOST = 25;

/** Steps that nobody confirmed and nobody rejected, newest first. */
export async function openClaims(
  store: Pick<Store, 'claims'>,
  query: Omit<Parameters<Store['claims']>[0], 'state'>,
): Promise<Claim[]> {
  const rows = await store.claims({ ...query, state: 'unconfirmed' });
  return rows.filter(({ decision }) => decision?.verdict !== 'rejected').map(({ claim }) => claim);
}

/** Of one company, or of all where `query` is null. */
export async function unconfirmedAnswer(
  query: string | null,
  { store, knowledge, find }: Pick<LookupDeps, 'store' | 'knowledge' | 'find'>,
  { at, language }: LookupOptions,
): Promise<LookupResult> {
  const { companies, regulators, outlets } = knowledge.catalog;
  const taken = query === null ? null : oneCompany(query, dayOf(at), find, companies);
  if (taken !== null && !taken.found) return taken;
  const of = taken === null ? {} : { company: taken.company.id };
  const claims = await openClaims(store, { ...of, until: at, limit: MOST });
  const card = unconfirmedCard({ claims, companies, regulators, outlets, language, reference: null });
  return { found: true, card };
}
