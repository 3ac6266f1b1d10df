import type { Claim, ClaimQuery } from './claim.ts';
import type { Confirmation } from './evidence.ts';
import type { ItemId } from './ids.ts';
import type { Review } from './review.ts';
import type { SecondReading } from './second-reading.ts';
import type { Instant } from './time.ts';

export interface ClaimRow {
  readonly claim: Claim;
  readonly decision: Review['decision'];
}

export interface ConfirmedClaim {
  readonly claim: Claim;
  readonly by: Confirmation;
}

/** Rows of what pages say that authorities did, and of what a second reader was asked about it. */
export interface ClaimStore {
  /** Newest first, each with what a person decided on it. */
  claims(query: ClaimQuery): Promise<ClaimRow[]>;
  /** Claims that were not compared with the others yet, oldest first. */
  claimsToCompare(limit: number): Promise<ClaimRow[]>;
  /** Notes in one transaction that a claim was compared, and makes the pages of confirmed ones due to be settled again. */
  confirmClaims(compared: Claim, confirmed: readonly ConfirmedClaim[], at: Instant): Promise<void>;
  /** Takes questions for a second reader that are due, oldest first, for `leaseMs`; answers that are not settled come as well. */
  claimReadings(claim: { now: Instant; leaseMs: number; limit: number }): Promise<SecondReading[]>;
  /** A question that was answered before with the same key. */
  readingByKey(key: string): Promise<SecondReading | null>;
  reading(item: ItemId): Promise<SecondReading | null>;
  /** `dueAt` = when it goes on; null = it is over. */
  saveReading(reading: SecondReading, dueAt: Instant | null): Promise<void>;
  /** Settles an answer in one transaction: confirms claims, and leaves proposals for a person. */
  settleReading(
    reading: SecondReading,
    confirmed: readonly ConfirmedClaim[],
    proposals: readonly Review[],
    at: Instant,
  ): Promise<void>;
  /** Reserves one call of a day and its cost, in millionths of a dollar; false where either limit would be passed. */
  reserveCall(reserve: { day: string; cost: number; calls: number; most: number | null }): Promise<boolean>;
  /** Adds what a call cost beside what was reserved for it (may be negative). */
  correctCost(day: string, difference: number): Promise<void>;
  readerDay(day: string): Promise<{ calls: number; cost: number; failures: Record<string, number> }>;
}
