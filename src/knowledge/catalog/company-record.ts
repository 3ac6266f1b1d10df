import type { Alias, Company, LegalEntity, Listing } from '../../domain/company.ts';
import type { Evidence } from '../../domain/evidence.ts';

// A company as a compiled catalog stores it: JSON without the names of the common keys and without
// what most companies have not. Two thirds of the bytes are saved, and the time to write and parse
// them.

type Days = readonly [from: Listing['from'], to: Listing['to']];
/** Numbers of sources of evidence. */
type Codes = readonly number[];
type PackedAlias = readonly [name: string, flags: number, ...days: Days] | string;
type PackedListing = readonly [
  mic: string,
  symbol: string,
  evidence: Codes,
  ...days: Days,
  reverseMerger?: Listing['reverseMerger'],
];
type PackedEntity = readonly [
  name: string,
  relation: LegalEntity['relation'],
  sure: 0 | 1,
  evidence: Codes,
  ...days: Days,
];
type PackedName = readonly [
  en: string | null,
  zh: string | null,
  zhHant: string | null,
  short?: Company['name']['short'],
];
/** What only companies with a file have. */
type OwnFacts = Pick<Company, 'controlledBy' | 'stakes' | 'affiliates' | 'apps' | 'note'>;
type PackedCompany = readonly [
  id: string,
  country: string,
  sector: string,
  name: PackedName,
  aliases: readonly PackedAlias[],
  listings: readonly PackedListing[],
  entities: readonly PackedEntity[],
  rest?: OwnFacts,
];

const ORDINARY = 1;
const SHARED = 2;

/** The record of a company. `codeOf` = number of a piece of evidence. */
export function packedCompany(company: Company, codeOf: (evidence: Evidence) => number): string {
  const { id, country, sector, name, aliases, listings, entities, ...rest } = company;
  const coded = (evidence: readonly Evidence[]) => evidence.map(codeOf);
  const common: PackedCompany = [
    id,
    country,
    sector,
    packedName(name),
    aliases.map(packedAlias),
    listings.map(({ mic, symbol, evidence, from, to, reverseMerger }): PackedListing => {
      const listing = [mic, symbol, coded(evidence), from, to] as const;
      return reverseMerger === undefined ? listing : [...listing, reverseMerger];
    }),
    entities.map(({ name: firm, relation, sure, evidence, from, to }): PackedEntity => {
      return [firm, relation, sure ? 1 : 0, coded(evidence), from, to];
    }),
  ];
  return JSON.stringify(hasRest(rest) ? [...common, rest] : common);
}

const packedName = ({ en, zh, zhHant, short }: Company['name']): PackedName =>
  short === undefined ? [en, zh, zhHant] : [en, zh, zhHant, short];

function packedAlias({ name, ordinary, shared, from, to }: Alias): PackedAlias {
  const flags = (ordinary ? ORDINARY : 0) + (shared ? SHARED : 0);
  return flags === 0 && from === null && to === null ? name : [name, flags, from, to];
}

const hasRest = ({ controlledBy, stakes, affiliates, apps, note }: OwnFacts): boolean =>
  note !== null || [controlledBy, stakes, affiliates, apps].some((list) => list.length > 0);

/** The company of a record. `sources` = evidence by its number. */
export function unpackedCompany(record: string, sources: readonly Evidence[]): Company {
  const [id, country, sector, name, aliases, listings, entities, rest] = JSON.parse(
    record,
  ) as PackedCompany;
  const evidenceOf = (codes: Codes) => codes.map((code) => sources[code]!);
  const [en, zh, zhHant, short] = name;
  return {
    id: id as Company['id'],
    name: { en, zh, zhHant, ...(short !== undefined && { short }) },
    country,
    sector: sector as Company['sector'],
    aliases: aliases.map(unpackedAlias),
    ...(rest ?? { controlledBy: [], stakes: [], affiliates: [], apps: [], note: null }),
    listings: listings.map(([mic, symbol, codes, from, to, reverseMerger]) => {
      const evidence = evidenceOf(codes);
      const merged = reverseMerger !== undefined && { reverseMerger };
      return { mic, symbol, ...merged, from, to, evidence };
    }),
    entities: entities.map(([firm, relation, sure, codes, from, to]) => {
      return { name: firm, relation, from, to, sure: sure === 1, evidence: evidenceOf(codes) };
    }),
  };
}

function unpackedAlias(packed: PackedAlias): Alias {
  const [name, flags, from, to] =
    typeof packed === 'string' ? ([packed, 0, null, null] as const) : packed;
  const [ordinary, shared] = [(flags & ORDINARY) !== 0, (flags & SHARED) !== 0];
  return { name, from, to, ordinary, shared };
}
