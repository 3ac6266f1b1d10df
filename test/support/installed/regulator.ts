import { articlePage, listPage } from '../../../src/demo/pages.ts';
import { type Loopback, startLoopback } from '../loopback.ts';

const OLD = { path: '/old.html', title: '关于开展培训的通知', date: '2021-06-01' };
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The app that a notice names, as in the small configuration. */
export const appOfNotice = (n: number) => `携程测试${n}号`;

export interface Regulator extends Pick<Loopback, 'origin' | 'host' | 'close' | 'requests'> {
  /** Publishes the next notice and returns the app that it names. */
  publish(): string;
}

/** A regulator on loopback whose n-th notice names the n-th app of the small configuration. */
export async function startRegulator(): Promise<Regulator> {
  let published = 0;
  const rowOf = (n: number) => ({
    path: `/n${n}.html`,
    title: `关于侵害用户权益行为的APP通报（2021年第${n}批，总第${n}批）`,
    date: today(),
  });
  const bodyOf = (n: number) =>
    '<p>工业和信息化部近期组织检查，发现1款APP存在问题，上述APP应在12月28日前完成整改。</p>' +
    '<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>' +
    `<tr><td>1</td><td>${appOfNotice(n)}</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.${n}.0</td><td>违规收集个人信息</td></tr></table>`;
  const pageAt = (url: string): string | null => {
    const rows = Array.from({ length: published }, (_, index) => rowOf(published - index));
    if (url === '/list.html') return listPage('MIIT', [...rows, OLD]);
    const index = rows.findIndex(({ path }) => path === url);
    const row = rows[index];
    if (row !== undefined)
      return articlePage(row.title, row.date, 'MIIT', bodyOf(published - index));
    return url === OLD.path ? articlePage(OLD.title, OLD.date, 'MIIT', '<p>培训。</p>') : null;
  };
  const server = await startLoopback((request, response) => {
    const body = pageAt(request.url ?? '/');
    response
      .writeHead(body === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(body ?? '');
  });
  return {
    ...server,
    publish() {
      published += 1;
      return appOfNotice(published);
    },
  };
}
