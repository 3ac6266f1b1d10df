import type { Context, Hono } from 'hono';
import type { RequestContext, WebDeps } from '../request-context.ts';
import type { Guarded } from '../security/guard.ts';
import { ENDPOINTS } from './endpoints.ts';
import { API, openApi } from './openapi.ts';

/** The JSON API: questions are checked by its schemas, and a wrong one is told with the parameter's name. */
export function addApi(
  site: Hono<Guarded>,
  deps: WebDeps,
  contextOf: (c: Context<Guarded>) => RequestContext,
): void {
  site.get(`${API}/openapi.json`, (c) => {
    return c.json(openApi(contextOf(c).origin, deps.version, deps.access.token !== null));
  });
  for (const one of ENDPOINTS)
    site.get(`${API}${one.path}`, async (c) => {
      const context = contextOf(c);
      if (context.badAt !== null)
        return c.json({ error: context.say('badDay', { text: context.badAt }) }, 400);
      const query = one.query.safeParse(c.req.query());
      if (!query.success)
        return c.json(
          {
            error: query.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
          },
          400,
        );
      const answer = await one.answer(query.data as never, context);
      return answer === null
        ? c.json({ error: context.words.notFoundText }, 404)
        : c.json(one.shape.parse(answer) as object);
    });
}
