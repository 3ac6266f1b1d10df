import type { Grade } from './grade.ts';
import { MEASURES, type Measure } from './measures.ts';
import type { Level } from './score.ts';

/** One rule of a subscription: acts of some kinds, from a level on, this sure. */
export interface AlertRule {
  /** Groups of measures, or measures; absent = of any kind. */
  readonly kinds?: readonly string[] | undefined;
  /** Least level; 1 = any. */
  readonly level: Level;
  /** Least grade; absent = confirmed, and reported acts as the subscription itself says. */
  readonly grade?: Grade | undefined;
}

/** Whether kinds, by group or measure, include one of these measures; absent kinds include any. */
export const isOfKind = (
  kinds: readonly string[] | undefined,
  measures: readonly Measure[],
): boolean =>
  kinds === undefined ||
  measures.some((measure) => kinds.includes(measure) || kinds.includes(MEASURES[measure].group));

/** Whether a rule includes acts of a level, of any grade. */
export const takesIn = (
  { kinds, level: least }: AlertRule,
  { measures, level }: { readonly measures: readonly Measure[]; readonly level: Level },
): boolean => level >= least && isOfKind(kinds, measures);
