import type { ReachTier, ValueTier } from '../domain/company.ts';
import type { AppId, CompanyId, RegulatorId } from '../domain/ids.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import type { MapIndex } from '../map/map-index.ts';
import { appNames, entryHolds, type NameEntry } from '../map/name-entries.ts';
import { controllersOn, ownershipChain } from '../map/ownership-chain.ts';
import { highestReach, reachOn, ungradedOn, valueOn, valueThrough } from '../map/tiers.ts';
import { nameKey } from '../names/normalise.ts';
import type { Above, HistoryLookup } from '../score/history-steps.ts';

/** Answers of the catalog for the steps of history records, by the same climb and tiers as for a notice. */
export function historyLookup(
  index: MapIndex,
  zoneOf: (regulator: RegulatorId) => string,
  weights: Weights,
): HistoryLookup {
  return {
    app: (company, name, day) => {
      const found = appOf(company, name, day, index);
      const record = index.companies.get(found.company);
      const { company: _, ...app } = found;
      if (app.value !== 'unknown' || record === undefined) return app;
      return { ...app, counted: ungradedOn(record, day, weights) };
    },
    reach: (company, day) => {
      const record = index.companies.get(company);
      return record === undefined ? 'unknown' : highestReach(record, day);
    },
    above: (company, day) => aboveOf(company, day, index),
    holders: (company, day, least) => holdersOf(company, day, least, index),
    zone: zoneOf,
  };
}

type FoundHistory = { app: AppId | null; company: CompanyId; value: ValueTier; reach: ReachTier };

/** An app by any of its names, of the company itself or of one that it controls. */
function appOf(company: CompanyId, name: string, day: CalendarDate, index: MapIndex): FoundHistory {
  const key = nameKey(name);
  const own = appNames(index.companies.get(company)?.apps ?? [], company);
  // The names of all apps are a large table that few records need.
  const entry: NameEntry | undefined =
    own.find((one) => entryHolds(one, day) && nameKey(one.written) === key) ??
    (index.names.get(key) ?? []).find(
      (one) => one.app !== null && entryHolds(one, day) && belongsTo(one.company, company, day, index),
    );
  if (entry?.app == null) return { app: null, company, value: 'unknown', reach: 'unknown' };
  return {
    app: entry.app.id,
    company: entry.company,
    value: valueOn(entry.app, day),
    reach: reachOn(entry.app, day),
  };
}

function belongsTo(lower: CompanyId, upper: CompanyId, day: CalendarDate, index: MapIndex): boolean {
  const seen = new Set<CompanyId>();
  const climbs = (id: CompanyId): boolean => {
    if (id === upper) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    const record = index.companies.get(id);
    return record !== undefined && controllersOn(record, day).some((edge) => climbs(edge.company));
  };
  return climbs(lower);
}

function holdersOf(company: CompanyId, day: CalendarDate, least: number, index: MapIndex): Above[] {
  return (index.companies.get(company)?.stakes ?? [])
    .filter((stake) => holdsOn(stake, day) && (stake.share ?? 0) >= least)
    .map((stake) => ({
      company: stake.holder,
      share: stake.share!,
      shareAssumed: false,
      value: (own) => own,
    }));
}

function aboveOf(company: CompanyId, day: CalendarDate, index: MapIndex): Above[] {
  const record = index.companies.get(company);
  if (record === undefined) return [];
  const ownership = ownershipChain(company, day, index.companies);
  const reached: Above[] =
    ownership.company === company || ownership.private
      ? []
      : [
          {
            company: ownership.company,
            share: 1,
            shareAssumed: false,
            value: (own) => valueThrough(own, ownership.values),
          },
        ];
  const via = ownership.via.map((one) => ({
    company: one.company,
    share: one.share,
    shareAssumed: one.shareAssumed,
    value: (own: ValueTier) => valueThrough(own, [...ownership.values, ...one.values]),
  }));
  return [...reached, ...via];
}
