import { DAY_MS } from '../domain/time.ts';
import { type Html, html } from './html.ts';
import type { RequestContext } from './request-context.ts';
import type { SourceRow } from './source-rows.ts';

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
export function statusBar(days: readonly DayState[], { words }: RequestContext): Html {
  const count = (state: DayState) => days.filter((one) => one === state).length;
  const said = words.statusDays(count('seen'), count('part'), count('gap'), count('none'));
  return html`<svg class="days" viewBox="0 0 ${DAYS * 8} 22" role="img" aria-label="${said}">${days.map(
    (state, n) =>
      html`<rect class="${state}" x="${n * 8}" y="${state === 'none' ? 8 : 0}" width="6" height="${state === 'none' ? 6 : 22}" rx="1"></rect>`,
  )}</svg>`;
}
