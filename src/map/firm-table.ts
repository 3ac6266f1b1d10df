import type { UniverseTable } from '../domain/catalog.ts';
import type { Affiliate, Company, LegalEntity } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';

/** A firm of the catalog: a legal entity of a company, or an affiliate that never resolves to it. */
export type FirmEntry = { readonly company: CompanyId; readonly shape: FirmShape } & (
  | { readonly is: 'entity'; readonly entity: LegalEntity }
  | { readonly is: 'affiliate'; readonly affiliate: Affiliate }
);

/** How far the name of a firm agrees with a firm of the catalog. */
export type FirmAgreement = 'same name' | 'other form' | 'bare name' | 'branch' | 'cut off' | 'other place';

export interface FirmFinding {
  readonly entry: FirmEntry;
  readonly agreement: FirmAgreement;
}

export interface FirmTable {
  /** Firms that the name means on the day, best agreement only; firms whose time is over or to come in `expired`. */
  find(shape: FirmShape, day: CalendarDate): { found: readonly FirmFinding[]; expired: readonly FirmEntry[] };
  ownerOf(entity: LegalEntity): CompanyId | null;
  /** Whether a company has a firm in Latin letters that is called so behind its place and before its form: `dahua technology`. */
  hasCore(company: CompanyId, core: string, day: CalendarDate): boolean;
}

/** A cut-off name must still show this much, or it could be anybody's: `腾讯科技` alone is no firm. */
const LEAST_CUT_LENGTH = 8;
const LEAST_CUT_LATIN = 16;
/** At the end of a core the words for a group tell nothing. */
const GROUP = /(?: (?:group|holdings?)){1,3}$/u;
/** So many Latin words are a firm even without a legal form; two may be a person (Li Ning). */
const WORDS_OF_A_FIRM = 3;

export function nameOfFirm(entry: FirmEntry): string {
  return entry.is === 'entity' ? entry.entity.name : entry.affiliate.name;
}

/** An earlier name goes on meaning the same firm after it was given up, so its own days do not bind. */
function firmHolds(entry: FirmEntry, day: CalendarDate): boolean {
  if (entry.is === 'entity') return entry.entity.relation === 'former-name' || holdsOn(entry.entity, day);
  return holdsOn(entry.affiliate, day);
}

type Way = {
  readonly agreement: (shape: FirmShape) => FirmAgreement;
  readonly look: (shape: FirmShape) => readonly FirmEntry[];
};

export function createFirmTable(
  companies: readonly Company[],
  shapeOf = firmShape,
  universe: UniverseTable | null = null,
): FirmTable {
  const entries = companies.flatMap((company) => firmsOf(company, shapeOf));
  const byKey = Map.groupBy(entries, (entry) => entry.shape.key);
  const latin = entries.filter((entry) => entry.shape.language === 'en');
  const byBareKey = Map.groupBy(latin, (entry) => entry.shape.bareKey);
  const byPlaceless = Map.groupBy(entries, (entry) => entry.shape.placeless);
  const ofUniverse = new WeakMap<LegalEntity, CompanyId>();
  /** Firms of a registered name; the universe is a table, so its firms are made when somebody asks. */
  const named = (key: string): readonly FirmEntry[] =>
    byKey.get(key) ??
    (universe?.named(key) ?? []).flatMap((company) => {
      const firms = firmsOf(company, shapeOf).filter((entry) => entry.shape.key === key);
      for (const firm of firms) if (firm.is === 'entity') ofUniverse.set(firm.entity, company.id);
      return firms;
    });
  const ways: readonly Way[] = [
    { agreement: () => 'same name', look: (shape) => named(shape.key) },
    {
      agreement: (shape) => (shape.core.split(' ').length < WORDS_OF_A_FIRM ? 'bare name' : 'cut off'),
      look: (shape) =>
        shape.language === 'zh'
          ? []
          : (byBareKey.get(shape.bareKey) ?? []).filter((entry) => !shape.whole || !entry.shape.whole),
    },
    { agreement: () => 'other form', look: (shape) => shape.otherForms.flatMap(named) },
    {
      agreement: () => 'branch',
      look: (shape) => (shape.head === null ? [] : named(shape.head)),
    },
    {
      agreement: () => 'cut off',
      look: (shape) =>
        mayBeCutOff(shape) ? entries.filter((entry) => isBegunBy(entry.shape, shape.key)) : [],
    },
    {
      agreement: () => 'other place',
      look: (shape) => (shape.placeless === null ? [] : (byPlaceless.get(shape.placeless) ?? [])),
    },
  ];
  const owners = new Map(
    entries.flatMap((entry) => (entry.is === 'entity' ? [[entry.entity, entry.company] as const] : [])),
  );
  const byCore = Map.groupBy(
    latin.filter(({ is }) => is === 'entity'),
    ({ shape }) => shape.core.replace(GROUP, ''),
  );
  return {
    ownerOf: (entity) => owners.get(entity) ?? ofUniverse.get(entity) ?? null,
    hasCore: (company, core, day) =>
      (byCore.get(core.replace(GROUP, '')) ?? []).some(
        (entry) => entry.company === company && firmHolds(entry, day),
      ),
    find(shape, day) {
      if (!saysWhichFirm(shape)) return { found: [], expired: [] };
      for (const way of ways) {
        const hits = way.look(shape);
        if (hits.length === 0) continue;
        const found = hits.filter((entry) => firmHolds(entry, day));
        return {
          found: found.map((entry) => ({ entry, agreement: way.agreement(shape) })),
          expired: found.length > 0 ? [] : hits,
        };
      }
      return { found: [], expired: [] };
    },
  };
}

/** A company's own registered names are firms too, whether or not the file repeats them as `self`. */
function firmsOf(company: Company, shapeOf: typeof firmShape): FirmEntry[] {
  const entities: FirmEntry[] = company.entities.map((entity) => ({
    is: 'entity',
    company: company.id,
    entity,
    shape: shapeOf(entity.name),
  }));
  const keys = new Set(entities.map((entry) => entry.shape.key));
  const own = [company.name.zh, company.name.zhHant, company.name.en]
    .filter((name) => name !== null)
    .map((name) => ({ name, shape: shapeOf(name) }))
    .filter(({ shape }) => shape.whole && !keys.has(shape.key));
  return [
    ...entities,
    ...own.map(({ name, shape }): FirmEntry => {
      const evidence = company.listings[0]?.evidence ?? [];
      return {
        is: 'entity',
        company: company.id,
        entity: { name, relation: 'self', from: null, to: null, sure: true, evidence },
        shape,
      };
    }),
    ...company.affiliates.map(
      (affiliate): FirmEntry => ({
        is: 'affiliate',
        company: company.id,
        affiliate,
        shape: shapeOf(affiliate.name),
      }),
    ),
  ];
}

/** One Latin word without a legal form is a name or a word (Keep, Match), not yet a firm. */
function saysWhichFirm(shape: FirmShape): boolean {
  return shape.key !== '' && (shape.language === 'zh' || shape.whole || shape.core.includes(' '));
}

/** A full name is no cut-off name of itself. */
function isBegunBy({ key }: FirmShape, start: string): boolean {
  return key.length > start.length && key.startsWith(start);
}

/** A whole legal form shows that nothing is missing at the end. */
function mayBeCutOff(shape: FirmShape): boolean {
  const least = shape.language === 'zh' ? LEAST_CUT_LENGTH : LEAST_CUT_LATIN;
  return !shape.whole && shape.key.length >= least;
}
