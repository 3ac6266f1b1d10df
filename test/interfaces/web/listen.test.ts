import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen } from '../../../src/interfaces/web/create-web.ts';
import type { Guarded } from '../../../src/interfaces/web/security.ts';

const site = new Hono<Guarded>().get('/', (c) => c.text('here')) as Hono<Guarded>;

test('a port in use is a sentence with its remedy', async () => {
  const first = await listen(site, '127.0.0.1', 0);
  if (!first.ok) throw new Error(first.because);
  expect(await (await fetch(`http://127.0.0.1:${first.port}/`)).text()).toBe('here');
  const second = await listen(site, '127.0.0.1', first.port);
  expect(second).toEqual({
    ok: false,
    because: `Port ${first.port} on 127.0.0.1 is taken by another program: set another WEB_PORT, or stop that one.`,
  });
  await first.close();
});

test('an address that is not this machine’s is told', async () => {
  expect(await listen(site, '203.0.113.1', 18_080)).toMatchObject({
    ok: false,
    because: expect.stringContaining('no address 203.0.113.1'),
  });
});
