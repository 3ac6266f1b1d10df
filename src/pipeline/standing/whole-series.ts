import type { Catalog } from '../../domain/catalog.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import { type CalendarDate, DAY_MS, endOfDay, type Instant } from '../../domain/time.ts';
import type { WholeSeries } from '../score/next-act.ts';

interface SeriesSource {
  readonly catalog: Pick<Catalog, 'series' | 'seriesActs' | 'companies'>;
  readonly zoneOf: (regulator: RegulatorId) => string;
}

/**
 * Series of which every entry of an authority is held, with what they hold on companies of the
 * catalog. A deal that a company notifies is no act of an authority on it.
 */
export function wholeSeriesOf({ catalog, zoneOf }: SeriesSource): WholeSeries[] {
  const { series, seriesActs, companies } = catalog;
  const acts = Map.groupBy(
    seriesActs.filter(({ measure }) => measure !== 'deal'),
    (act) => act.series,
  );
  return series.flatMap(({ id, authority, complete, from, until }) => {
    const own = acts.get(id) ?? [];
    if (complete !== 'yes' || own.length === 0) return [];
    const zone = zoneOf(authority as RegulatorId);
    const ended = (day: string) => endOfDay(day as CalendarDate, 0, zone);
    return {
      id,
      authority,
      from: (ended(from) - DAY_MS) as Instant,
      until: ended(until),
      acts: own.flatMap((act) => {
        const company = companies.get(act.company);
        if (company === undefined) return [];
        const { sector, country } = company;
        return { at: ended(act.day), company: { id: company.id, sector, country } };
      }),
    };
  });
}
