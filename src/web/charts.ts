import type { Hono } from 'hono';
import { companyView } from '../ask/company-view.ts';
import type { CompanyId } from '../domain/ids.ts';
import { drawChart } from '../draw/draw-chart.ts';
import { drawSvg } from '../draw/draw-svg.ts';
import type { WebDeps } from './deps.ts';
import type { Guarded } from './security/guard.ts';
import { PICTURE_POLICY } from './security/headers.ts';
import type { Visit } from './visit.ts';

/** Score history of a company: as a drawing for its page, and as a picture for link previews. */
export function addCharts(site: Hono<Guarded>, deps: WebDeps, visitOf: (c: never) => Visit): void {
  const chartOf = async (visit: Visit) => {
    const company = deps.knowledge.catalog.companies.get(visit.param('id') as CompanyId);
    if (company === undefined || visit.badAt !== null) return null;
    const { at, language } = visit;
    return (await companyView(deps.knowledge, deps.store, company, { at, language })).chart;
  };
  site.get('/company/:id/chart.svg', async (c) => {
    const chart = await chartOf(visitOf(c as never));
    if (chart === null) return c.notFound();
    const drawn = await drawSvg(chart, c.req.query('dark') === '1');
    return c.body(drawn, 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': PICTURE_POLICY,
    });
  });
  site.get('/company/:id/card.png', async (c) => {
    const chart = await chartOf(visitOf(c as never));
    if (chart === null) return c.notFound();
    const drawn = await drawChart(chart, { width: 800, height: 420 });
    return c.body(new Uint8Array(drawn), 200, { 'content-type': 'image/png' });
  });
}
