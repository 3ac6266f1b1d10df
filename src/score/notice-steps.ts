import type { ReachTier, ValueTier } from '../domain/company.ts';
import type { ExposedApp, Exposure } from '../domain/exposure.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Action, ActionType, Fine, Mention, Notice } from '../domain/notice.ts';
import type { Step, StepApp } from '../domain/score.ts';
import { type CalendarDate, lastMinute } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { hitsCompany } from './acts.ts';

/** What the steps of a notice need from the catalog. */
export interface NoticeSurroundings {
  /** IANA zone of the notice's regulator. */
  readonly zone: string;
  readonly weights: Weights;
  /** What an app counts as that nobody graded. */
  readonly ungraded: (company: CompanyId, day: CalendarDate) => ValueTier;
  /** Highest reach of a company's apps on a day: what an act against the company as a whole touches. */
  readonly reachOf: (company: CompanyId, day: CalendarDate) => ReachTier;
}

/** Acts that a whole catalogue of apps can suffer: a count beside them counts apps. */
const ON_APPS: readonly ActionType[] = [
  'named',
  'criticised',
  'rectification-ordered',
  'missed-deadline',
  'removed-from-stores',
];

interface TouchedApp {
  readonly mention: Mention | undefined;
  readonly app: ExposedApp;
  readonly ownership: number;
  readonly via: CompanyId | null;
  readonly shareAssumed: boolean;
  readonly companyWide: boolean;
  readonly actions: readonly Action[];
  /** Criticised as a store, not as a developer. */
  readonly asStore: boolean;
}

/**
 * Steps that a notice takes against each company that it touches: one a company and set of acts, in the order of the
 * exposures. None without a regulator, a day of publication or an act; rules score through their hits.
 */
export function stepsOfNotice(
  notice: Notice,
  exposures: readonly Exposure[],
  surroundings: NoticeSurroundings,
): Step[] {
  if (notice.verdict !== 'action' || notice.regulator === null || notice.published === null) return [];
  const together = firmsOf(notice, exposures).size > 1;
  return [...Map.groupBy(exposures, (exposure) => exposure.company)].flatMap(([company, own]) => {
    const touched = own.flatMap((exposure) => touchedApps(notice, exposure));
    const groups = Map.groupBy(touched, (one) => keyOf(one));
    return [...groups.values()]
      .filter((group) => typesOf(group).length > 0)
      .map((group, index) => stepOf(notice, company, group, index, together, surroundings));
  });
}

/** Firms that a notice censures: companies, and developers of apps that nobody resolved. */
function firmsOf(notice: Notice, exposures: readonly Exposure[]): Set<string> {
  const own = exposures.filter((exposure) => exposure.edge === 'operator');
  const resolved = new Set(own.flatMap((exposure) => exposure.apps.map((app) => app.mention)));
  const strangers = notice.mentions.filter(
    (mention) => mention.role === 'subject' && !resolved.has(mention.id) && mention.developer !== null,
  );
  return new Set([...own.map((exposure) => exposure.company), ...strangers.map((one) => one.developer!)]);
}

function touchedApps(notice: Notice, exposure: Exposure): TouchedApp[] {
  return exposure.apps.map((app) => {
    const mention = notice.mentions.find((one) => one.id === app.mention);
    const actions = notice.actions.filter(
      (action) => action.mentions.length === 0 || action.mentions.includes(app.mention),
    );
    return {
      mention,
      app,
      ownership: exposure.share,
      via: exposure.edge === 'via' ? exposure.via : null,
      shareAssumed: exposure.shareAssumed,
      companyWide: exposure.companyWide && isWhole(mention, actions),
      actions,
      asStore: exposure.edge === 'store',
    };
  });
}

const isWhole = (mention: Mention | undefined, actions: readonly Action[]) =>
  mention?.kind === 'entity' || actions.some((action) => action.companyWide);

/** Apps that suffer the same acts make one step: a digest that removes one app and names another is two. */
function keyOf({ asStore, actions }: TouchedApp): string {
  if (asStore) return 'store';
  const types = actions.map((action) => action.type).filter(isScored);
  return [...new Set(types)].sort().join('+');
}

function typesOf(group: readonly TouchedApp[]): ActionType[] {
  if (group[0]!.asStore) return ['criticised'];
  return [...new Set(group.flatMap((one) => one.actions.map((action) => action.type)).filter(isScored))];
}

const isScored = (type: ActionType) => type !== 'rule-proposed' && type !== 'rule-enacted';

function stepOf(
  notice: Notice,
  company: CompanyId,
  group: readonly TouchedApp[],
  index: number,
  together: boolean,
  { zone, weights, reachOf, ungraded }: NoticeSurroundings,
): Step {
  const date = notice.published!;
  const types = typesOf(group);
  const own = group.filter((one) => one.via === null);
  const unnamedApps = together ? 0 : countedApps(notice, types);
  const companyWide = unnamedApps === 0 && own.some((one) => one.companyWide || hitsCompany(types, weights));
  const whole: StepApp[] = companyWide
    ? [{ app: null, name: company, value: 'core', reach: reachOf(company, date), ownership: 1, issues: [] }]
    : [];
  const named = unnamedApps > 0 ? group.filter((one) => one.mention?.kind !== 'entity') : group;
  return {
    id: `${notice.id}/${company}${index === 0 ? '' : `/${index + 1}`}`,
    company,
    regulator: notice.regulator!.value,
    zone,
    date,
    at: notice.publishedAt ?? lastMinute(date, zone),
    types,
    override: null,
    apps: [...whole, ...distinct(named, (via) => ungraded(via ?? company, date))],
    unnamedApps,
    companyWide,
    deadline: group[0]!.asStore ? null : (notice.deadline?.value ?? null),
    fine: fineOf(group),
    together,
    core: types.includes('probe-opened') && group.some((one) => one.app.value === 'core' && !one.companyWide),
    batch: notice.batch?.value ?? null,
    evidence: notice.outlet === null ? 1 : 0.5,
    attested: true,
    origin: 'notice',
    notice: notice.id,
    title: notice.title,
    url: notice.url,
    matter: null,
    via: own.length > 0 ? null : (group[0]!.via ?? null),
    ...(group.some((one) => one.shareAssumed) ? { shareAssumed: true } : {}),
  };
}

/** Apps of one firm that the notice counts and does not name: they score as minor. */
function countedApps(notice: Notice, types: readonly ActionType[]): number {
  if (!types.some((type) => ON_APPS.includes(type))) return 0;
  const subjects = notice.mentions.filter((one) => one.role === 'subject' && one.kind !== 'entity').length;
  return Math.max(0, (notice.counts.apps?.value ?? 0) - subjects);
}

/** Each app once, at the highest ownership: a list may print an app in a row a version. */
function distinct(group: readonly TouchedApp[], ungraded: (via: CompanyId | null) => ValueTier): StepApp[] {
  const apps = new Map<string, StepApp>();
  for (const { app, mention, ownership, via } of group) {
    const key = app.app ?? app.name;
    const issues = (mention?.rows ?? []).flatMap((row) =>
      row.accusations.flatMap((one) => (one.issue === null ? [] : [one.issue])),
    );
    const known = apps.get(key);
    apps.set(key, {
      app: app.app,
      name: known?.name ?? app.name,
      value: app.value,
      reach: app.reach,
      ownership: Math.max(ownership, known?.ownership ?? 0),
      issues: [...new Set([...(known?.issues ?? []), ...issues])],
      ...(app.value === 'unknown' ? { counted: ungraded(via) } : {}),
    });
  }
  return [...apps.values()];
}

/** The largest fine that the notice states for these apps. */
function fineOf(group: readonly TouchedApp[]): Fine | null {
  const fines = group.flatMap((one) => one.actions.flatMap((action) => action.fine ?? []));
  return fines.sort((one, other) => other.amount - one.amount)[0] ?? null;
}
