import type { Signal } from '../domain/alert.ts';

/**
 * Whether a signal rings: level 4 and above, a crossing of 50, an act of twenty points of its own, or a direct action of
 * level 2 (scoring.md 9.2, 11, 12). What stands before it counts only as far as somebody can check it.
 */
export function isPush(one: Signal): boolean {
  const { before, after } = one.confirmed ?? one;
  return (
    one.level >= 4 ||
    (before < 50 && after >= 50) ||
    (one.own ?? after - before) >= 20 ||
    (one.level >= 2 && one.exposure.edge === 'operator')
  );
}
