import { phrasesOf } from '../../base/i18n/messages.ts';
import { moment, shortName, sourceTitle } from '../../base/i18n/words.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { Instant } from '../../domain/time.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { LookupDeps, LookupResult, Question } from './lookup-result.ts';
import { blindOf, coverageOf, healthOf, type SourceHealth } from './source-health.ts';
import { type ShownSource, type SourceRow, sourceRows } from './source-rows.ts';

/** Order in which states are shown: those that need attention first. */
const ORDER: readonly Exclude<SourceHealth, 'off'>[] = [
  'failing',
  'quiet',
  'healthy',
  'answers',
  'never',
];

/**
 * `coverage`: the watched sources and their state, failing ones first. A source without an answer
 * is reported as a gap, not as “no news”.
 */
export async function lookUp(
  question: Question,
  { knowledge, store, sources }: LookupDeps,
): Promise<LookupResult> {
  const { catalog } = knowledge;
  const { language, at } = question;
  const say = phrasesOf('coverage', language);
  const rows = await sourceRows({ store, catalog }, sources ?? shownOf(catalog), at);
  const { on, known, ...counts } = coverageOf(rows, at);
  const blind = blindOf(rows, catalog, at);
  const names = new Intl.ListFormat(language).format(
    blind.bodies.map(({ name }) => shortName({ name: { ...name, zhHant: null } }, language)),
  );
  const states = Map.groupBy(rows, (row) => healthOf(row, at));
  const textOf = (row: SourceRow) => rowLine(row, question, say);
  const apps = [...catalog.companies.values()].reduce(
    (sum, company) => sum + company.apps.length,
    0,
  );
  const companies = say('companies', { n: catalog.companies.size + catalog.universe.size, apps });
  const card = plainCard(language, say('title'), say('bodies', { n: on, of: known }), [
    section(say('counts'), ...ORDER.map((state) => line(String(counts[state]), say(state)))),
    ...(blind.bodies.length === 0
      ? []
      : [section(say('blind'), line(names, say('blindFor', { n: blind.companies.length })))]),
    ...ORDER.map((state) => section(say(state), (states.get(state) ?? []).map(textOf))),
    section(null, line(null, companies, 'quiet')),
  ]);
  return { found: true, card };
}

type Say = ReturnType<typeof phrasesOf<'coverage'>>;

/** A source with its finding, its open gap, its newest row and when it last answered. */
function rowLine(row: SourceRow, { language }: Question, say: Say) {
  const when = (at: Instant) => ({ when: moment(at, 'Asia/Shanghai', language) });
  const gap = row.gaps.find(({ to }) => to === null);
  const title = sourceTitle(row, row.owner, language);
  if (row.lastSuccessAt === null && row.finding === null) return line(null, title);
  const parts = [
    row.finding?.message,
    gap === undefined ? null : say('gap', when(gap.from)),
    row.newestRow === null ? null : say('newest', { day: row.newestRow }),
    row.lastSuccessAt === null ? say('never') : say('seen', when(row.lastSuccessAt)),
  ];
  return line(title, parts.filter(Boolean).join(' · '));
}

/** Every source of the catalog, for callers without settings for the watch. */
function shownOf({ regulators, outlets }: Pick<Catalog, 'regulators' | 'outlets'>): ShownSource[] {
  return [
    ...[...regulators.values()].flatMap((regulator) =>
      regulator.sources.map((source) => ({ source, outlet: null })),
    ),
    ...[...outlets.values()].flatMap((outlet) =>
      outlet.sources.map((source) => ({ source, outlet })),
    ),
  ];
}
