import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ENDPOINTS } from '../../../../src/interfaces/web/api/endpoints.ts';
import { type Site, startSite } from '../../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const json = async (path: string) =>
  (await site.get(path)).json() as Promise<Record<string, never>>;

describe('the JSON API', () => {
  test.each(ENDPOINTS.map((one) => [one.path, one] as const))(
    '%s answers in the shape that it describes',
    async (path, schema) => {
      const { notices } = (await json('/api/v1/notices?actions=1')) as unknown as {
        notices: { id: string }[];
      };
      const real = path
        .replace('/companies/:id', '/companies/trip-com')
        .replace(':id', notices[0]!.id);
      const answer = await site.get(`/api/v1${real}${path === '/search' ? '?q=TCOM' : ''}`);
      expect(answer.status).toBe(200);
      const body = await answer.json();
      expect(z.safeEncode(schema.shape, body).error?.issues ?? []).toEqual([]);
    },
  );

  test('the points of the factors sum to the score', async () => {
    const { score, factors } = (await json('/api/v1/companies/trip-com')) as unknown as {
      score: number;
      factors: { points: number }[];
    };
    expect(factors.reduce((sum, one) => sum + one.points, 0)).toBeCloseTo(score, 5);
  });

  test('lists come in pages, and each names the next', async () => {
    const first = (await json('/api/v1/companies?limit=2')) as unknown as {
      next: string;
      companies: { id: string }[];
      total: number;
    };
    expect(first.companies).toHaveLength(2);
    const second = (await json(first.next)) as unknown as {
      from: number;
      companies: { id: string }[];
    };
    expect(second.from).toBe(2);
    expect(second.companies[0]!.id).not.toBe(first.companies[0]!.id);
    const last = (await json(`/api/v1/companies?limit=500&from=${first.total - 1}`)) as unknown as {
      next: null;
    };
    expect(last.next).toBeNull();
  });

  test.each([
    ['/api/v1/companies?limit=0', 400, 'limit'],
    ['/api/v1/companies?band=purple', 400, 'band'],
    ['/api/v1/companies?at=yesterday', 400, 'not a date'],
    ['/api/v1/search', 400, 'q'],
    ['/api/v1/companies/nobody', 404, 'no such'],
    ['/api/v1/none', 404, 'no such'],
  ])('%s is %i and says why', async (path, status, word) => {
    const answer = await site.get(path);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { error: string }).error).toContain(word);
  });

  test('unchanged, it is not sent again', async () => {
    const etag = (await site.get('/api/v1/notices')).headers.get('etag')!;
    expect((await site.get('/api/v1/notices', { headers: { 'if-none-match': etag } })).status).toBe(
      304,
    );
  });

  test('is described: every address with its parameters and its shape', async () => {
    const described = (await json('/api/v1/openapi.json')) as unknown as {
      openapi: string;
      paths: Record<
        string,
        { get: { parameters: { name: string }[]; responses: Record<string, { content?: object }> } }
      >;
    };
    expect(described.openapi).toBe('3.1.0');
    expect(Object.keys(described.paths)).toHaveLength(ENDPOINTS.length);
    const operation = described.paths['/companies/{id}']!.get;
    expect(operation.parameters.map((each) => each.name)).toEqual(['id', 'at', 'lang']);
    expect(JSON.stringify(operation.responses[200]!.content)).toContain('"factors"');
  });
});
