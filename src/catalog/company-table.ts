import type { CatalogProblem, UniverseTable } from '../domain/catalog.ts';
import type { Company, LegalEntity } from '../domain/company.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { CompanyId, SectorId } from '../domain/ids.ts';
import type { PartialDate } from '../domain/time.ts';
import { registeredKey } from '../names/firm.ts';

/** The bytes of JSON records between two offsets: of a buffer, or of the compiled file, which is read when a record is asked for. */
export type ReadBytes = (from: number, to: number) => Uint8Array;

/** JSON records in UTF-8, one behind the other. `starts` = their offsets, and the end of the last. */
export interface RecordParts {
  readonly records: ReadBytes;
  readonly starts: Uint32Array;
}

export function recordParts(values: readonly unknown[]): RecordParts {
  const encoded = values.map((value) => Buffer.from(JSON.stringify(value)));
  const starts = new Uint32Array(encoded.length + 1);
  encoded.forEach((bytes, at) => {
    starts[at + 1] = starts[at]! + bytes.length;
  });
  const all = Buffer.concat(encoded);
  return { records: (from, to) => all.subarray(from, to), starts };
}

/**
 * Companies as JSON records that are parsed when somebody asks for one, with two sorted lists of hashes to
 * find them by id and by registered name. `parts` is what a compiled catalog stores.
 */
export interface CompanyTableParts extends RecordParts {
  readonly asOf: PartialDate | null;
  readonly leftOut: readonly CatalogProblem[];
  readonly sources: readonly Evidence[];
  /** Hash and record number in turn, sorted by hash. */
  readonly ids: Uint32Array;
  readonly names: Uint32Array;
}

export function tableParts(
  companies: readonly Company[],
  asOf: PartialDate | null,
  leftOut: readonly CatalogProblem[],
  keyOf: (name: string) => string = registeredKey,
): CompanyTableParts {
  const sources: Evidence[] = [];
  const codes = new Map<string, number>();
  const codeOf = (evidence: Evidence): number => {
    const key = `${evidence.kind} ${evidence.source} ${evidence.day}`;
    const code = codes.get(key) ?? sources.push(evidence) - 1;
    codes.set(key, code);
    return code;
  };
  const packed = recordParts(companies.map((company) => pack(company, codeOf)));
  return {
    asOf,
    leftOut,
    sources,
    ...packed,
    ids: hashList(companies.map((company) => [company.id])),
    names: hashList(companies.map((company) => [...new Set(registeredNames(company).map(keyOf))])),
  };
}

/** The only relations of firms in the universe, by their number in the table. */
const RELATIONS: readonly LegalEntity['relation'][] = ['self', 'former-name', 'consolidated'];

/** What a company of the universe has, without what is the same in all of them; evidence as numbers of sources. */
type Packed = readonly [
  id: string,
  en: string | null,
  zh: string | null,
  country: string,
  sector: string,
  aliases: readonly (readonly [name: string, to: string | null])[],
  listings: readonly (readonly [
    mic: string,
    symbol: string,
    from: string | null,
    to: string | null,
    evidence: readonly number[],
  ])[],
  firms: readonly (readonly [
    name: string,
    relation: number,
    to: string | null,
    evidence: readonly number[],
  ])[],
];

function pack(company: Company, codeOf: (evidence: Evidence) => number): Packed {
  return [
    company.id,
    company.name.en,
    company.name.zh,
    company.country,
    company.sector,
    company.aliases.map((one) => [one.name, one.to]),
    company.listings.map((one) => [one.mic, one.symbol, one.from, one.to, one.evidence.map(codeOf)]),
    company.entities.map((one) => [
      one.name,
      RELATIONS.indexOf(one.relation),
      one.to,
      one.evidence.map(codeOf),
    ]),
  ];
}

function unpack(packed: Packed, sources: readonly Evidence[]): Company {
  const [id, en, zh, country, sector, aliases, listings, firms] = packed;
  const day = (text: string | null) => text as PartialDate | null;
  const evidenceOf = (codes: readonly number[]) => codes.map((code) => sources[code]!);
  return {
    id: id as CompanyId,
    name: { en, zh, zhHant: null },
    country,
    sector: sector as SectorId,
    aliases: aliases.map(([name, to]) => ({ name, from: null, to: day(to), ordinary: true })),
    listings: listings.map(([mic, symbol, from, to, evidence]) => ({
      ...{ mic, symbol, from: day(from), to: day(to) },
      evidence: evidenceOf(evidence),
    })),
    controlledBy: [],
    stakes: [],
    entities: firms.map(([name, relation, to, evidence]) => ({
      ...{ name, relation: RELATIONS[relation]!, from: null, to: day(to), sure: true },
      evidence: evidenceOf(evidence),
    })),
    affiliates: [],
    apps: [],
    note: null,
  };
}

function registeredNames(company: Company): string[] {
  return [
    ...[company.name.zh, company.name.zhHant, company.name.en].filter((name) => name !== null),
    ...company.entities.map((entity) => entity.name),
  ];
}

function hashList(keysOfRecord: readonly (readonly string[])[]): Uint32Array {
  const pairs = keysOfRecord.flatMap((keys, at) => keys.map((key) => [hash(key), at] as const));
  return Uint32Array.from(pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]).flat());
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** Record numbers with this hash. */
function* recordsWith(list: Uint32Array, wanted: number): Generator<number> {
  let low = 0;
  let high = list.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[2 * middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  for (; list[2 * low] === wanted; low += 1) yield list[2 * low + 1]!;
}

const RECENT = 256;

export function openCompanyTable(parts: CompanyTableParts): UniverseTable {
  const { asOf, leftOut, sources, records, starts, ids, names } = parts;
  const size = starts.length - 1;
  const decoder = new TextDecoder();
  const parsed = (bytes: Uint8Array): Company => unpack(JSON.parse(decoder.decode(bytes)) as Packed, sources);
  const recordAt = (at: number) => parsed(records(starts[at]!, starts[at + 1]!));
  // One answer asks for the same few companies again and again.
  const recent = new Map<string, Company | undefined>();
  const get = (id: string): Company | undefined => {
    if (recent.has(id)) return recent.get(id);
    if (recent.size >= RECENT) recent.clear();
    const company = lookUp(id);
    recent.set(id, company);
    return company;
  };
  const lookUp = (id: string): Company | undefined => {
    for (const at of recordsWith(ids, hash(id))) {
      const company = recordAt(at);
      if (company.id === id) return company;
    }
    return undefined;
  };
  return {
    asOf,
    leftOut,
    size,
    get,
    named: (key) =>
      [...recordsWith(names, hash(key))]
        .map(recordAt)
        .filter((company) => registeredNames(company).some((name) => registeredKey(name) === key)),
    *companies() {
      const all = records(0, starts[size]!);
      for (let at = 0; at < size; at += 1) yield parsed(all.subarray(starts[at], starts[at + 1]));
    },
  };
}
