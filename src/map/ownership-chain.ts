import type { Company, Control, Listing, ValueTier } from '../domain/company.ts';
import { listingsOn, tickerOf } from '../domain/company.ts';
import type { Match } from '../domain/exposure.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';

export type ChainEdge = Match['chain'][number];

/** A listed ancestor of a listed company: touched at its share, never as the company itself. */
export interface Via {
  readonly company: CompanyId;
  readonly listings: readonly Listing[];
  /** Product of the shares on the way, 0..1; a share that nobody recorded counts 0.5. */
  readonly share: number;
  readonly shareAssumed: boolean;
  /** Tiers of every step on the way: how much of the upper company's revenue the lower one makes. */
  readonly values: readonly ValueTier[];
}

/** Where a company leads on a day. */
export interface OwnershipChain {
  /** The first company at or above `owner` with a listing of its own that day, else the private top. */
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

/** Share of an ancestor that nobody recorded (scoring.md 11). */
const ASSUMED_SHARE = 0.5;

/** Control edges in force on the day; a Stake is no Control and is never followed. */
export function controllersOn(company: Company, day: CalendarDate): readonly Control[] {
  return company.controlledBy.filter((edge) => holdsOn(edge, day));
}

/** Every ancestor by control, nearest first, each once, with the steps to it. The company itself comes first. */
function pathsUp(start: Company, day: CalendarDate, companies: CompaniesById): readonly Path[] {
  const paths: Path[] = [{ company: start, steps: [] }];
  const seen = new Set<CompanyId>([start.id]);
  for (let at = 0; at < paths.length; at += 1) {
    const here = paths[at]!;
    for (const edge of controllersOn(here.company, day)) {
      const above = companies.get(edge.company);
      if (above === undefined || seen.has(above.id)) continue;
      seen.add(above.id);
      paths.push({ company: above, steps: [...here.steps, edge] });
    }
  }
  return paths;
}

/**
 * Climbs by control from `owner` to the first company with its own listing on the day, else to the private top.
 * Stakes never climb. Listed companies further up come back as `via`. Throws where `owner` is not in the catalog.
 */
export function ownershipChain(
  owner: CompanyId,
  day: CalendarDate,
  companies: CompaniesById,
): OwnershipChain {
  const start = companies.get(owner);
  if (start === undefined) throw new Error(`no company "${owner}" in the catalog`);
  const paths = pathsUp(start, day, companies);
  const listed = paths.find((path) => listingsOn(path.company, day).length > 0);
  const reached = listed ?? privateTop(paths, day, companies);
  const listings = listingsOn(reached.company, day);
  return {
    company: reached.company.id,
    private: listings.length === 0,
    listings,
    chain: [...controlChain(owner, reached.steps), ...listingChain(reached.company.id, listings)],
    values: reached.steps.map((step) => step.value),
    via: listed === undefined ? [] : viaAbove(reached.company, day, companies),
  };
}

/** The end of the first line upwards: where a company has several controllers, the first of the file leads. */
function privateTop(paths: readonly Path[], day: CalendarDate, companies: CompaniesById): Path {
  let here = paths[0]!;
  const seen = new Set([here.company.id]);
  for (;;) {
    const next = controllersOn(here.company, day).find(
      (edge) => companies.has(edge.company) && !seen.has(edge.company),
    );
    if (next === undefined) return here;
    seen.add(next.company);
    here = { company: companies.get(next.company)!, steps: [...here.steps, next] };
  }
}

function viaAbove(company: Company, day: CalendarDate, companies: CompaniesById): Via[] {
  return pathsUp(company, day, companies)
    .slice(1)
    .map((path) => ({ path, listings: listingsOn(path.company, day) }))
    .filter(({ listings }) => listings.length > 0)
    .map(({ path, listings }) => ({
      company: path.company.id,
      listings,
      share: path.steps.reduce((product, step) => product * (step.share ?? ASSUMED_SHARE), 1),
      shareAssumed: path.steps.some((step) => step.share === null),
      values: path.steps.map((step) => step.value),
    }));
}

function controlChain(owner: CompanyId, steps: readonly Control[]): ChainEdge[] {
  return steps.map((step, at) => ({
    from: at === 0 ? owner : steps[at - 1]!.company,
    to: step.company,
    edge: `controlled by (${step.by})`,
    evidence: [...step.evidence],
  }));
}

function listingChain(company: CompanyId, listings: readonly Listing[]): ChainEdge[] {
  return listings.map((listing) => ({
    from: company,
    to: tickerOf(listing),
    edge: 'listed as',
    evidence: [...listing.evidence],
  }));
}

/**
 * Which of two companies of one line of control is the lower one: it is the more exact owner. Two companies that climb
 * to the same one are one group as well (the first is kept). Null = not one group on that day.
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
    return start !== undefined && pathsUp(start, day, companies).some((path) => path.company.id === upper);
  };
  if (isAbove(first, second)) return second;
  if (isAbove(second, first)) return first;
  return ownershipChain(first, day, companies).company === ownershipChain(second, day, companies).company
    ? first
    : null;
}
