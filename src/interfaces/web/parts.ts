import type { BoardRow } from '../../answers/queries/board.ts';
import { plotBox } from '../../base/draw/option.ts';
import { change, localeOf, points } from '../../base/i18n/words.ts';
import type { Chart } from '../../domain/card.ts';
import type { Band } from '../../domain/score.ts';
import { type Html, html } from './html.ts';
import type { RequestContext } from './request-context.ts';

/**
 * A band by its word, coloured as everywhere by what is confirmed: what is unverified colours
 * nothing.
 */
export function bandMark(
  band: Band,
  confirmed: Band,
  { language }: Pick<RequestContext, 'language'>,
): Html {
  return html`<span class="band ${confirmed}">${localeOf(language).bands[band]}</span>`;
}

const WIDTH = 120;
const HEIGHT = 30;
/** Every line has the scale of the score, so that two rows can be compared. */
const TOP = 100;

/** A year of a score as a line; what it shows is said in words as well. */
export function sparkline(row: BoardRow, context: RequestContext): Html {
  const low = Math.min(...row.line);
  const high = Math.max(...row.line);
  if (high === 0) return html`<span class="quiet">–</span>`;
  const said = context.say('yearLine', {
    low: points(low),
    high: points(high),
    now: points(row.score),
  });
  const at = row.line.map(
    (value, n) =>
      `${((n * WIDTH) / Math.max(1, row.line.length - 1)).toFixed(1)},${(HEIGHT - 2 - (value / TOP) * (HEIGHT - 4)).toFixed(1)}`,
  );
  return html`
    <svg class="spark ${row.attested}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${said}">
      <path class="scale" d="M0 ${HEIGHT - 2}H${WIDTH}M0 2H${WIDTH}">
      </path>
      <polyline points="${at.join(' ')}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round">
      </polyline>
    </svg>
  `;
}

const DIRECTIONS = ['down', 'flat', 'up'];

/** `+1.2` with a class that colours it: up is worse. */
export function changeMark(delta: number): Html {
  return html`
    <span class="${DIRECTIONS[Math.sign(delta) + 1]}">${change(0, delta)}</span>
  `;
}

/** A bar as wide as a part of a whole, for points that add up. */
export function bar(part: number, whole: number): Html {
  const width = whole <= 0 ? 0 : Math.max(0.5, (Math.abs(part) / whole) * 100);
  return html`
    <svg class="bar" viewBox="0 0 100 8" width="100" height="8" aria-hidden="true" focusable="false">
      <rect x="0" y="0" height="8" width="${Math.min(100, width).toFixed(1)}" fill="currentColor">
      </rect>
    </svg>
  `;
}

/**
 * A drawing in both colours, and one with letters of their size for a phone; what it shows is said
 * in words.
 * @param size of the wide one, in pixels
 */
export function figure(
  path: string,
  alt: string,
  size: { readonly width: number; readonly height: number },
  context: RequestContext,
  /** What is shown under the pointer. */
  plot: PointerPlot,
): Html {
  const at = (more: Record<string, number>) =>
    context.href(path, { lang: context.language, ...more });
  const dark = '(prefers-color-scheme: dark)';
  const phone = '(max-width: 34rem)';
  return html`
    <figure class="plot" tabindex="0" data-plot="${JSON.stringify(plot)}">
      <picture>
        <source media="${phone} and ${dark}" srcset="${at({ dark: 1, narrow: 1 })}">
          <source media="${phone}" srcset="${at({ narrow: 1 })}">
            <source media="${dark}" srcset="${at({ dark: 1 })}">
              <img class="chart" src="${at({})}" width="${size.width}" height="${size.height}" alt="${alt}">
            </picture>
          </figure>
  `;
}

/**
 * What chart.js shows under the pointer: pixels left and right of the plot, the values at its
 * edges, and points from left to right, each with its value or what is said of it. With `marks`,
 * what happened when, positions are hours since 1970.
 */
export interface PointerPlot {
  readonly left: number;
  readonly right: number;
  readonly from: number;
  readonly to: number;
  readonly points: readonly (readonly [at: number, says: number | string])[];
  readonly marks?: readonly (readonly [at: number, label: string])[];
}

/** The plot of a chart of one line; times in hours, so that the page stays small. */
export function plotOf(chart: Chart): PointerPlot {
  const hours = (at: number) => Math.round(at / 3_600_000);
  const { left, right, from, to } = plotBox(chart);
  return {
    left,
    right,
    from: hours(from),
    to: hours(to),
    points: chart.series[0]?.points.map(({ at, value }) => [hours(at), value]) ?? [],
    marks: chart.marks.map(({ at, label }) => [hours(at), label]),
  };
}
