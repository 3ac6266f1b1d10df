import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { drawChart, drawSvg } from '../draw/draw.ts';
import { oncePerKey } from '../draw/draw-once.ts';
import { drawPaths, drawReliability } from '../draw/figures.ts';
import { PICTURE, type PictureSize } from '../draw/theme.ts';
import { mainPart } from '../present/study-tables.ts';
import { type RequestContext, viewFor } from './request-context.ts';
import { type Guarded, PICTURE_POLICY } from './security.ts';
import { levelOf } from './study-events.ts';

const SVG = 'image/svg+xml; charset=utf-8';
const SQUARE: PictureSize = { width: 460, height: 400 };
const PHONE: PictureSize = { width: 380, height: 360 };
/** An SVG is some 20 kB: a hundred are two megabytes. */
const MAX_CACHED = 100;

/** Drawings that were made, by what is drawn: the same figures are drawn once, and a browser that has them gets 304. */
export function createDrawings(version: string) {
  const once = oncePerKey<string | Uint8Array>(MAX_CACHED);
  return {
    /** @param of everything that the drawing is made of */
    async send(
      c: Context,
      type: typeof SVG | 'image/png',
      of: unknown,
      draw: () => Promise<string | Uint8Array>,
    ): Promise<Response> {
      const key = createHash('sha256')
        .update(JSON.stringify([version, type, of]))
        .digest('base64url');
      const tag = `"${key}"`;
      c.header('etag', tag);
      if (type !== 'image/png') c.header('content-security-policy', PICTURE_POLICY);
      if ((c.req.header('if-none-match') ?? '').includes(tag)) return c.body(null, 304);
      const drawn = await once(key, draw);
      const body = typeof drawn === 'string' ? drawn : new Uint8Array(drawn);
      return c.body(body, 200, { 'content-type': type });
    },
  };
}

/** Drawings: score history of a company (and as a picture for link previews), and what the studies found. */
export function addCharts(site: Hono<Guarded>, version: string): void {
  const drawings = createDrawings(version);
  /** An SVG in the colours and of the size that a page asks for: on a phone letters would shrink with a wide one. */
  const svg = <Figure>(
    path: string,
    usual: PictureSize,
    /** Null where there is nothing to draw. */
    figureOf: (context: RequestContext) => Promise<Figure | null>,
    draw: (figure: Figure, dark: boolean, size: PictureSize) => Promise<string>,
  ) =>
    site.get(path, async (c) => {
      const figure = await figureOf(c.get('context'));
      if (figure === null) return c.notFound();
      const [dark, size] = [c.req.query('dark') === '1', c.req.query('narrow') === '1' ? PHONE : usual];
      return drawings.send(c, SVG, [figure, dark, size], () => draw(figure, dark, size));
    });
  const chartOf = async (context: RequestContext) => (await viewFor(context))?.chart ?? null;
  svg('/company/:id/chart.svg', PICTURE, chartOf, drawSvg);
  site.get('/company/:id/card.png', async (c) => {
    const chart = await chartOf(c.get('context'));
    if (chart === null) return c.notFound();
    return drawings.send(c, 'image/png', chart, () => drawChart(chart, false, PICTURE));
  });
  const reliability = async ({ words, deps, at }: RequestContext) => {
    const saved = (await deps.studies()).calibration;
    const bins = (saved && saved.at <= at && mainPart(saved.report)?.judged?.reliability) || [];
    const { said, happened } = words.studies;
    const points = bins.map((bin) => ({ said: bin.meanP, happened: bin.rate, n: bin.n }));
    return bins.length === 0 ? null : { said, happened, points };
  };
  svg('/study/reliability.svg', SQUARE, reliability, drawReliability);
  const paths = async (context: RequestContext) => {
    const saved = (await context.deps.studies()).events;
    if (saved === null || saved.at > context.at || saved.report.paths.length === 0) return null;
    const lines = saved.report.paths.map(({ level, points }) => ({
      name: levelOf(level, context),
      points: points.map(({ day, car }) => ({ x: day, y: car * 100 })),
    }));
    return { title: context.words.studies.pathsTitle, lines };
  };
  svg('/study/paths.svg', PICTURE, paths, drawPaths);
}
