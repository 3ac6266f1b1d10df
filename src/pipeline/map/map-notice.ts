import type { ExposedApp, Exposure, Mapping, Match } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Mention, Notice } from '../../domain/notice.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import { AsOf, type MapIndex } from './map-index.ts';
import { matchMention } from './match-mention.ts';
import { highestReach, reachOn, type Via, valueOn, valueThrough } from './ownership-chain.ts';
import {
  type RejectedAct,
  rejectedOf,
  standsAgainst,
  withoutRejectedAct,
} from './rejected-acts.ts';

/** A Mention together with its Match; only matches that name a company go further. */
type MatchedMention = { readonly mention: Mention; readonly match: Match };

/**
 * Maps all mentions of a notice as of a day. Subjects become `operator` exposures and, towards
 * listed ancestors, `via`; criticised stores become `store` exposures of their operators.
 * Background mentions are left out. `rejected` = what a person rejected on this page.
 */
export function mapNotice(
  notice: Notice,
  index: MapIndex,
  day: CalendarDate,
  rejected: readonly RejectedAct[] = [],
): Mapping {
  const on = new AsOf(index, day);
  const local = isLocal(notice);
  const matched = notice.mentions
    .filter((mention) => mention.role !== 'background')
    .map((mention) => ({
      mention,
      match: withoutRejectedAct(
        matchOf(mention, local, on),
        rejectedOf(mention.id, notice, rejected),
      ),
    }));
  const [subjects, stores] = (['subject', 'store'] as const).map((role) =>
    matched.filter(({ mention }) => mention.role === role),
  );
  return {
    notice: notice.id,
    matches: matched.map(({ match }) => match),
    exposures: [
      ...byCompany(subjects!).flatMap(([company, group]) => {
        const own = exposureOf('operator', notice, company, group, on);
        return [own, ...on.chain(company).via.map((via) => viaExposure(own, via))];
      }),
      ...byCompany(stores!).map(([company, group]) =>
        exposureOf('store', notice, company, group, on),
      ),
    ].filter((exposure) => standsAgainst(exposure, rejected)),
    counts: countsOf(subjects!),
  };
}

/** Ids of the bureaus of a place: `cn-anhui-ca`, `cn-beijing-cac`, `cn-shanghai-transport`. */
const LOCAL_BUREAU = /^cn-.+-(?:ca|cac|amr|transport)$/u;
const FEW = 2;

/**
 * Whether the notice is a local list: a bureau lists mostly apps of its place; the one or two
 * platforms that it summons are known everywhere.
 */
function isLocal({ regulator, mentions, actions }: Notice): boolean {
  if (regulator === null || !LOCAL_BUREAU.test(regulator.value)) return false;
  const subjects = new Set(
    mentions.filter((mention) => mention.role === 'subject').map((mention) => mention.name),
  );
  return subjects.size > FEW || !actions.some((action) => action.act.measure === 'summon');
}

/** A store is known by its name in the list of stores, else like any app. */
function matchOf(mention: Mention, local: boolean, on: AsOf): Match {
  const { name, company, rows } = mention;
  const operator = mention.role === 'store' ? on.index.stores.get(nameKey(name)) : undefined;
  if (operator !== undefined)
    return matchTo(
      mention,
      operator,
      reason('store-of', { name, company: on.called(operator) }),
      on,
      [{ from: name, to: operator, edge: 'store run by', evidence: [] }],
    );
  const version = rows.map((row) => row.version).find((one) => one !== null && one !== '') ?? null;
  const match = matchMention({ ...mention, version, local }, on.index, on.day);
  if (company === undefined || !(match.kind === 'none' || isLikelyOwn(mention, match)))
    return match;
  // The short name used by exchanges and newspapers, found only in the list of listed companies.
  return matchTo(
    mention,
    company,
    reason('listed-short-name', { name, company: on.called(company) }),
    on,
  );
}

/**
 * Whether an authority's own page names a company by a word that may be its brand alone, or by a
 * name of several words that holds the brand of another ("Capital One", "Southwest Airlines").
 */
const isLikelyOwn = ({ rule, name, company }: Mention, { kind, candidates }: Match): boolean =>
  kind === 'likely' &&
  OWN_RULES.includes(rule) &&
  (name.includes(' ') || candidates.some((candidate) => candidate.company === company));

const OWN_RULES: readonly string[] = ['official.release', 'official.title', 'official.party'];

function matchTo(
  { id, confidence }: Mention,
  owner: CompanyId,
  why: Reason,
  on: AsOf,
  first: Match['chain'] = [],
): Match {
  const { company, private: isPrivate, chain } = on.chain(owner);
  return {
    mention: id,
    kind: 'exact',
    confidence,
    reason: why,
    app: null,
    entity: null,
    owner,
    company,
    private: isPrivate,
    chain: [...first, ...chain],
    candidates: [],
  };
}

function byCompany(matched: readonly MatchedMention[]): [CompanyId, MatchedMention[]][] {
  const named = matched.filter(({ match }) => match.company !== null);
  return [...Map.groupBy(named, ({ match }) => match.company!)];
}

function exposureOf(
  edge: 'operator' | 'store',
  notice: Notice,
  company: CompanyId,
  group: readonly MatchedMention[],
  on: AsOf,
): Exposure {
  const { private: isPrivate, listings } = on.chain(company);
  return {
    notice: notice.id,
    company,
    edge,
    via: null,
    share: 1,
    shareAssumed: false,
    private: isPrivate,
    listings: [...listings],
    apps: group.map((matched) => exposedApp(matched, on)),
    companyWide: edge === 'operator' && group.some((matched) => isCompanyWide(notice, matched)),
    confidence: Math.max(...group.map(({ match }) => match.confidence)),
  };
}

/**
 * For the ancestor it is never the company as a whole: only the part of it that the lower company
 * is.
 */
function viaExposure(
  own: Exposure,
  { company, share, shareAssumed, listings, values }: Via,
): Exposure {
  return {
    ...own,
    company,
    edge: 'via',
    via: own.company,
    share,
    shareAssumed,
    private: false,
    companyWide: false,
    listings: [...listings],
    apps: own.apps.map((app) => ({ ...app, value: valueThrough(app.value, values) })),
  };
}

/**
 * An app with its value for the matched company, or the company itself where that is the subject.
 */
function exposedApp({ mention, match }: MatchedMention, on: AsOf): ExposedApp {
  const owner = on.company(match.owner!);
  const holder = match.app?.slice(0, match.app.indexOf('/')) as CompanyId | undefined;
  const apps = holder === undefined ? [] : (on.index.companies.get(holder)?.apps ?? []);
  const app = apps.find((app) => app.id === match.app);
  const isFirm = mention.kind === 'entity' && app === undefined;
  const ofFirm = isFirm ? 'core' : 'unknown';
  const value = app !== undefined ? valueOn(app, on.day) : ofFirm;
  const reachOfFirm = isFirm ? highestReach(owner, on.day) : 'unknown';
  return {
    mention: mention.id,
    name: mention.name,
    app: match.app,
    value: valueThrough(value, on.chain(owner.id).values),
    reach: app !== undefined ? reachOn(app, on.day) : reachOfFirm,
    confidence: match.confidence,
  };
}

/**
 * Whether an act concerns the whole company: the act says so, or the mention is the company itself;
 * a part further down is not the whole.
 */
function isCompanyWide({ actions }: Notice, { mention, match }: MatchedMention): boolean {
  if (match.owner !== match.company) return false;
  const hits = actions.filter(
    (action) => action.mentions.length === 0 || action.mentions.includes(mention.id),
  );
  return (
    hits.some((action) => action.companyWide) || (mention.kind === 'entity' && match.app === null)
  );
}

/** Every subject is counted once: known (listed or private), for Review, or unresolved. */
function countsOf(subjects: readonly MatchedMention[]): Mapping['counts'] {
  const known = subjects.filter(({ match }) => match.company !== null);
  const ofListed = known.filter(({ match }) => !match.private);
  const ofKind = (kind: Match['kind']) =>
    subjects.filter(({ match }) => match.kind === kind).length;
  return {
    subjects: subjects.length,
    known: known.length,
    ofListed: ofListed.length,
    listedCompanies: new Set(ofListed.map(({ match }) => match.company)).size,
    private: known.length - ofListed.length,
    unresolved: ofKind('none'),
    review: ofKind('likely'),
  };
}
