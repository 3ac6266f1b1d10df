import type { Card } from '../domain/card.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { Claim } from '../domain/claim.ts';
import type { CompanyId } from '../domain/ids.ts';
import { phrasesOf } from './messages.ts';
import { line, plainCard } from './plain-card.ts';
import { day, type Language, localeOf, nameIn, regulatorName } from './words.ts';

interface UnconfirmedFacts extends Pick<Catalog, 'companies' | 'regulators' | 'outlets'> {
  readonly claims: readonly Claim[];
  readonly language: Language;
  /** Of the alert; null for a look-up. */
  readonly reference: string | null;
}

/** Steps that nobody confirmed yet, in their order, each with its quote, its chance and who reports it. */
export function unconfirmedCard(facts: UnconfirmedFacts): Card {
  const { claims, language, reference } = facts;
  const say = phrasesOf('unconfirmed', language);
  const [only] = claims;
  const title =
    claims.length === 1 && only !== undefined
      ? `${say('title')}: ${claimWords(only, facts).who}`
      : say('title');
  const lines = claims.map((claim) => {
    const { who, body, act, outlet, chance } = claimWords(claim, facts);
    const aside = [outlet, chance].filter((one) => one !== '').join('; ');
    return line(day(claim.day, language), `${who} · ${body} · ${act}: “${claim.quote}” (${aside})`, {
      url: claim.url,
    });
  });
  return plainCard(language, title, say(claims.length === 0 ? 'none' : 'lead'), [{ title: null, lines }], {
    reference,
    url: reference === null ? null : (only?.url ?? null),
  });
}

/** The parts of an unconfirmed step in words. */
export function claimWords(
  claim: Claim,
  { companies, regulators, outlets, language }: Omit<UnconfirmedFacts, 'claims' | 'reference'>,
): Readonly<Record<'who' | 'body' | 'act' | 'outlet' | 'chance', string>> {
  const say = phrasesOf('unconfirmed', language);
  const body = claim.authority?.id ? regulators.get(claim.authority.id) : undefined;
  const outlet = claim.outlet === null ? undefined : outlets.get(claim.outlet);
  const acts: Record<string, string> = localeOf(language).acts;
  return {
    who: nameIn(companies, claim.company ?? ('' as CompanyId), language, claim.name),
    body: regulatorName(body, language) ?? (claim.authority?.name || say('noBody')),
    act: acts[claim.type] ?? claim.type,
    outlet: (language === 'zh' ? outlet?.name.zh : null) ?? outlet?.name.en ?? '',
    chance: say('chance', { percent: Math.round((claim.probability ?? 0) * 100) }),
  };
}
