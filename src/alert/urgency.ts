import type { Signal } from '../domain/alert.ts';

/** Whether a signal rings: level 4 and above, a crossing of 50, twenty points, or a direct action of level 2 (scoring.md 9.2, 11). */
export function isPush(one: Signal): boolean {
  return (
    one.level >= 4 ||
    (one.before < 50 && one.after >= 50) ||
    one.after - one.before >= 20 ||
    (one.level >= 2 && one.exposure.edge === 'operator')
  );
}
