import {
  type Alias,
  type Company,
  EntityRelation,
  type LegalEntity,
  type Listing,
} from '../../domain/company.ts';
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
  from?: Listing['from'],
  to?: Listing['to'],
  reverseMerger?: Listing['reverseMerger'],
];
/** A name of the company itself stands by its place among these. */
type PackedEntity = readonly [
  name: string | number,
  relation: number,
  evidence: Codes,
  from?: LegalEntity['from'],
  to?: LegalEntity['to'],
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
/** A relation is written as its place here, plus this where it is not sure. */
const RELATIONS = EntityRelation.options;
const UNSURE = RELATIONS.length;

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
    listings.map(({ mic, symbol, evidence, from, to, reverseMerger }) =>
      trimmed<PackedListing>([mic, symbol, coded(evidence), from, to, reverseMerger ?? null]),
    ),
    entities.map(({ name: firm, relation, sure, evidence, from, to }) => {
      const own = [name.en, name.zh, name.zhHant].indexOf(firm);
      const kind = RELATIONS.indexOf(relation) + (sure ? 0 : UNSURE);
      return trimmed<PackedEntity>([own === -1 ? firm : own, kind, coded(evidence), from, to]);
    }),
  ];
  return JSON.stringify(hasRest(rest) ? [...common, rest] : common);
}

/** A list without the nulls at its end. */
function trimmed<List extends readonly unknown[]>(list: readonly unknown[]): List {
  const last = list.findLastIndex((value) => value !== null);
  return list.slice(0, last + 1) as unknown as List;
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
  const own = [en, zh, zhHant];
  return {
    id: id as Company['id'],
    name: { en, zh, zhHant, ...(short !== undefined && { short }) },
    country,
    sector: sector as Company['sector'],
    aliases: aliases.map(unpackedAlias),
    ...(rest ?? { controlledBy: [], stakes: [], affiliates: [], apps: [], note: null }),
    listings: listings.map(([mic, symbol, codes, from = null, to = null, merger = null]) => {
      const evidence = evidenceOf(codes);
      const merged = merger !== null && { reverseMerger: merger };
      return { mic, symbol, ...merged, from, to, evidence };
    }),
    entities: entities.map(([firm, kind, codes, from = null, to = null]) => ({
      name: typeof firm === 'number' ? own[firm]! : firm,
      relation: RELATIONS[kind % UNSURE]!,
      from,
      to,
      sure: kind < UNSURE,
      evidence: evidenceOf(codes),
    })),
  };
}

function unpackedAlias(packed: PackedAlias): Alias {
  const [name, flags, from, to] =
    typeof packed === 'string' ? ([packed, 0, null, null] as const) : packed;
  const [ordinary, shared] = [(flags & ORDINARY) !== 0, (flags & SHARED) !== 0];
  return { name, from, to, ordinary, shared };
}
