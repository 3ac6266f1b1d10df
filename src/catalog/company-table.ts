import type { CatalogProblem, UniverseTable } from '../domain/catalog.ts';
import type { Alias, Company, LegalEntity, Listing } from '../domain/company.ts';
import type { Evidence } from '../domain/evidence.ts';
import { CompanyId } from '../domain/ids.ts';
import type { PartialDate } from '../domain/time.ts';
import { registeredKey } from '../names/firm.ts';

/** JSON records in UTF-8, one behind the other. `starts` = their offsets, and the end of the last. */
export interface RecordParts {
  /** The bytes between two offsets: of a buffer, or of the compiled file, which is read when a record is asked for. */
  readonly records: (from: number, to: number) => Uint8Array;
  readonly starts: Uint32Array;
}

function recordParts(values: readonly unknown[]): RecordParts {
  const encoded = values.map((value) => Buffer.from(JSON.stringify(value)));
  const starts = new Uint32Array(encoded.length + 1);
  encoded.forEach((bytes, at) => {
    starts[at + 1] = starts[at]! + bytes.length;
  });
  const all = Buffer.concat(encoded);
  return { records: (from, to) => all.subarray(from, to), starts };
}

/** The records of parts, each parsed when it is asked for; a walk reads their bytes once. */
function openRecords<T>({ records, starts }: RecordParts) {
  const decoder = new TextDecoder();
  const parsed = (bytes: Uint8Array) => JSON.parse(decoder.decode(bytes)) as T;
  return {
    at: (n: number): T => parsed(records(starts[n]!, starts[n + 1]!)),
    *all(): Generator<T> {
      const bytes = records(0, starts.at(-1)!);
      for (let n = 0; n + 1 < starts.length; n += 1) yield parsed(bytes.subarray(starts[n], starts[n + 1]));
    },
  };
}

/** Companies with a file, each as JSON. */
export interface CompanyRecords extends RecordParts {
  readonly ids: readonly CompanyId[];
}

export function companyRecords(companies: readonly Company[]): CompanyRecords {
  return { ids: companies.map((company) => company.id), ...recordParts(companies) };
}

/**
 * Every company by id. Only the companies of files are walked and counted; `get` and `has` know those of the universe too. A
 * company is parsed when it is first asked for, all of them at the first walk.
 */
export class Companies extends Map<CompanyId, Company> {
  readonly #universe: UniverseTable;
  readonly #records: ReturnType<typeof openRecords<Company>>;
  readonly #numbers: ReadonlyMap<CompanyId, number>;
  /** What was parsed before the first walk. */
  readonly #parsed = new Map<CompanyId, Company>();

  constructor(records: CompanyRecords, universe: UniverseTable) {
    super();
    this.#universe = universe;
    this.#records = openRecords(records);
    this.#numbers = new Map(records.ids.map((id, at) => [id, at]));
  }

  override get(id: CompanyId): Company | undefined {
    const known = super.get(id) ?? this.#parsed.get(id);
    if (known !== undefined) return known;
    const at = this.#numbers.get(id);
    if (at === undefined) return this.#universe.get(id);
    const company = this.#records.at(at);
    this.#parsed.set(id, company);
    return company;
  }

  override has(id: CompanyId): boolean {
    return this.#numbers.has(id) || (CompanyId.safeParse(id).success && this.#universe.get(id) !== undefined);
  }

  override get size(): number {
    return this.#numbers.size;
  }

  override keys() {
    return this.#all(() => super.keys());
  }

  override values() {
    return this.#all(() => super.values());
  }

  override entries() {
    return this.#all(() => super.entries());
  }

  override [Symbol.iterator]() {
    return this.entries();
  }

  override forEach(call: (company: Company, id: CompanyId, map: Map<CompanyId, Company>) => void): void {
    this.#all(() => super.forEach(call));
  }

  #all<T>(walk: () => T): T {
    if (super.size < this.#numbers.size) {
      for (const company of this.#records.all())
        super.set(company.id, this.#parsed.get(company.id) ?? company);
      this.#parsed.clear();
    }
    return walk();
  }
}

/**
 * Companies of the universe as JSON records, with two sorted lists of hashes to find them by id and by registered name.
 * This is what a compiled catalog stores.
 */
export interface CompanyTableParts extends RecordParts {
  readonly asOf: PartialDate | null;
  readonly leftOut: readonly CatalogProblem[];
  readonly sources: readonly Evidence[];
  /** Hash and record number in turn, sorted by hash. */
  readonly ids: Uint32Array;
  readonly names: Uint32Array;
}

/** What no company of the universe has. */
const ABSENT = { controlledBy: [], stakes: [], affiliates: [], apps: [], note: null };

/** A company without what it cannot have; evidence as numbers of sources. */
type Coded<Edge extends { evidence: unknown }> = Omit<Edge, 'evidence'> & { evidence: readonly number[] };
type Packed = Pick<Company, 'id' | 'name' | 'country' | 'sector'> & {
  readonly aliases: readonly Alias[];
  readonly listings: readonly Coded<Listing>[];
  readonly entities: readonly Coded<LegalEntity>[];
};

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
  const coded = <Edge extends { evidence: Evidence[] }>(edges: readonly Edge[]) =>
    edges.map((edge) => ({ ...edge, evidence: edge.evidence.map(codeOf) }));
  const packed = companies.map(
    ({ id, name, country, sector, aliases, listings, entities }): Packed => ({
      ...{ id, name, country, sector, aliases },
      ...{ listings: coded(listings), entities: coded(entities) },
    }),
  );
  return {
    ...{ asOf, leftOut, sources, ...recordParts(packed) },
    ids: hashList(companies.map((company) => [company.id])),
    names: hashList(companies.map((company) => [...new Set(registeredNames(company).map(keyOf))])),
  };
}

function registeredNames({ name, entities }: Company): string[] {
  return [name.zh, name.zhHant, name.en, ...entities.map((one) => one.name)].filter((one) => one !== null);
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
  const { asOf, leftOut, sources, starts, ids, names } = parts;
  const records = openRecords<Packed>(parts);
  const decoded = <Edge extends { evidence: readonly number[] }>(edges: readonly Edge[]) =>
    edges.map((edge) => ({ ...edge, evidence: edge.evidence.map((code) => sources[code]!) }));
  const unpack = ({ listings, entities, ...company }: Packed): Company => ({
    ...{ ...ABSENT, ...company, aliases: [...company.aliases] },
    ...{ listings: decoded(listings), entities: decoded(entities) },
  });
  // One answer asks for the same few companies again and again.
  const recent = new Map<string, Company | undefined>();
  return {
    ...{ asOf, leftOut, size: starts.length - 1 },
    get(id) {
      if (recent.has(id)) return recent.get(id);
      if (recent.size >= RECENT) recent.clear();
      const found = [...recordsWith(ids, hash(id))].map(records.at).find((one) => one.id === id);
      const company = found === undefined ? undefined : unpack(found);
      recent.set(id, company);
      return company;
    },
    named: (key) =>
      [...recordsWith(names, hash(key))]
        .map((at) => unpack(records.at(at)))
        .filter((company) => registeredNames(company).some((name) => registeredKey(name) === key)),
    *companies() {
      for (const one of records.all()) yield unpack(one);
    },
  };
}
