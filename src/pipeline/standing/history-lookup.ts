import type { ValueTier } from '../../domain/company.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import type { MapIndex } from '../map/map-index.ts';
import { appNames, entryHolds, type NameEntry } from '../map/name-entries.ts';
import {
  controllersOn,
  highestReach,
  ownershipChain,
  reachOn,
  ungradedOn,
  valueOn,
  valueThrough,
} from '../map/ownership-chain.ts';
import type { HistoryLookup } from '../score/history-events.ts';
import type { Weighing } from '../score/weighing.ts';

/**
 * The catalog's answers for acts of history records, with the same ownership and tiers as for a
 * notice.
 */
export function historyLookup(
  index: MapIndex,
  zone: (regulator: RegulatorId) => string,
  weights: Weights,
  weighing: Weighing,
): HistoryLookup {
  const { companies } = index;
  return {
    zone,
    weighing,
    app(company, name, day) {
      const entry = appEntry(company, name, day, index);
      const app = entry?.app ?? null;
      const found = {
        app: app?.id ?? null,
        value: app === null ? ('unknown' as const) : valueOn(app, day),
        reach: app === null ? ('unknown' as const) : reachOn(app, day),
      };
      const record = companies.get(entry?.company ?? company);
      if (found.value !== 'unknown' || record === undefined) return found;
      return { ...found, counted: ungradedOn(record, day, weights) };
    },
    reach(company, day) {
      const record = companies.get(company);
      return record === undefined ? 'unknown' : highestReach(record, day);
    },
    above(company, day) {
      if (!companies.has(company)) return [];
      const { values, ...ownership } = ownershipChain(company, day, companies);
      const through = (more: typeof values) => (own: ValueTier) =>
        valueThrough(own, [...values, ...more]);
      const via = ownership.via.map((via) => ({ ...via, value: through(via.values) }));
      if (ownership.company === company || ownership.private) return via;
      return [
        { company: ownership.company, share: 1, shareAssumed: false, value: through([]) },
        ...via,
      ];
    },
    holders: (company, day, least) =>
      (companies.get(company)?.stakes ?? [])
        .filter((stake) => holdsOn(stake, day) && (stake.share ?? 0) >= least)
        .map(({ holder, share }) => ({
          company: holder,
          share: share!,
          shareAssumed: false,
          value: (own) => own,
        })),
  };
}

/** An app by any of its names, of the company or of one that it controls. */
function appEntry(
  company: CompanyId,
  name: string,
  day: CalendarDate,
  index: MapIndex,
): NameEntry | undefined {
  const key = nameKey(name);
  const own = appNames(index.companies.get(company)?.apps ?? [], company);
  const fits = (entry: NameEntry) => entry.app !== null && entryHolds(entry, day);
  // The names of all apps are a large table that few records need.
  return (
    own.find((entry) => fits(entry) && nameKey(entry.written) === key) ??
    (index.names.get(key) ?? []).find(
      (entry) => fits(entry) && belongsTo(entry.company, company, day, index),
    )
  );
}

function belongsTo(
  lower: CompanyId,
  upper: CompanyId,
  day: CalendarDate,
  { companies }: MapIndex,
): boolean {
  const above = new Set([lower]);
  for (const id of above) {
    const record = companies.get(id);
    for (const edge of record === undefined ? [] : controllersOn(record, day))
      above.add(edge.company);
  }
  return above.has(upper);
}
