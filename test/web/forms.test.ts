import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../support/site.ts';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

async function opened(path: string) {
  const answer = await site.get(path);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0]!;
  const text = await answer.text();
  return {
    cookie,
    csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '',
    id: /name="id" value="([^"]+)"/.exec(text)?.[1] ?? '',
  };
}

function send(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return site.get('/reviews', {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}

describe('deciding a review', () => {
  test('is saved with who and why, and shown as decided', async () => {
    const { cookie, ...hidden } = await opened('/reviews');
    const answer = await send(
      { ...hidden, verdict: 'accepted', company: 'TCOM', by: 'ann', because: 'annual report' },
      { cookie },
    );
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/reviews?saved=1']);
    expect(await site.world.store.decisions()).toMatchObject([
      { decision: { verdict: 'accepted', company: 'trip-com', by: 'ann', because: 'annual report' } },
    ]);
    const after = await site.text('/reviews?saved=1');
    expect(after).toContain('0 questions are open');
    expect(after).toContain('annual report');
  });

  test.each([
    ['no form value', { csrf: '' }, {}],
    ['another visitor’s form value', { csrf: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, {}],
    ['a form of another site', {}, { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused, and nothing is decided', async (_, fields, headers) => {
    const { cookie, ...hidden } = await opened('/reviews');
    const said = { ...hidden, verdict: 'rejected', by: 'eve', because: 'x', ...fields };
    expect((await send(said, { cookie, ...headers })).status).toBe(400);
    expect(await site.world.store.decisions()).toEqual([]);
  });

  test.each([
    [{ by: '' }, 'Say who decides and why'],
    [{ company: 'nobody at all' }, 'nobody at all'],
    [{ id: 'none' }, 'There is no such page here'],
    [{ verdict: 'maybe' }, 'There is no such page here'],
  ])('%j is told, and nothing is decided', async (fields, because) => {
    const { cookie, ...hidden } = await opened('/reviews');
    const said = { ...hidden, verdict: 'accepted', company: 'TCOM', by: 'ann', because: 'why', ...fields };
    const answer = await send(said, { cookie });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain(because);
    expect(await site.world.store.decisions()).toEqual([]);
  });

  test('is taken once', async () => {
    const { cookie, ...hidden } = await opened('/reviews');
    const said = { ...hidden, verdict: 'rejected', by: 'ann', because: 'a namesake' };
    expect((await send(said, { cookie })).status).toBe(303);
    expect((await send(said, { cookie })).status).toBe(409);
  });
});
