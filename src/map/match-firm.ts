import type { Affiliate, LegalEntity } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type Reason, reason, reasons } from '../domain/reason.ts';
import { type CalendarDate, firstDay } from '../domain/time.ts';
import { readingsOfCell } from '../names/firm.ts';
import { chineseForm } from '../names/firm-words.ts';
import { nameKey } from '../names/normalise.ts';
import type { BrandFinding } from './brands.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';
import { type FirmAgreement, type FirmEntry, nameOfFirm } from './firm-table.ts';
import { lowerOfGroup } from './ownership-chain.ts';

export type { FirmAgreement };

import { companyNamed, daysOf, entryHolds, type MapIndex, type NameEntry } from './map-index.ts';

/** What a firm's name (a developer, or a mention that is a firm) says about the company. */
export type FirmVerdict =
  | {
      readonly is: 'entity';
      readonly company: CompanyId;
      readonly entity: LegalEntity;
      readonly agreement: FirmAgreement;
      readonly because: Reason;
    }
  | {
      readonly is: 'named';
      readonly company: CompanyId;
      readonly entry: NameEntry;
      /** Written as a firm, with a legal form. */
      readonly whole: boolean;
      readonly because: Reason;
    }
  | {
      readonly is: 'affiliate';
      readonly company: CompanyId;
      readonly relation: Affiliate['relation'];
      readonly because: Reason;
    }
  /** In no register that we have, but named after one listed group; `sure` = enough to name the group. */
  | { readonly is: 'by-name'; readonly company: CompanyId; readonly sure: boolean; readonly because: Reason }
  | { readonly is: 'several'; readonly companies: readonly CompanyId[]; readonly because: Reason }
  | {
      readonly is: 'brand';
      readonly findings: readonly BrandFinding[];
      readonly laterOf: readonly CompanyId[];
      readonly because: Reason;
    }
  /** `laterOf`: companies whose firm it became after this day. */
  | { readonly is: 'unknown'; readonly laterOf: readonly CompanyId[]; readonly because: Reason };

/** How much a verdict says about whose the firm is; of the readings of one cell the one that says most counts. */
const SAYS: readonly FirmVerdict['is'][] = [
  'unknown',
  'brand',
  'several',
  'affiliate',
  'by-name',
  'named',
  'entity',
];

/** Judges a firm's name on a day, strongest evidence first: registered name, company name, own name of a group, brand. */
export function matchFirm(written: string, day: CalendarDate, index: MapIndex): FirmVerdict {
  const [whole = '', ...further] = readingsOfCell(written);
  let best = matchFirmName(whole, day, index);
  for (const reading of further) {
    const verdict = matchFirmName(reading, day, index);
    if (SAYS.indexOf(verdict.is) > SAYS.indexOf(best.is)) best = verdict;
  }
  return best;
}

function matchFirmName(name: string, day: CalendarDate, index: MapIndex): FirmVerdict {
  const shape = firmShape(name);
  const { found, expired } = index.firms.find(shape, day);
  if (found.length > 0) return matchFound(name, day, index, found);
  const named = namedCompany(name, shape, day, index);
  if (named !== null) return named;
  // A firm that we know and that is not the company's on this day does not become so by its name or brand.
  const isKnown = expired.length > 0;
  const stem = isKnown ? null : index.stems.find(shape, day);
  if (stem !== null) {
    const company = companyNamed(stem.company, index);
    const because = reason('named-after', { name, word: stem.stem, company });
    return { is: 'by-name', company: stem.company, sure: stem.sure, because };
  }
  const findings = isKnown ? [] : index.brands.find(shape, day);
  const over = expired[0];
  const company = over === undefined ? '' : companyNamed(over.company, index);
  const history =
    over === undefined ? [] : [reason('firm-of-other-days', { firm: nameOfFirm(over), company })];
  const laterOf = expired
    .filter(
      (entry) => entry.is === 'entity' && entry.entity.from !== null && firstDay(entry.entity.from) > day,
    )
    .map((entry) => entry.company);
  if (findings.length === 0) {
    return { is: 'unknown', laterOf, because: reasons(reason('unknown-firm', { name }), ...history) };
  }
  const brands = findings.map(({ because, brand }) =>
    reason('brand-of', { why: because, company: companyNamed(brand.company, index) }),
  );
  return {
    is: 'brand',
    findings,
    laterOf,
    because: reasons(reason('only-brands', { name, brands }), ...history),
  };
}

/** An affiliate as near as the company's own firm makes it nobody's. */
const GUESSED: ReadonlySet<FirmAgreement> = new Set(['other form', 'cut off', 'other place']);

function matchFound(
  name: string,
  day: CalendarDate,
  index: MapIndex,
  found: readonly { readonly entry: FirmEntry; readonly agreement: FirmAgreement }[],
): FirmVerdict {
  const entities = found.filter(({ entry }) => entry.is === 'entity');
  const affiliates = found.filter(({ entry }) => entry.is === 'affiliate');
  const guessed = GUESSED.has(found[0]!.agreement);
  if (entities.length === 0 || (guessed && affiliates.length > 0)) {
    const { entry } = affiliates[0]!;
    const relation = entry.is === 'affiliate' ? entry.affiliate.relation : 'affiliate';
    return {
      is: 'affiliate',
      company: entry.company,
      relation,
      because: reason('affiliate-match', {
        ...{ name, agreement: found[0]!.agreement, firm: nameOfFirm(entry), relation },
        company: companyNamed(entry.company, index),
      }),
    };
  }
  const lowest = entities
    .map(({ entry }) => entry.company)
    .reduce<CompanyId | null>(
      (lowest, next) => (lowest === null ? null : lowerOfGroup(lowest, next, day, index.companies)),
      entities[0]!.entry.company,
    );
  if (lowest === null) {
    const companies = [...new Set(entities.map(({ entry }) => entry.company))];
    return {
      is: 'several',
      companies,
      because: reason('firms-of-several', { name, companies: all(companies, index) }),
    };
  }
  const best = entities.find(({ entry }) => entry.company === lowest) ?? entities[0]!;
  const entity = best.entry.is === 'entity' ? best.entry.entity : null;
  return {
    is: 'entity',
    company: lowest,
    entity: entity!,
    agreement: best.agreement,
    because: reason(entity!.sure ? 'firm-match' : 'firm-match-unsure', {
      ...{ name, agreement: best.agreement, firm: entity!.name, relation: entity!.relation },
      company: companyNamed(lowest, index),
    }),
  };
}

/** 腾讯 of 腾讯公司 and 腾讯集团. 华侨城集团有限公司 is a legal person of its own, more often than not the parent: null. */
function withoutCompany(key: string): string | null {
  const form = chineseForm(key);
  const bare = key.slice(0, form.endsWith('公司') ? -form.length : key.length);
  if (!bare.endsWith('集团')) return bare;
  return form.includes('有限') ? null : bare.slice(0, -2);
}

const all = (companies: readonly CompanyId[], index: MapIndex) =>
  companies.map((one) => companyNamed(one, index));

const wordingOf = (name: string, entry: NameEntry, index: MapIndex) => ({
  ...{ name, written: entry.written, days: daysOf(entry) },
  company: companyNamed(entry.company, index),
});

/** A company by its own name or alias: `腾讯`, `腾讯公司`, `Tencent Holdings Ltd`. A name that several share is nobody's. */
function namedCompany(
  name: string,
  shape: FirmShape,
  day: CalendarDate,
  index: MapIndex,
): FirmVerdict | null {
  const keys = [nameKey(name), ...(shape.head === null ? [] : [shape.head])];
  if (shape.language === 'en') keys.push(shape.core.replaceAll(' ', ''));
  else if (shape.place === '') keys.push(withoutCompany(shape.key) ?? shape.key);
  for (const key of keys) {
    const entries = (index.names.get(key) ?? []).filter(
      (entry) => entry.app === null && entryHolds(entry, day),
    );
    const companies = [...new Set(entries.map((entry) => entry.company))];
    if (companies.length > 1) {
      return {
        is: 'several',
        companies,
        because: reason('name-of-several', { name, companies: all(companies, index) }),
      };
    }
    const entry = entries.find((one) => one.ordinary) ?? entries[0];
    if (entry !== undefined) {
      return {
        is: 'named',
        company: entry.company,
        entry,
        whole: shape.whole,
        because: reason(
          entry.how === 'name' ? 'company-name' : 'company-alias',
          wordingOf(name, entry, index),
        ),
      };
    }
  }
  return shortened(name, shape, day, index);
}

/**
 * A registered English name that the press writes without place, legal form and "Group" ("Dahua Technology" for Zhejiang Dahua
 * Technology Co., Ltd.), where its first word alone is a name of the same company and of no other.
 */
function shortened(name: string, shape: FirmShape, day: CalendarDate, index: MapIndex): FirmVerdict | null {
  const [first, ...more] = shape.core.split(' ');
  if (shape.language !== 'en' || shape.whole || shape.place !== '' || more.length === 0) return null;
  const entries = (index.names.get(first!) ?? []).filter(
    (entry) => entry.app === null && !entry.ordinary && entryHolds(entry, day),
  );
  const [entry] = entries;
  if (entry === undefined || entries.some((one) => one.company !== entry.company)) return null;
  if (!index.firms.hasCore(entry.company, shape.core, day)) return null;
  return {
    is: 'named',
    company: entry.company,
    entry,
    whole: false,
    because: reason('company-short-form', wordingOf(name, entry, index)),
  };
}
