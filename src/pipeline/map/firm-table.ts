import type { UniverseTable } from '../../domain/catalog.ts';
import type { Affiliate, Company, LegalEntity } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';

/**
 * A firm of the catalog: a legal entity of a company, or an affiliate that never resolves to it.
 */
export type FirmEntry = { readonly company: CompanyId; readonly shape: FirmShape } & (
  | { readonly is: 'entity'; readonly firm: LegalEntity }
  | { readonly is: 'affiliate'; readonly firm: Affiliate }
);

/** How a firm's name agrees with a firm of the catalog. */
export type FirmAgreement =
  | 'same name'
  | 'other form'
  | 'bare name'
  | 'branch'
  | 'cut off'
  | 'other place';

/**
 * Firms that a name means on a day, with the best agreement only; `expired` = firms of other days.
 */
export interface FirmFinding {
  readonly agreement: FirmAgreement;
  readonly found: readonly FirmEntry[];
  readonly expired: readonly FirmEntry[];
}

/** Least length of a cut-off name; shorter ones could be anybody's: `腾讯科技` alone is no firm. */
const LEAST_CUT_LENGTH = { zh: 8, en: 16 };
/** Words for a group at the end of a core, which distinguish nothing. */
const GROUP = /(?: (?:group|holdings?)){1,3}$/u;
/**
 * Latin words from which on a name is a firm without a legal form; two may be a person (Li Ning).
 */
const WORDS_OF_A_FIRM = 3;

/** A former name still means the same firm, so its own days do not count. */
const firmHolds = ({ firm }: FirmEntry, day: CalendarDate): boolean =>
  firm.relation === 'former-name' || holdsOn(firm, day);

/** Firms of the catalog by their names. */
export function createFirmTable(
  companies: readonly Company[],
  shapeOf = firmShape,
  universe: UniverseTable | null = null,
) {
  const owners = new WeakMap<object, CompanyId>();
  const entries = companies.flatMap((company) => firmsOf(company, shapeOf));
  for (const { firm, company } of entries) owners.set(firm, company);
  const byKey = Map.groupBy(entries, (entry) => entry.shape.key);
  const latin = entries.filter((entry) => entry.shape.language === 'en');
  const byBareKey = Map.groupBy(latin, (entry) => entry.shape.bareKey);
  const byCore = Map.groupBy(latin, ({ shape }) => shape.core.replace(GROUP, ''));
  const byPlaceless = Map.groupBy(entries, (entry) => entry.shape.placeless);
  /** Firms of a registered name; those of the universe are created on demand. */
  const named = (key: string): readonly FirmEntry[] =>
    byKey.get(key) ??
    (universe?.named(key) ?? []).flatMap((company) => {
      const firms = firmsOf(company, shapeOf).filter((entry) => entry.shape.key === key);
      for (const { firm } of firms) owners.set(firm, company.id);
      return firms;
    });
  /** The ways in which a name may mean a firm, most certain first. */
  const ways: readonly ((shape: FirmShape) => [FirmAgreement, readonly FirmEntry[]])[] = [
    ({ key }) => ['same name', named(key)],
    ({ core, bareKey, whole, language }) => [
      core.split(' ').length < WORDS_OF_A_FIRM ? 'bare name' : 'cut off',
      (language === 'zh' ? [] : (byBareKey.get(bareKey) ?? [])).filter(
        (firmEntry) => !whole || !firmEntry.shape.whole,
      ),
    ],
    ({ otherForms }) => ['other form', otherForms.flatMap(named)],
    ({ head }) => ['branch', head === null ? [] : named(head)],
    // A complete legal form shows that nothing is cut off, and a full name is no cut-off form of
    // itself.
    ({ key, whole, language }) => [
      'cut off',
      whole || key.length < LEAST_CUT_LENGTH[language]
        ? []
        : entries.filter(({ shape }) => shape.key.length > key.length && shape.key.startsWith(key)),
    ],
    ({ placeless }) => [
      'other place',
      placeless === null ? [] : (byPlaceless.get(placeless) ?? []),
    ],
  ];
  return {
    /** The company whose entity this is, as the catalog holds it. */
    ownerOf: (entity: LegalEntity) => owners.get(entity) ?? null,
    /**
     * Whether a company has a firm in Latin letters that is called so behind its place and before
     * its form: `dahua technology`.
     */
    hasCore: (company: CompanyId, core: string, day: CalendarDate): boolean =>
      (byCore.get(core.replace(GROUP, '')) ?? []).some(
        (entry) => entry.is === 'entity' && entry.company === company && firmHolds(entry, day),
      ),
    /** Null where no firm of the catalog is called so. */
    find(shape: FirmShape, day: CalendarDate): FirmFinding | null {
      for (const way of saysWhichFirm(shape) ? ways : []) {
        const [agreement, hits] = way(shape);
        if (hits.length === 0) continue;
        const found = hits.filter((entry) => firmHolds(entry, day));
        return { agreement, found, expired: found.length > 0 ? [] : hits };
      }
      return null;
    },
  };
}

/**
 * A company's own registered names are firms too, whether or not the file repeats them as `self`.
 */
function firmsOf(
  { id, name, entities, affiliates, listings }: Company,
  shapeOf: typeof firmShape,
): FirmEntry[] {
  const shaped = <Firm extends { readonly name: string }>(firm: Firm) => ({
    company: id,
    firm,
    shape: shapeOf(firm.name),
  });
  const known = entities.map((entity): FirmEntry => ({ is: 'entity', ...shaped(entity) }));
  const keys = new Set(known.map((entry) => entry.shape.key));
  const evidence = listings[0]?.evidence ?? [];
  const own = [name.zh, name.zhHant, name.en]
    .filter((one) => one !== null)
    .map(
      (one): LegalEntity => ({
        name: one,
        relation: 'self',
        from: null,
        to: null,
        sure: true,
        evidence,
      }),
    )
    .map((entity): FirmEntry => ({ is: 'entity', ...shaped(entity) }))
    .filter(({ shape }) => shape.whole && !keys.has(shape.key));
  return [
    ...known,
    ...own,
    ...affiliates.map((affiliate): FirmEntry => ({ is: 'affiliate', ...shaped(affiliate) })),
  ];
}

/** One Latin word without a legal form may be any name or word (Keep, Match), not yet a firm. */
function saysWhichFirm(shape: FirmShape): boolean {
  return shape.key !== '' && (shape.language === 'zh' || shape.whole || shape.core.includes(' '));
}
