import { isWithdrawn, type Step } from '../../domain/score.ts';
import { dayNumber } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';

/** A step as the ledger counts it: until another account of the same act takes its place. */
export interface Account {
  readonly step: Step;
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
function voiceOf(step: Step): (typeof VOICES)[number] {
  if (step.origin === 'facts') return 'fact';
  if (step.origin === 'history') return 'history';
  return step.evidence < 1 ? 'press' : 'official';
}

const rank = (step: Step): number => VOICES.indexOf(voiceOf(step));

/**
 * One account per act, for the steps of one company: a stored Notice takes the place of a history
 * record, an official act takes the place of press, and a repeated id counts once (scoring.md 11).
 * Earlier accounts keep counting up to the moment of the one that replaces them, so that a step
 * appended later never changes an earlier score. A step that was taken back is left out at every
 * instant: the score is the one that history without the error gives.
 * @param steps sorted by time
 */
export function settle(steps: readonly Step[], weights: Weights): Account[] {
  const accounts: Account[] = [];
  const seen = new Set<string>();
  for (const step of steps) {
    if (seen.has(step.id) || isWithdrawn(step)) continue;
    seen.add(step.id);
    const same = sameAct(step, accounts, weights);
    if (same !== null && rank(same.step) > rank(step)) continue;
    if (same !== null) same.until = step.at;
    accounts.push({
      // A person's record may name the matter; the Notice that takes its place stays in it.
      step: same === null || step.matter !== null ? step : { ...step, matter: same.step.matter },
      replaces: same,
      until: Number.POSITIVE_INFINITY,
    });
  }
  return accounts;
}

function sameAct(step: Step, accounts: readonly Account[], weights: Weights): Account | null {
  const voice = voiceOf(step);
  if (voice === 'fact') return null;
  const day = dayNumber(step.date);
  const widest = Math.max(weights.press.days, weights.sameEvent.days);
  for (let index = accounts.length - 1; index >= 0; index--) {
    const account = accounts[index]!;
    const apart = Math.abs(day - dayNumber(account.step.date));
    // Sorted by time: an account two weeks beyond every window ends the search, whatever order
    // dates and times have.
    if (apart > widest + 14) break;
    if (account.until !== Number.POSITIVE_INFINITY || account.step.regulator !== step.regulator)
      continue;
    if (isSameAccount(step, account.step, apart, weights)) return account;
  }
  return null;
}

function isSameAccount(one: Step, other: Step, apart: number, weights: Weights): boolean {
  const voices = [voiceOf(one), voiceOf(other)];
  if (voices.includes('fact')) return false;
  if (voices.includes('press')) {
    const inTime = apart <= weights.press.days;
    return (
      inTime && one.notice !== other.notice && (sameTypes(one, other) || sameMarks(one, other))
    );
  }
  if (voices[0] === voices[1]) return false;
  return (
    apart <= weights.sameEvent.days &&
    (sameMarks(one, other) || one.title === other.title || sameTypes(one, other))
  );
}

const sameTypes = (one: Step, other: Step) => one.types.some((type) => other.types.includes(type));

/** Batch number or deadline: what marks one list among the lists of a body. */
function sameMarks(one: Step, other: Step): boolean {
  if (one.batch !== null && other.batch !== null) {
    const { total, yearly } = one.batch;
    if (total !== null && other.batch.total !== null) return total === other.batch.total;
    if (yearly !== null && other.batch.yearly !== null) return yearly === other.batch.yearly;
  }
  return one.deadline !== null && one.deadline === other.deadline;
}
