import { isWithdrawn, type RegulatoryEvent } from '../../domain/score.ts';
import { dayNumber } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { isAlike } from './kinds.ts';

/** An act as the ledger counts it: until another account of the same act takes its place. */
export interface Account {
  readonly event: RegulatoryEvent;
  /** The account that this one took the place of; both tell one act. */
  readonly replaces: Account | null;
  /** Moment (ms) from which another account counts instead; Infinity = it stands. */
  until: number;
}

/**
 * Whose word counts: press, then a person's record, then an authority's page; a fact is never
 * another account of anything.
 */
const VOICES = ['press', 'history', 'official', 'fact'] as const;

/** Press is a notice that an outlet carried, and no page of an authority. */
function voiceOf(event: RegulatoryEvent): (typeof VOICES)[number] {
  if (event.origin === 'facts') return 'fact';
  if (event.origin === 'history') return 'history';
  return event.evidence < 1 ? 'press' : 'official';
}

const rank = (event: RegulatoryEvent): number => VOICES.indexOf(voiceOf(event));

/**
 * One account per act, for the acts of one company: a stored Notice takes the place of a history
 * record, an official act takes the place of press, and a repeated id counts once (docs/scoring.md).
 * Earlier accounts keep counting up to the moment of the one that replaces them, so that an act
 * appended later never changes an earlier score. An act that was taken back is left out at every
 * instant: the score is the one that history without the error gives.
 * @param events sorted by time
 */
export function mergeAccounts(events: readonly RegulatoryEvent[], weights: Weights): Account[] {
  const accounts: Account[] = [];
  const seen = new Set<string>();
  for (const event of events) {
    if (seen.has(event.id) || isWithdrawn(event)) continue;
    seen.add(event.id);
    const same = sameAct(event, accounts, weights);
    if (same !== null && rank(same.event) > rank(event)) continue;
    if (same !== null) same.until = event.at;
    accounts.push({
      // A person's record may name the matter; the Notice that takes its place stays in it.
      event:
        same === null || event.matter !== null ? event : { ...event, matter: same.event.matter },
      replaces: same,
      until: Number.POSITIVE_INFINITY,
    });
  }
  return accounts;
}

function sameAct(
  event: RegulatoryEvent,
  accounts: readonly Account[],
  weights: Weights,
): Account | null {
  const voice = voiceOf(event);
  if (voice === 'fact') return null;
  const day = dayNumber(event.date);
  const widest = Math.max(weights.press.days, weights.sameEvent.days);
  for (let index = accounts.length - 1; index >= 0; index--) {
    const account = accounts[index]!;
    const apart = Math.abs(day - dayNumber(account.event.date));
    // Sorted by time: an account two weeks beyond every window ends the search, whatever order
    // dates and times have.
    if (apart > widest + 14) break;
    if (account.until !== Number.POSITIVE_INFINITY || account.event.regulator !== event.regulator)
      continue;
    if (isSameAccount(event, account.event, apart, weights)) return account;
  }
  return null;
}

function isSameAccount(
  event: RegulatoryEvent,
  other: RegulatoryEvent,
  apart: number,
  weights: Weights,
): boolean {
  const voices = [voiceOf(event), voiceOf(other)];
  if (voices.includes('fact')) return false;
  if (voices.includes('press')) {
    const inTime = apart <= weights.press.days;
    return (
      inTime &&
      event.notice !== other.notice &&
      (sameKinds(event, other) || sameMarks(event, other))
    );
  }
  if (voices[0] === voices[1]) return false;
  return (
    apart <= weights.sameEvent.days &&
    (sameMarks(event, other) || event.title === other.title || sameKinds(event, other))
  );
}

const sameKinds = (event: RegulatoryEvent, other: RegulatoryEvent) =>
  event.kinds.some((kind) => other.kinds.some((each) => isAlike(kind, each)));

/** Batch number or deadline: what marks one list among the lists of a body. */
function sameMarks(event: RegulatoryEvent, other: RegulatoryEvent): boolean {
  if (event.batch !== null && other.batch !== null) {
    const { total, yearly } = event.batch;
    if (total !== null && other.batch.total !== null) return total === other.batch.total;
    if (yearly !== null && other.batch.yearly !== null) return yearly === other.batch.yearly;
  }
  return event.deadline !== null && event.deadline === other.deadline;
}
