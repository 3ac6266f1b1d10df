import { sourceRows as rowsOf, type SourceRow } from '../ask/source-rows.ts';
import { DAY_MS } from '../domain/time.ts';
import { type Html, html } from './html.ts';
import type { RequestContext } from './request-context.ts';

/** Every source that is known, with how it is doing; failing ones first, those switched off last. */
export async function sourceRows({ deps, at, past }: RequestContext): Promise<SourceRow[]> {
  const { store, knowledge, sources } = deps;
  const rows = await rowsOf({ store, catalog: knowledge.catalog }, sources, at, past);
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
