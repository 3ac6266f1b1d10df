import type { Fact } from '../domain/history.ts';
import type { Step } from '../domain/score.ts';
import { lastMinute } from '../domain/time.ts';

/** Steps of facts: attested unless the fact says otherwise, told at 23:59 of their day (scoring.md 11, "golden facts are exempt"). */
export function stepsOfFacts(facts: readonly Fact[]): Step[] {
  return facts.map((fact) => ({
    id: `${fact.id}/${fact.company}`,
    company: fact.company,
    regulator: fact.regulator,
    zone: fact.zone,
    date: fact.date,
    at: lastMinute(fact.date, fact.zone),
    types: fact.types,
    override: null,
    apps: fact.apps,
    unnamedApps: fact.unnamedApps,
    companyWide: fact.companyWide,
    deadline: fact.deadline,
    fine: fact.fine,
    together: fact.together,
    core: fact.core,
    batch: fact.batch,
    evidence: 1,
    attested: fact.attested,
    origin: 'facts',
    notice: null,
    title: fact.title,
    url: null,
    matter: fact.matter,
    via: fact.via,
    market: fact.market,
    liftedOn: fact.liftedOn,
  }));
}
