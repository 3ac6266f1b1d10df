import { type Company, listingsOn, tickerOf } from '../../domain/company.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { bandOf } from '../../pipeline/score/formula.ts';
import { RULES_VERSION } from '../../pipeline/score/score.ts';
import { cases, type ExportDeps, type ExportRange, events, scores, signals } from './sources.ts';

/** Days are text; `timestamp` is an instant, ISO 8601 outside Parquet. */
export type ColumnType = 'text' | 'date' | 'timestamp' | 'integer' | 'number' | 'boolean';

export type ExportRow = Readonly<Record<string, unknown>>;

export type ExportColumn = ReturnType<typeof tableOf>['columns'][number];

/**
 * A table over its sources.
 * @param columns a line a column: name, type (`?` = may be empty), meaning
 * @param values of columns that are not the source's field of the same name (`told_by` is `toldBy`)
 */
function tableOf<S extends object>(
  about: string,
  sources: (deps: ExportDeps, range: ExportRange) => AsyncGenerator<S>,
  columns: string,
  values: Readonly<Record<string, (source: S) => unknown>>,
) {
  const all = columns
    .trim()
    .split(/\n\s*/)
    .map((line) => {
      const [name = '', type = '', ...words] = line.split(' ');
      const key = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof S;
      const column = {
        name,
        type: type.replace('?', '') as ColumnType,
        nullable: type.endsWith('?'),
      };
      return {
        ...column,
        about: words.join(' '),
        of: values[name] ?? ((source: S) => source[key]),
      };
    });
  const written = (value: unknown, type: ColumnType) =>
    type === 'timestamp' && typeof value === 'number' ? new Date(value) : (value ?? null);
  return {
    about,
    columns: all.map(({ of: _, ...column }) => column),
    /** Made one after the other while they are written. */
    async *rows(deps: ExportDeps, range: ExportRange): AsyncGenerator<ExportRow> {
      for await (const source of sources(deps, range))
        yield Object.fromEntries(
          all.map(({ name, type, of }) => [name, written(of(source), type)]),
        );
    },
  };
}

const rounded = (value: number, factor: number) => Math.round(value * factor) / factor;
const namesOf = (apps: readonly { readonly name: string }[]) =>
  apps.map((app) => app.name).join('; ');

const WHO = `company text Id of the company; it never changes.
  ticker text? First listing in force on that day, as Yahoo writes it; empty = not listed.`;
const BODY = 'regulator text Id of the body that acted.';

/**
 * Null for a company without a listing that day, and for one that the registry does not hold any
 * more.
 */
const ticker = ({
  owner,
  day,
}: {
  readonly owner: Company | undefined;
  readonly day: CalendarDate;
}) => (owner === undefined ? null : listingsOn(owner, day).map(tickerOf)[0]);

/** What can be exported. */
export const TABLES: Readonly<Record<string, ReturnType<typeof tableOf>>> = {
  scores: tableOf(
    'One row a company and day, from its first act or rule on, computed from what was known then.',
    scores,
    `date date Day; the score is as of 23:59:59 in Shanghai.
    ${WHO}
    sector text Sector of the company.
    score number 0 to 99.9, one decimal.
    band text Band of the score: background, watch, elevated, high, severe.
    load number L in severity units: score = 100 (1 - 2^(-L/10)).
    model text Version of weights and rules that made the score.`,
    {
      ticker,
      date: ({ day }) => day,
      sector: ({ owner }) => owner.sector,
      band: ({ score, weights }) => bandOf(score, weights),
      load: ({ load }) => rounded(load, 10_000),
      model: ({ weights }) => `${weights.version}+${RULES_VERSION}`,
    },
  ),
  signals: tableOf(
    'One row a company that a stored notice touched, with the score before and after. Immutable.',
    signals,
    `id text Notice, company and edge.
    detected_at timestamp When the document was first fetched.
    published_at timestamp? When it was published, where a time is known.
    ${WHO}
    edge text operator = its own app; via = through a listed child; store = as a store.
    notice text Id of the notice.
    ${BODY}
    case text Id of the case.
    stage text Stage of the case after the notice.
    level integer 1 to 5, by rule.
    before number Score before.
    after number Score after, at the same instant.
    change number after - before.
    band_before text Band before.
    band_after text Band after.
    deadline date? Day by which the case is to be put right.
    told_because text first, new, escalated, deadline, closed, changed or correction.
    origin text official = an authority’s own page; press = newspapers alone.
    earlier integer Earlier acts of the same body on the company.
    late boolean True where it was published days before it was detected.
    apps text Apps that it hit, joined by "; ".`,
    {
      ticker,
      edge: ({ exposure }) => exposure.edge,
      apps: ({ exposure }) => namesOf(exposure.apps),
      change: ({ before, after }) => rounded(after - before, 10),
      told_because: ({ alertReason }) => alertReason,
    },
  ),
  events: tableOf(
    'One row an act of an authority on a company, each once, from history and stored notices.',
    events,
    `id text Id of the act: notice or record, and company.
    date date Day of the act in the zone of the body.
    known_at timestamp From when it counts; 23:59 of the day where no time is known.
    ${WHO}
    ${BODY}
    measure text? What was done: one of the measures of docs/acts.md; empty where it changes an earlier act.
    form text? More exact kind of the measure.
    posture text How far it has come: proposed, opened, filed, charged, interim, final, agreed …
    effect text? What it does to the acts that it changes.
    changes text Ids of these acts, joined by "; ".
    object text Kind of what it was done to.
    object_name text? Its name in English, where it is no app.
    who text Whom it binds.
    market text? Where it takes effect.
    matter text? The alleged breach that acts of several bodies share.
    programme text? The list that it belongs to.
    decided date? Day of the decision, where it was public later.
    grade text confirmed or reported.
    sentence text? The act as a sentence, in English.
    state text? Whether it stood at the end of the range, as far as anybody saw; empty for what is over as it is done.
    level integer? 1 to 5, by rule; empty for closings, which carry no load.
    level_rule text? Rule that gave the level.
    case text? Id of the case that it stands in.
    apps text Apps, joined by "; "; empty where the company as a whole is hit.
    further_apps integer Apps that the notice counts and does not name.
    company_wide boolean True where the company as a whole is hit.
    deadline date? Day by which it is to be put right.
    fine_amount number? Amount of a fine.
    fine_currency text? Its currency.
    fine_share number? Its share of revenue, 0 to 1.
    via text? Listed child through which the company is touched.
    evidence number q: 1 official, 0.8 two newspapers, 0.5 one newspaper or unverified.
    attested boolean False = unverified.
    origin text notice, history or facts.
    withdrawn_at timestamp? From when it no longer counts: it was taken back or replaced.
    title text Title of the notice or record.
    url text? Address of the evidence.`,
    {
      ticker,
      known_at: ({ at }) => at,
      measure: ({ act }) => act.measure,
      form: ({ act }) => act.form,
      posture: ({ act }) => act.posture,
      effect: ({ act }) => act.effect,
      changes: ({ act }) => act.on.join('; '),
      object: ({ object }) => object.kind,
      object_name: ({ object }) => object.name?.en,
      who: ({ act }) => act.who,
      market: ({ act }) => act.market,
      matter: ({ act }) => act.matter,
      programme: ({ act }) => act.programme,
      decided: ({ act }) => act.acted,
      apps: ({ apps, companyWide }) => (companyWide ? '' : namesOf(apps)),
      further_apps: ({ unnamedApps }) => unnamedApps,
      fine_amount: ({ fine }) => fine?.amount,
      fine_currency: ({ fine }) => fine?.currency,
      fine_share: ({ fine }) => fine?.share,
    },
  ),
  cases: tableOf(
    'One row a case, as it stands at the end of the range.',
    cases,
    `as_of date Day of the answer, 23:59:59 in Shanghai.
    id text Company, body and matter.
    ${WHO}
    ${BODY}
    stage text Where it stands.
    opened date Day of its first act.
    deadline date? Deadline of its latest act that set one.
    closed date? Day on which the body closed it.
    open boolean False once grace, lapse or closing ended it.
    acts integer Acts in it.
    highest_level integer Highest level of its acts.
    points number Points of its acts in the score of that day.
    title text Title of its first act.`,
    {
      ticker,
      as_of: ({ day }) => day,
      acts: ({ steps }) => steps.length,
      highest_level: ({ steps }) => Math.max(...steps.map((step) => step.level)),
      points: ({ points }) => rounded(points, 10),
    },
  ),
};
