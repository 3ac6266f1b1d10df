import { listPage } from '../../../src/demo/pages.ts';
import { startLoopback } from '../loopback.ts';

/** A loopback regulator with two lists on two hosts. */
export interface Regulator {
  readonly lists: readonly string[];
  readonly hosts: readonly string[];
  /**
   * Publishes one more notice, which names app number `n` of the company of the small
   * configuration; answers `n`, from 1.
   */
  publish(): number;
  /** Requests for lists so far, by host. */
  readonly asked: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function startRegulator(): Promise<Regulator> {
  const count = { published: 0 };
  const asked = new Map<string, number>();
  const server = await startLoopback((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0]!;
    if (request.url === '/list.html') asked.set(host, (asked.get(host) ?? 0) + 1);
    const body = pageFor(request.url ?? '/', host, count.published);
    response
      .writeHead(body === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(body ?? '');
  });
  const port = new URL(server.origin).port;
  const hosts = ['127.0.0.1', 'localhost'];
  return {
    lists: hosts.map((host) => `http://${host}:${port}/list.html`),
    hosts: hosts.map((host) => `${host}:${port}`),
    publish: () => ++count.published,
    asked,
    close: server.close,
  };
}

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The list of a host (odd notices on the first, even ones on the second), or one notice. */
function pageFor(url: string, host: string, published: number): string | null {
  const old = { path: '/old.html', title: '关于开展培训的通知', date: '2021-06-01' };
  if (url === old.path)
    return '<html><body><div class="article"><p>各有关单位：定于七月举办培训。</p></div></body></html>';
  const rest = host === 'localhost' ? 0 : 1;
  const pages = Array.from({ length: published }, (_, index) => index + 1)
    .filter((n) => n % 2 === rest)
    .map((n) => ({ path: `/n${n}.html`, title: titleOf(n), date: today() }));
  if (url === '/list.html') return listPage('miit', [...pages.toReversed(), old]);
  const n = Number(/^\/n(\d+)\.html$/.exec(url)?.[1] ?? 0);
  if (n < 1 || n > published) return null;
  return `<html><head><meta charset="utf-8"><title>${titleOf(n)}</title><meta name="PubDate" content="${today()}"></head><body><div class="article"><h1>${titleOf(n)}</h1>
<p>工业和信息化部近期组织检查，发现1款APP存在问题，上述APP应在12月28日前完成整改。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>携程测试${n}号</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.${n}.0</td><td>违规收集个人信息</td></tr></table></div></body></html>`;
}

const titleOf = (n: number) => `关于侵害用户权益行为的APP通报（2021年第${n}批，总第${n}批）`;
