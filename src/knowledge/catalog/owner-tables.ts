import type { Catalog } from '../../domain/catalog.ts';
import type { Names } from '../../domain/company.ts';
import type { AppId, CompanyId } from '../../domain/ids.ts';

// Tables of which one row is asked for at a time. Stored beside the compiled catalog: one act or
// one app costs no walk over all companies.

/** Names of every app by its id. */
export function appNames({
  companies,
  derived,
}: Pick<Catalog, 'companies' | 'derived'>): ReadonlyMap<AppId, Names> {
  return derived(
    'app-names',
    () =>
      new Map(
        [...companies.values()].flatMap(({ apps }) => apps.map(({ id, name }) => [id, name])),
      ),
  );
}

/**
 * Records of the history (their places in it) by who was hit, or controlled or held a share of who
 * was hit on any day: more than those that have an act on it.
 */
export function recordsByOwner({
  companies,
  history,
  derived,
}: Pick<Catalog, 'companies' | 'history' | 'derived'>): ReadonlyMap<CompanyId, readonly number[]> {
  return derived('records-by-owner', () => {
    const touching = new Map<CompanyId, Set<number>>();
    for (const [at, record] of history.entries())
      for (const hit of record.hits)
        for (const company of ownersOf(hit.company, companies))
          touching.set(company, (touching.get(company) ?? new Set()).add(at));
    return new Map([...touching].map(([company, places]) => [company, [...places]]));
  });
}

/** The company, all that control it, and who holds shares of it. */
function ownersOf(start: CompanyId, companies: Catalog['companies']): ReadonlySet<CompanyId> {
  const owners = new Set([start]);
  for (const id of owners)
    for (const edge of companies.get(id)?.controlledBy ?? []) owners.add(edge.company);
  for (const stake of companies.get(start)?.stakes ?? []) owners.add(stake.holder);
  return owners;
}
