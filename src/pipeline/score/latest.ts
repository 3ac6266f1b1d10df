import type { Catalog } from '../../domain/catalog.ts';
import { type MoveLine, type MoveTable, moveKey } from '../../domain/move-table.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Score } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { type CaseEntry, stands } from './cases.ts';
import { leadReason } from './explain.ts';
import { ownPoints } from './formula.ts';
import { isFine } from './kinds.ts';
import { loadAt, ownLoad } from './load.ts';
import { modelOf, type Standing } from './score.ts';

/** What was done to a company last, with its own size. */
export type Latest = NonNullable<ReturnType<typeof latestOf>>;

/**
 * The last act that was public by an instant, one that ends or changes another act as well; of
 * several of one moment the gravest. Null = none. `expected` = how far acts of its size moved
 * shares, where the frozen table is of this model and the act raised the score: what ends a case is
 * relief.
 */
export function latestOf(standing: Standing, score: Score, at: Instant, moves: MoveTable | null) {
  const last = lastOf(standing, at);
  if (last === null) return null;
  const { event, entry } = last;
  const before = loadAt(standing, (event.at - 1) as Instant);
  const isOwn = ({ id }: { readonly id: string }) => id === event.id;
  const load = ownLoad(standing, isOwn, event.at);
  const own = ownPoints(load, standing.weights);
  const raises = loadAt(standing, event.at) >= before && load > 0;
  return {
    event: event.id,
    date: event.date,
    /** What was done, when, and its own size. */
    lead: leadReason(event, standing.wording),
    /** As the score tells it now; null where nothing of it is left. */
    because: entry === null ? null : sentenceOf(entry, score),
    /** Points of this act by itself. */
    own,
    raises,
    expected: raises && moves?.model === score.model ? moveFor(moves, own) : null,
  };
}

function lastOf({ ledger }: Standing, at: Instant) {
  const acts = ledger.matters.flatMap(({ entries, closings, news }) => [
    ...entries
      .filter((entry) => stands(entry, at))
      .map((entry) => ({ event: entry.event, entry: entry as CaseEntry | null })),
    ...[...closings, ...news].map((event) => ({ event, entry: null })),
  ]);
  const known = acts.filter(({ event }) => event.at <= at && event.via === null);
  const moment = Math.max(...known.map(({ event }) => event.at));
  const last = known.filter(({ event }) => event.at === moment);
  const entries = last.flatMap(({ entry }) => entry ?? []);
  const [gravest] = entries.toSorted(byLead);
  return gravest === undefined ? (last[0] ?? null) : { event: gravest.event, entry: gravest };
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
export const moveFor = ({ rows }: MoveTable, own: number): MoveLine | null =>
  rows.find(({ by, key }) => by === 'points' && key === moveKey(own)) ?? null;

/** The frozen table, where it was made under today's model; else nothing is known. */
export const movesUnder = ({ moves, weights }: Pick<Catalog, 'moves' | 'weights'>) =>
  moves?.model === modelOf(weights) ? moves : null;
