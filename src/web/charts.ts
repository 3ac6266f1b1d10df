import type { Context, Hono } from 'hono';
import { drawChart } from '../draw/draw-chart.ts';
import { drawPathsSvg, drawReliability } from '../draw/draw-figures.ts';
import { drawSvg } from '../draw/draw-svg.ts';
import { PICTURE } from '../draw/size.ts';
import type { WebDeps } from './deps.ts';
import { createDrawings, pictureStyle, sizeOf } from './drawings.ts';
import type { RequestContext } from './request-context.ts';
import { viewFor } from './requested-company.ts';
import type { Guarded } from './security/guard.ts';
import { mainPart } from './study-calibration.ts';
import { levelOf } from './study-events.ts';

const SVG = 'image/svg+xml; charset=utf-8';
const SQUARE = { width: 460, height: 400 };

/** Drawings: score history of a company (and as a picture for link previews), and what the studies found. */
export function addCharts(site: Hono<Guarded>, deps: WebDeps, contextOf: (c: never) => RequestContext): void {
  const drawings = createDrawings(deps.version);
  const chartOf = async (c: Context) => {
    const context = contextOf(c as never);
    return context.badAt === null ? ((await viewFor(context, deps))?.chart ?? null) : null;
  };
  site.get('/company/:id/chart.svg', async (c) => {
    const chart = await chartOf(c);
    if (chart === null) return c.notFound();
    const style = pictureStyle(c);
    return drawings.send(c, SVG, [chart, style], () => drawSvg(chart, style.dark, sizeOf(style, PICTURE)));
  });
  site.get('/company/:id/card.png', async (c) => {
    const chart = await chartOf(c);
    if (chart === null) return c.notFound();
    return drawings.send(c, 'image/png', chart, () => drawChart(chart, false, PICTURE));
  });
  site.get('/study/reliability.svg', async (c) => {
    const context = contextOf(c as never);
    const saved = (await deps.studies()).calibration;
    const bins = saved === null || saved.at > context.at ? [] : mainPart(saved.report)?.judged?.reliability;
    if (bins === undefined || bins.length === 0) return c.notFound();
    const style = pictureStyle(c);
    const { said, happened } = context.words.studies;
    const points = bins.map((bin) => ({ said: bin.meanP, happened: bin.rate, n: bin.n }));
    return drawings.send(c, SVG, [points, said, style], () =>
      drawReliability({ said, happened, points }, style.dark, sizeOf(style, SQUARE)),
    );
  });
  site.get('/study/paths.svg', async (c) => {
    const context = contextOf(c as never);
    const saved = (await deps.studies()).events;
    if (saved === null || saved.at > context.at || saved.report.paths.length === 0) return c.notFound();
    const style = pictureStyle(c);
    const lines = saved.report.paths.map(({ level, points }) => ({
      name: levelOf(level, context),
      points: points.map(({ day, car }) => ({ x: day, y: car * 100 })),
    }));
    const paths = { title: context.words.studies.pathsTitle, lines };
    return drawings.send(c, SVG, [paths, style], () =>
      drawPathsSvg(paths, style.dark, sizeOf(style, PICTURE)),
    );
  });
}
