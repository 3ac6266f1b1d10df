import type { UniverseTable } from '../domain/catalog.ts';
import type { Company } from '../domain/company.ts';
import { CompanyId } from '../domain/ids.ts';
import { type RecordParts, recordParts } from './company-table.ts';

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
  /** Companies not parsed yet, by their number; null once all are. */
  #records: CompanyRecords | null;
  readonly #numbers: ReadonlyMap<CompanyId, number>;
  readonly #parsed = new Map<number, Company>();

  constructor(records: CompanyRecords, universe: UniverseTable) {
    super();
    this.#universe = universe;
    this.#records = records;
    this.#numbers = new Map(records.ids.map((id, at) => [id, at]));
  }

  override get(id: CompanyId): Company | undefined {
    if (this.#records === null) return super.get(id) ?? this.#universe.get(id);
    const at = this.#numbers.get(id);
    return at === undefined ? this.#universe.get(id) : this.#parse(this.#records, at);
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
    const records = this.#records;
    if (records !== null) {
      const { starts } = records;
      const all = records.records(0, starts.at(-1)!);
      const inMemory = { starts, records: (from: number, to: number) => all.subarray(from, to) };
      records.ids.forEach((id, at) => {
        this.set(id, this.#parse(inMemory, at));
      });
      this.#parsed.clear();
      this.#records = null;
    }
    return walk();
  }

  #parse({ records, starts }: RecordParts, at: number): Company {
    const known = this.#parsed.get(at);
    if (known !== undefined) return known;
    const bytes = records(starts[at]!, starts[at + 1]!);
    const company = JSON.parse(new TextDecoder().decode(bytes)) as Company;
    this.#parsed.set(at, company);
    return company;
  }
}
