import type { Knowledge } from '../ask/knowledge.ts';
import type { Aftermath } from '../domain/aftermath.ts';
import type { Card } from '../domain/card.ts';
import type { CompanyId } from '../domain/ids.ts';
import { aftermathCard } from '../present/aftermath-card.ts';
import { type Language, shortName } from '../present/words.ts';

/** The card of what followed an alert, with names for ids. */
export function cardOfAftermath(aftermath: Aftermath, language: Language, { catalog }: Knowledge): Card {
  const { companies, sectors } = catalog;
  const name = (id: string) => {
    const company = companies.get(id as CompanyId);
    return company === undefined ? id : shortName(company, language);
  };
  const facts = aftermath.companies.map((one) => ({
    ...one,
    name: name(one.company),
    rivals: {
      ...one.rivals,
      sector: sectors.get(one.rivals.sector as never)?.[language] ?? one.rivals.sector,
      named: one.rivals.named.map((rival) => ({ ...rival, name: name(rival.company) })),
    },
  }));
  return aftermathCard(aftermath.title, aftermath.alert, facts, language);
}
