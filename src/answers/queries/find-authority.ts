import type { Catalog } from '../../domain/catalog.ts';
import type { RegulatorId } from '../../domain/ids.ts';

const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * Authorities of exactly this name, short or full, in any language: `MIIT`, `工信部`, `Securities and
 * Exchange Commission`. National ones come first, since several offices share a short name.
 */
export function authoritiesNamed(
  query: string,
  { regulators }: Pick<Catalog, 'regulators'>,
): readonly RegulatorId[] {
  return authoritiesWhere(query, regulators, (name, key) => name === key);
}

/** Authorities with a name that contains the query, national ones first. */
export function authoritiesLike(
  query: string,
  { regulators }: Pick<Catalog, 'regulators'>,
): readonly RegulatorId[] {
  return authoritiesWhere(query, regulators, (name, key) => name.includes(key));
}

function authoritiesWhere(
  query: string,
  regulators: Catalog['regulators'],
  fits: (name: string, key: string) => boolean,
): readonly RegulatorId[] {
  const key = keyOf(query);
  if (key === '') return [];
  return [...regulators.values()]
    .filter(({ short, shortZh, name, names }) =>
      [short, shortZh, name.en, name.zh, ...names].some(
        (own) => own !== undefined && own !== null && fits(keyOf(own), key),
      ),
    )
    .toSorted((a, b) => Number(a.level !== 'national') - Number(b.level !== 'national'))
    .map(({ id }) => id);
}
