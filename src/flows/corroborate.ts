import type { Claim } from '../domain/claim.ts';
import type { Confirmation } from '../domain/confirmation.ts';
import type { ClaimRow } from '../domain/ports.ts';
import { dayNumber } from '../score/time.ts';

/** Days between two reports of one step. */
export const NEAR_DAYS = 3;

/**
 * What confirms an unconfirmed claim: a person who accepted it; else the authority's own page; else another outlet that does not rest on the
 * same agency. All say the same step of the same company within three days, and name an authority: newspapers make the same mistake where
 * a company itself "warns" or "bans". Two authorities that are both known must be one. Null = nothing does, or a person rejected it.
 */
export function confirmationOf(
  { claim, decision }: ClaimRow,
  others: readonly ClaimRow[],
): Confirmation | null {
  if (claim.state !== 'unconfirmed' || decision?.verdict === 'rejected') return null;
  if (decision !== null) return { kind: 'person', by: decision.by, because: decision.because };
  const same = others
    .filter((other) => other.decision?.verdict !== 'rejected' && isSameStep(claim, other.claim))
    .map((other) => other.claim)
    .sort((a, b) => a.detectedAt - b.detectedAt || (a.notice < b.notice ? -1 : 1));
  const official = same.find((other) => other.outlet === null && claim.outlet !== null);
  if (official !== undefined) return { kind: 'official', notice: official.notice, url: official.url };
  const second = same.find((other) => other.outlet !== null && areIndependent(claim, other));
  if (second === undefined) return null;
  return { kind: 'outlet', outlet: second.outlet!, notice: second.notice, url: second.url };
}

function isSameStep(one: Claim, other: Claim): boolean {
  return (
    other.state !== 'person' &&
    one.page !== other.page &&
    one.company !== null &&
    isSameBody(one, other) &&
    one.company === other.company &&
    one.type === other.type &&
    Math.abs(dayNumber(one.day) - dayNumber(other.day)) <= NEAR_DAYS
  );
}

function isSameBody(one: Claim, other: Claim): boolean {
  if (![one, other].every((claim) => claim.outlet === null || claim.authority !== null)) return false;
  const [here, there] = [one.authority?.id ?? null, other.authority?.id ?? null].map((id) =>
    id === null || id.endsWith('-unnamed') ? null : id,
  );
  // Neither is known: “China” and “European” are two.
  if (here === null && there === null) return one.authority?.name === other.authority?.name;
  return here === null || there === null || here === there;
}

/** Two pages of one outlet are one outlet, and two reports that name one agency are that agency's. */
function areIndependent(one: Claim, other: Claim): boolean {
  return one.outlet !== other.outlet && !one.agencies.some((agency) => other.agencies.includes(agency));
}
