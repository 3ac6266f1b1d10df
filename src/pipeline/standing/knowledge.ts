import type { Catalog } from '../../domain/catalog.ts';
import type { Company } from '../../domain/company.ts';
import type { HistoryRecord, SectorRule } from '../../domain/history.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import { lazily, withParts } from '../../domain/lazily.ts';
import type { Store } from '../../domain/ports.ts';
import type { Regulator } from '../../domain/regulator.ts';
import type { RegulatoryEvent, Score } from '../../domain/score.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import { appNames, recordsByOwner } from '../../knowledge/catalog/owner-tables.ts';
import { createMapIndex, type MapIndex } from '../map/map-index.ts';
import { highestReach, ungradedOn } from '../map/ownership-chain.ts';
import type { RejectedAct } from '../map/rejected-acts.ts';
import type { Wording } from '../score/explain.ts';
import { eventsOfHistory } from '../score/history-events.ts';
import type { WholeSeries } from '../score/next-act.ts';
import type { NoticeSurroundings } from '../score/notice-events.ts';
import { RULES_VERSION, type ScoreInput, scoreAt, standingOf } from '../score/score.ts';
import { type Weighing, weighingOf } from '../score/weighing.ts';
import { historyLookup } from './history-lookup.ts';
import { renderAct } from './named-acts.ts';
import { wholeSeriesOf } from './whole-series.ts';

/** A record that ended by itself carries its title with this behind it. */
const OVER = ': over';

/** Who said that a report is wrong, and why. */
export interface Refutation {
  readonly by: string;
  readonly because: string;
}

/** The catalog with everything that look-ups and the pipeline build from it once. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly index: MapIndex;
  readonly wording: Wording;
  /** Acts of the history by company, made for a company when it is first asked for. */
  readonly history: StepHistory;
  readonly zoneOf: (regulator: RegulatorId) => string;
  /** What people took back of single pages. */
  readonly rejected: readonly RejectedAct[];
  /** Whole series of authorities, by `config/series`. */
  readonly series: readonly WholeSeries[];
  /** Reports that somebody said are wrong, by the id of the question about them. */
  readonly refuted: ReadonlyMap<string, Refutation>;
  /** Costs and markets by `config/facts`. */
  readonly weighing: Weighing;
  /** Names catalog, rules of the score and where the history is cut: what rows are made with. */
  readonly model: string;
}

const SHANGHAI = 'Asia/Shanghai';

/**
 * Builds the indexes of a catalog. `historyUntil` cuts the history at a day (the demo cuts it, so
 * that nothing counts twice); null takes all of it.
 */
export function knowledgeOf(
  catalog: Catalog,
  options: { readonly historyUntil?: CalendarDate | null } = {},
): Knowledge {
  const until = options.historyUntil ?? null;
  const own = built.get(catalog) ?? { indexes: indexesOf(catalog), byDay: new Map() };
  built.set(catalog, own);
  const knowledge = own.byDay.get(until) ?? builtFrom(catalog, own.indexes, until);
  own.byDay.set(until, knowledge);
  return knowledge;
}

/** Several commands of one process take the same catalog. */
const built = new WeakMap<
  Catalog,
  {
    readonly indexes: ReturnType<typeof indexesOf>;
    readonly byDay: Map<CalendarDate | null, Knowledge>;
  }
>();

/** What hangs on the catalog alone, and not on where its history is cut. */
function indexesOf(catalog: Catalog) {
  const zoneOf = (regulator: RegulatorId) =>
    catalog.regulators.get(regulator)?.timezone ?? SHANGHAI;
  const stores = catalog.words.stores.flatMap((store) =>
    store.operator === null ? [] : [{ ...store, operator: store.operator }],
  );
  const { companies, universe, derived } = catalog;
  const { products } = catalog.words;
  const index = createMapIndex(companies, { stores, products, universe, derived });
  const weighing = weighingOf(catalog.facts, catalog.weights, (id) => {
    const company = companies.get(id);
    const isListed = (company?.listings.length ?? 0) > 0;
    return { country: company?.country ?? null, isListed };
  });
  const lookup = historyLookup(index, zoneOf, catalog.weights, weighing);
  return { zoneOf, index, weighing, lookup };
}

function builtFrom(
  catalog: Catalog,
  { zoneOf, index, weighing, lookup }: ReturnType<typeof indexesOf>,
  until: CalendarDate | null,
): Knowledge {
  const isKnown = ({ date }: HistoryRecord) => until === null || date < until;
  const rules = () => catalog.rules.map((rule) => (until === null ? rule : ruleUntil(rule, until)));
  const knowledge: Knowledge = lazily<Knowledge>({
    catalog: () => withParts(catalog, lazily<Pick<Catalog, 'rules'>>({ rules })),
    index: () => index,
    wording: () => wordingOf(catalog, (company) => knowledge.history.get(company)),
    history: () =>
      stepHistory(catalog, isKnown, (some) => eventsOfHistory(some, lookup, catalog.weights)),
    zoneOf: () => zoneOf,
    rejected: () => [],
    series: () => wholeSeriesOf({ catalog, zoneOf }),
    refuted: () => new Map(),
    weighing: () => weighing,
    model: () => [catalog.version, RULES_VERSION, until].filter(Boolean).join('+'),
  });
  return knowledge;
}

/** A rule as it was known before a day: later stages have not happened yet. */
function ruleUntil(rule: SectorRule, until: CalendarDate): SectorRule {
  const known = (date: CalendarDate | null) => (date !== null && date < until ? date : null);
  return {
    ...rule,
    proposed: known(rule.proposed),
    enacted: known(rule.enacted),
    inForce: known(rule.inForce),
    dropped: known(rule.dropped),
  };
}

function wordingOf(
  catalog: Catalog,
  stepsOn: (company: CompanyId) => readonly RegulatoryEvent[],
): Wording {
  const { companies, regulators, history, rules, notes } = catalog;
  const made = lazily({
    apps: () => appNames(catalog),
    /** What acts are against beside apps, by their English names. */
    objects: () =>
      new Map(
        history.flatMap(({ hits }) =>
          hits.flatMap(({ object: { name } }) => (name === null ? [] : [[name.en, name] as const])),
        ),
      ),
    /** The Chinese of English titles, where there is one. */
    titles: () =>
      new Map(
        [...history, ...rules, ...notes].flatMap(({ title: { en, zh } }) =>
          zh == null ? [] : [[en, zh] as const],
        ),
      ),
  });
  const wording: Omit<Wording, 'act'> = {
    title(title) {
      const over = title.endsWith(OVER) ? made.titles.get(title.slice(0, -OVER.length)) : undefined;
      return { en: title, zh: made.titles.get(title) ?? over?.concat('：到期') ?? title };
    },
    regulator(id) {
      const regulator = regulators.get(id);
      return { en: regulator?.short ?? id, zh: regulator?.name.zh ?? regulator?.short ?? id };
    },
    app(id, name) {
      const known = id === null ? undefined : made.apps.get(id);
      const names = known ?? companies.get(name as CompanyId)?.name ?? made.objects.get(name);
      return { en: names?.en ?? names?.zh ?? name, zh: names?.zh ?? names?.en ?? name };
    },
  };
  return {
    ...wording,
    act: (event, part) => renderAct(event, part, { companies, wording, stepsOn }),
  };
}

/** The market that a body's acts reach: its country, EU for one of the Union. */
function marketOf(regulator: Regulator | undefined): string | null {
  if (regulator === undefined) return null;
  return regulator.level === 'supranational' ? 'EU' : regulator.country;
}

/** What the acts of a notice need from the catalog, for a body. */
export function surroundings(
  { catalog: { companies, regulators, weights }, weighing, zoneOf }: Knowledge,
  regulator: RegulatorId | null,
): NoticeSurroundings {
  const known =
    <T>(of: (company: Company, day: CalendarDate) => T) =>
    (id: CompanyId, day: CalendarDate) => {
      const company = companies.get(id);
      return company === undefined ? 'unknown' : of(company, day);
    };
  return {
    zone: regulator === null ? SHANGHAI : zoneOf(regulator),
    weights,
    weighing,
    country: marketOf(regulator === null ? undefined : regulators.get(regulator)),
    ungraded: known((company, day) => ungradedOn(company, day, weights)),
    reachOf: known(highestReach),
  };
}

/**
 * All acts on a company that are known by an instant: history and stored notices. The ledger
 * settles what is reported twice.
 */
export async function stepsKnown(
  knowledge: Knowledge,
  store: Pick<Store, 'events'>,
  company: CompanyId,
  until: Instant,
): Promise<readonly RegulatoryEvent[]> {
  const history = knowledge.history.get(company).filter((event) => event.at <= until);
  return [...history, ...(await store.events({ company, until }))];
}

/** What the score of a company is made from, without the instant. */
export function inputOver(
  knowledge: Knowledge,
  company: CompanyId,
  events: readonly RegulatoryEvent[],
): Omit<ScoreInput, 'at'> {
  const { catalog, wording, zoneOf } = knowledge;
  const known = catalog.companies.get(company);
  if (known === undefined) throw new Error(`no company "${company}" in the catalog`);
  return {
    company: known,
    events,
    rules: catalog.rules,
    weights: catalog.weights,
    zoneOf,
    wording,
  };
}

/** Score of a company over given acts. */
export function scoreOver(
  knowledge: Knowledge,
  company: CompanyId,
  events: readonly RegulatoryEvent[],
  at: Instant,
): Score {
  return scoreAt(standingOf(inputOver(knowledge, company, events)), at);
}

/** The catalog and the acts that are stored. */
type Known = { readonly knowledge: Knowledge; readonly store: Pick<Store, 'events'> };

/** Every company of the catalog with its ledger over history and stored notices. */
export async function allStandings({ knowledge, store }: Known) {
  const stored = Map.groupBy<string, RegulatoryEvent>(
    await store.events({}),
    (event) => event.company,
  );
  return [...knowledge.catalog.companies.values()].map((company) => {
    const events = [...knowledge.history.get(company.id), ...(stored.get(company.id) ?? [])];
    return { company, standing: standingOf(inputOver(knowledge, company.id, events)) };
  });
}

type StepHistory = ReturnType<typeof stepHistory>;

function stepHistory(
  catalog: Catalog,
  isKnown: (record: HistoryRecord) => boolean,
  stepsOf: (records: readonly HistoryRecord[]) => readonly RegulatoryEvent[],
) {
  const owned = lazily({ records: () => recordsByOwner(catalog) });
  const recordsOf = (company: CompanyId) =>
    (owned.records.get(company) ?? []).map((at) => catalog.history[at]!).filter(isKnown);
  const made = new Map<CompanyId, readonly RegulatoryEvent[]>();
  return {
    /** On one company; empty where the history has none. */
    get(company: CompanyId): readonly RegulatoryEvent[] {
      const events =
        made.get(company) ??
        stepsOf(recordsOf(company)).filter((event) => event.company === company);
      made.set(company, events);
      return events;
    },
    /** On all companies, made anew each time. */
    all: () => stepsOf(catalog.history.filter(isKnown)),
  };
}
