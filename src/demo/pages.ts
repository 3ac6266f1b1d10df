const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const page = (title: string, head: string, body: string) =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${safe(title)}</title>${head}</head>
<body><div class="header"><a href="/">首页</a></div>${body}<div class="footer">本页面由演示程序生成。</div></body></html>`;

/** A list page of a Chinese authority: one `li` a notice, link, title and date. */
export function listPage(
  title: string,
  rows: readonly { path: string; title: string; date: string }[],
): string {
  const items = rows.map(
    (row) =>
      `<li class="clearfix"><a href="${row.path}" title="${safe(row.title)}">${safe(row.title)}</a><span class="date">${row.date.slice(0, 10)}</span></li>`,
  );
  return page(
    title,
    '',
    `<div class="page-content"><ul class="list">${items.join('\n')}</ul></div>`,
  );
}

/** An article page in the frame that MIIT and CAC use: title, date line, body, attachments. */
export function articlePage(title: string, date: string, source: string, body: string): string {
  return page(
    title,
    `\n<meta name="ArticleTitle" content="${safe(title)}"><meta name="PubDate" content="${date}"><meta name="ContentSource" content="${source}">`,
    `<div class="article"><h1 id="con_title">${safe(title)}</h1><p class="cinfo">发布时间：${date} 来源：${source}</p><div id="con_con" class="ccontent">
${body}
</div></div>`,
  );
}

/** The feed of a newspaper with these articles, and an older one. */
export function pressFeed(
  origin: string,
  articles: readonly { guid: string; title: string; published: string; body: string }[],
): string {
  const old = {
    guid: 'demo-press-old',
    title: 'Quarterly results season begins',
    published: 'Mon, 21 Jun 2021 08:30:00 GMT',
    body: 'Several internet companies publish results next week.',
  };
  const items = [...articles, old].map(
    (article) =>
      `<item><title>${safe(article.title)}</title><link>${origin}/press/${article.guid}</link><guid isPermaLink="false">${article.guid}</guid><pubDate>${article.published}</pubDate><description><![CDATA[${article.body}]]></description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Demo press</title><link>${origin}/press</link><description>Technology news</description>${items.join('\n')}</channel></rss>`;
}
