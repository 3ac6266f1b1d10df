import type { ServerResponse } from 'node:http';
import { createPost } from '../../../../src/app/post.ts';
import type { Sink } from '../../../../src/domain/sink.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import type { Post } from '../../../../src/pipeline/deliver/post.ts';
import { startLoopback } from '../../../support/loopback.ts';
import type { SinkBench } from './contract.ts';

/** One request as it came in. */
export interface Got {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A far side that is a web server on loopback, reached through the program's own guarded post. */
export interface HttpBench extends SinkBench {
  /** What the next requests are answered with. */
  reply(status: number, body?: string, headers?: Record<string, string>): void;
  /** Never answers from now on. */
  stall(): void;
  /** Takes the request and breaks the connection. */
  cut(): void;
  readonly got: Got[];
}

export const CLOCK = { now: () => Date.UTC(2021, 7, 18, 4) as Instant };

/**
 * @param make the sink over the post, and the address at the server's origin
 * @param good status and body of a success
 * @param textOf what a person reads of a body that arrived
 */
export async function httpBench(
  make: (post: Post, origin: string) => { sink: Sink; to: string },
  good: { status: number; body: string },
  textOf: (body: string) => string,
): Promise<HttpBench> {
  const got: Got[] = [];
  const arrived: string[] = [];
  let answer = (response: ServerResponse, body: string) => {
    arrived.push(textOf(body));
    response.writeHead(good.status).end(good.body);
  };
  const server = await startLoopback((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ url: request.url ?? '', headers: request.headers, body });
      answer(response, body);
    });
  });
  const posting = createPost(new Set([server.host]), 1_000);
  const { sink, to } = make(posting.post, server.origin);
  return {
    sink,
    got,
    address: { sink: sink.id, to },
    arrived: () => arrived,
    logged: () => '',
    reply: (status, body = '', headers = {}) => {
      answer = (response) => void response.writeHead(status, headers).end(body);
    },
    stall: () => {
      answer = () => {};
    },
    cut: () => {
      answer = (response) => void response.socket?.destroy();
    },
    async close() {
      await server.close();
      await posting.close();
    },
  };
}

/** How HTTP statuses end, for every sink that has no words of its own for them. */
export const STATUSES = [
  {
    says: '429 with a wait is tried again after it',
    arrange: (b: HttpBench) => b.reply(429, '', { 'retry-after': '7' }),
    becomes: { kind: 'retry', afterMs: 7_000 },
  },
  {
    says: '500 may have arrived',
    arrange: (b: HttpBench) => b.reply(500),
    becomes: { kind: 'unknown' },
  },
  {
    says: '502 reached nobody',
    arrange: (b: HttpBench) => b.reply(502),
    becomes: { kind: 'retry' },
  },
  {
    says: '503 is tried again',
    arrange: (b: HttpBench) => b.reply(503),
    becomes: { kind: 'retry' },
  },
  {
    says: '410 ends the address',
    arrange: (b: HttpBench) => b.reply(410),
    becomes: { kind: 'refused', disable: true },
  },
  {
    says: '404 ends the address',
    arrange: (b: HttpBench) => b.reply(404),
    becomes: { kind: 'refused', disable: true },
  },
  {
    says: '400 refuses this message alone',
    arrange: (b: HttpBench) => b.reply(400),
    becomes: { kind: 'refused', disable: false },
  },
  {
    says: 'a redirect is not followed',
    arrange: (b: HttpBench) => b.reply(302, '', { location: 'http://127.0.0.1:1/' }),
    becomes: { kind: 'refused', disable: false },
  },
  {
    says: 'a broken connection may have arrived',
    arrange: (b: HttpBench) => b.cut(),
    becomes: { kind: 'unknown' },
  },
] as const;
