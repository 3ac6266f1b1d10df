import { type MoveLine, type MoveTable, moveKey } from '../../domain/move-table.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Score } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { type CaseEntry, stands } from './cases.ts';
import { ownPoints } from './formula.ts';
import { isFine } from './kinds.ts';
import { loadAt, ownLoad } from './load.ts';
import type { Standing } from './score.ts';

/** What was done to a company last, with its own size. */
export type Latest = NonNullable<ReturnType<typeof latestOf>>;

/**
 * The last act that was public by an instant; of several of one moment the gravest. Null = none.
 * `expected` = how far acts of its size moved shares, where the frozen table is of this model and
 * the act raised the score: what ends a case is relief.
 */
export function latestOf(standing: Standing, score: Score, at: Instant, moves: MoveTable | null) {
  const entries = standing.ledger.matters.flatMap((matter) => matter.entries);
  const known = entries.filter((entry) => stands(entry, at) && entry.event.via === null);
  const moment = Math.max(...known.map(({ event }) => event.at));
  const last = known.filter(({ event }) => event.at === moment);
  const [entry] = last.toSorted(byLead);
  if (entry === undefined) return null;
  const { event } = entry;
  const before = loadAt(standing, (event.at - 1) as Instant);
  const isOwn = (one: { readonly id: string }) => one.id === event.id;
  const load = ownLoad(standing, isOwn, event.at);
  const own = ownPoints(load, standing.weights);
  const raises = loadAt(standing, event.at) >= before && load > 0;
  return {
    step: event.id,
    date: event.date,
    because: sentenceOf(entry, score),
    /** Points of this act by itself. */
    own,
    raises,
    expected: raises && moves?.model === score.model ? lineFor(moves, own) : null,
  };
}

/** The gravest first; a fine before what is no graver, since it says how large it is. */
const byLead = (caseEntry: CaseEntry, other: CaseEntry): number =>
  other.severity.level - caseEntry.severity.level ||
  Number(isFine(other.event)) - Number(isFine(caseEntry.event)) ||
  other.units - caseEntry.units;

/** As the score tells it; null where nothing of it is left. */
function sentenceOf({ event }: CaseEntry, { factors }: Score): Reason | null {
  const own = factors.filter((factor) => factor.step === event.id);
  return own.toSorted((factor, other) => other.points - factor.points)[0]?.because ?? null;
}

/** The line of the table for own points; null where it has too few acts. */
const lineFor = ({ rows }: MoveTable, own: number): MoveLine | null =>
  rows.find(({ by, key }) => by === 'points' && key === moveKey(own)) ?? null;
