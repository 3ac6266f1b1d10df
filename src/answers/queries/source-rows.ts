import { z } from 'zod';
import type { Catalog } from '../../domain/catalog.ts';
import type { Gap, SourceState } from '../../domain/item.ts';
import type { Store } from '../../domain/ports.ts';
import type { Outlet, Regulator, Source } from '../../domain/regulator.ts';
import { CalendarDate, DAY_MS, type Instant, shanghaiDay } from '../../domain/time.ts';

/**
 * The last result of `tocsin sources check` on a machine of this database: who polled a source, on
 * which day, and whether it answered.
 */
const SourceChecked = z.strictObject({ on: CalendarDate, by: z.string(), works: z.boolean() });
type SourceChecked = z.infer<typeof SourceChecked>;

const KEY = 'source-checks';

async function sourceChecks(
  store: Pick<Store, 'recall'>,
): Promise<ReadonlyMap<string, SourceChecked>> {
  const text = await store.recall(KEY);
  const read = z.record(z.string(), SourceChecked).safeParse(text === null ? {} : JSON.parse(text));
  return new Map(read.success ? Object.entries(read.data) : []);
}

/** Adds results; sources that were not polled keep their last check. */
export async function rememberChecks(
  store: Pick<Store, 'recall' | 'remember'>,
  found: ReadonlyMap<string, SourceChecked>,
): Promise<void> {
  const all = new Map([...(await sourceChecks(store)), ...found]);
  await store.remember(KEY, JSON.stringify(Object.fromEntries(all)));
}

/** A source as watched here, off where a setting is missing; with its newspaper, if any. */
export interface ShownSource {
  readonly source: Source;
  readonly outlet: Outlet | null;
}

/** A source with its state, as in lists and `sources --json`. */
export type SourceRow = Awaited<ReturnType<typeof sourceRows>>[number];

/** The newest value by an instant or day; null = none. */
const newestBy = <T extends number | string>(
  until: T,
  all: readonly (T | null | undefined)[],
): T | null =>
  all.reduce<T | null>(
    (newest, value) =>
      value == null || value > until || (newest !== null && newest > value) ? newest : value,
    null,
  );

/** Number of times news was seen from which the usual interval is taken. */
const ENOUGH_NEWS = 5;

/** Milliseconds between two notices of a source; null = not known. */
function usualOf(expectedPer30Days: number | null, changes: readonly Instant[]): number | null {
  if (expectedPer30Days !== null) return (30 * DAY_MS) / expectedPer30Days;
  if (changes.length < ENOUGH_NEWS) return null;
  return (changes.at(-1)! - changes[0]!) / (changes.length - 1);
}

/** Median delay of detection plus the time until the item was read; null = none was measured. */
function lagOf(lags: readonly number[], readingMs: number): number | null {
  const median = lags.toSorted((a, b) => a - b)[Math.floor(lags.length / 2)];
  return median === undefined ? null : median + readingMs;
}

/** The last check of a source: by this program, else the one its file states. */
function checkOf(source: Source, checks: ReadonlyMap<string, SourceChecked>): SourceChecked | null {
  const ofFile = source.checked == null ? null : { ...source.checked, works: true };
  return checks.get(source.id) ?? ofFile;
}

/** The country of an authority; null for the press. */
const ownerOf = (body: object | undefined): string | null =>
  body !== undefined && 'country' in body ? String(body.country) : null;

/**
 * Every known source with its state, in the given order. For a past instant: what is on record of
 * it, and nothing later.
 */
export async function sourceRows(
  {
    store,
    catalog,
  }: {
    readonly store: Pick<Store, 'gaps' | 'readingTimes' | 'recall' | 'sourceStates'>;
    readonly catalog: Pick<Catalog, 'regulators' | 'outlets'>;
  },
  sources: readonly ShownSource[],
  at: Instant,
  past = false,
) {
  const states = new Map((await store.sourceStates()).map((state) => [state.source, state]));
  const reading = await store.readingTimes();
  const known = await store.gaps({ since: (at - 30 * DAY_MS) as Instant });
  const gaps = Map.groupBy(
    known.filter((gap) => gap.from <= at),
    (gap) => gap.source,
  );
  const checks = await sourceChecks(store);
  const bodies = [...catalog.regulators.values(), ...catalog.outlets.values()];
  const owners = new Map(
    bodies.flatMap((body) => body.sources.map((source) => [source.id, body] as const)),
  );
  const on: SourceRecord = { states, reading, gaps, checks, owners, at, past };
  return sources.map((source) => sourceRow(source, on));
}

/** What is on record of all sources. */
interface SourceRecord {
  readonly states: ReadonlyMap<string, SourceState>;
  readonly reading: ReadonlyMap<string, number>;
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
  readonly checks: ReadonlyMap<string, SourceChecked>;
  readonly owners: ReadonlyMap<string, Regulator | Outlet>;
  readonly at: Instant;
  readonly past: boolean;
}

function sourceRow({ source, outlet }: ShownSource, on: SourceRecord) {
  const { id, title, kind, url, enabled, address, expectedPer30Days, note } = source;
  const state = on.states.get(id);
  const {
    lastAttemptAt = null,
    nextPollAt = null,
    lastSuccessAt = null,
    failures = 0,
  } = state ?? {};
  const { changes = [], lags = [], newest } = state?.memory ?? {};
  const checked = checkOf(source, on.checks);
  return {
    id,
    title,
    kind,
    url,
    enabled,
    address,
    expectedPer30Days,
    note,
    official: outlet === null,
    titleZh: source.titleZh ?? null,
    /** The regulator or paper that publishes it. */
    owner: on.owners.get(id) ?? { id, name: { en: title, zh: null } },
    lastAttemptAt,
    nextPollAt,
    failures,
    /**
     * Null where it never answered, and where it answered after the instant that is shown: only
     * the newest moment is kept.
     */
    lastSuccessAt: newestBy(on.at, [lastSuccessAt]),
    /** True where it has answered since the instant that is shown. */
    answeredSince: lastSuccessAt !== null && lastSuccessAt > on.at,
    /** Day of the newest row of its list; null = its rows state none, or it was not kept then. */
    newestRow: newestBy(shanghaiDay(on.at), [newest]),
    /** Usual time between two of its notices, by its file or as observed. */
    usualMs: usualOf(expectedPer30Days, changes),
    country: ownerOf(on.owners.get(id)),
    theme: source.theme ?? null,
    lastChangeAt: newestBy(on.at, [...changes, state?.lastChangeAt]),
    /** Who last polled its address with `tocsin sources check`; null = nobody: it is unverified. */
    checked: checked === null || checked.on > shanghaiDay(on.at) ? null : checked,
    /**
     * Day on which a page of its layout was last seen: by the watch, by a check, or in a public
     * copy. An answer counts only where its rows could be read.
     */
    layoutSeen: newestBy(shanghaiDay(on.at), [
      source.layoutSeen,
      checked?.works === true ? checked.on : null,
      lastSuccessAt === null ? null : shanghaiDay(lastSuccessAt),
    ]),
    /**
     * Median from publication to detection, an upper bound where the source states no time, and
     * from there until it was read with its files.
     */
    // Delays have no moments of their own: those of a past day are not set apart.
    lagMs: on.past ? null : lagOf(lags, on.reading.get(id) ?? 0),
    finding: state?.finding == null || state.finding.since > on.at ? null : state.finding,
    /** Of the last 30 days. */
    gaps: (on.gaps.get(id) ?? []).map(({ from, to, because }) => ({
      from,
      to: newestBy(on.at, [to]),
      because,
    })),
  };
}

/** Parameters of the list of sources. */
interface SourcesAt {
  readonly deps: {
    readonly store: Pick<Store, 'gaps' | 'readingTimes' | 'recall' | 'sourceStates'>;
    readonly knowledge: { readonly catalog: Catalog };
    readonly sources: readonly ShownSource[];
  };
  readonly at: Instant;
  readonly past: boolean;
}

/** Every known source with its state; failing ones first, disabled ones last. */
export async function sourcesInOrder({ deps, at, past }: SourcesAt): Promise<SourceRow[]> {
  const { store, knowledge, sources } = deps;
  const rows = await sourceRows({ store, catalog: knowledge.catalog }, sources, at, past);
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** 0 = needs attention, 1 = answers, 2 = not polled yet, 3 = disabled. */
function rank(row: SourceRow): 0 | 1 | 2 | 3 {
  if (!row.enabled) return 3;
  if (hasFailed(row)) return 0;
  return row.lastSuccessAt === null && !row.answeredSince ? 2 : 1;
}

export function hasFailed(row: SourceRow): boolean {
  return row.finding !== null || row.gaps.some((gap) => gap.to === null);
}
