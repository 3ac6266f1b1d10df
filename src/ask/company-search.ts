import type { Company } from '../domain/company.ts';
import { tickerOf } from '../domain/company.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import type { FindCompanies, Hit } from './find-company.ts';
import type { Knowledge } from './knowledge.ts';

interface Entry {
  readonly company: Company;
  readonly names: readonly { readonly key: string; readonly text: string }[];
}

/** Search for people: ticker with or without suffix, exact name, beginning of a name, part of a name. */
export function companySearch(knowledge: Knowledge): FindCompanies {
  const entries = [...knowledge.catalog.companies.values()].map(entryOf);
  return (query, day, limit) => {
    const hits = entries.flatMap(
      (entry) => byTicker(entry.company, query, day) ?? byName(entry, nameKey(query)) ?? [],
    );
    return hits.toSorted((a, b) => b.score - a.score || (a.company < b.company ? -1 : 1)).slice(0, limit);
  };
}

function entryOf(company: Company): Entry {
  const own = [
    company.name.en,
    company.name.zh,
    company.name.zhHant,
    ...company.aliases.map((alias) => alias.name),
  ];
  const apps = company.apps.flatMap((app) => [
    app.name.en,
    app.name.zh,
    ...app.aliases.map((alias) => alias.name),
  ]);
  const names = [...own, ...apps]
    .filter((name) => name !== null)
    .map((text) => ({ key: nameKey(text), text }));
  return { company, names };
}

/** `0700.HK`, `700`, `XHKG:0700`, `TCEHY`: a listing of the day counts before one that has ended. */
function byTicker(company: Company, query: string, day: CalendarDate): Hit | null {
  const asked = query.trim().toUpperCase();
  const bare = asked.replace(/^[A-Z0-9]{4}:/, '').replace(/^0+(?=\d)/, '');
  for (const listing of company.listings) {
    const ticker = tickerOf(listing);
    const spellings = [
      ticker.toUpperCase(),
      `${listing.mic}:${listing.symbol}`,
      listing.symbol.toUpperCase(),
    ];
    const short = listing.symbol.toUpperCase().replace(/^0+(?=\d)/, '');
    const fits =
      spellings.includes(asked) ||
      (/^[A-Z0-9]{4}:/.test(asked)
        ? asked.startsWith(`${listing.mic}:`) && short === bare
        : short === bare) ||
      ticker.toUpperCase().replace(/^0+(?=\d)/, '') === bare;
    if (!fits) continue;
    const now = holdsOn(listing, day);
    return {
      company: company.id,
      score: now ? 1 : 0.9,
      because: `${query.trim()} is ${ticker}${now ? '' : ', a listing that is not in force on that day'}`,
    };
  }
  return null;
}

function byName({ company, names }: Entry, key: string): Hit | null {
  if (key === '') return null;
  const exact = names.find((name) => name.key === key);
  if (exact !== undefined)
    return { company: company.id, score: 0.98, because: `“${exact.text}” is a name of it` };
  const start = names.find((name) => name.key.startsWith(key));
  if (start !== undefined)
    return { company: company.id, score: 0.7, because: `“${start.text}” begins with it` };
  const part = key.length < 2 ? undefined : names.find((name) => name.key.includes(key));
  return part === undefined
    ? null
    : { company: company.id, score: 0.4, because: `“${part.text}” contains it` };
}
