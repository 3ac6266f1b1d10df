import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reason } from '../../../src/domain/reason.ts';
import { type Site, startSite } from '../../support/site.ts';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

async function opened(path: string) {
  return { id: /name="id" value="([^"]+)"/.exec(await site.text(path))?.[1] ?? '' };
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
    const hidden = await opened('/reviews');
    const answer = await send({
      ...hidden,
      verdict: 'accepted',
      company: 'TCOM',
      by: 'ann',
      because: 'annual report',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/reviews?saved=1']);
    expect(await site.world.store.decisions()).toMatchObject([
      {
        decision: { verdict: 'accepted', company: 'trip-com', by: 'ann', because: 'annual report' },
      },
    ]);
    const after = await site.text('/reviews?saved=1');
    expect(after).toContain('0 questions are open');
    expect(after).toContain('annual report');
  });

  test.each([
    ['a form of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a form of another port of this machine', { origin: 'http://127.0.0.1:9999' }],
    ['a form of a page that hides where it is', { origin: 'null' }],
  ])('%s is refused, and nothing is decided', async (_, headers) => {
    const hidden = await opened('/reviews');
    const said = { ...hidden, verdict: 'rejected', by: 'eve', because: 'x' };
    expect((await send(said, headers)).status).toBe(403);
    expect(await site.world.store.decisions()).toEqual([]);
  });

  test.each([
    [{ by: '' }, 'Say who decides and why'],
    [{ company: 'nobody at all' }, 'nobody at all'],
    [{ id: 'none' }, 'There is no such page here'],
    [{ verdict: 'maybe' }, 'There is no such page here'],
  ])('%j is told, and nothing is decided', async (fields, because) => {
    const hidden = await opened('/reviews');
    const said = {
      ...hidden,
      verdict: 'accepted',
      company: 'TCOM',
      by: 'ann',
      because: 'why',
      ...fields,
    };
    const answer = await send(said);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain(because);
    expect(await site.world.store.decisions()).toEqual([]);
  });

  test('of an alert on two companies says which one, and what was wrong', async () => {
    const candidates = ['trip-com', 'tencent'].map((company) => ({
      company,
      because: reason('named-by-alert'),
    }));
    const { notice } = (await site.world.store.reviews({ open: true, limit: 1 }))[0]!;
    const review = { id: 'word', notice, kind: 'wrong-company', subject: 'both', candidates };
    const asked = { ...review, because: reason('wrong-company'), createdAt: 1, decision: null };
    await site.world.store.addReview(asked as never);
    const page = await site.text('/reviews');
    expect(page).toContain('<option value="tencent">');
    expect(page).toContain('this page only');
    const said = { id: 'word', verdict: 'rejected', by: 'ann', because: 'not this one' };
    expect((await send({ ...said, company: '' })).status).toBe(409);
    expect((await send({ ...said, company: 'tencent', wrong: 'act' })).status).toBe(303);
    const [decided] = await site.world.store.decisions();
    expect(decided!.decision).toMatchObject({ company: 'tencent', wrong: 'act' });
  });

  test('is taken once', async () => {
    const hidden = await opened('/reviews');
    const said = { ...hidden, verdict: 'rejected', by: 'ann', because: 'a namesake' };
    expect((await send(said)).status).toBe(303);
    expect((await send(said)).status).toBe(409);
  });
});
