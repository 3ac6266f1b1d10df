import {
  type App,
  type Company,
  type Control,
  type Listing,
  listingsOn,
  type ReachTier,
  tickerOf,
  type ValueTier,
} from '../../domain/company.ts';
import type { Match } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';

export type ChainEdge = Match['chain'][number];

/** A listed ancestor of a listed company, affected by its share and never as the company itself. */
export interface Via {
  readonly company: CompanyId;
  readonly listings: readonly Listing[];
  /** Product of the shares along the chain, 0..1; an unrecorded share counts as 0.5. */
  readonly share: number;
  readonly shareAssumed: boolean;
  /** Tiers of every step: how much of the upper company's revenue the lower one makes. */
  readonly values: readonly ValueTier[];
}

/** The chain of ownership above a company on a day. */
export interface OwnershipChain {
  /**
   * The first company at or above `owner` with a listing of its own that day, else the private top.
   */
  readonly company: CompanyId;
  readonly private: boolean;
  readonly listings: readonly Listing[];
  /** `owner` → … → `company` → its listings, each with its evidence. */
  readonly chain: readonly ChainEdge[];
  /** Tiers of the steps from `owner` to `company`; empty where they are one. */
  readonly values: readonly ValueTier[];
  readonly via: readonly Via[];
}

type CompaniesById = ReadonlyMap<CompanyId, Company>;
type Path = { readonly company: Company; readonly steps: readonly Control[] };

/** Share of an ancestor where none is recorded (docs/scoring.md). */
const ASSUMED_SHARE = 0.5;

/** Control edges in force on the day; a Stake is no Control and is never followed. */
export function controllersOn(company: Company, day: CalendarDate): readonly Control[] {
  return company.controlledBy.filter((edge) => holdsOn(edge, day));
}

/**
 * Every ancestor by control, nearest first, each once, with the steps to it. The company itself
 * comes first.
 */
function pathsUp(start: Company, day: CalendarDate, companies: CompaniesById): readonly Path[] {
  const paths: Path[] = [{ company: start, steps: [] }];
  const seen = new Set<CompanyId>([start.id]);
  for (const { company, steps } of paths)
    for (const edge of controllersOn(company, day)) {
      const above = companies.get(edge.company);
      if (above === undefined || seen.has(above.id)) continue;
      seen.add(above.id);
      paths.push({ company: above, steps: [...steps, edge] });
    }
  return paths;
}

/**
 * Follows control from `owner` to the first company with a listing of its own on the day, else to
 * the private top. Stakes are not followed. Listed companies further up are returned as `via`.
 * Throws where `owner` is not in the catalog.
 */
export function ownershipChain(
  owner: CompanyId,
  day: CalendarDate,
  companies: CompaniesById,
): OwnershipChain {
  const start = companies.get(owner);
  if (start === undefined) throw new Error(`no company "${owner}" in the catalog`);
  const isListed = ({ company }: Path) => listingsOn(company, day).length > 0;
  const listed = pathsUp(start, day, companies).find(isListed);
  const { company, steps } = listed ?? privateTop({ company: start, steps: [] }, day, companies);
  const listings = listingsOn(company, day);
  const above =
    listed === undefined ? [] : pathsUp(company, day, companies).slice(1).filter(isListed);
  return {
    company: company.id,
    private: listings.length === 0,
    listings,
    chain: [
      ...steps.map((step, at) => ({
        from: steps[at - 1]?.company ?? owner,
        to: step.company,
        edge: `controlled by (${step.by})`,
        evidence: [...step.evidence],
      })),
      ...listings.map((listing) => ({
        from: company.id,
        to: tickerOf(listing),
        edge: 'listed as',
        evidence: [...listing.evidence],
      })),
    ],
    values: steps.map((step) => step.value),
    via: above.map((path) => ({
      company: path.company.id,
      listings: listingsOn(path.company, day),
      share: path.steps.reduce((product, step) => product * (step.share ?? ASSUMED_SHARE), 1),
      shareAssumed: path.steps.some((step) => step.share === null),
      values: path.steps.map((step) => step.value),
    })),
  };
}

/** The top of the first line of control: of several controllers the first in the file counts. */
function privateTop(
  path: Path,
  day: CalendarDate,
  companies: CompaniesById,
  seen: CompanyId[] = [],
): Path {
  const below = [...seen, path.company.id];
  const next = controllersOn(path.company, day).find(
    ({ company }) => companies.has(company) && !below.includes(company),
  );
  if (next === undefined) return path;
  const above = { company: companies.get(next.company)!, steps: [...path.steps, next] };
  return privateTop(above, day, companies, below);
}

/**
 * The lower one of two companies of one line of control, which is the more precise owner. Two
 * companies below the same one are a group as well (the first is returned). Null = no group on that
 * day.
 */
export function lowerOfGroup(
  first: CompanyId,
  second: CompanyId,
  day: CalendarDate,
  companies: CompaniesById,
): CompanyId | null {
  if (first === second) return first;
  const isAbove = (upper: CompanyId, lower: CompanyId) => {
    const start = companies.get(lower);
    return (
      start !== undefined &&
      pathsUp(start, day, companies).some((path) => path.company.id === upper)
    );
  };
  if (isAbove(first, second)) return second;
  if (isAbove(second, first)) return first;
  const [one, other] = [first, second].map((id) => ownershipChain(id, day, companies).company);
  return one === other ? first : null;
}

const VALUE_ORDER: readonly ValueTier[] = ['trivial', 'minor', 'major', 'core'];
const REACH_ORDER: readonly ReachTier[] = ['unknown', 'other', 'large', 'super'];

/** Value tier of an app on a day; `unknown` where nobody recorded one. */
export function valueOn(app: App, day: CalendarDate): ValueTier {
  return app.value.find((one) => holdsOn(one, day))?.tier ?? 'unknown';
}

/**
 * The tier of an ungraded app: minor beside a core app or where apps are channels of another
 * business, major where the issuer has hardly another, else unknown.
 */
export function ungradedOn(company: Company, day: CalendarDate, { ungraded }: Weights): ValueTier {
  const apps = company.apps.filter((app) => holdsOn(app, day));
  if (ungraded.channelSectors.includes(company.sector)) return 'minor';
  if (apps.some((app) => valueOn(app, day) === 'core')) return 'minor';
  return apps.length <= ungraded.fewApps ? 'major' : 'unknown';
}

/** Reach tier of an app on a day; `unknown` where nobody recorded one. */
export function reachOn(app: App, day: CalendarDate): ReachTier {
  return app.reach.find((one) => holdsOn(one, day))?.tier ?? 'unknown';
}

/**
 * Highest reach of a company's apps on a day: an action against the whole company touches all of
 * them.
 */
export function highestReach({ apps }: Company, day: CalendarDate): ReachTier {
  const reached = apps.filter((app) => holdsOn(app, day)).map((app) => reachOn(app, day));
  return REACH_ORDER.findLast((tier) => reached.includes(tier)) ?? 'unknown';
}

/**
 * Value of an app for a company further up. A part makes no more of the upper company's revenue
 * than the company that it belongs to, so the lowest tier of the steps counts; an unrecorded step
 * leaves it unknown, unless the rest is minor or less.
 */
export function valueThrough(value: ValueTier, steps: readonly ValueTier[]): ValueTier {
  const tiers = [value, ...steps];
  const least = VALUE_ORDER.find((tier) => tiers.includes(tier)) ?? 'core';
  return tiers.includes('unknown') && least !== 'minor' && least !== 'trivial' ? 'unknown' : least;
}
