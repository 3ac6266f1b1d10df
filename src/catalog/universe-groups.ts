import { CompanyId } from '../domain/ids.ts';
import { firstDay, type PartialDate } from '../domain/time.ts';
import { listingKey, type UniverseRow } from './universe.ts';

/** Rows of one company: what `same` joins, the main row first. */
export function companiesOf(rows: readonly UniverseRow[]): UniverseRow[][] {
  const byKey = Map.groupBy(rows, listingKey);
  const groups = new Map<UniverseRow, UniverseRow[]>();
  for (const row of rows) {
    const main = mainRow(row, byKey);
    const group = groups.get(main);
    if (group === undefined) groups.set(main, main === row ? [row] : [main, row]);
    else if (row !== main) group.push(row);
  }
  return [...groups.values()];
}

/** Follows `same` to a row that names no other. */
function mainRow(row: UniverseRow, byKey: ReadonlyMap<string, readonly UniverseRow[]>): UniverseRow {
  const seen = new Set<UniverseRow>();
  let at = row;
  while (at.same !== null && !seen.has(at)) {
    seen.add(at);
    const next = rowThen(byKey.get(at.same) ?? [], at.to);
    if (next === undefined || next === at) break;
    at = next;
  }
  return at;
}

/** Of the rows of a symbol that was used again: the one that begins nearest to a day, or the latest. */
function rowThen(rows: readonly UniverseRow[], day: PartialDate | null): UniverseRow | undefined {
  if (day === null) return rows.at(-1);
  const apart = (row: UniverseRow) =>
    row.from === null
      ? Number.MAX_VALUE
      : Math.abs(Date.parse(firstDay(row.from)) - Date.parse(firstDay(day)));
  return rows.reduce<UniverseRow | undefined>(
    (best, row) => (best === undefined || apart(row) < apart(best) ? row : best),
    undefined,
  );
}

/**
 * Ids by MIC and symbol of the main row, `xnas-tcom`. Where a symbol was used again the latest company has the plain id, each
 * earlier one the year of its last day behind it.
 */
export function universeIds(groups: readonly (readonly UniverseRow[])[]): CompanyId[] {
  const plain = ({ mic, symbol }: UniverseRow): string =>
    `${mic}-${symbol}`.toLowerCase().replaceAll('.', '-');
  const latest = new Map<string, UniverseRow>();
  for (const [row] of groups) {
    const other = latest.get(plain(row!));
    if (other === undefined || (row!.to ?? '9') > (other.to ?? '9')) latest.set(plain(row!), row!);
  }
  const used = new Set<string>();
  return groups.map(([row]) => {
    const base =
      latest.get(plain(row!)) === row ? plain(row!) : `${plain(row!)}-${(row!.to ?? '').slice(0, 4)}`;
    let id = base;
    for (let next = 2; used.has(id); next += 1) id = `${base}-${next}`;
    used.add(id);
    return CompanyId.parse(id);
  });
}
