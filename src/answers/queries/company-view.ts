import type { Language } from '../../base/i18n/words.ts';
import type { App, Company } from '../../domain/company.ts';
import { controlEvidence, operatorEvidence } from '../../domain/evidence.ts';
import { lazily, withParts } from '../../domain/lazily.ts';
import type { Store } from '../../domain/ports.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';
import { reachOn, valueOn } from '../../pipeline/map/ownership-chain.ts';
import { scoreChart } from '../../pipeline/present/score-chart.ts';
import { recidivismOf } from '../../pipeline/score/change.ts';
import type { CompanyState } from '../../pipeline/standing/company-state.ts';
import { entriesOf } from './history.ts';

/** Everything known about one company at an instant. */
export type CompanyView = Awaited<ReturnType<typeof companyView>>;

/** Assembles the page of a company with the same functions as every other answer. */
export async function companyView(
  state: CompanyState,
  store: Pick<Store, 'reportedActions'>,
  language: Language,
) {
  const { company, day, events, knowledge } = state;
  /** Newest first. */
  const entries = await entriesOf(state, store, language);
  const parts = lazily({
    entries: () => entries,
    apps: () =>
      company.apps.filter((app) => holdsOn(app, day)).map((app) => runApp(app, company, day)),
    controls: () => company.controlledBy.filter((edge) => holdsOn(edge, day)),
    stakes: () => company.stakes.filter((edge) => holdsOn(edge, day)),
    /** Earlier acts before the newest one; null where none is known. */
    repeat() {
      const acts = events.filter((event) => event.via === null && !event.withdrawnAt);
      const newest = acts.toSorted((event, other) => event.at - other.at).at(-1);
      if (newest === undefined) return null;
      const of = recidivismOf(newest, events, knowledge.catalog.weights);
      return { date: newest.date, regulator: newest.regulator, of };
    },
    chart: () => scoreChart(state, language),
  });
  return withParts(state as CompanyState & typeof parts, parts);
}

/** An app of the company with its operator on the day, and since when. */
export type RunApp = ReturnType<typeof runApp>;

function runApp(app: App, company: Company, day: CalendarDate) {
  const firm = company.entities.find((legalEntity) => legalEntity.name === app.operator);
  const { relation = '', from = null, to = null } = firm ?? {};
  const evidence = firm?.evidence ?? [];
  const control = { edge: relation, evidence: controlEvidence(evidence) };
  return {
    app,
    value: valueOn(app, day),
    reach: reachOn(app, day),
    /** What attests who runs it: a list that names the firm as operator does so of all its apps. */
    evidence: [...app.evidence, ...operatorEvidence(evidence)],
    operator: app.operator === null ? null : { name: app.operator, relation, from, to, control },
  };
}
