import { dayOf } from '../ask/answers.ts';
import { type SourceChecked, sourceChecks } from '../ask/source-checks.ts';
import type { Reason } from '../domain/reason.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../domain/time.ts';
import { type Html, html } from './html.ts';
import type { RequestContext } from './request-context.ts';

export interface SourceOwner {
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string | null };
}

export interface SourceRow {
  readonly id: string;
  readonly title: string;
  readonly titleZh: string | null;
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

/** The newest of what there was by an instant or day; null = there was none. */
const newestBy = <T extends number | string>(until: T, all: readonly (T | null | undefined)[]): T | null =>
  all.reduce<T | null>(
    (newest, one) => (one == null || one > until || (newest !== null && newest > one) ? newest : one),
    null,
  );

/**
 * Every source that is known, with how it is doing; failing ones first, those switched off last. Of a past day: what is on
 * record of it, and nothing that came later.
 */
export async function sourceRows({ deps, at, past, day }: RequestContext): Promise<SourceRow[]> {
  const { store, knowledge } = deps;
  const states = new Map((await store.sourceStates()).map((state) => [state.source, state]));
  const reading = await store.readingTimes();
  const known = (await store.gaps({ since: (at - 30 * DAY_MS) as Instant })).filter((gap) => gap.from <= at);
  const gaps = Map.groupBy(known, (gap) => gap.source);
  const checks = await sourceChecks(store);
  const bodies = [...knowledge.catalog.regulators.values(), ...knowledge.catalog.outlets.values()];
  const owners = new Map(bodies.flatMap((body) => body.sources.map((source) => [source.id, body] as const)));
  const rows = deps.sources.map(({ source, outlet }): SourceRow => {
    const { id, title, enabled, url } = source;
    const state = states.get(id);
    const answered = state?.lastSuccessAt ?? null;
    // Delays have no moments of their own: those of a past day are not told apart.
    const lags = past ? [] : (state?.memory?.lags ?? []).toSorted((a, b) => a - b);
    const checked = checks.get(id) ?? (source.checked == null ? null : { ...source.checked, works: true });
    return {
      ...{ id, title, enabled, url, official: outlet === null, titleZh: source.titleZh ?? null },
      owner: owners.get(id) ?? { id, name: { en: title, zh: null } },
      lastSuccessAt: newestBy<number>(at, [answered]),
      answeredSince: answered !== null && answered > at,
      lastChangeAt: newestBy<number>(at, [...(state?.memory?.changes ?? []), state?.lastChangeAt]),
      checked: checked === null || checked.on > day ? null : checked,
      // An answer counts only where its rows could be read, so that the day of the last one is a day of the layout.
      layoutSeen: newestBy(day, [source.layoutSeen, answered === null ? null : dayOf(answered as Instant)]),
      lagMs: lags.length === 0 ? null : lags[Math.floor(lags.length / 2)]! + (reading.get(id) ?? 0),
      finding: state?.finding == null || state.finding.since > at ? null : state.finding,
      gaps: (gaps.get(id) ?? []).map((gap) => ({ ...gap, to: newestBy<number>(at, [gap.to]) })),
    };
  });
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** 0 = needs a look, 1 = answers, 2 = was not asked yet, 3 = switched off. */
function rank(row: SourceRow): 0 | 1 | 2 | 3 {
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
  const of = (wanted: number) => all.filter((row) => rank(row) === wanted).length;
  return { failure: of(0), ok: of(1), never: of(2) };
}

/** The counts in words. */
export function freshText({ ok, failure, never }: SourceCounts, { past, say }: RequestContext): string {
  return past ? say('freshPast', { failure, ok, never }) : say('freshWord', { ok, failure, never });
}

const DAYS = 30;
/** Least part of a day without sight that makes the day a gap. */
const MOST_OF = 0.5;

/** How a day of a source went: `none` = nobody asked it then, or only the newest answer is on record. */
export type DayState = 'none' | 'seen' | 'part' | 'gap';
const WORST: readonly DayState[] = ['gap', 'part', 'seen', 'none'];

/**
 * The last 30 days of a source up to `at`, oldest first. A day is a `gap` where the source was not seen for half of it, `part` where it was
 * not for less.
 * @param since first look of this program; null = there was none
 */
export function daysOf(
  row: Pick<SourceRow, 'gaps' | 'lastSuccessAt' | 'answeredSince'>,
  at: number,
  since: number | null,
): DayState[] {
  const answered = row.lastSuccessAt !== null || row.answeredSince;
  return Array.from({ length: DAYS }, (_, n) => {
    const from = at - (DAYS - n) * DAY_MS;
    const to = from + DAY_MS;
    const unseen = row.gaps.reduce(
      (sum, gap) => sum + Math.max(0, Math.min(gap.to ?? at, to) - Math.max(gap.from, from)),
      0,
    );
    if (unseen >= DAY_MS * MOST_OF) return 'gap';
    if (unseen > 0) return 'part';
    return answered && since !== null && since < to ? 'seen' : 'none';
  });
}

/** One bar for several sources: each day as bad as the worst of them. */
export function worstOf(rows: readonly (readonly DayState[])[]): DayState[] {
  return Array.from(
    { length: DAYS },
    (_, n) => WORST.find((state) => rows.some((row) => row[n] === state)) ?? 'none',
  );
}

/** The days as a row of bars, oldest left, with a sentence for whoever sees no picture. */
export function statusBar(days: readonly DayState[], { say }: RequestContext): Html {
  const count = (state: DayState) => days.filter((one) => one === state).length;
  const said = say('statusDays', {
    seen: count('seen'),
    part: count('part'),
    gap: count('gap'),
    none: count('none'),
  });
  return html`<svg class="days" viewBox="0 0 ${DAYS * 8} 22" role="img" aria-label="${said}">${days.map(
    (state, n) =>
      html`<rect class="${state}" x="${n * 8}" y="${state === 'none' ? 8 : 0}" width="6" height="${state === 'none' ? 6 : 22}" rx="1"></rect>`,
  )}</svg>`;
}
