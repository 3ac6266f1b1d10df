import type { Affiliate, LegalEntity } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Mention } from '../../domain/notice.ts';
import { type Reason, reason, reasons } from '../../domain/reason.ts';
import { firstDay } from '../../domain/time.ts';
import { readingsOfCell } from '../../knowledge/names/firm.ts';
import { chineseForm } from '../../knowledge/names/firm-words.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import { findFiling } from './app-names.ts';
import type { BrandFinding } from './brands.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';
import type { FirmAgreement, FirmFinding } from './firm-table.ts';
import type { AsOf } from './map-index.ts';
import { daysOf, type NameEntry } from './name-entries.ts';

/** What the name of a firm (a developer, or a mention that is a firm) tells about its owner. */
export type FirmVerdict = { readonly because: Reason } & (
  | {
      readonly is: 'entity';
      readonly company: CompanyId;
      readonly entity: LegalEntity;
      readonly agreement: FirmAgreement;
    }
  /** By a company's own name; `whole` = written as a firm, with a legal form. */
  | {
      readonly is: 'named';
      readonly company: CompanyId;
      readonly entry: NameEntry;
      readonly whole: boolean;
    }
  | {
      readonly is: 'affiliate';
      readonly company: CompanyId;
      readonly relation: Affiliate['relation'];
    }
  /** Unregistered, but named after one listed group; `sure` = enough to name the group. */
  | { readonly is: 'by-name'; readonly company: CompanyId; readonly sure: boolean }
  | { readonly is: 'several'; readonly companies: readonly CompanyId[] }
  /**
   * `findings`: brands at its head, none where it is unknown. `laterOf`: companies whose firm it
   * became after this day.
   */
  | {
      readonly is: 'brand' | 'unknown';
      readonly findings: readonly BrandFinding[];
      readonly laterOf: readonly CompanyId[];
    }
);

/**
 * Verdicts by how much they tell about the owner, most first; of several readings of a cell the
 * first one counts.
 */
const SAYS: readonly FirmVerdict['is'][] = [
  'unknown',
  'brand',
  'several',
  'affiliate',
  'by-name',
  'named',
  'entity',
];

/** Placeholders of lists without a developer. */
const NO_DEVELOPER =
  /^(?:[-—–/\\.*_?？]+|无|暂无|未知|不详|未标明|未提供|n\/?a|null|none|unknown)?$/iu;
const SEVERAL_FIRMS = /[、;；/]|(?<=公司),(?=\p{Script=Han})/u;

/**
 * Judges the developer of an app; a filing number that the catalog knows speaks for the firm that
 * filed it. Null where there is neither.
 */
export function matchDeveloper(
  { developer, icp }: Pick<Mention, 'developer' | 'icp'>,
  on: AsOf,
): FirmVerdict | null {
  const written = developer?.trim() ?? '';
  const judged = NO_DEVELOPER.test(written) ? null : matchCell(written, on);
  const filed = findFiling(icp, on)[0];
  if (filed === undefined || judged?.is === 'affiliate') return judged;
  const because = reason('filing-of', { number: icp ?? '', company: on.called(filed.company) });
  if (judged?.is !== 'entity' && judged?.is !== 'named' && judged?.is !== 'by-name')
    return {
      is: 'named',
      company: filed.company,
      entry: { ...filed, ordinary: false },
      whole: true,
      because,
    };
  if (on.isGroup(judged.company, filed.company)) return judged;
  return {
    is: 'several',
    companies: [judged.company, filed.company],
    because: reason('but-filing', { why: judged.because, filing: because }),
  };
}

/** The owner by a registered name or its own; null where the name proves less. */
export const ownerIn = (verdict: FirmVerdict): CompanyId | null =>
  verdict.is === 'entity' || verdict.is === 'named' ? verdict.company : null;

/**
 * A cell may hold several firms; they indicate a company only where all known ones belong to one
 * group.
 */
function matchCell(developer: string, on: AsOf): FirmVerdict {
  const whole = matchFirm(developer, on);
  const parts = developer.split(SEVERAL_FIRMS).filter((part) => part.trim() !== '');
  if (whole.is === 'entity' || parts.length < 2) return whole;
  const verdicts = parts.map((part) => matchFirm(part, on));
  const owners = verdicts.flatMap((firmVerdict) => ownerIn(firmVerdict) ?? []);
  const agree =
    owners.length === parts.length && owners.every((owner) => on.isGroup(owners[0]!, owner));
  return agree ? verdicts[0]! : whole;
}

/**
 * Judges a firm's name on a day, strongest evidence first: registered name, company name, own name
 * of a group, brand.
 */
export function matchFirm(written: string, on: AsOf): FirmVerdict {
  const [whole = '', ...further] = readingsOfCell(written);
  return [whole, ...further]
    .map((reading) => matchReading(reading, on))
    .reduce((best, next) => (SAYS.indexOf(next.is) > SAYS.indexOf(best.is) ? next : best));
}

function matchReading(name: string, on: AsOf): FirmVerdict {
  const { firms, stems, brands } = on.index;
  const shape = firmShape(name);
  const finding = firms.find(shape, on.day);
  const known = finding?.found.length
    ? matchFound(name, finding, on)
    : namedCompany(name, shape, on);
  if (known !== null) return known;
  const expired = finding?.expired ?? [];
  const [over] = expired;
  if (over !== undefined) {
    // A known firm that did not belong to the company on this day does not become its firm by name
    // or brand.
    const history = reason('firm-of-other-days', {
      firm: over.firm.name,
      company: on.called(over.company),
    });
    const later = expired.filter(
      ({ is, firm: { from } }) => is === 'entity' && from !== null && firstDay(from) > on.day,
    );
    return {
      is: 'unknown',
      findings: [],
      laterOf: later.map((entry) => entry.company),
      because: reasons(reason('unknown-firm', { name }), history),
    };
  }
  const stem = stems.find(shape, on.day);
  if (stem !== null) {
    const { stem: word, company, sure } = stem;
    return {
      is: 'by-name',
      company,
      sure,
      because: reason('named-after', { name, word, company: on.called(company) }),
    };
  }
  const local = on.index.localNames.find(name);
  if (local !== null) {
    const { company, word, sure } = local;
    const because = reason('local-name', { name, word, company: on.called(company) });
    return { is: 'by-name', company, sure, because };
  }
  const findings = brands.find(shape, on.day);
  const said = findings.map(({ because, brand }) =>
    reason('brand-of', { why: because, company: on.called(brand.company) }),
  );
  return findings.length === 0
    ? { is: 'unknown', findings, laterOf: [], because: reason('unknown-firm', { name }) }
    : {
        is: 'brand',
        findings,
        laterOf: [],
        because: reason('only-brands', { name, brands: said }),
      };
}

/** Agreements so weak that an affiliate with the same one leaves the firm without an owner. */
const GUESSED: ReadonlySet<FirmAgreement> = new Set(['other form', 'cut off', 'other place']);

function matchFound(name: string, { agreement, found }: FirmFinding, on: AsOf): FirmVerdict {
  const entities = found.filter((firmEntry) => firmEntry.is === 'entity');
  const affiliate = found.find((firmEntry) => firmEntry.is === 'affiliate');
  if (affiliate !== undefined && (entities.length === 0 || GUESSED.has(agreement))) {
    const { company, firm } = affiliate;
    const { relation } = firm;
    const wording = { name, agreement, firm: firm.name, relation, company: on.called(company) };
    return { is: 'affiliate', company, relation, because: reason('affiliate-match', wording) };
  }
  const owners = entities.map((one) => one.company);
  const lowest = owners.reduce<CompanyId | null>(
    (low, next) => (low === null ? null : on.lower(low, next)),
    owners[0]!,
  );
  if (lowest === null) return severalOf('firms-of-several', name, owners, on);
  const { firm: entity } = entities.find((one) => one.company === lowest) ?? entities[0]!;
  return {
    is: 'entity',
    company: lowest,
    entity,
    agreement,
    because: reason(entity.sure ? 'firm-match' : 'firm-match-unsure', {
      name,
      agreement,
      firm: entity.name,
      relation: entity.relation,
      company: on.called(lowest),
    }),
  };
}

function severalOf(
  code: 'firms-of-several' | 'name-of-several',
  name: string,
  owners: readonly CompanyId[],
  on: AsOf,
): FirmVerdict {
  const companies = [...new Set(owners)];
  const because = reason(code, { name, companies: companies.map((company) => on.called(company)) });
  return { is: 'several', companies, because };
}

/**
 * 腾讯 of 腾讯公司 and 腾讯集团. 华侨城集团有限公司 is a legal person of its own, more often than not the parent:
 * null.
 */
function withoutCompany(key: string): string | null {
  const form = chineseForm(key);
  const bare = key.slice(0, form.endsWith('公司') ? -form.length : key.length);
  if (!bare.endsWith('集团')) return bare;
  return form.includes('有限') ? null : bare.slice(0, -2);
}

/**
 * A company by its own name or alias: `腾讯`, `腾讯公司`, `Tencent Holdings Ltd`. A name that several
 * share is nobody's.
 */
function namedCompany(name: string, shape: FirmShape, on: AsOf): FirmVerdict | null {
  const keys = [nameKey(name), ...(shape.head === null ? [] : [shape.head])];
  if (shape.language === 'en') keys.push(shape.core.replaceAll(' ', ''));
  else if (shape.place === '') keys.push(withoutCompany(shape.key) ?? shape.key);
  for (const key of keys) {
    const entries = on.named(key).filter((entry) => entry.app === null);
    if (new Set(entries.map((entry) => entry.company)).size > 1) {
      const owners = entries.map((entry) => entry.company);
      return severalOf('name-of-several', name, owners, on);
    }
    const entry = entries.find((entry) => entry.ordinary) ?? entries[0];
    if (entry !== undefined)
      return byEntry(
        entry.how === 'name' ? 'company-name' : 'company-alias',
        name,
        entry,
        shape.whole,
        on,
      );
  }
  const entry = shortened(shape, on);
  return entry === null ? null : byEntry('company-short-form', name, entry, false, on);
}

function byEntry(
  code: 'company-name' | 'company-alias' | 'company-short-form',
  name: string,
  entry: NameEntry,
  whole: boolean,
  on: AsOf,
): FirmVerdict {
  const { company, written } = entry;
  const because = reason(code, { name, written, days: daysOf(entry), company: on.called(company) });
  return { is: 'named', company, entry, whole, because };
}

/**
 * A registered English name that the press writes without place, legal form and "Group" ("Dahua
 * Technology" for Zhejiang Dahua Technology Co., Ltd.), where its first word alone is a name of the
 * same company and of no other.
 */
function shortened(shape: FirmShape, on: AsOf): NameEntry | null {
  const [first, ...more] = shape.core.split(' ');
  if (shape.language !== 'en' || shape.whole || shape.place !== '' || more.length === 0)
    return null;
  const entries = on.named(first!).filter((entry) => entry.app === null && !entry.ordinary);
  const [entry] = entries;
  if (entry === undefined || entries.some((nameEntry) => nameEntry.company !== entry.company))
    return null;
  return on.index.firms.hasCore(entry.company, shape.core, on.day) ? entry : null;
}
