import { type Company, tickerOf } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { DaySpan } from '../domain/time.ts';
import { bareName } from './firm.ts';
import type { SearchEntry } from './search-table.ts';

type DatedName = SearchEntry['names'][number] & { readonly days: readonly DaySpan[] };
type SearchedEntry = SearchEntry<CompanyId> & { readonly names: readonly DatedName[] };

/** Listed companies, and those whose apps many use, are meant more often; it only decides between like matches. */
function weightOf(company: Company): number {
  const tiers = new Set(company.apps.flatMap((app) => app.reach.map((one) => one.tier)));
  const reach = tiers.has('super') ? 0.6 : tiers.has('large') ? 0.4 : 0;
  return reach + (company.listings.some((one) => one.to === null) ? 0.4 : 0);
}

/** What a company is searched by: its own names and listings, and the names of its apps where it has some. */
export function searchedNames(company: Company): SearchedEntry[] {
  const { id, name } = company;
  const own: DatedName[] = [
    ...company.listings.map((one) => ({ text: tickerOf(one), kind: 'ticker' as const, days: [one] })),
    ...namesOf([name.zh, name.zhHant], 'zh', []),
    ...namesOf([name.en], 'en', []),
    ...company.aliases.map((one) => ({ text: one.name, kind: 'alias' as const, days: [one] })),
    ...company.entities
      .filter((one) => one.relation === 'former-name')
      .map((one) => ({ text: one.name, kind: 'old' as const, days: [one] })),
  ];
  // What people call a company of which nobody wrote down what people call it.
  const bare =
    company.apps.length > 0 ? [] : [name.zh, name.en].map((one) => (one === null ? null : bareName(one)));
  own.push(...namesOf(bare, 'alias', []));
  const apps = company.apps.flatMap((app): DatedName[] => [
    ...namesOf([app.name.zh, app.name.en], 'alias', [app]),
    ...app.aliases.map((one) => ({ text: one.name, kind: 'alias' as const, days: [app, one] })),
  ]);
  const weight = weightOf(company);
  return [
    { id, kind: 'company', names: own, weight },
    ...(apps.length === 0 ? [] : [{ id, kind: 'app' as const, names: apps, weight }]),
  ];
}

function namesOf(
  names: readonly (string | null)[],
  kind: DatedName['kind'],
  days: readonly DaySpan[],
): DatedName[] {
  return names.filter((name) => name !== null).map((text) => ({ text, kind, days }));
}
