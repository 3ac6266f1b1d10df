import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The loopback site of bench/watch.ts, in a process of its own so that its CPU is not counted:
// /feed/<n> is a feed of thirty items, /brief/<n> of one; the newest of them is numbered by the
// version, which POST /<version> sets for all.
let version = 0;
let publishedAt = 0;

const item = (source: string, n: number) =>
  `<item><title>Notice ${n} of ${source}</title><guid isPermaLink="false">${source}-${n}</guid><link>https://www.example.org/${source}/${n}</link><pubDate>Mon, 02 Mar 2026 04:00:00 GMT</pubDate><description>${'The bureau names apps that collect personal information without consent. '.repeat(6)}</description></item>`;

const server = createServer((request, response) => {
  const url = request.url ?? '/';
  if (request.method === 'POST') {
    version = Number(url.slice(1));
    publishedAt = Date.now();
    response.end(String(publishedAt));
    return;
  }
  const etag = `"v${version}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const source = url.replace(/\W+/g, '-');
  const length = url.startsWith('/brief/') ? 1 : 30;
  const items = Array.from({ length }, (_, n) => item(source, version + length - n)).join('');
  response
    .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', etag })
    .end(
      `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${source}</title><link>https://www.example.org/</link><description>d</description>${items}</channel></rss>`,
    );
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit(0));
