import type {
  Affiliate,
  Alias,
  App,
  Company,
  Control,
  LegalEntity,
  Listing,
} from '../../src/domain/company.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { AppId, CompanyId, SectorId } from '../../src/domain/ids.ts';
import type { PartialDate } from '../../src/domain/time.ts';

const UNVERIFIED: Evidence[] = [];
type Days = { from?: string; to?: string };
const days = ({ from, to }: Days) => ({
  from: (from ?? null) as PartialDate | null,
  to: (to ?? null) as PartialDate | null,
  evidence: UNVERIFIED,
});

type NameText = string | (Days & { name: string; ordinary?: boolean; shared?: boolean });
const alias = (text: NameText): Alias => {
  const named: Exclude<NameText, string> = typeof text === 'string' ? { name: text } : text;
  const { from, to } = days(named);
  const { name, ordinary = false, shared = false } = named;
  return { name, ordinary, shared, from, to };
};

/** A listing: `listing('XHKG:0700', {from: '2004-06-16'})`. */
export function listing(symbol: string, span: Days = {}): Listing {
  const [mic, ticker] = symbol.split(':');
  return { mic: mic!, symbol: ticker!, ...days(span) };
}

/** A legal entity; a subsidiary that is sure, unless it says otherwise. */
export function entity(
  name: string,
  other: Days & { relation?: LegalEntity['relation']; sure?: boolean } = {},
): LegalEntity {
  return {
    name,
    relation: other.relation ?? 'subsidiary',
    sure: other.sure ?? true,
    ...days(other),
  };
}

export function affiliate(
  name: string,
  relation: Affiliate['relation'],
  span: Days = {},
): Affiliate {
  return { name, relation, ...days(span) };
}

export function control(
  company: string,
  other: Days & { share?: number; value?: Control['value']; by?: Control['by'] } = {},
): Control {
  return {
    company: company as CompanyId,
    by: other.by ?? 'majority',
    share: other.share ?? null,
    value: other.value ?? 'unknown',
    ...days(other),
  };
}

type AppText = Days & {
  en?: string;
  aliases?: NameText[];
  ordinary?: boolean;
  operator?: string;
  value?: App['value'][number]['tier'];
  reach?: App['reach'][number]['tier'];
  packages?: string[];
  icp?: string[];
  sure?: boolean;
};

/** An app: `app('tencent/wechat', '微信', {reach: 'super'})`. */
export function app(id: string, zh: string, other: AppText = {}): App {
  const always = { from: null, to: null, evidence: UNVERIFIED };
  return {
    id: id as AppId,
    name: { zh, en: other.en ?? null, zhHant: null },
    aliases: (other.aliases ?? []).map(alias),
    ordinary: other.ordinary ?? false,
    operator: other.operator ?? null,
    value: other.value === undefined ? [] : [{ tier: other.value, ...always }],
    reach: other.reach === undefined ? [] : [{ tier: other.reach, ...always }],
    packages: other.packages ?? [],
    icp: other.icp ?? [],
    sure: other.sure ?? true,
    ...days(other),
  };
}

type CompanyText = {
  zh?: string;
  en?: string;
  aliases?: NameText[];
  listings?: Listing[];
  controlledBy?: Control[];
  stakes?: (Days & { holder: string; share?: number })[];
  entities?: (string | LegalEntity)[];
  affiliates?: Affiliate[];
  apps?: App[];
};

/** A company with only the lines that matter to a test. */
export function company(id: string, other: CompanyText = {}): Company {
  return {
    id: id as CompanyId,
    name: { en: other.en ?? id, zh: other.zh ?? null, zhHant: null },
    country: 'CN',
    sector: 'internet' as SectorId,
    aliases: (other.aliases ?? []).map(alias),
    listings: other.listings ?? [],
    controlledBy: other.controlledBy ?? [],
    stakes: (other.stakes ?? []).map((stake) => ({
      holder: stake.holder as CompanyId,
      share: stake.share ?? null,
      ...days(stake),
    })),
    entities: (other.entities ?? []).map((one) => (typeof one === 'string' ? entity(one) : one)),
    affiliates: other.affiliates ?? [],
    apps: other.apps ?? [],
    note: null,
  };
}

export function companyMap(...companies: Company[]): ReadonlyMap<CompanyId, Company> {
  return new Map(companies.map((one) => [one.id, one]));
}
