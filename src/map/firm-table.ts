import type { Affiliate, Company, LegalEntity } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';

/** A firm of the catalog: a legal entity of a company, or an affiliate that never resolves to it. */
export type FirmEntry =
  | {
      readonly is: 'entity';
      readonly company: CompanyId;
      readonly entity: LegalEntity;
      readonly shape: FirmShape;
    }
  | {
      readonly is: 'affiliate';
      readonly company: CompanyId;
      readonly affiliate: Affiliate;
      readonly shape: FirmShape;
    };

/** How far the name of a firm agrees with a firm of the catalog. */
export type FirmAgreement = 'same name' | 'bare name' | 'branch' | 'cut off' | 'other place';

export interface FirmFinding {
  readonly entry: FirmEntry;
  readonly agreement: FirmAgreement;
}

export interface FirmTable {
  /** Firms that the name means on the day, best agreement only; firms whose time is over come in `expired`. */
  find(name: string, day: CalendarDate): { found: readonly FirmFinding[]; expired: readonly FirmEntry[] };
  ownerOf(entity: LegalEntity): CompanyId | null;
}

/** A cut-off name must still show this much, or it could be anybody's: `腾讯科技` alone is no firm. */
const LEAST_CUT_LENGTH = 8;
const LEAST_CUT_LATIN = 16;

export function nameOfFirm(entry: FirmEntry): string {
  return entry.is === 'entity' ? entry.entity.name : entry.affiliate.name;
}

/** An earlier name goes on meaning the same firm after it was given up, so its own days do not bind. */
function firmHolds(entry: FirmEntry, day: CalendarDate): boolean {
  if (entry.is === 'entity') return entry.entity.relation === 'former-name' || holdsOn(entry.entity, day);
  return holdsOn(entry.affiliate, day);
}

export function createFirmTable(companies: readonly Company[]): FirmTable {
  const entries = companies.flatMap(firmsOf);
  const byKey = Map.groupBy(entries, (entry) => entry.shape.key);
  const byPlaceless = Map.groupBy(
    entries.filter((entry) => entry.shape.placeless !== null),
    (entry) => entry.shape.placeless!,
  );
  const sorted = [...byKey.keys()].sort();
  const begunBy = (start: string): FirmEntry[] => {
    const found: FirmEntry[] = [];
    for (let at = firstNotBelow(sorted, start); sorted[at]?.startsWith(start); at += 1) {
      found.push(...byKey.get(sorted[at]!)!);
    }
    return found;
  };
  const ways: readonly { agreement: FirmAgreement; look: (shape: FirmShape) => readonly FirmEntry[] }[] = [
    { agreement: 'same name', look: (shape) => byKey.get(shape.key) ?? [] },
    { agreement: 'branch', look: (shape) => (shape.head === null ? [] : (byKey.get(shape.head) ?? [])) },
    { agreement: 'cut off', look: (shape) => (mayBeCutOff(shape) ? begunBy(shape.key) : []) },
    {
      agreement: 'other place',
      look: (shape) => (shape.placeless === null ? [] : (byPlaceless.get(shape.placeless) ?? [])),
    },
  ];
  const owners = new Map(
    entries.flatMap((entry) => (entry.is === 'entity' ? [[entry.entity, entry.company] as const] : [])),
  );
  return {
    ownerOf: (entity) => owners.get(entity) ?? null,
    find(name, day) {
      const shape = firmShape(name);
      const expired: FirmEntry[] = [];
      for (const { agreement, look } of ways) {
        const looked = saysWhichFirm(shape) ? look(shape) : [];
        const found = looked.filter((entry) => firmHolds(entry, day));
        if (found.length > 0) {
          const how = agreement === 'same name' && isBare(shape) ? 'bare name' : agreement;
          return { found: found.map((entry) => ({ entry, agreement: how })), expired };
        }
        expired.push(...looked);
        if (looked.length > 0) break;
      }
      return { found: [], expired };
    },
  };
}

/** A company's own registered names are firms too, whether or not the file repeats them as `self`. */
function firmsOf(company: Company): FirmEntry[] {
  const own: FirmEntry[] = [company.name.zh, company.name.zhHant, company.name.en]
    .filter((name) => name !== null)
    .filter((name) => LOOKS_REGISTERED.test(name))
    .map((name) => ({
      is: 'entity',
      company: company.id,
      entity: {
        name,
        relation: 'self',
        from: null,
        to: null,
        sure: true,
        evidence: company.listings[0]?.evidence ?? [{ kind: 'recollection' }],
      },
      shape: firmShape(name),
    }));
  const keys = new Set<string>();
  const entities: FirmEntry[] = company.entities.map((entity) => ({
    is: 'entity',
    company: company.id,
    entity,
    shape: firmShape(entity.name),
  }));
  for (const entry of entities) keys.add(entry.shape.key);
  return [
    ...entities,
    ...own.filter((entry) => !keys.has(entry.shape.key)),
    ...company.affiliates.map(
      (affiliate): FirmEntry => ({
        is: 'affiliate',
        company: company.id,
        affiliate,
        shape: firmShape(affiliate.name),
      }),
    ),
  ];
}

const LOOKS_REGISTERED =
  /公司$|\b(?:Ltd|Limited|Inc|Incorporated|Corp|Corporation|PLC|LLC|N\.?V|S\.?A|AG|SE)\.?$/iu;

/** One Latin word without a legal form is a name or a word (Keep, Match), not yet a firm. */
function saysWhichFirm(shape: FirmShape): boolean {
  return shape.key !== '' && (shape.language === 'zh' || shape.whole || shape.core.includes(' '));
}

/** Two Latin words without a legal form may be a person (Li Ning) as well as a firm. */
function isBare(shape: FirmShape): boolean {
  return shape.language === 'en' && !shape.whole && shape.core.split(' ').length < 3;
}

/** A whole legal form shows that nothing is missing at the end. */
function mayBeCutOff(shape: FirmShape): boolean {
  return !shape.whole && shape.key.length >= (shape.language === 'zh' ? LEAST_CUT_LENGTH : LEAST_CUT_LATIN);
}

function firstNotBelow(sorted: readonly string[], start: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
