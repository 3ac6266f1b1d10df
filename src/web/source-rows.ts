import { dayOf } from '../ask/answers.ts';
import { type SourceChecked, sourceChecks } from '../ask/source-checks.ts';
import type { Gap, SourceState } from '../domain/item.ts';
import type { Reason } from '../domain/reason.ts';
import type { Source } from '../domain/regulator.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../domain/time.ts';
import type { RequestContext, ShownSource } from './request-context.ts';

export interface SourceOwner {
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string | null };
}

export interface SourceRow {
  readonly id: string;
  readonly title: string;
  /** The regulator or paper that publishes it. */
  readonly owner: SourceOwner;
  readonly official: boolean;
  readonly enabled: boolean;
  readonly url: string;
  /** Null where it never answered, and where it answered after the day that is shown: only the newest moment is kept. */
  readonly lastSuccessAt: number | null;
  /** True where it has answered since the day that is shown. */
  readonly answeredSince: boolean;
  readonly lastChangeAt: number | null;
  /** Who last asked its address with `tocsin sources check`; null = nobody, it is unverified. */
  readonly checked: SourceChecked | null;
  /** Day on which a page of its layout was last seen: by the watch, by a check, or in a public copy. */
  readonly layoutSeen: CalendarDate | null;
  /** Median from publication to detection, an upper bound where the source states no time, and from there until it was read with its files. */
  readonly lagMs: number | null;
  readonly finding: { readonly code: string; readonly message: string; readonly since: number } | null;
  readonly gaps: readonly { readonly from: number; readonly to: number | null; readonly because: Reason }[];
}

type When = Pick<RequestContext, 'at' | 'past'>;

/**
 * Every source that is known, with how it is doing; failing ones first, those switched off last. Of a past day: what is on
 * record of it, and nothing that came later.
 */
export async function sourceRows({ deps, ...when }: RequestContext): Promise<SourceRow[]> {
  const states = new Map((await deps.store.sourceStates()).map((state) => [state.source, state]));
  const reading = await deps.store.readingTimes();
  const since = (when.at - 30 * DAY_MS) as Instant;
  const known = (await deps.store.gaps({ since })).filter((gap) => gap.from <= when.at);
  const gaps = Map.groupBy(known, (gap) => gap.source);
  const checks = await sourceChecks(deps.store);
  const { regulators, outlets } = deps.knowledge.catalog;
  const owners = new Map(
    [...regulators.values(), ...outlets.values()].flatMap((owner) =>
      owner.sources.map((source) => [source.id, { id: owner.id, name: owner.name }] as const),
    ),
  );
  return deps.sources
    .map((one) =>
      rowOf(
        one,
        states.get(one.source.id),
        { gaps: gaps.get(one.source.id) ?? [], readingMs: reading.get(one.source.id) ?? 0 },
        when,
        { owners, checks },
      ),
    )
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

function rowOf(
  { source, outlet }: ShownSource,
  state: SourceState | undefined,
  { gaps, readingMs }: { readonly gaps: readonly Gap[]; readonly readingMs: number },
  { at, past }: When,
  {
    owners,
    checks,
  }: {
    readonly owners: ReadonlyMap<string, SourceOwner>;
    readonly checks: ReadonlyMap<string, SourceChecked>;
  },
): SourceRow {
  const until = <T extends number>(moment: T | null | undefined) =>
    moment == null || moment > at ? null : moment;
  // Delays have no moments of their own: those of a past day are not told apart.
  const lags = past ? [] : (state?.memory?.lags ?? []).toSorted((a, b) => a - b);
  const changes = [...(state?.memory?.changes ?? []), state?.lastChangeAt ?? null];
  const answered = state?.lastSuccessAt ?? null;
  return {
    id: source.id,
    title: source.title,
    owner: owners.get(source.id) ?? { id: source.id, name: { en: source.title, zh: null } },
    official: outlet === null,
    enabled: source.enabled,
    url: source.url,
    lastSuccessAt: until(answered),
    answeredSince: answered !== null && answered > at,
    lastChangeAt: changes.reduce<number | null>((newest, one) => {
      const moment = until(one);
      return moment === null || (newest !== null && newest > moment) ? newest : moment;
    }, null),
    checked: checkedOf(source, checks, at),
    layoutSeen: layoutSeen(source, answered, at),
    lagMs: lags.length === 0 ? null : lags[Math.floor(lags.length / 2)]! + readingMs,
    finding: state?.finding == null || state.finding.since > at ? null : state.finding,
    gaps: gaps.map(({ from, to, because }) => ({ from, to: until(to), because })),
  };
}

function checkedOf(
  { id, checked }: Source,
  checks: ReadonlyMap<string, SourceChecked>,
  at: number,
): SourceChecked | null {
  const found = checks.get(id) ?? (checked == null ? null : { ...checked, works: true });
  return found === null || found.on > dayOf(at as Instant) ? null : found;
}

/** An answer counts only where its rows could be read, so that the day of the last one is a day of the layout. */
function layoutSeen({ layoutSeen: known }: Source, answered: number | null, at: number): CalendarDate | null {
  const day = dayOf(at as Instant);
  const days = [known ?? null, answered === null ? null : dayOf(answered as Instant)];
  return days.reduce<CalendarDate | null>(
    (newest, one) => (one === null || one > day || (newest !== null && newest > one) ? newest : one),
    null,
  );
}

function rank(row: SourceRow): number {
  if (!row.enabled) return 3;
  if (hasFailed(row)) return 0;
  return row.lastSuccessAt === null && !row.answeredSince ? 2 : 1;
}

export function hasFailed(row: SourceRow): boolean {
  return row.finding !== null || row.gaps.some((gap) => gap.to === null);
}

interface SourceCounts {
  readonly ok: number;
  readonly failure: number;
  readonly never: number;
}

/** How many of the sources that are on answer, need a look, or were not asked yet; of a past day `ok` is: nothing is held against it. */
export function countsOf(all: readonly SourceRow[]): SourceCounts {
  const rows = all.filter((row) => row.enabled);
  const failure = rows.filter(hasFailed).length;
  const never = rows.filter(
    (row) => !hasFailed(row) && row.lastSuccessAt === null && !row.answeredSince,
  ).length;
  return { failure, never, ok: rows.length - failure - never };
}

/** The counts in words. */
export function freshText({ ok, failure, never }: SourceCounts, { past, words }: RequestContext): string {
  return past ? words.freshPast(failure, ok, never) : words.freshWord(ok, failure, never);
}
