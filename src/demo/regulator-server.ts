import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listPage, pressFeed } from './pages.ts';
import { type DemoArticle, type DemoPage, OLD_PAGES } from './story.ts';

/**
 * A web server on loopback that plays MIIT, CAC and a newspaper. Nothing is there before it is
 * published.
 */
export async function startRegulatorServer() {
  const pages = [...OLD_PAGES];
  const articles: DemoArticle[] = [];
  let origin = '';
  const bodyAt = (path: string) => {
    const list = /^\/(miit|cac)\/index\.html$/.exec(path)?.[1];
    if (list !== undefined)
      return listPage(list, pages.filter((page) => page.list === list).toReversed());
    if (path === '/press/feed.xml') return pressFeed(origin, articles);
    return pages.find((page) => page.path === path)?.html ?? null;
  };
  const server = createServer((request, response) => {
    const body = bodyAt(request.url ?? '/');
    if (body === null) response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    else {
      const type = body.startsWith('<?xml') ? 'application/rss+xml' : 'text/html';
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    publish: (one: DemoPage | DemoArticle) =>
      void (one.list === 'press' ? articles.push(one) : pages.push(one)),
    close() {
      server.closeAllConnections();
      return server[Symbol.asyncDispose]();
    },
  };
}
