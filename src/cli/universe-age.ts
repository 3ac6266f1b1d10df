import type { UniverseTable } from '../domain/catalog.ts';
import { firstDay } from '../domain/time.ts';

/** From this age on a person should bring newer lists of all listed companies. */
const UNIVERSE_DAYS = 120;

/** How old the lists of all listed companies are at `now`, and whether that is too old. */
export function universeAge(
  { asOf, size }: Pick<UniverseTable, 'asOf' | 'size'>,
  now: number,
): { readonly old: boolean; readonly says: string } {
  if (asOf === null)
    return { old: true, says: 'config/universe is empty: only companies with a file are known' };
  const days = Math.max(0, Math.floor((now - Date.parse(firstDay(asOf))) / 86_400_000));
  return {
    old: days > UNIVERSE_DAYS,
    says: `${size} further listed companies, from lists up to ${asOf}, ${days} days old`,
  };
}
