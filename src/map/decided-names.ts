import type { CompanyId } from '../domain/ids.ts';
import type { PartialDate } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';

/**
 * A person's decision on a Review: from then on the name is the company's. With a developer it holds for that developer
 * alone; without one, for mentions that name none, or one of the company's own: never for the same name by a stranger.
 */
export interface DecidedName {
  readonly name: string;
  readonly developer: string | null;
  /** Null = rejected: none of `not` is meant. */
  readonly company: CompanyId | null;
  readonly not: readonly CompanyId[];
  /** The map was sure of one of `not` and was wrong: the decision stands above the rules. */
  readonly overrides: boolean;
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
  readonly decidedBy: string;
  readonly because: string;
}

/** Decisions by the key of their name, in the order in which they were made. */
export type DecidedNames = ReadonlyMap<string, readonly DecidedName[]>;

export function decidedNames(decisions: readonly DecidedName[]): DecidedNames {
  return Map.groupBy(decisions, (one) => nameKey(one.name));
}
