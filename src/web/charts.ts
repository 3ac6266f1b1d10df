import type { Context, Hono } from 'hono';
import { drawChart } from '../draw/draw-chart.ts';
import { drawPathsSvg, drawReliability } from '../draw/draw-figures.ts';
import { drawSvg } from '../draw/draw-svg.ts';
import { PICTURE } from '../draw/size.ts';
import type { WebDeps } from './deps.ts';
import { createDrawings, lookOf, sizeOf } from './drawings.ts';
import type { Guarded } from './security/guard.ts';
import { mainPart } from './study-calibration.ts';
import { levelOf } from './study-events.ts';
import type { Visit } from './visit.ts';
import { viewFor } from './visit-view.ts';

const SVG = 'image/svg+xml; charset=utf-8';
const SQUARE = { width: 460, height: 400 };

/** Drawings: score history of a company (and as a picture for link previews), and what the studies found. */
export function addCharts(site: Hono<Guarded>, deps: WebDeps, visitOf: (c: never) => Visit): void {
  const drawings = createDrawings(deps.version);
  const chartOf = async (c: Context) => {
    const visit = visitOf(c as never);
    return visit.badAt === null ? ((await viewFor(visit, deps))?.chart ?? null) : null;
  };
  site.get('/company/:id/chart.svg', async (c) => {
    const chart = await chartOf(c);
    if (chart === null) return c.notFound();
    const look = lookOf(c);
    return drawings.send(c, SVG, [chart, look], () => drawSvg(chart, look.dark, sizeOf(look, PICTURE)));
  });
  site.get('/company/:id/card.png', async (c) => {
    const chart = await chartOf(c);
    if (chart === null) return c.notFound();
    return drawings.send(c, 'image/png', chart, () => drawChart(chart, false, PICTURE));
  });
  site.get('/study/reliability.svg', async (c) => {
    const visit = visitOf(c as never);
    const kept = (await deps.studies()).calibration;
    const bins = kept === null || kept.at > visit.at ? [] : mainPart(kept.report)?.judged?.reliability;
    if (bins === undefined || bins.length === 0) return c.notFound();
    const look = lookOf(c);
    const { said, happened } = visit.words.studies;
    const points = bins.map((bin) => ({ said: bin.meanP, happened: bin.rate, n: bin.n }));
    return drawings.send(c, SVG, [points, said, look], () =>
      drawReliability({ said, happened, points }, look.dark, sizeOf(look, SQUARE)),
    );
  });
  site.get('/study/paths.svg', async (c) => {
    const visit = visitOf(c as never);
    const kept = (await deps.studies()).events;
    if (kept === null || kept.at > visit.at || kept.report.paths.length === 0) return c.notFound();
    const look = lookOf(c);
    const lines = kept.report.paths.map(({ level, points }) => ({
      name: levelOf(level, visit),
      points: points.map(({ day, car }) => ({ x: day, y: car * 100 })),
    }));
    const paths = { title: visit.words.studies.pathsTitle, lines };
    return drawings.send(c, SVG, [paths, look], () => drawPathsSvg(paths, look.dark, sizeOf(look, PICTURE)));
  });
}
