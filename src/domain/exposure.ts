import { z } from 'zod';
import type { Listing, ReachTier, ValueTier } from './company.ts';
import { attestsControl, Evidence, isAttested } from './evidence.ts';
import { AppId, CompanyId, type NoticeId } from './ids.ts';
import { Reason } from './reason.ts';

/**
 * How a Mention was matched. `likely` goes to Review and never to a channel. Confidences:
 * docs/scoring.md
 */
export const Match = z.strictObject({
  mention: z.string().min(1),
  kind: z.enum(['exact', 'alias', 'developer', 'likely', 'none']),
  confidence: z.number().min(0).max(1),
  /** What was compared with what, and why that is enough or not. */
  reason: Reason,
  app: AppId.nullable(),
  /** Legal entity by name, as the catalog writes it. */
  entity: z.string().nullable(),
  /** The company of the app or entity in the catalog, below the one to be alerted. */
  owner: CompanyId.nullable(),
  /**
   * The first group above with its own listing that day, else the private top. Null = unresolved.
   */
  company: CompanyId.nullable(),
  private: z.boolean(),
  /** app -> entity -> company -> ... -> listing, each edge with its evidence. */
  chain: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      edge: z.string(),
      evidence: z.array(Evidence),
    }),
  ),
  candidates: z.array(z.strictObject({ company: CompanyId, because: Reason })),
});
export type Match = z.infer<typeof Match>;

type AttestedEdge = Pick<Match['chain'][number], 'edge' | 'evidence'>;

/** Edges that say who controls whom. */
const isOfControl = ({ edge }: AttestedEdge): boolean =>
  ['subsidiary', 'contract', 'consolidated'].includes(edge) || edge.startsWith('controlled by');

/**
 * Whether an edge of a chain rests on something that somebody else can check and that speaks of it:
 * who runs an app and who controls the firm are two facts.
 */
export function isEdgeAttested(edge: AttestedEdge): boolean {
  return isOfControl(edge) ? attestsControl(edge.evidence) : isAttested(edge.evidence);
}

/** One app of an exposure with what the score needs of it, as of the notice's day. */
export interface ExposedApp {
  mention: string;
  name: string;
  app: AppId | null;
  value: ValueTier;
  reach: ReachTier;
  confidence: number;
}

/**
 * One Company affected by one Notice. `via` = listed ancestor of `via` at its share; `store` =
 * affected as a store, not as developer.
 */
export interface Exposure {
  notice: NoticeId;
  company: CompanyId;
  edge: 'operator' | 'store' | 'via';
  via: CompanyId | null;
  /** Ownership a: 1 for the company itself, else the recorded share or 0.5 (`shareAssumed`). */
  share: number;
  shareAssumed: boolean;
  private: boolean;
  listings: Listing[];
  apps: ExposedApp[];
  /** True where the company itself is the target of an action. */
  companyWide: boolean;
  confidence: number;
}

/** The mapping of one notice, and the counts that every alert shows. */
export interface Mapping {
  readonly notice: NoticeId;
  readonly matches: readonly Match[];
  readonly exposures: readonly Exposure[];
  readonly counts: {
    readonly subjects: number;
    readonly known: number;
    readonly ofListed: number;
    readonly listedCompanies: number;
    readonly private: number;
    readonly unresolved: number;
    readonly review: number;
  };
}
