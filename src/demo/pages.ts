import { type ListedApp, SEED_LIST } from './seed-list.ts';

const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A list page of a Chinese authority: one `li` a notice, link, title and date. */
export function listPage(
  title: string,
  rows: readonly { path: string; title: string; date: string }[],
): string {
  const items = rows
    .map(
      (row) =>
        `<li class="clearfix"><a href="${row.path}" title="${safe(row.title)}">${safe(row.title)}</a><span class="date">${row.date}</span></li>`,
    )
    .join('\n');
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head>
<body><div class="header"><a href="/">首页</a></div><div class="page-content"><ul class="list">${items}</ul></div><div class="footer">演示页面</div></body></html>`;
}

/** An article page in the frame that MIIT and CAC use: title, date line, body, attachments. */
function articlePage(options: { title: string; date: string; source: string; body: string }): string {
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${safe(options.title)}</title>
<meta name="ArticleTitle" content="${safe(options.title)}"><meta name="PubDate" content="${options.date}"><meta name="ContentSource" content="${options.source}"></head>
<body><div class="header"><a href="/">首页</a> &gt; 通知公告</div>
<div class="article"><h1 id="con_title">${safe(options.title)}</h1><p class="cinfo">发布时间：${options.date} 来源：${options.source}</p><div id="con_con" class="ccontent">
${options.body}
</div></div><div class="footer">本页面由演示程序生成。</div></body></html>`;
}

function appRows(app: ListedApp, number: number, developerSpan: number | null): string {
  const height = app.rows.length;
  return app.rows
    .map((row, index) => {
      const lead =
        index > 0
          ? ''
          : `<td rowspan="${height}">${number}</td><td rowspan="${height}">${app.app}</td>${developerSpan === null ? '' : `<td rowspan="${developerSpan}">${safe(app.developer ?? '')}</td>`}`;
      return `<tr>${lead}<td>${row.store}</td><td>${row.version}</td><td>${row.issue}</td></tr>`;
    })
    .join('\n');
}

/** Rows that a developer cell covers: its own app's and those of the apps below whose developer is merged into it. */
function developerSpan(index: number): number | null {
  const app = SEED_LIST[index]!;
  if (app.developer === null) return null;
  let rows = app.rows.length;
  for (let next = index + 1; SEED_LIST[next]?.developer === null; next += 1)
    rows += SEED_LIST[next]!.rows.length;
  return rows;
}

/** MIIT's notice of 18 August 2021 in the layout of the real page: a table of six columns with merged cells. */
export function miitNotice(): string {
  const table = SEED_LIST.map((app, index) => appRows(app, index + 1, developerSpan(index))).join('\n');
  return articlePage({
    title: '关于APP违规调用通信录、位置信息以及开屏弹窗骚扰用户等问题“回头看”的通报（2021年第8批，总第17批）',
    date: '2021-08-18 10:00',
    source: '工业和信息化部信息通信管理局',
    body: `<p>工业和信息化部信息通信管理局对APP违规调用通信录和地理位置、开屏弹窗骚扰用户等问题组织了“回头看”检查，现将仍存在问题的43款APP（详见附件）予以通报。</p>
<p>上述APP应在8月25日前完成整改，逾期不整改的，我部将依法依规组织开展相关处置工作。</p>
<p>附件：存在问题的应用软件名单（2021年第8批，总第17批）</p>
<table border="1"><tbody>
<tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
${table}
</tbody></table>
<p class="demo-note">演示说明：第1至18行为真实名单中有据可查的应用（其中部分只知名称，其余栏目留空）；第19至43行为演示程序填充，应用与开发者均为虚构。</p>`,
  });
}

export interface CacNotice {
  readonly path: string;
  readonly title: string;
  readonly date: string;
  readonly body: string;
}

/** The three notices on Didi of July 2021, in our own short wording of the same facts. */
export const CAC_NOTICES: readonly CacNotice[] = [
  {
    path: '/cac/2021-07/02/c_1.htm',
    title: '网络安全审查办公室关于对“滴滴出行”启动网络安全审查的公告',
    date: '2021-07-02 19:20',
    body: '<p>为防范国家数据安全风险，网络安全审查办公室对“滴滴出行”实施网络安全审查。审查期间“滴滴出行”停止新用户注册。</p><p>网络安全审查办公室</p><p>2021年7月2日</p>',
  },
  {
    path: '/cac/2021-07/04/c_2.htm',
    title: '关于下架“滴滴出行”App的通报',
    date: '2021-07-04 18:30',
    body: '<p>经检测核实，“滴滴出行”App存在严重违法违规收集使用个人信息问题。国家互联网信息办公室通知应用商店下架“滴滴出行”App，要求其认真整改存在的问题。</p><p>国家互联网信息办公室</p><p>2021年7月4日</p>',
  },
  {
    path: '/cac/2021-07/09/c_3.htm',
    title: '关于下架“滴滴企业版”等25款App的通报',
    date: '2021-07-09 20:50',
    body: '<p>经检测核实，“滴滴企业版”等25款App存在严重违法违规收集使用个人信息问题。国家互联网信息办公室通知应用商店下架上述25款App，要求相关运营者认真整改存在的问题。</p><p>国家互联网信息办公室</p><p>2021年7月9日</p>',
  },
];

/** A CAC page. */
export function cacPage(notice: CacNotice): string {
  return articlePage({ title: notice.title, date: notice.date, source: '中国网信网', body: notice.body });
}

/** An old page of each list, so that the first poll finds a list that is not empty and stays silent about it. */
export const OLD_PAGE = articlePage({
  title: '关于举办移动互联网应用服务能力提升培训的通知',
  date: '2021-06-21 09:00',
  source: '演示单位',
  body: '<p>各有关单位：定于七月举办移动互联网应用服务能力提升培训，请按要求报名。</p>',
});

/** The English article, in our own words, with the facts and the traps of the real one. */
export const PRESS_ARTICLE = {
  guid: 'demo-press-2021-08-23',
  title: 'Beijing tells dozens of apps to fix how they handle user data',
  published: 'Mon, 23 Aug 2021 08:30:00 GMT',
  body: `<p>China’s Ministry of Industry and Information Technology, or MIIT, last Thursday sent notices to the companies behind 43 apps and ordered them to rectify how they collect user data, contact lists and locations among it.</p>
<p>Tencent’s WeChat and Tencent Video were among the 43 apps named by the ministry. Video platform iQiyi and the travel booking apps Trip.com and Qunar are also on the list.</p>
<p>The companies have until Wednesday, August 25, to make the changes, the MIIT said. It is the eighth batch of apps that the ministry has censured this year.</p>
<p>So far this year 351 apps have been notified and 25 were taken off app stores, according to state broadcaster CCTV. That figure equals the number of Didi apps pulled from stores in July, when the Cyberspace Administration of China opened a review of the ride-hailing company soon after its listing in New York.</p>
<p>A draft law on personal data protection, published last week and expected to take effect in November, has made investors wary, Bloomberg reported.</p>
<p>Read this: What critical information infrastructure means for China’s tech firms</p>`,
} as const;

/** The feed that carries it. */
export function pressFeed(origin: string, articles: readonly (typeof PRESS_ARTICLE)[]): string {
  const items = articles
    .map(
      (one) =>
        `<item><title>${safe(one.title)}</title><link>${origin}/press/${one.guid}</link><guid isPermaLink="false">${one.guid}</guid><pubDate>${one.published}</pubDate><description><![CDATA[${one.body}]]></description></item>`,
    )
    .join('\n');
  const old = `<item><title>Quarterly results season begins</title><link>${origin}/press/old</link><guid isPermaLink="false">demo-press-old</guid><pubDate>Mon, 21 Jun 2021 08:30:00 GMT</pubDate><description>Several internet companies publish results next week.</description></item>`;
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Demo press</title><link>${origin}/press</link><description>Technology news</description>${items}${old}</channel></rss>`;
}
