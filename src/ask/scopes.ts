import type { Scope } from '../domain/alert.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { CalendarDate } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import type { NotFound } from './answers.ts';
import { type FindCompanies, oneCompany } from './find-company.ts';
import { labelOf } from './risk.ts';
import type { WishedScope } from './wishes.ts';

/** A scope in words: `Trip.com Group (TCOM, 9961.HK)`, `sector travel`, `MIIT`, `everything`. */
export function scopeLabel(scope: Scope, catalog: Catalog, day: CalendarDate): string {
  switch (scope.kind) {
    case 'all':
      return 'everything';
    case 'sector':
      return `sector ${catalog.sectors.get(scope.id)?.en ?? scope.id}`;
    case 'regulator':
      return catalog.regulators.get(scope.id)?.short ?? scope.id;
    case 'company': {
      const company = catalog.companies.get(scope.id);
      return company === undefined ? scope.id : labelOf(company, day);
    }
  }
}

/** The scope that a wish means, or why it means none. */
export function scopeOf(
  wished: WishedScope,
  day: CalendarDate,
  find: FindCompanies,
  catalog: Catalog,
): { found: true; scope: Scope } | NotFound {
  if (wished.kind === 'all') return { found: true, scope: { kind: 'all' } };
  if (wished.kind === 'company') {
    const taken = oneCompany(wished.query, day, find, catalog.companies);
    return taken.found ? { found: true, scope: { kind: 'company', id: taken.company.id } } : taken;
  }
  const key = nameKey(wished.query);
  const called = (names: readonly (string | null)[]) =>
    names.some((name) => name !== null && nameKey(name) === key);
  if (wished.kind === 'sector') {
    const sector = [...catalog.sectors.values()].find((one) => called([one.id, one.en, one.zh]));
    if (sector !== undefined) return { found: true, scope: { kind: 'sector', id: sector.id } };
    return unknown(
      wished.query,
      [...catalog.sectors.values()].map((one) => ({ id: one.id, name: `${one.en} ${one.zh}` })),
    );
  }
  const bodies = [...catalog.regulators.values()];
  const body = bodies.find((one) => called([one.id, one.short, one.name.en, one.name.zh, ...one.names]));
  if (body !== undefined) return { found: true, scope: { kind: 'regulator', id: body.id } };
  return unknown(
    wished.query,
    bodies.slice(0, 5).map((one) => ({ id: one.id, name: one.short })),
  );
}

function unknown(query: string, candidates: { id: string; name: string }[]): NotFound {
  return { found: false, because: `“${query}” is not known here.`, candidates };
}
