import { connect, createServer, type Socket } from 'node:net';

/** A TCP line on loopback from a program to its database, which can be cut or left hanging. */
export interface Line {
  readonly port: number;
  /** Ends every connection at once; new ones are taken. */
  cut(): void;
  /**
   * Nothing passes any more, and nobody is told, until it is mended: old connections are dead then,
   * as after a broken switch.
   */
  hang(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to `127.0.0.1:<to>`. */
export async function layLine(to: number): Promise<Line> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let hanging = false;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const [from, onto] of [pair, [far, near]] as const) {
      from.on('data', (bytes) => {
        if (!hanging) onto.write(bytes);
      });
      from.on('error', end);
      from.on('close', () => {
        if (!hanging) end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    pairs.clear();
  };
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut,
    hang: () => {
      hanging = true;
    },
    mend() {
      hanging = false;
      cut();
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
