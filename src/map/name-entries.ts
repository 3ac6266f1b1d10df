import type { App, Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type Reason, reason } from '../domain/reason.ts';
import { type CalendarDate, type DaySpan, firstDay, holdsOn } from '../domain/time.ts';
import { filingKey } from '../names/firm.ts';
import { nameKey } from '../names/normalise.ts';

/** A name under which the catalog knows an app or a company, with the days it holds. */
export interface NameEntry {
  readonly company: CompanyId;
  /** Null where the name is the company's own. */
  readonly app: App | null;
  /** As the catalog writes it. */
  readonly written: string;
  readonly how: 'name' | 'alias';
  readonly ordinary: boolean;
  readonly sure: boolean;
  /** All must hold: the app's and the name's. */
  readonly days: readonly DaySpan[];
}

/** Entries by the key of their name. */
export type EntriesByKey = ReadonlyMap<string, readonly NameEntry[]>;

/** All names, package ids and filing numbers of companies and their apps. */
export function entriesOf(
  companies: readonly Company[],
): Record<'names' | 'packages' | 'filings', EntriesByKey> {
  const names = companies.flatMap(({ id, name, aliases, apps }) => [
    ...entriesFor({ company: id, app: null, sure: true }, name, aliases, false, []),
    ...appNames(apps, id),
  ]);
  const byIds = (idsOf: (app: App) => readonly string[]): EntriesByKey => {
    const ids = companies.flatMap(({ id, apps }) =>
      apps.flatMap((app) => idsOf(app).map((key) => ({ key, entry: appNames([app], id)[0]! }))),
    );
    const groups = Map.groupBy(ids, ({ key }) => key);
    return new Map([...groups].map(([key, group]) => [key, group.map(({ entry }) => entry)]));
  };
  return {
    names: Map.groupBy(names, (entry) => nameKey(entry.written)),
    packages: byIds((app) => app.packages.map((one) => one.toLowerCase())),
    filings: byIds((app) => app.icp.map(filingKey)),
  };
}

/** The names of some apps of a company. */
export function appNames(apps: readonly App[], company: CompanyId): NameEntry[] {
  return apps.flatMap((app) =>
    entriesFor({ company, app, sure: app.sure }, app.name, app.aliases, app.ordinary, [app]),
  );
}

function entriesFor(
  of: Pick<NameEntry, 'company' | 'app' | 'sure'>,
  { zh, en, zhHant }: Company['name'],
  aliases: Company['aliases'],
  ordinary: boolean,
  days: readonly DaySpan[],
): NameEntry[] {
  const own = [zh, en, zhHant].filter((written) => written !== null);
  return [
    ...own.map((written): NameEntry => ({ ...of, written, how: 'name', ordinary, days })),
    ...aliases.map((alias): NameEntry => {
      return { ...of, written: alias.name, how: 'alias', ordinary: alias.ordinary, days: [...days, alias] };
    }),
  ];
}

/** Whether the name holds on the day. */
export function entryHolds(entry: NameEntry, day: CalendarDate): boolean {
  return entry.days.every((days) => holdsOn(days, day));
}

/** The days of a name: `from 2021-09-23`, `until 2021-09-23`. */
export function daysOf({ days }: NameEntry): Reason {
  const dates = (side: 'from' | 'to') => days.flatMap((one) => one[side] ?? []).map(firstDay);
  const from = dates('from').sort().at(-1);
  const until = dates('to').sort()[0];
  if (from === undefined) return until === undefined ? reason('always') : reason('until', { until });
  return until === undefined ? reason('from', { from }) : reason('from-until', { from, until });
}
