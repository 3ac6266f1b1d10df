import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Guarded } from './security.ts';

export type Listening =
  | { readonly ok: true; readonly port: number; close(): Promise<void> }
  /** One sentence with the remedy. */
  | { readonly ok: false; readonly because: string };

/** Opens the port. A port that is taken or may not be opened is a value with its remedy. */
export function listen(site: Pick<Hono<Guarded>, 'fetch'>, host: string, port: number): Promise<Listening> {
  return new Promise((resolve) => {
    const server = serve({ fetch: site.fetch, hostname: host, port }, (at: AddressInfo) =>
      resolve({
        ok: true,
        port: at.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            (server as { closeAllConnections?: () => void }).closeAllConnections?.();
          }),
      }),
    );
    server.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ ok: false, because: remedyFor(error, host, port) }),
    );
  });
}

function remedyFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: set another WEB_PORT, or stop that one.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user: set WEB_PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: set WEB_HOST to one of its own, 127.0.0.1 for itself alone.`;
    default:
      return `The page cannot be opened on ${host}:${port} (${error.code ?? error.message}): check WEB_HOST and WEB_PORT.`;
  }
}
