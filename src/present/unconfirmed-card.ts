import type { Card, CardLine } from '../domain/card.ts';
import type { Claim } from '../domain/claim.ts';
import type { Company } from '../domain/company.ts';
import type { CompanyId, OutletId, RegulatorId } from '../domain/ids.ts';
import type { Outlet, Regulator } from '../domain/regulator.ts';
import { plainCard, plainLine } from './plain-card.ts';
import { day, type Language, localeOf, shortName } from './words.ts';

const SAYS = {
  en: {
    title: 'Unconfirmed',
    lead: 'One report states this and nobody has confirmed it. It moves no score.',
    none: 'Nothing unconfirmed is known.',
    noBody: 'no authority named',
    chance: (percent: number) => `${percent} % by the model`,
  },
  zh: {
    title: '未证实',
    lead: '仅一篇报道提及，尚未得到证实，不影响评分。',
    none: '没有未证实的措施。',
    noBody: '未写明机构',
    chance: (percent: number) => `模型判断 ${percent}%`,
  },
} as const;

export interface UnconfirmedFacts {
  readonly claims: readonly Claim[];
  readonly companies: ReadonlyMap<CompanyId, Pick<Company, 'id' | 'name'>>;
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name'>>;
  readonly outlets: ReadonlyMap<OutletId, Pick<Outlet, 'name'>>;
  readonly language: Language;
  /** Of the alert; null for a look-up. */
  readonly reference: string | null;
}

/** Steps that nobody confirmed yet, in their order, each with its quote, its chance and who reports it. */
export function unconfirmedCard(facts: UnconfirmedFacts): Card {
  const { claims, language, reference } = facts;
  const says = SAYS[language];
  const [only] = claims;
  const title =
    claims.length === 1 && only !== undefined ? `${says.title}: ${claimWords(only, facts).who}` : says.title;
  const lines = claims.map((claim) => claimLine(claim, facts));
  return plainCard(language, title, claims.length === 0 ? says.none : says.lead, [{ title: null, lines }], {
    reference,
    url: reference === null ? null : (only?.url ?? null),
  });
}

/** The parts of an unconfirmed step in words. */
export function claimWords(
  claim: Claim,
  { companies, regulators, outlets, language }: Omit<UnconfirmedFacts, 'claims' | 'reference'>,
): Readonly<Record<'who' | 'body' | 'act' | 'outlet' | 'chance', string>> {
  const says = SAYS[language];
  const company = claim.company === null ? undefined : companies.get(claim.company);
  const body = claim.authority?.id ? regulators.get(claim.authority.id) : undefined;
  const outlet = claim.outlet === null ? undefined : outlets.get(claim.outlet);
  const acts: Record<string, string> = localeOf(language).acts;
  return {
    who: company === undefined ? claim.name : shortName(company, language),
    body:
      body === undefined
        ? claim.authority?.name || says.noBody
        : language === 'zh'
          ? (body.name.zh ?? body.short)
          : body.short,
    act: acts[claim.type] ?? claim.type,
    outlet:
      outlet === undefined ? '' : language === 'zh' ? (outlet.name.zh ?? outlet.name.en) : outlet.name.en,
    chance: says.chance(Math.round((claim.probability ?? 0) * 100)),
  };
}

function claimLine(claim: Claim, facts: UnconfirmedFacts): CardLine {
  const { who, body, act, outlet, chance } = claimWords(claim, facts);
  const aside = [outlet, chance].filter((one) => one !== '').join('; ');
  const text = `${who} · ${body} · ${act}: “${claim.quote}” (${aside})`;
  return plainLine(day(claim.day, facts.language), text, { url: claim.url });
}
