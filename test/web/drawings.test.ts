import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createDrawings } from '../../src/web/charts.ts';

const svg = 'image/svg+xml; charset=utf-8';

/** A site whose drawing is of what the address says; counts how often it is drawn. */
function site(version = '1') {
  const drawn: string[] = [];
  const drawings = createDrawings(version);
  const app = new Hono()
    .onError((error, c) => c.text(error.message, 500))
    .get('/:of', (c) =>
      drawings.send(c, svg, c.req.param('of'), async () => {
        drawn.push(c.req.param('of'));
        if (c.req.param('of') === 'broken') throw new Error('no');
        return `<svg>${c.req.param('of')}</svg>`;
      }),
    );
  return { app, drawn };
}

test('the same figures are drawn once, others anew', async () => {
  const { app, drawn } = site();
  for (const path of ['/a', '/a', '/b', '/a']) expect((await app.request(path)).status).toBe(200);
  expect(drawn).toEqual(['a', 'b']);
});

test('a browser that has it is told so without a drawing', async () => {
  const first = site();
  const tag = (await first.app.request('/a')).headers.get('etag')!;
  const second = site();
  const answer = await second.app.request('/a', { headers: { 'if-none-match': tag } });
  expect([answer.status, second.drawn]).toEqual([304, []]);
});

test('another version of the program draws anew', async () => {
  const tag = (await site('1').app.request('/a')).headers.get('etag')!;
  const answer = await site('2').app.request('/a', { headers: { 'if-none-match': tag } });
  expect(answer.status).toBe(200);
});

test('a drawing that failed is tried again, and only so many are kept', async () => {
  const { app, drawn } = site();
  await app.request('/broken');
  await app.request('/broken');
  expect(drawn).toEqual(['broken', 'broken']);
  await app.request('/first');
  for (let n = 0; n < 100; n += 1) await app.request(`/n${n}`);
  await app.request('/first');
  expect(drawn.filter((of) => of === 'first')).toHaveLength(2);
});
