import type { Catalog, UniverseTable } from '../../domain/catalog.ts';
import type { Company } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { listedLocalName, localName } from '../../knowledge/names/local-forms.ts';

const MARKETS: Readonly<Record<string, 'JP' | 'KR'>> = {
  XKRX: 'KR',
  XKOS: 'KR',
  XTKS: 'JP',
  XNGO: 'JP',
  XSAP: 'JP',
  XFKA: 'JP',
};
const HANGUL = /\p{Script=Hangul}/u;
const KOREA = 'KR' as const;
const JAPAN = 'JP' as const;
/** Least length of a certain name; many firms share shorter ones, which go to Review. */
const SURE_LENGTH = { JP: 4, KR: 3 };
const LEAST = 2;

export interface LocalFinding {
  readonly company: CompanyId;
  readonly word: string;
  /** True for the whole name of one listed company, long enough to be unique. */
  readonly sure: boolean;
}

type Holders = Map<string, { company: CompanyId; whole: boolean; country: 'JP' | 'KR' }[]>;

/**
 * Companies of Japan and Korea by the names on their own exchange, which authorities there write
 * with a legal form: 株式会社メルカリ, (주)엘지유플러스. Collected at the first query.
 */
export function createLocalNames(
  companies: ReadonlyMap<CompanyId, Company>,
  universe: UniverseTable | null = null,
  derived: Catalog['derived'] = (_, make) => make(),
) {
  let made: Holders | undefined;
  return {
    /** Null where no company or more than one has this name. */
    find(written: string): LocalFinding | null {
      const name = localName(written);
      if (name === null || name.key.length < LEAST) return null;
      made ??= derived('local-names', () => collect(companies, universe));
      const found = holderOf(made, name.key) ?? (name.short && holderOf(made, name.short));
      if (!found) return null;
      const { company, whole, country } = found;
      const isWhole = whole && holderOf(made, name.key) !== null;
      return { company, word: name.key, sure: isWhole && name.key.length >= SURE_LENGTH[country] };
    },
  };
}

function holderOf(made: Holders, key: string) {
  const all = made.get(key) ?? [];
  const whole = all.filter((one) => one.whole);
  // ソフトバンク is the company of this name, though its parent ソフトバンクグループ is short for the same.
  const holders = whole.length > 0 ? whole : all;
  const [first] = holders;
  if (first === undefined || holders.some(({ company }) => company !== first.company)) return null;
  return first;
}

function collect(
  companies: ReadonlyMap<CompanyId, Company>,
  universe: UniverseTable | null,
): Holders {
  const holders: Holders = new Map();
  for (const company of [...companies.values(), ...(universe?.companies() ?? [])])
    for (const { key, ...owner } of localNamesOf(company))
      holders.set(key, [...(holders.get(key) ?? []), owner]);
  return holders;
}

/** Names of a company and its firms in Japanese or Korean script. */
function localNamesOf(company: Company) {
  const ofFirms = company.entities.flatMap(({ name }) => {
    const local = localName(name);
    const country = HANGUL.test(name) ? KOREA : JAPAN;
    return local === null ? [] : [{ key: local.key, company: company.id, whole: true, country }];
  });
  const [country] = company.listings.flatMap(({ mic }) => MARKETS[mic] ?? []);
  if (country === undefined) return ofFirms;
  const own = namesOf(company).flatMap((name) => {
    const local = listedLocalName(name, country);
    if (local === null) return [];
    const { key, short } = local;
    const owner = { company: company.id, country };
    const asGroup = short === null ? [] : [{ ...owner, key: short, whole: false }];
    return [{ ...owner, key, whole: true }, ...asGroup];
  });
  return [...ofFirms, ...own];
}

const namesOf = ({ name, aliases }: Company): string[] => [
  ...Object.values(name).filter((one): one is string => typeof one === 'string'),
  ...aliases.map((alias) => alias.name),
];
