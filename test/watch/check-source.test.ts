import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSource } from '../../src/watch/check-source.ts';
import { createFetch } from '../../src/watch/fetch.ts';
import { feed, list, type Watched, watched } from './watched.ts';

let at: Watched;
const fetch = createFetch({ userAgent: 'Tocsin test', allow: new Set(['127.0.0.1']), now: () => 0 });
beforeEach(async () => {
  at = await watched();
});
afterEach(() => at.close());

const check = (more: Parameters<Watched['source']>[0] = {}) => checkSource(at.source(more), null, fetch);

test('a list that answers is shown with its rows and first title', async () => {
  at.pages.set('/list', list(['/a', '通报一'], ['/b', '通报二']));
  expect(await check()).toMatchObject({
    works: true,
    addresses: [{ answer: 'ok', status: 200, rows: 2, newest: '通报一' }],
    proposal: null,
  });
  expect((await check({ address: 'unverified' })).proposal).toBe('It answers: set address to verified.');
});

test('a move, another kind and a mirror that answers are proposed', async () => {
  at.pages.set('/new', list(['/a', '通报一']));
  at.pages.set('/list', (_, response) => response.writeHead(301, { location: '/new' }).end());
  expect((await check()).proposal).toBe(`It moved: set url to ${at.site.origin}/new`);
  at.pages.set('/list', feed({ title: 'A', link: 'https://x.example/a' }));
  expect((await check()).proposal).toBe('It can be read as rss: set kind to rss.');
  at.pages.delete('/list');
  const mirrored = await check({ mirrors: [`${at.site.origin}/new`] });
  expect(mirrored).toMatchObject({ works: true, addresses: [{ answer: 'gone' }, { answer: 'ok' }] });
  expect(mirrored.proposal).toContain(`Set url to ${at.site.origin}/new`);
});

test('what cannot be mended here is told with the remedy of its finding', async () => {
  expect(await check()).toMatchObject({
    works: false,
    proposal: expect.stringContaining('Find the new address'),
  });
});
