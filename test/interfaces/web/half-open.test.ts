import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../../../src/interfaces/web/create-web.ts';
import type { Guarded } from '../../../src/interfaces/web/security.ts';

const SHORT = {
  headersTimeout: 300,
  requestTimeout: 600,
  keepAliveTimeout: 300,
  connectionsCheckingInterval: 50,
};
let port: number;
let close: () => Promise<void>;
beforeAll(async () => {
  const site = new Hono<Guarded>().post('/', async (c) =>
    c.text(await c.req.text().catch(() => '')),
  );
  const open = await listen(site as Hono<Guarded>, '127.0.0.1', 0, SHORT);
  if (!open.ok) throw new Error(open.because);
  ({ port, close } = open);
});
afterAll(() => close());

/** Resolves once the far side ends a connection on which this happens. */
const ended = (what: (socket: Socket) => void) =>
  new Promise<'ended'>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => what(socket));
    socket.on('error', () => {});
    socket.resume();
    socket.on('close', () => resolve('ended'));
  });

const HEAD = 'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\n';
test.each([
  ['says nothing', () => {}],
  ['stops in its first line', (socket: Socket) => void socket.write('POST / HT')],
  ['stops in its headers', (socket: Socket) => void socket.write(HEAD)],
  [
    'stops in its body',
    (socket: Socket) => void socket.write(`${HEAD}content-length: 9\r\n\r\nab`),
  ],
  [
    'sends a byte at a time',
    (socket: Socket) => {
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    },
  ],
])('a connection that %s is ended', async (_, what) => {
  expect(await ended(what)).toBe('ended');
});
