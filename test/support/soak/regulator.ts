import type { IncomingMessage, ServerResponse } from 'node:http';
import { listPage } from '../../../src/demo/pages.ts';
import { startLoopback } from '../loopback.ts';
import { kindOf } from './notices.ts';

/** What a tired server does to one request. */
type Fault = 'refused' | 'slow' | 'cut' | 'empty' | 'error page' | 'wrong charset';
const FAULTS: readonly { readonly fault: Fault; readonly chance: number }[] = [
  { fault: 'refused', chance: 0.03 },
  { fault: 'slow', chance: 0.02 },
  { fault: 'cut', chance: 0.02 },
  { fault: 'empty', chance: 0.01 },
  { fault: 'error page', chance: 0.02 },
  { fault: 'wrong charset', chance: 0.02 },
];
const SLOW_MS = 2_000;
const DEADLINES = ['12月28日', '12月30日'];

export interface TiredRegulator {
  readonly lists: readonly string[];
  readonly hosts: readonly string[];
  /** Publishes the next notice; answers its number, from 1. */
  publish(): number;
  /** Moves the deadline of a notice in place. */
  edit(n: number): void;
  readonly asked: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<Fault, number>;
  /** What was answered badly, by address. */
  readonly faultyPages: ReadonlyMap<string, readonly Fault[]>;
  close(): Promise<void>;
}

/**
 * A loopback authority with two lists on two hosts, which publishes every kind of page in turn and
 * answers some requests badly, drawn from `draw`. The first looks are answered well, since what
 * lies there then is never told.
 */
export async function startTiredRegulator(draw: () => number): Promise<TiredRegulator> {
  let published = 0;
  const edits = new Set<number>();
  const asked = new Map<string, number>();
  const faults = new Map<Fault, number>();
  const faultyPages = new Map<string, Fault[]>();
  const server = await startLoopback((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0]!;
    if (request.url === '/list.html') asked.set(host, (asked.get(host) ?? 0) + 1);
    const page = answerTo(request.url ?? '/', host, published, edits);
    const fault = published === 0 ? null : drawn(draw);
    if (fault !== null) {
      const url = request.url ?? '/';
      faults.set(fault, (faults.get(fault) ?? 0) + 1);
      if (url !== '/list.html') faultyPages.set(url, [...(faultyPages.get(url) ?? []), fault]);
    }
    answer(page, fault, request, response);
  });
  const { port } = new URL(server.origin);
  const hosts = ['127.0.0.1', 'localhost'];
  return {
    lists: hosts.map((host) => `http://${host}:${port}/list.html`),
    hosts: hosts.map((host) => `${host}:${port}`),
    publish: () => ++published,
    edit: (n) => void edits.add(n),
    asked,
    faults,
    faultyPages,
    close: server.close,
  };
}

function drawn(draw: () => number): Fault | null {
  let at = draw();
  for (const { fault, chance } of FAULTS) {
    if (at < chance) return fault;
    at -= chance;
  }
  return null;
}

type Page = { readonly type: string; readonly bytes: Uint8Array } | null;

function answer(
  page: Page,
  fault: Fault | null,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (page === null) return void response.writeHead(404).end();
  const whole = () => response.writeHead(200, { 'content-type': page.type }).end(page.bytes);
  switch (fault) {
    case 'refused':
      return void response.writeHead(503, { 'retry-after': '1' }).end();
    case 'slow':
      return void setTimeout(whole, SLOW_MS);
    case 'cut':
      response.writeHead(200, {
        'content-type': page.type,
        'content-length': page.bytes.byteLength + 100,
      });
      response.write(page.bytes.subarray(0, page.bytes.byteLength / 2));
      return void setTimeout(() => request.socket.destroy(), 20);
    case 'empty':
      return void response.writeHead(200, { 'content-type': page.type }).end();
    case 'error page':
      return void response
        .writeHead(502, { 'content-type': 'text/html' })
        .end('<html><body>Bad Gateway</body></html>');
    case 'wrong charset':
      return void response
        .writeHead(200, { 'content-type': page.type.replace('utf-8', 'iso-8859-1') })
        .end(page.bytes);
    case null:
      return void whole();
  }
}

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const html = (text: string): Page => ({
  type: 'text/html; charset=utf-8',
  bytes: new TextEncoder().encode(text),
});

/**
 * The list of a host (odd notices on the first, even ones on the second), one notice, or its file.
 */
function answerTo(url: string, host: string, published: number, edits: ReadonlySet<number>): Page {
  const old = { path: '/old.html', title: '关于开展培训的通知', date: '2021-06-01' };
  if (url === old.path)
    return html(
      '<html><body><div class="article"><p>各有关单位：定于七月举办培训。</p></div></body></html>',
    );
  if (url === '/list.html') {
    const rest = host === 'localhost' ? 0 : 1;
    const rows = Array.from({ length: published }, (_, index) => index + 1)
      .filter((n) => n % 2 === rest)
      .map((n) => ({ path: `/n${n}.html`, title: kindOf(n).title(n), date: today() }));
    return html(listPage('miit', [...rows.toReversed().slice(0, 60), old]));
  }
  const [, what, digits] = /^\/(n|list-)(\d+)\.(?:html|xlsx)$/.exec(url) ?? [];
  const n = Number(digits ?? 0);
  if (n < 1 || n > published) return null;
  const kind = kindOf(n);
  if (what === 'list-')
    return kind.file === undefined
      ? null
      : { type: 'application/octet-stream', bytes: kind.file(n).bytes };
  const title = kind.title(n);
  return html(`<html><head><meta charset="utf-8"><title>${title}</title><meta name="PubDate" content="${today()}"></head><body><div class="article"><h1>${title}</h1>
${kind.body(n, DEADLINES[edits.has(n) ? 1 : 0]!)}</div></body></html>`);
}
