import { kindOf } from '../../domain/act-kind.ts';
import type { ReachTier, ValueTier } from '../../domain/company.ts';
import { sizeOfFine } from '../../domain/fine-sums.ts';
import type { Fact, HistoryRecord } from '../../domain/history.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import { actOfNames, kindNamed, objectNamed } from '../../domain/old-acts.ts';
import type { EventApp, RegulatoryEvent } from '../../domain/score.ts';
import { type CalendarDate, lastMinute } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { hitsCompany, isFine, stopsListing } from './kinds.ts';
import type { Weighing } from './weighing.ts';

/** A company further up that a record touches through the one it hit. */
export interface Above {
  readonly company: CompanyId;
  /**
   * Ownership a: 1 where the lower company is private and this is its first listed owner, else the
   * recorded share.
   */
  readonly share: number;
  readonly shareAssumed: boolean;
  /** Value of an app of the lower company towards this one. */
  readonly value: (own: ValueTier) => ValueTier;
}

/** What the catalog says about the companies and apps of history, as of a day. */
export interface HistoryLookup {
  readonly app: (
    company: CompanyId,
    name: string,
    day: CalendarDate,
  ) => Pick<EventApp, 'app' | 'value' | 'reach' | 'counted'>;
  /** Highest reach of a company's apps. */
  readonly reach: (company: CompanyId, day: CalendarDate) => ReachTier;
  readonly above: (company: CompanyId, day: CalendarDate) => readonly Above[];
  /** Who holds at least `least` of the company without controlling it. */
  readonly holders: (company: CompanyId, day: CalendarDate, least: number) => readonly Above[];
  readonly zone: (regulator: RegulatorId) => string;
  readonly weighing: Weighing;
}

type HistoryHit = HistoryRecord['hits'][number];

/** A hit as it touches one company, itself or from below. */
interface Touch {
  readonly company: CompanyId;
  readonly hit: HistoryHit;
  readonly apps: readonly EventApp[];
  readonly companyWide: boolean;
  readonly via: CompanyId | null;
  readonly shareAssumed: boolean;
}

/**
 * Acts of history records: one a record, company and set of acts. `only` = of this company; the
 * others that a record touches are then passed over, which a list of forty companies makes dear.
 */
export function eventsOfHistory(
  records: readonly HistoryRecord[],
  lookup: HistoryLookup,
  weights: Weights,
  only: CompanyId | null = null,
): RegulatoryEvent[] {
  const isWanted = (company: CompanyId) => only === null || company === only;
  return records.flatMap((record) => {
    // What an authority did to a person of a company is no act against the company.
    const hits = record.hits.filter(({ object }) => object.kind !== 'person');
    const touches = hits.flatMap((hit) => {
      const { company } = hit;
      const least = weights.holderShare.value;
      const holders = stopsListing(kindOf(hit.act))
        ? lookup.holders(company, record.date, least)
        : [];
      const further = [...lookup.above(company, record.date), ...holders];
      if (![hit, ...further].some((one) => isWanted(one.company))) return [];
      const own = ownTouch(hit, record.date, lookup, weights);
      return [own, ...further.map((above) => upwards(own, above))];
    });
    const wanted = touches.filter((touch) => isWanted(touch.company));
    return [...Map.groupBy(wanted, (touch) => touch.company)].flatMap(([company, own]) => {
      const groups = [...Map.groupBy(own, groupOf).values()].map(withoutEcho);
      return groups.map((group, index) =>
        stepOf(record, { company, firms: hits.length }, group, index, lookup),
      );
    });
  });
}

/** Apps that suffer one thing make one act; any other object is one of its own. */
function groupOf({ hit: { act, object } }: Touch): string {
  const of = object.name === null ? '' : `${object.kind} ${object.name.en}`;
  return `${kindOf(act)} ${of}`;
}

/** A part of a company that the act names itself is not counted again through its child. */
function withoutEcho(group: readonly Touch[]): readonly Touch[] {
  const own = group.filter(({ via }) => via === null);
  return own.length > 0 && group[0]!.hit.object.name !== null ? own : group;
}

function ownTouch(
  hit: HistoryHit,
  day: CalendarDate,
  lookup: HistoryLookup,
  weights: Weights,
): Touch {
  const { company, part } = hit;
  const isWhole = hit.companyWide || hitsCompany([kindOf(hit.act)]);
  const plain = { ownership: 1, issues: [], ...part };
  const whole: EventApp = {
    app: null,
    name: company,
    value: 'core',
    reach: lookup.reach(company, day),
    ...plain,
  };
  const { object } = hit;
  const partName = object.kind === 'company' || object.kind === 'app' ? null : object.name;
  const named = hit.apps.map((name) => ({ ...lookup.app(company, name, day), name, ...plain }));
  // An app that the record gives by two of its names is one app.
  const apps = named.filter(
    ({ app }, at) => app === null || named.findIndex((other) => other.app === app) === at,
  );
  if (partName !== null && apps.length === 0)
    apps.push({ ...plainApp(partName.en), ...countedAs(hit, weights), ...plain });
  return {
    company,
    hit,
    // A part of the company scores by its own tier, not as the whole.
    apps: isWhole && (part === null || partName === null) ? [whole, ...apps] : apps,
    companyWide: isWhole && part === null,
    via: null,
    shareAssumed: false,
  };
}

const plainApp = (name: string): Pick<EventApp, 'app' | 'name' | 'value' | 'reach'> => ({
  app: null,
  name,
  value: 'unknown',
  reach: 'unknown',
});

/** What an object that is no app counts as: its stated tier, else what its kind counts as. */
function countedAs(
  { object: { kind }, share }: HistoryHit,
  weights: Weights,
): Partial<Pick<EventApp, 'value' | 'counted'>> {
  if (share !== null && 'tier' in share) return { value: share.tier };
  const tier = weights.objects.tiers[kind];
  return tier === 'unknown' ? {} : { counted: tier };
}

/**
 * Towards a company above it is never the company as a whole: only the part that the lower company
 * is.
 */
function upwards(own: Touch, { company, share, shareAssumed, value }: Above): Touch {
  const apps = own.companyWide || own.hit.companyWide ? own.apps.slice(0, 1) : own.apps;
  return {
    ...own,
    company,
    apps: apps.map((app) => ({ ...app, value: value(app.value), ownership: share })),
    companyWide: false,
    via: own.company,
    shareAssumed,
  };
}

function stepOf(
  record: HistoryRecord,
  { company, firms }: { readonly company: CompanyId; readonly firms: number },
  group: readonly Touch[],
  index: number,
  lookup: HistoryLookup,
): RegulatoryEvent {
  const zone = lookup.zone(record.regulator);
  const own = group.filter((touch) => touch.via === null);
  const lead = own[0] ?? group[0]!;
  const { act, object, share, market, marketShare } = lead.hit;
  const { weighing } = lookup;
  const part = share !== null && 'value' in share ? share.value : 1;
  const sized = act.size.length > 0 ? act : { ...act, size: sizeOfFine(lead.hit.fine) };
  const cost = weighing.cost(company, sized, record.date, part, firms);
  const event: RegulatoryEvent = {
    id: `${record.id}/${company}${index === 0 ? '' : `/${index + 1}`}`,
    company,
    regulator: record.regulator,
    zone,
    date: record.date,
    at: lastMinute(record.date, zone),
    kinds: [kindOf(act)],
    act,
    object,
    share,
    grade: 'confirmed',
    override: null,
    apps: group.flatMap((touch) => touch.apps),
    unnamedApps: own.reduce((count, touch) => count + touch.hit.unnamedApps, 0),
    companyWide: own.some((touch) => touch.companyWide),
    deadline: record.deadline,
    fine: lead.hit.fine,
    together: group.some((touch) => touch.hit.together),
    core: own.some((touch) => touch.hit.core),
    batch: record.batch,
    evidence: record.attested ? 1 : 0.5,
    attested: record.attested,
    origin: 'history',
    notice: null,
    title: record.title.en,
    url: record.evidence.find((evidence) => evidence.url !== undefined)?.url ?? null,
    matter: record.matter,
    via: lead.via,
    liftedOn: record.liftedOn,
    market: weighing.market(lead.hit.company, market, record.date, {
      stated: marketShare,
      ofApps: object.kind === 'app' || object.kind === 'function',
    }),
    ...(group.some((touch) => touch.shareAssumed) ? { shareAssumed: true } : {}),
  };
  if (!isFine(event) && act.effect !== 'reduced') return event;
  return { ...event, cost };
}

/**
 * Acts of facts: attested unless the fact says otherwise, known at 23:59 of their day
 * (docs/scoring.md, "golden facts are exempt"). /
 */
export function stepsOfFacts(facts: readonly Fact[]): RegulatoryEvent[] {
  return facts.map(({ types, ...fact }) => ({
    ...fact,
    kinds: types.flatMap((name) => kindNamed(name) ?? []),
    act: actOfNames(types, {
      deadline: fact.deadline,
      matter: fact.matter,
      size: sizeOfFine(fact.fine),
    }),
    object: objectNamed(types[0], fact.apps.length > 0 && !fact.companyWide),
    share: null,
    grade: 'confirmed',
    id: `${fact.id}/${fact.company}`,
    at: lastMinute(fact.date, fact.zone),
    override: null,
    evidence: 1,
    origin: 'facts',
    notice: null,
    url: null,
  }));
}
