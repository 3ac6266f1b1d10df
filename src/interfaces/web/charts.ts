import type { Hono } from 'hono';
import { drawChart, drawSvg } from '../../base/draw/draw.ts';
import { oncePerKey } from '../../base/draw/draw-once.ts';
import { drawPaths, drawReliability, PATHS_BOX } from '../../base/draw/figures.ts';
import { PICTURE, type PictureSize } from '../../base/draw/theme.ts';
import { points as pointsText } from '../../base/i18n/words.ts';
import type { EventReport, EventRow } from '../../domain/study-report.ts';
import { instead } from '../../pipeline/present/plain-card.ts';
import { mainPart } from '../../pipeline/present/study-tables.ts';
import { html, number, type PagePart } from './html.ts';
import { figure } from './parts.ts';
import { type RequestContext, studyOf, viewFor, wordFor } from './request-context.ts';
import { type Guarded, PICTURE_POLICY } from './security.ts';

const SQUARE: PictureSize = { width: 460, height: 400 };
const PHONE: PictureSize = { width: 380, height: 360 };
/** An SVG is some 20 kB: a hundred are two megabytes. */
const MAX_CACHED = 100;

/**
 * Drawings: score history of a company (and as a picture for link previews), and what the studies
 * found. The same figures are drawn once; the site answers 304 to a browser that has them.
 */
export function addCharts(site: Hono<Guarded>): void {
  const once = oncePerKey<string | Uint8Array>(MAX_CACHED);
  /**
   * In the colours and of the size that a page asks for: on a phone letters would shrink with a
   * wide one.
   */
  const add = <Figure>(
    path: string,
    usual: PictureSize,
    /** Null where there is nothing to draw. */
    figureOf: (context: RequestContext) => Promise<Figure | null>,
    draw: (figure: Figure, dark: boolean, size: PictureSize) => Promise<string | Uint8Array>,
  ) =>
    site.get(path, async (c) => {
      const figure = await figureOf(c.get('context'));
      if (figure === null) return c.notFound();
      const dark = c.req.query('dark') === '1';
      const size = c.req.query('narrow') === '1' ? PHONE : usual;
      const drawn = await once(JSON.stringify([path, figure, dark, size]), () =>
        draw(figure, dark, size),
      );
      if (typeof drawn !== 'string')
        return c.body(new Uint8Array(drawn), 200, { 'content-type': 'image/png' });
      c.header('content-security-policy', PICTURE_POLICY);
      return c.body(drawn, 200, { 'content-type': 'image/svg+xml; charset=utf-8' });
    });
  const chartOf = async (context: RequestContext) => (await viewFor(context))?.chart ?? null;
  add('/company/:id/chart.svg', PICTURE, chartOf, drawSvg);
  // A preview elsewhere shows nothing but the picture: it says the score and its band.
  const cardOf = async (context: RequestContext) => {
    const view = await viewFor(context);
    if (view === null) return null;
    const { score, record, chart } = view;
    const shown =
      instead(record, context.language) ??
      `${pointsText(score.score)} ${context.locale.bands[score.band]}`;
    return {
      ...chart,
      title: `${chart.series[0]?.name ?? ''} · ${shown} · ${context.date(view.day)}`,
    };
  };
  add('/company/:id/card.png', PICTURE, cardOf, (chart) => drawChart(chart, false, PICTURE));
  const reliability = async (context: RequestContext) => {
    const report = await studyOf('calibration', context);
    const bins = (report && mainPart(report)?.judged?.reliability) ?? [];
    const { said, happened } = context.words.studies;
    return bins.length === 0 ? null : { said, happened, bins };
  };
  add('/study/reliability.svg', SQUARE, reliability, drawReliability);
  const paths = async (context: RequestContext) => {
    const { paths: all = [] } = (await studyOf('events', context)) ?? {};
    const named = all.map(({ level, points }) => ({ name: levelOf(level, context), points }));
    return all.length === 0 ? null : { title: context.words.studies.pathsTitle, paths: named };
  };
  add('/study/paths.svg', PICTURE, paths, drawPaths);
}

export function levelOf(
  level: EventRow['level'],
  { say, words: { studies } }: RequestContext,
): string {
  return wordFor(studies.levels, String(level), say('studies.pathLevel', { level: String(level) }));
}

/** A number with so many decimals; a dash for one that is not known. */
export const decimals = (value: number | null | undefined, digits: number) =>
  value == null ? '–' : value.toFixed(digits).replace('-', '−');

/** Returns in percent, one decimal. */
export const inPercent = (value: number | null) => decimals(value === null ? null : value * 100, 1);

/** The mean paths as a drawing, under the pointer and as a table. */
export function pathsOf({ paths }: EventReport, context: RequestContext): PagePart {
  const { studies, chartTable } = context.words;
  const days = paths[0]!.points.map(({ day }) => day);
  const cars = days.map((_, n) =>
    paths.map(
      ({ level, points }) => [levelOf(level, context), inPercent(points[n]?.car ?? null)] as const,
    ),
  );
  const says = (n: number) =>
    [`${studies.day} ${days[n]}`, ...cars[n]!.map(([level, car]) => `${level}: ${car} %`)].join(
      '\n',
    );
  const plot = {
    ...PATHS_BOX,
    from: days[0]!,
    to: days.at(-1)!,
    points: days.map((day, n) => [day, says(n)] as const),
  };
  const rows = days.map((day, n) => ({
    day: number(day),
    ...Object.fromEntries(cars[n]!.map(([level, car]) => [level, number(car)])),
  }));
  return [
    figure('/study/paths.svg', studies.pathsAlt, { width: 800, height: 420 }, context, plot),
    html`
      <details>
        <summary>${chartTable}</summary>${context.table('paths', rows, { heads: studies })}
      </details>
    `,
  ];
}
