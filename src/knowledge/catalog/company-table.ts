import type { Catalog, UniverseTable } from '../../domain/catalog.ts';
import type { Company } from '../../domain/company.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { firstIndex } from '../../domain/first-index.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { registeredKey } from '../names/firm.ts';
import { packedCompany, unpackedCompany } from './company-record.ts';
import type { JoinedCompanies } from './universe-companies.ts';

/**
 * The bytes between two offsets: of a buffer, or of the compiled file, which is read when a record
 * is asked for.
 */
export type ReadBytes = (from: number, to: number) => Uint8Array;

/**
 * All companies, those with a file first, as records (`packedCompany`) in UTF-8 one behind the other, with two
 * sorted lists of hashes to find them by id and, without a file, by registered name. This is what a
 * compiled catalog stores.
 */
export interface CompanyTable extends Pick<UniverseTable, 'asOf' | 'leftOut'> {
  /** So many have a file. */
  readonly filed: number;
  /** Offsets of the records, and the end of the last. */
  readonly starts: Uint32Array;
  readonly sources: readonly Evidence[];
  /** Hash and record number in turn, sorted by hash. */
  readonly ids: Uint32Array;
  readonly names: Uint32Array;
}

export function companyTable(
  { filed, others }: Pick<JoinedCompanies, 'filed' | 'others'>,
  { asOf, leftOut }: Pick<UniverseTable, 'asOf' | 'leftOut'>,
  keyOf: (name: string) => string = registeredKey,
): { readonly companies: CompanyTable; readonly records: ReadBytes } {
  const all = [...filed, ...others];
  const codes = new Map<string, number>();
  const known = new Map<Evidence, number>();
  const sources: Evidence[] = [];
  const codeOf = (evidence: Evidence): number => {
    const code = known.get(evidence) ?? codeOfText(evidence);
    known.set(evidence, code);
    return code;
  };
  const codeOfText = (evidence: Evidence): number => {
    const key = JSON.stringify(evidence);
    const code = codes.get(key) ?? sources.push(evidence) - 1;
    codes.set(key, code);
    return code;
  };
  const { bytes, starts } = joined(all, (company) => packedCompany(company, codeOf));
  const names = (company: Company, at: number) =>
    at < filed.length ? [] : [...new Set(registeredNames(company).map(keyOf))];
  return {
    companies: {
      filed: filed.length,
      starts,
      sources,
      asOf,
      leftOut,
      ids: hashList(all.map(({ id }) => [id])),
      names: hashList(all.map(names)),
    },
    records: (from, to) => bytes.subarray(from, to),
  };
}

/** Texts in UTF-8 one behind the other, with the offset of each and the end of the last. */
function joined<Value>(values: readonly Value[], textOf: (value: Value) => string) {
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  const starts = new Uint32Array(values.length + 1);
  let end = 0;
  for (const [at, value] of values.entries()) {
    const text = textOf(value);
    // A UTF-16 unit takes three bytes at most.
    const most = end + 3 * text.length;
    if (most > bytes.length) {
      const more = Buffer.allocUnsafeSlow(Math.max(most, 2 * bytes.length));
      bytes.copy(more, 0, 0, end);
      bytes = more;
    }
    end += bytes.write(text, end);
    starts[at + 1] = end;
  }
  return { bytes: bytes.subarray(0, end), starts };
}

const FIRST_BYTES = 2 ** 24;

function registeredNames({ name, entities }: Company): string[] {
  return [name.zh, name.zhHant, name.en, ...entities.map((legalEntity) => legalEntity.name)].filter(
    (one) => one !== null,
  );
}

/** A hash of 32 bits and a record number are a whole number below 2 ** 53. */
const MOST_RECORDS = 2 ** 21;

function hashList(keysOfRecord: readonly (readonly string[])[]): Uint32Array {
  // Hash and record in one number, which sorts without a comparison in JavaScript.
  const pairs = Float64Array.from(
    keysOfRecord.flatMap((keys, at) => keys.map((key) => hash(key) * MOST_RECORDS + at)),
  ).sort();
  const list = new Uint32Array(2 * pairs.length);
  for (const [at, pair] of pairs.entries()) {
    list[2 * at] = Math.floor(pair / MOST_RECORDS);
    list[2 * at + 1] = pair % MOST_RECORDS;
  }
  return list;
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** Record numbers with the hash of a key. */
const recordsWith = (list: Uint32Array, key: string): number[] => recordsOf(list, hash(key));

function recordsOf(list: Uint32Array, wanted: number): number[] {
  const found: number[] = [];
  const first = firstIndex(list.length / 2, (at) => list[2 * at]! >= wanted);
  for (let at = first; list[2 * at] === wanted; at += 1) found.push(list[2 * at + 1]!);
  return found;
}

/** The same for many keys that no record has: a bit for each hash says no to most at once. */
function recordFinder(list: Uint32Array): (key: string) => number[] {
  let bits: Uint32Array | null = null;
  return (key) => {
    bits ??= bitsOf(list);
    const wanted = hash(key);
    const bit = wanted & BIT_MASK;
    return (bits[bit >>> 5]! >>> (bit & 31)) & 1 ? recordsOf(list, wanted) : [];
  };
}

const BIT_MASK = 2 ** 20 - 1;

function bitsOf(list: Uint32Array): Uint32Array {
  const bits = new Uint32Array((BIT_MASK + 1) / 32);
  for (let at = 0; at < list.length; at += 2) {
    const bit = list[at]! & BIT_MASK;
    bits[bit >>> 5]! |= 1 << (bit & 31);
  }
  return bits;
}

const RECENT = 256;

/**
 * The companies of a table. A company is parsed when it is first asked for; those with a file are
 * cached, all of them from the first walk on, of the others those that were asked for lately.
 */
export function openCompanies(
  { filed, starts, sources, ids, names, asOf, leftOut }: CompanyTable,
  records: ReadBytes,
): Pick<Catalog, 'companies' | 'universe'> {
  const size = starts.length - 1;
  const decoder = new TextDecoder();
  const parsed = (bytes: Uint8Array): Company => unpackedCompany(decoder.decode(bytes), sources);
  function* walk(from: number, to: number): Generator<Company> {
    const first = starts[from]!;
    const bytes = records(first, starts[to]!);
    for (let n = from; n < to; n += 1)
      yield parsed(bytes.subarray(starts[n]! - first, starts[n + 1]! - first));
  }
  const cached = new Map<number, Company>();
  const recent = new Map<number, Company>();
  const at = (n: number): Company => {
    const cache = n < filed ? cached : recent;
    const company = cache.get(n) ?? parsed(records(starts[n]!, starts[n + 1]!));
    if (recent.size >= RECENT) recent.clear();
    cache.set(n, company);
    return company;
  };
  const namesWith = recordFinder(names);
  const numberOf = (id: string) => recordsWith(ids, id).find((n) => at(n).id === id);
  const get = (id: string) => {
    const n = numberOf(id);
    return n === undefined ? undefined : at(n);
  };
  let walked: ReadonlyMap<CompanyId, Company> | null = null;
  const all = () => {
    walked ??= new Map(
      Array.from(walk(0, filed), (company, n) => [company.id, cached.get(n) ?? company]),
    );
    return walked;
  };
  return {
    companies: {
      size: filed,
      get: (id) => walked?.get(id) ?? get(id),
      has: (id) => get(id) !== undefined,
      keys: () => all().keys(),
      values: () => all().values(),
      entries: () => all().entries(),
      forEach: (call) => all().forEach(call),
      [Symbol.iterator]: () => all()[Symbol.iterator](),
    },
    universe: {
      asOf,
      leftOut,
      size: size - filed,
      get(id) {
        const n = numberOf(id);
        return n === undefined || n < filed ? undefined : at(n);
      },
      named: (key) =>
        namesWith(key)
          .map(at)
          .filter((company) =>
            registeredNames(company).some((name) => registeredKey(name) === key),
          ),
      companies: () => walk(filed, size),
    },
  };
}
