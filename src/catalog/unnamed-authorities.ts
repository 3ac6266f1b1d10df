import type { RegulatorId } from '../domain/ids.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Countries } from '../domain/words.ts';

const NOBODY = 'ZZ';

/**
 * One authority a country for steps of bodies that the catalog does not know ("Polish watchdog"), and one for steps whose
 * report names no body. They have no names of their own, so no text is ever matched to them.
 */
export function unnamedAuthorities(countries: Countries, known: ReadonlySet<string>): Regulator[] {
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const chinese = new Intl.DisplayNames('zh', { type: 'region' });
  const all = Object.entries(countries).map(([country, { zone }]) => {
    const [en, zh] = [english.of(country) ?? country, chinese.of(country) ?? country];
    return unnamed(country, `Authority of ${en}`, `${zh}的主管机构`, zone);
  });
  const nobody = unnamed(
    NOBODY,
    'Authority that the report does not name',
    '报道未具名的主管机构',
    'Asia/Shanghai',
  );
  return [...all, nobody].filter(({ id }) => !known.has(id));
}

function unnamed(country: string, en: string, zh: string, timezone: string): Regulator {
  return {
    id: `${country.toLowerCase()}-unnamed` as RegulatorId,
    name: { en, zh },
    short: en,
    country,
    level: country === 'EU' ? 'supranational' : 'national',
    timezone,
    names: [],
    sources: [],
  };
}
