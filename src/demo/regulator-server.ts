import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CAC_NOTICES, cacPage, listPage, miitNotice, OLD_PAGE, PRESS_ARTICLE, pressFeed } from './pages.ts';

/** What the loopback web server has published so far. */
export type DemoPublication = 'cac-review' | 'cac-removal' | 'cac-25-apps' | 'miit-list' | 'press-article';

const MIIT_PATH = '/miit/art/2021/art_8f2d0c1a.html';
const MIIT_TITLE =
  '关于APP违规调用通信录、位置信息以及开屏弹窗骚扰用户等问题“回头看”的通报（2021年第8批，总第17批）';

export interface RegulatorServer {
  readonly origin: string;
  publish(publication: DemoPublication): void;
  /** Requests answered so far. */
  readonly requests: number;
  close(): Promise<void>;
}

/** A web server on loopback that plays MIIT, CAC and a newspaper. Nothing is there before it is published. */
export async function startRegulatorServer(port = 0): Promise<RegulatorServer> {
  const published = new Set<DemoPublication>();
  let origin = '';
  let requests = 0;
  const server: Server = createServer((request, response) => {
    requests += 1;
    const page = pageFor(new URL(request.url ?? '/', 'http://demo').pathname, published, origin);
    if (page === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': page.type }).end(page.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    publish: (publication) => void published.add(publication),
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const CAC_ORDER: readonly DemoPublication[] = ['cac-review', 'cac-removal', 'cac-25-apps'];

function pageFor(
  path: string,
  published: ReadonlySet<DemoPublication>,
  origin: string,
): { type: string; body: string } | null {
  const html = (body: string) => ({ type: 'text/html; charset=utf-8', body });
  if (path === '/miit/index.html') {
    const old = {
      path: '/old.html',
      title: '关于举办移动互联网应用服务能力提升培训的通知',
      date: '2021-06-21',
    };
    const rows = published.has('miit-list')
      ? [{ path: MIIT_PATH, title: MIIT_TITLE, date: '2021-08-18' }, old]
      : [old];
    return html(listPage('信息通信管理局 通知公告', rows));
  }
  if (path === '/cac/index.html') {
    const shown = CAC_NOTICES.filter((_, index) => published.has(CAC_ORDER[index]!)).reverse();
    const rows = shown.map((one) => ({ path: one.path, title: one.title, date: one.date.slice(0, 10) }));
    return html(
      listPage('中国网信网', [
        ...rows,
        { path: '/old-cac.html', title: '关于举办网络安全宣传活动的通知', date: '2021-06-18' },
      ]),
    );
  }
  if (path === '/press/feed.xml')
    return {
      type: 'application/rss+xml; charset=utf-8',
      body: pressFeed(origin, published.has('press-article') ? [PRESS_ARTICLE] : []),
    };
  if (path === MIIT_PATH && published.has('miit-list')) return html(miitNotice());
  const cac = CAC_NOTICES.findIndex((one) => one.path === path);
  if (cac >= 0 && published.has(CAC_ORDER[cac]!)) return html(cacPage(CAC_NOTICES[cac]!));
  if (path === '/old.html' || path === '/old-cac.html') return html(OLD_PAGE);
  return null;
}
