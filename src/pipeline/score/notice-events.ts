import { type Act, type ActObject, APPS, WHOLE_COMPANY } from '../../domain/act.ts';
import { type ActKind, actOfKind, gravestAct, kindOf, partsOf } from '../../domain/act-kind.ts';
import type { ReachTier, ValueTier } from '../../domain/company.ts';
import type { Exposure } from '../../domain/exposure.ts';
import { sizeOfFine } from '../../domain/fine-sums.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Measure } from '../../domain/measures.ts';
import type { Action, Fine, Notice } from '../../domain/notice.ts';
import type { EventApp, RegulatoryEvent } from '../../domain/score.ts';
import { type CalendarDate, lastMinute } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { hitsCompany, isFine } from './kinds.ts';

import type { Weighing } from './weighing.ts';

/** What the acts of a notice need from the catalog. */
export interface NoticeSurroundings {
  /** IANA zone of the notice's regulator. */
  readonly zone: string;
  readonly weights: Weights;
  readonly weighing: Weighing;
  /** Country of the regulator, EU for the Union's: its acts reach that market. */
  readonly country: string | null;
  /** What an app counts as that nobody graded. */
  readonly ungraded: (company: CompanyId, day: CalendarDate) => ValueTier;
  /**
   * Highest reach of a company's apps on a day: what an act against the company as a whole touches.
   */
  readonly reachOf: (company: CompanyId, day: CalendarDate) => ReachTier;
}

/** Acts that a whole catalogue of apps can suffer: a count beside them counts apps. */
const ON_APPS: readonly (Measure | null)[] = ['name', 'rectify', 'missed-deadline', 'delist-app'];

const CRITICISED = 'name/criticised' as const;

/** An app of a company, with what the notice says and does about it. */
type TouchedApp = ReturnType<typeof touchedApps>[number];

/**
 * Acts that a notice takes against each company that it touches: one a company and set of acts, in
 * the order of the exposures. None without a regulator, a day of publication or an act. A rule
 * carries no load: it scores through its hits.
 */
export function eventsOfNotice(
  notice: Notice,
  exposures: readonly Exposure[],
  surroundings: NoticeSurroundings,
): RegulatoryEvent[] {
  if (notice.verdict !== 'action' || notice.regulator === null || notice.published === null)
    return [];
  const together = firmsOf(notice, exposures).size > 1;
  return [...Map.groupBy(exposures, (exposure) => exposure.company)].flatMap(([company, own]) => {
    const touched = own.flatMap((exposure) => touchedApps(notice, exposure));
    return [...Map.groupBy(touched, keyOf).values()]
      .filter((group) => kindsOf(group).length > 0)
      .map((group, index) => stepOf(notice, company, group, index, together, surroundings));
  });
}

/** Firms that a notice censures: companies, and developers of apps that nobody resolved. */
function firmsOf(notice: Notice, exposures: readonly Exposure[]): Set<string> {
  const own = exposures.filter((exposure) => exposure.edge === 'operator');
  const resolved = new Set(own.flatMap((exposure) => exposure.apps.map((app) => app.mention)));
  const strangers = notice.mentions.filter(
    (mention) =>
      mention.role === 'subject' && !resolved.has(mention.id) && mention.developer !== null,
  );
  return new Set([
    ...own.map((exposure) => exposure.company),
    ...strangers.map((mention) => mention.developer!),
  ]);
}

function touchedApps({ mentions, actions }: Notice, exposure: Exposure) {
  return exposure.apps.map((app) => ({
    exposure,
    app,
    mention: mentions.find((mention) => mention.id === app.mention),
    actions: actions.filter(
      (action) => action.mentions.length === 0 || action.mentions.includes(app.mention),
    ),
  }));
}

const isWhole = ({ exposure, mention, actions }: TouchedApp): boolean =>
  exposure.companyWide &&
  (mention?.kind === 'entity' || actions.some((action) => action.companyWide));

/**
 * A rule that is only proposed, or at which words of the press hint ("law", "tax"), is no act
 * against anybody.
 */
const isStated = ({ act, quoted }: Action): boolean =>
  act.measure !== 'rule' || (quoted !== true && act.posture !== 'proposed');

/** Acts that apps suffer; being criticised as a store is its own. */
function kindsOf(group: readonly TouchedApp[]): ActKind[] {
  if (group[0]!.exposure.edge === 'store') return [CRITICISED];
  const acts = group.flatMap(({ actions }) => actions.filter(isStated).map(({ act }) => act));
  return [...new Set(acts.map(kindOf))];
}

/**
 * Apps that suffer the same acts make one act: a digest that removes one app and names another is
 * two.
 */
const keyOf = (touchedApp: TouchedApp): string =>
  touchedApp.exposure.edge === 'store' ? 'store' : kindsOf([touchedApp]).sort().join('+');

function stepOf(
  notice: Notice,
  company: CompanyId,
  group: readonly TouchedApp[],
  index: number,
  together: boolean,
  { zone, weighing, country, reachOf, ungraded }: NoticeSurroundings,
): RegulatoryEvent {
  const date = notice.published!;
  const kinds = kindsOf(group);
  const own = group.filter(({ exposure }) => exposure.via === null);
  const unnamedApps = together ? 0 : countedApps(notice, kinds);
  const companyWide =
    unnamedApps === 0 && own.some((touchedApp) => isWhole(touchedApp) || hitsCompany(kinds));
  const whole = companyWide ? [wholeApp(company, reachOf(company, date))] : [];
  const named =
    unnamedApps > 0 ? group.filter((touchedApp) => touchedApp.mention?.kind !== 'entity') : group;
  const fine = fineOf(group);
  const act = actOfGroup(notice, group, fine);
  const event: RegulatoryEvent = {
    id: `${notice.id}/${company}${index === 0 ? '' : `/${index + 1}`}`,
    company,
    regulator: notice.regulator!.value,
    zone,
    date,
    at: notice.publishedAt ?? lastMinute(date, zone),
    kinds,
    ...(isRough(group, act) && { quoted: true as const }),
    act,
    object: objectOfGroup(group, companyWide),
    share: null,
    grade: isReported(group) ? 'reported' : 'confirmed',
    override: null,
    apps: [...whole, ...distinct(named, (via) => ungraded(via ?? company, date))],
    unnamedApps,
    companyWide,
    deadline: group[0]!.exposure.edge === 'store' ? null : (notice.deadline?.value ?? null),
    fine,
    together,
    core: act.measure === 'probe' && isIntoCore(group),
    batch: notice.batch?.value ?? null,
    evidence: notice.outlet === null ? 1 : 0.5,
    attested: !isReported(group),
    origin: 'notice',
    notice: notice.id,
    title: notice.title,
    url: notice.url,
    matter: null,
    via: own.length > 0 ? null : group[0]!.exposure.via,
    market: weighing.market(company, act.market ?? country, date, {
      stated: null,
      ofApps: !companyWide,
    }),
  };
  return weighed(event, group, weighing);
}

/** With what it costs, where it is money, and that a share of ownership was assumed. */
function weighed(
  event: RegulatoryEvent,
  group: readonly TouchedApp[],
  weighing: Weighing,
): RegulatoryEvent {
  const assumed = group.some((touchedApp) => touchedApp.exposure.shareAssumed)
    ? { shareAssumed: true }
    : {};
  const isMoney = isFine(event) || event.act.effect === 'reduced';
  const cost = isMoney ? { cost: weighing.cost(event.company, event.act, event.date) } : {};
  return { ...event, ...assumed, ...cost };
}

/** Apps of one firm that the notice counts and does not name: they score as minor. */
function countedApps(notice: Notice, kinds: readonly ActKind[]): number {
  if (!kinds.some((kind) => ON_APPS.includes(partsOf(kind).measure))) return 0;
  const subjects = notice.mentions.filter(
    (mention) => mention.role === 'subject' && mention.kind !== 'entity',
  ).length;
  return Math.max(0, (notice.counts.apps?.value ?? 0) - subjects);
}

/** Each app once, at the highest ownership: a list may print an app in a row a version. */
function distinct(
  group: readonly TouchedApp[],
  ungraded: (via: CompanyId | null) => ValueTier,
): EventApp[] {
  const apps = new Map<string, EventApp>();
  for (const { app: exposed, mention, exposure } of group) {
    const { app, name, value, reach } = exposed;
    const known = apps.get(app ?? name);
    const said = (mention?.rows ?? []).flatMap((row) =>
      row.accusations.flatMap((accusation) => accusation.issue ?? []),
    );
    apps.set(app ?? name, {
      app,
      name: known?.name ?? name,
      value,
      reach,
      ownership: Math.max(exposure.share, known?.ownership ?? 0),
      issues: [...new Set([...(known?.issues ?? []), ...said])],
      ...(value === 'unknown' ? { counted: ungraded(exposure.via) } : {}),
    });
  }
  return [...apps.values()];
}

/** The company as a whole, as it stands among apps. */
const wholeApp = (name: CompanyId, reach: ReachTier): EventApp => ({
  app: null,
  name,
  value: 'core',
  reach,
  ownership: 1,
  issues: [],
});

const isIntoCore = (group: readonly TouchedApp[]): boolean =>
  group.some((touchedApp) => touchedApp.app.value === 'core' && !isWhole(touchedApp));

const isReported = (group: readonly TouchedApp[]): boolean =>
  group.some(({ actions }) => actions.some((action) => action.grade === 'reported'));

/** The gravest act of a group, with what the notice states beside it. */
function actOfGroup(
  { deadline, jointRegulators }: Notice,
  group: readonly TouchedApp[],
  fine: Fine | null,
): Act {
  if (group[0]!.exposure.edge === 'store') return actOfKind(CRITICISED);
  const act = gravestAct(exactOf(group.flatMap(({ actions }) => actions)).map((one) => one.act));
  const size = act.size.length > 0 ? act.size : sizeOfFine(fine);
  return { ...act, size, deadline: act.deadline ?? deadline?.value ?? null, with: jointRegulators };
}

/** Of acts those whose words state their kind exactly, where some do. */
export function exactOf(actions: readonly Action[]): readonly Action[] {
  const exact = actions.filter(({ quoted }) => quoted !== true);
  return exact.length > 0 ? exact : actions;
}

/** Whether the words of an act state its kind only roughly. */
const isRough = (group: readonly TouchedApp[], { measure, form, effect }: Act): boolean =>
  group.some(({ actions }) =>
    actions.some(
      ({ act, quoted }) =>
        quoted === true && act.measure === measure && act.form === form && act.effect === effect,
    ),
  );

function objectOfGroup(group: readonly TouchedApp[], companyWide: boolean): ActObject {
  const stated = group.flatMap(({ actions }) => actions.flatMap(({ object }) => object ?? []))[0];
  return stated ?? (companyWide ? WHOLE_COMPANY : APPS);
}

/** The largest fine that the notice states for these apps. */
function fineOf(group: readonly TouchedApp[]): Fine | null {
  const fines = group.flatMap((touchedApp) =>
    touchedApp.actions.flatMap((action) => action.fine ?? []),
  );
  return fines.sort((fine, other) => other.amount - fine.amount)[0] ?? null;
}
