import { type ActKind, kindOf } from '../../domain/act-kind.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { MEASURES, type Measure } from '../../domain/measures.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { daysBetween } from '../../domain/time.ts';
import type { CaseState } from '../../pipeline/score/cases.ts';
import { openLedger } from '../../pipeline/score/ledger.ts';
import { threadOf } from '../../pipeline/score/thread.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';

/** Least number of earlier matters of a kind for a statement about what follows. */
export const FEWEST_MATTERS = 8;

/** Acts that followed acts of one kind, counted over the cases of the record. */
export interface NextSteps {
  /** Of whose acts: the same authority's, or all of its country. */
  readonly of: 'authority' | 'country';
  /** The measure alone, or its whole group. */
  readonly like: 'measure' | 'group';
  /** Cases in which such an act was followed or not. */
  readonly cases: number;
  /** Next acts, the most frequent first, each with the median of the days until then. */
  readonly next: readonly { readonly kind: ActKind; readonly n: number; readonly days: number }[];
  /** Cases without a later act by then. */
  readonly none: number;
}

/** One case of one company in the record, by the alleged breach that it is about. */
interface RecordedCase {
  readonly matter: string;
  readonly steps: readonly RegulatoryEvent[];
}

/** What an act of a case is like, from the narrowest comparison to the widest. */
const COMPARISONS = [
  { of: 'authority', like: 'measure' },
  { of: 'authority', like: 'group' },
  { of: 'country', like: 'measure' },
  { of: 'country', like: 'group' },
] as const;

const recorded = new WeakMap<Knowledge, readonly RecordedCase[]>();

/**
 * The next acts in other cases of the record after an act like this one, as known at an instant
 * (ms). Null = fewer than {@link FEWEST_MATTERS} other matters by any comparison.
 */
export function nextSteps(
  last: RegulatoryEvent,
  own: CaseState,
  at: number,
  knowledge: Knowledge,
): NextSteps | null {
  if (last.act.measure === null) return null;
  const others = recordedCases(knowledge).filter(({ matter }) => matter !== keyOf(own));
  for (const comparison of COMPARISONS) {
    const isLike = likeness(last, last.act.measure, comparison, knowledge.catalog);
    const found = others.flatMap(({ matter, steps }) => {
      const known = steps.filter((event) => event.at <= at);
      const from = known.find(isLike);
      return from === undefined ? [] : [{ matter, from, next: following(from, known) }];
    });
    if (new Set(found.map(({ matter }) => matter)).size < FEWEST_MATTERS) continue;
    return { ...comparison, cases: found.length, ...counted(found) };
  }
  return null;
}

function likeness(
  { regulator }: RegulatoryEvent,
  measure: Measure,
  { of, like }: (typeof COMPARISONS)[number],
  { regulators }: Pick<Catalog, 'regulators'>,
): (event: RegulatoryEvent) => boolean {
  const countryOf = (id: RegulatoryEvent['regulator']) => regulators.get(id)?.country ?? null;
  const country = countryOf(regulator);
  const { group } = MEASURES[measure];
  return (event) => {
    if (event.act.measure === null) return false;
    const isSame =
      of === 'authority'
        ? event.regulator === regulator
        : country !== null && countryOf(event.regulator) === country;
    return isSame && (like === 'measure' ? event.act.measure === measure : inGroup(event, group));
  };
}

const inGroup = ({ act: { measure } }: RegulatoryEvent, group: string): boolean =>
  measure !== null && MEASURES[measure].group === group;

/** The first act of a later day. */
const following = (from: RegulatoryEvent, steps: readonly RegulatoryEvent[]) =>
  steps.find((event) => event.date > from.date) ?? null;

function counted(
  found: readonly { from: RegulatoryEvent; next: RegulatoryEvent | null }[],
): Pick<NextSteps, 'next' | 'none'> {
  const followed = found.flatMap(({ from, next }) =>
    next === null ? [] : [{ kind: kindOf(next.act), days: daysBetween(from.date, next.date) }],
  );
  const next = [...Map.groupBy(followed, ({ kind }) => kind)]
    .map(([kind, all]) => ({ kind, n: all.length, days: median(all.map(({ days }) => days)) }))
    .sort((a, b) => b.n - a.n || (a.kind < b.kind ? -1 : 1));
  return { next, none: found.length - followed.length };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/**
 * Cases of all companies of the record, made once: an act's place hangs only on acts before it, so
 * that one making serves every instant.
 */
function recordedCases(knowledge: Knowledge): readonly RecordedCase[] {
  const known = recorded.get(knowledge);
  if (known !== undefined) return known;
  const { catalog, history } = knowledge;
  const made = [...catalog.companies.keys()].flatMap((company) =>
    openLedger(history.get(company), catalog.weights).matters.map((matter) => ({
      matter: keyOf(matter),
      steps: threadOf(matter, Number.MAX_SAFE_INTEGER).map(({ event }) => event),
    })),
  );
  recorded.set(knowledge, made);
  return made;
}

/** The alleged breach of a case; a case without one is known by the act that opened it. */
const keyOf = ({ name, entries }: CaseState): string => name ?? entries[0]!.event.id.split('/')[0]!;
