import type { Context, Hono } from 'hono';
import type { WebDeps } from '../deps.ts';
import type { Guarded } from '../security/guard.ts';
import type { Visit } from '../visit.ts';
import { ENDPOINTS } from './endpoints.ts';
import { API, openApi } from './openapi.ts';

/** The JSON API: questions are checked by its schemas, and a wrong one is told with the parameter's name. */
export function addApi(site: Hono<Guarded>, deps: WebDeps, visitOf: (c: Context<Guarded>) => Visit): void {
  site.get(`${API}/openapi.json`, (c) => {
    const origin = deps.access.origin ?? new URL(c.req.url).origin;
    return c.json(openApi(origin, deps.version, deps.access.token !== null));
  });
  for (const one of ENDPOINTS)
    site.get(`${API}${one.path}`, async (c) => {
      const visit = visitOf(c);
      if (visit.badAt !== null) return c.json({ error: visit.words.badDay(visit.badAt) }, 400);
      const asked = one.query.safeParse(c.req.query());
      if (!asked.success)
        return c.json(
          {
            error: asked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
          },
          400,
        );
      const answer = await one.answer(asked.data as never, visit, deps);
      return answer === null ? c.json({ error: visit.words.notFoundText }, 404) : c.json(answer as object);
    });
}
