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

/** Suffix of the title of a record that ended by itself. */
const OVER = ': over';

/** Who refuted a report, and why. */
export interface Refutation {
  readonly by: string;
  readonly because: string;
}

/** The catalog with the indexes that look-ups and the pipeline share. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly index: MapIndex;
  readonly wording: Wording;
  /** Acts of the history by company, created at the first query of a company. */
  readonly history: StepHistory;
  readonly zoneOf: (regulator: RegulatorId) => string;
  /** Rejections of acts on single pages. */
  readonly rejected: readonly RejectedAct[];
  /** Whole series of authorities, by `config/series`. */
  readonly series: readonly WholeSeries[];
  /** Refuted reports, by the id of their review. */
  readonly refuted: ReadonlyMap<string, Refutation>;
  /** Costs and markets by `config/facts`. */
  readonly weighing: Weighing;
  /**
   * Identifies catalog, scoring rules and the end of the history, with which rows were computed.
   */
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

/** Shared by the commands of one process. */
const built = new WeakMap<
  Catalog,
  {
    readonly indexes: ReturnType<typeof indexesOf>;
    readonly byDay: Map<CalendarDate | null, Knowledge>;
  }
>();

/** The indexes that depend only on the catalog, not on the end of the history. */
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
      stepHistory(catalog, isKnown, (some, only) =>
        eventsOfHistory(some, lookup, catalog.weights, only),
      ),
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
    /** Objects of acts besides apps, by their English names. */
    objects: () =>
      new Map(
        history.flatMap(({ hits }) =>
          hits.flatMap(({ object: { name } }) => (name === null ? [] : [[name.en, name] as const])),
        ),
      ),
    /** Chinese titles by English ones. */
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

/** The market of a regulator's acts: its country, EU for one of the Union. */
function marketOf(regulator: Regulator | undefined): string | null {
  if (regulator === undefined) return null;
  return regulator.level === 'supranational' ? 'EU' : regulator.country;
}

/** The catalog's facts for the acts of a regulator's notice. */
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
 * All acts on a company known by an instant, from history and stored notices. The ledger merges
 * duplicates.
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

/** Inputs of a company's score, except the instant. */
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

/** The catalog and the stored acts. */
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
  stepsOf: (records: readonly HistoryRecord[], only?: CompanyId) => readonly RegulatoryEvent[],
) {
  const owned = lazily({ records: () => recordsByOwner(catalog) });
  const recordsOf = (company: CompanyId) =>
    (owned.records.get(company) ?? []).map((at) => catalog.history[at]!).filter(isKnown);
  const made = new Map<CompanyId, readonly RegulatoryEvent[]>();
  return {
    /** Acts on one company; empty where the history has none. */
    get(company: CompanyId): readonly RegulatoryEvent[] {
      const events = made.get(company) ?? stepsOf(recordsOf(company), company);
      made.set(company, events);
      return events;
    },
    /** Acts on all companies, computed at each call. */
    all: () => stepsOf(catalog.history.filter(isKnown)),
  };
}
