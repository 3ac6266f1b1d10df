import { expect, test } from 'vitest';
import { createHeartbeat } from '../../../src/app/schedules.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { startLoopback } from '../../support/loopback.ts';

test('pings at most once a minute, and says once when nobody answers', async () => {
  let status = 200;
  const site = await startLoopback((_, response) => response.writeHead(status).end());
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(['127.0.0.1']),
    now: () => 0,
  });
  const beat = createHeartbeat(`${site.origin}/ping`, fetch);
  expect([await beat(0), await beat(30_000), await beat(60_000)]).toEqual([null, null, null]);
  expect(site.requests.map((request) => request.url)).toEqual(['/ping', '/ping']);
  status = 500;
  expect(await beat(120_000)).toMatchObject({ because: expect.stringContaining('500') });
  expect(await beat(180_000)).toBe(null);
  status = 200;
  expect(await beat(240_000)).toBe(null);
  await fetch.close();
  await site.close();
});

test('says no address that it is led to: each is as good as a password', async () => {
  const site = await startLoopback((request, response) =>
    request.url === '/secret'
      ? response.writeHead(301, { location: '/moved/secret' }).end()
      : response.writeHead(404).end(),
  );
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(['127.0.0.1']),
    now: () => 0,
  });
  const said = await createHeartbeat(`${site.origin}/secret`, fetch)(0);
  expect(said?.because).toContain('404');
  expect(said?.because).not.toContain('secret');
  await fetch.close();
  await site.close();
});
