import type { Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { bothNames, type Named } from '../domain/reason.ts';
import type { CalendarDate } from '../domain/time.ts';
import type { MapIndex } from './map-index.ts';
import { entryHolds, type NameEntry } from './name-entries.ts';
import { lowerOfGroup, type OwnershipChain, ownershipChain } from './ownership-chain.ts';

/** The catalog as of one day: what every step of matching asks of it. */
export class AsOf {
  readonly index: MapIndex;
  readonly day: CalendarDate;

  constructor(index: MapIndex, day: CalendarDate) {
    this.index = index;
    this.day = day;
  }

  company(id: CompanyId): Company {
    return this.index.companies.get(id)!;
  }

  /** How a company is called in a reason. */
  called(id: CompanyId): Named {
    return bothNames(this.index.companies.get(id)?.name ?? { en: id, zh: null }, id);
  }

  /** Names of the catalog under a key that hold on the day. */
  named(key: string): readonly NameEntry[] {
    return this.holding(this.index.names.get(key) ?? []);
  }

  holding(entries: readonly NameEntry[]): readonly NameEntry[] {
    return entries.filter((entry) => entryHolds(entry, this.day));
  }

  chain(owner: CompanyId): OwnershipChain {
    return ownershipChain(owner, this.day, this.index.companies);
  }

  /** The lower one of two companies of one group; null where they are none. */
  lower(first: CompanyId, second: CompanyId): CompanyId | null {
    return lowerOfGroup(first, second, this.day, this.index.companies);
  }

  isGroup(first: CompanyId, second: CompanyId): boolean {
    return this.lower(first, second) !== null;
  }
}
