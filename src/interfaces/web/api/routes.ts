import type { Hono } from 'hono';
import { z } from 'zod';
import type { WebDeps } from '../request-context.ts';
import type { Guarded } from '../security.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { Endpoint } from './shapes.ts';

/**
 * The JSON API: questions are checked by its schemas, and a wrong one is answered with the
 * parameter's name.
 */
export function addApi(site: Hono<Guarded>, deps: WebDeps): void {
  site.get(`${API}/openapi.json`, (c) => {
    return c.json(openApi(c.get('context').origin, deps.version, deps.access.token !== null));
  });
  for (const endpoint of ENDPOINTS)
    site.get(`${API}${endpoint.path}`, async (c) => {
      const context = c.get('context');
      const query = endpoint.query.safeParse(c.req.query());
      if (!query.success) {
        const wrong = query.error.issues.map(
          (issue) => `${issue.path.join('.')}: ${issue.message}`,
        );
        return c.json({ error: wrong.join('; ') }, 400);
      }
      const answer = await endpoint.answer(query.data as never, context);
      return answer === null
        ? c.json({ error: context.words.notFoundText }, 404)
        : c.json(endpoint.shape.parse(answer) as object);
    });
}

export const API = '/api/v1';

/** The API described in OpenAPI 3.1, made from the same schemas that check its questions. */
export function openApi(origin: string, version: string, withToken: boolean): object {
  const security = withToken ? { security: [{ token: [] }] } : {};
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tocsin',
      version,
      description: 'Regulatory risk of listed companies. Not investment advice.',
    },
    servers: [{ url: `${origin}${API}` }],
    paths: Object.fromEntries(
      ENDPOINTS.map((endpoint) => [
        endpoint.path.replaceAll(/:(\w+)/g, '{$1}'),
        { get: { ...operation(endpoint), ...security } },
      ]),
    ),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

const Problem = z.object({ error: z.string() });

function operation(endpoint: Endpoint) {
  const { properties = {}, required = [] } = schemaOf(endpoint.query, 'input');
  const json = (schema: z.ZodType) => ({
    'application/json': { schema: schemaOf(schema, 'output') },
  });
  return {
    summary: endpoint.summary,
    operationId: endpoint.path.replaceAll(/[/:]{1,2}(\w)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    parameters: [
      ...[...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries(properties).map(([name, schema]) => ({
        name,
        in: 'query',
        required: required.includes(name),
        schema,
      })),
    ],
    responses: {
      200: { description: endpoint.summary, content: json(endpoint.shape) },
      304: { description: 'Unchanged since the ETag in If-None-Match' },
      400: { description: 'A parameter is wrong', content: json(Problem) },
      404: { description: 'There is no such thing', content: json(Problem) },
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
