import type { ExposedApp, Exposure, Mapping, Match } from '../domain/exposure.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Mention, Notice } from '../domain/notice.ts';
import { type Reason, reason } from '../domain/reason.ts';
import type { CalendarDate } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import { companyNamed, type MapIndex } from './map-index.ts';
import { factsOf, matchMention } from './match-mention.ts';
import { ownershipChain, type Via } from './ownership-chain.ts';
import { highestReach, reachOn, valueOn, valueThrough } from './tiers.ts';

/** A Mention together with its Match; only matches that name a company go further. */
type Matched = { readonly mention: Mention; readonly match: Match };

/**
 * Maps all mentions of a notice as of a day. Subjects become `operator` exposures and, towards listed ancestors, `via`;
 * criticised stores become `store` exposures of who runs them. Mentions told as background are left out altogether.
 */
export function mapNotice(notice: Notice, index: MapIndex, day: CalendarDate): Mapping {
  const matched = notice.mentions
    .filter((mention) => mention.role !== 'background')
    .map((mention) => ({ mention, match: matchOf(mention, isLocal(notice), index, day) }));
  const subjects = matched.filter(({ mention }) => mention.role === 'subject');
  const stores = matched.filter(({ mention }) => mention.role === 'store');
  return {
    notice: notice.id,
    matches: matched.map(({ match }) => match),
    exposures: [
      ...byCompany(subjects).flatMap(([company, group]) =>
        operatorExposures(notice, company, group, index, day),
      ),
      ...byCompany(stores).map(([company, group]) =>
        ownExposure('store', notice, company, group, index, day),
      ),
    ],
    counts: countsOf(subjects),
  };
}

/** Ids of the bureaus of a place: `cn-anhui-ca`, `cn-beijing-cac`, `cn-shanghai-transport`. */
const LOCAL_BUREAU = /^cn-.+-(?:ca|cac|amr|transport)$/u;

/** A bureau lists mostly apps of its own place; the one or two platforms that it summons are known everywhere. */
function isLocal(notice: Notice): boolean {
  if (notice.regulator === null || !LOCAL_BUREAU.test(notice.regulator.value)) return false;
  const subjects = new Set(notice.mentions.filter((one) => one.role === 'subject').map((one) => one.name));
  return subjects.size > FEW || !notice.actions.some((one) => one.type === 'summoned');
}

const FEW = 2;

/** A store is known by its name in the list of stores, else like any app. */
function matchOf(mention: Mention, local: boolean, index: MapIndex, day: CalendarDate): Match {
  const facts = factsOf(mention, local);
  const operator = mention.role === 'store' ? index.stores.get(nameKey(mention.name)) : undefined;
  if (operator !== undefined) {
    const why = reason('store-of', { name: mention.name, company: companyNamed(operator, index) });
    return matchTo(mention, operator, why, 'store run by', index, day);
  }
  const match = matchMention(facts, index, day);
  const { company } = mention;
  if (match.kind !== 'none' || company === undefined) return match;
  // The short name that exchanges and newspapers use, which only the list of listed companies has.
  const why = reason('listed-short-name', { name: mention.name, company: companyNamed(company, index) });
  return matchTo(mention, company, why, null, index, day);
}

function matchTo(
  mention: Mention,
  owner: CompanyId,
  why: Reason,
  edge: string | null,
  index: MapIndex,
  day: CalendarDate,
): Match {
  const ownership = ownershipChain(owner, day, index.companies);
  const first = edge === null ? [] : [{ from: mention.name, to: owner, edge, evidence: [] }];
  return {
    mention: mention.id,
    kind: 'exact',
    confidence: mention.confidence,
    reason: why,
    app: null,
    entity: null,
    owner,
    company: ownership.company,
    private: ownership.private,
    chain: [...first, ...ownership.chain],
    candidates: [],
  };
}

function byCompany(matched: readonly Matched[]): [CompanyId, Matched[]][] {
  const named = matched.filter(({ match }) => match.company !== null);
  return [...Map.groupBy(named, ({ match }) => match.company!)];
}

function operatorExposures(
  notice: Notice,
  company: CompanyId,
  group: readonly Matched[],
  index: MapIndex,
  day: CalendarDate,
): Exposure[] {
  const own = ownExposure('operator', notice, company, group, index, day);
  return [own, ...ownershipChain(company, day, index.companies).via.map((via) => viaExposure(own, via))];
}

function ownExposure(
  edge: 'operator' | 'store',
  notice: Notice,
  company: CompanyId,
  group: readonly Matched[],
  index: MapIndex,
  day: CalendarDate,
): Exposure {
  const ownership = ownershipChain(company, day, index.companies);
  return {
    notice: notice.id,
    company,
    edge,
    via: null,
    share: 1,
    shareAssumed: false,
    private: ownership.private,
    listings: [...ownership.listings],
    apps: group.map((one) => exposedApp(one, index, day)),
    companyWide: edge === 'operator' && group.some((one) => isCompanyWide(notice, one)),
    confidence: Math.max(...group.map(({ match }) => match.confidence)),
  };
}

/** For the ancestor it is never the company as a whole: only the part of it that the lower company is. */
function viaExposure(own: Exposure, via: Via): Exposure {
  return {
    ...own,
    company: via.company,
    edge: 'via',
    via: own.company,
    share: via.share,
    shareAssumed: via.shareAssumed,
    private: false,
    listings: [...via.listings],
    apps: own.apps.map((app) => ({ ...app, value: valueThrough(app.value, via.values) })),
    companyWide: false,
  };
}

/** An app with its value towards the company that was reached, or the company itself where that is the subject. */
function exposedApp({ mention, match }: Matched, index: MapIndex, day: CalendarDate): ExposedApp {
  const owner = index.companies.get(match.owner!)!;
  const app = match.app === null ? null : (appById(index, match.app) ?? null);
  const steps = ownershipChain(owner.id, day, index.companies).values;
  const isFirm = mention.kind === 'entity' && app === null;
  const value = app !== null ? valueOn(app, day) : isFirm ? 'core' : 'unknown';
  return {
    mention: mention.id,
    name: mention.name,
    app: match.app,
    value: valueThrough(value, steps),
    reach: app !== null ? reachOn(app, day) : isFirm ? highestReach(owner, day) : 'unknown',
    confidence: match.confidence,
  };
}

function appById(index: MapIndex, id: string) {
  const company = index.companies.get(id.slice(0, id.indexOf('/')) as CompanyId);
  return company?.apps.find((app) => app.id === id);
}

/** The action says so, or the mention is the company itself; a part further down is not the whole. */
function isCompanyWide(notice: Notice, { mention, match }: Matched): boolean {
  if (match.owner !== match.company) return false;
  const hits = notice.actions.filter(
    (action) => action.mentions.length === 0 || action.mentions.includes(mention.id),
  );
  return hits.some((action) => action.companyWide) || (mention.kind === 'entity' && match.app === null);
}

/** Every subject is counted once: known (listed or private), for Review, or unresolved. */
function countsOf(subjects: readonly Matched[]): Mapping['counts'] {
  const known = subjects.filter(({ match }) => match.company !== null);
  const ofListed = known.filter(({ match }) => !match.private);
  return {
    subjects: subjects.length,
    known: known.length,
    ofListed: ofListed.length,
    listedCompanies: new Set(ofListed.map(({ match }) => match.company)).size,
    private: known.length - ofListed.length,
    unresolved: subjects.filter(({ match }) => match.kind === 'none').length,
    review: subjects.filter(({ match }) => match.kind === 'likely').length,
  };
}
