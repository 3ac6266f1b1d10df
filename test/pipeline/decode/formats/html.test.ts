import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { linesOf, wrongSpans } from '../spans.ts';

const decodeHtml = (html: string) => {
  const document = decodeText(html, 'html');
  expect(wrongSpans(document)).toEqual([]);
  return document;
};
const codes = (html: string) => decodeHtml(html).findings.map((finding) => finding.code);

const NOTICE = `
  <p>依据有关法律法规，我部组织第三方检测机构对手机应用软件进行检查，截至目前尚有12款未完成整改（详见附件）。</p>
  <p>上述应用应在3月21日前完成整改落实工作，逾期不整改的，将依法依规组织开展相关处置工作。</p>`;
const page = (
  middle: string,
  head = '',
) => `<!DOCTYPE html><html><head><title>关于软件的通报_某部</title>${head}</head><body>
  <div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
  <nav><a href="/a">新闻</a></nav>${middle}
  <aside><h3>相关链接</h3><p>关于下架另一批软件的通报，请看这里的长长长长的一段话。</p></aside>
  <footer><p>版权所有：某部 地址：某某路1号 ICP备00000001号</p></footer>
  <script>var x = "<p>脚本里的字</p>";</script><style>p{}</style><!-- 注释 --></body></html>`;

describe('the words of a page', () => {
  it('reads the notice and leaves the frame of the page', () => {
    const { text, title } = decodeHtml(
      page(`<h1>关于软件的通报</h1><div id="con_con">${NOTICE}</div>`),
    );
    expect(title).toBe('关于软件的通报');
    expect(text.split('\n')).toEqual([
      '关于软件的通报',
      '依据有关法律法规，我部组织第三方检测机构对手机应用软件进行检查，截至目前尚有12款未完成整改（详见附件）。',
      '上述应用应在3月21日前完成整改落实工作，逾期不整改的，将依法依规组织开展相关处置工作。',
    ]);
  });

  it('keeps what belongs to the notice outside its container: line of date, full sentence, table', () => {
    const { text } = decodeHtml(
      page(`<div><div>发布时间：2031-03-12 来源：某局</div><div id="con_con">${NOTICE.repeat(2)}</div>
        <div><a href="/x">关于下架另一批软件的通报（第三批）</a></div>
        <div>另有3款应用因拒不整改，已于昨日起全面下架，特此一并通报。</div>
        <table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>星河视频</td></tr></table></div>`),
    );
    expect(text).toContain('发布时间：2031-03-12 来源：某局');
    expect(text).toContain('另有3款应用因拒不整改');
    expect(text).toContain('1 | 星河视频');
    expect(text).not.toContain('第三批');
    expect(text).not.toContain('版权所有');
  });

  it('keeps everything where no part of the page clearly is the document', () => {
    const { text } = decodeHtml(
      page('<div><p>星河视频</p><p>云朵地图</p></div><div><p>青竹商店</p><p>1.0</p></div>'),
    );
    expect(text).toMatch(/星河视频\n云朵地图\n青竹商店\n1\.0/);
  });

  it.each([
    ['a share bar', '<div class="share">分享到：微信 微博</div>', '分享到'],
    [
      'the caption of a code',
      '<div class="qrcode"><p>扫码关注公众号，回复领取白皮书</p></div>',
      '扫码',
    ],
    ['hidden keywords', '<div style="display: none">热门软件下载 星河视频</div>', '热门'],
    ['a navigation by role', '<div role="navigation">首页 上一页</div>', '首页 上'],
  ])('drops %s', (_name, html, words) => {
    expect(decodeHtml(`<body><p>通报如下。</p>${html}</body>`).text).not.toContain(words);
  });

  it.each([
    [
      'a table',
      '<div class="related"><table><tr><td>1</td><td>星河</td></tr><tr><td>2</td><td>云朵</td></tr></table></div>',
      '星河',
    ],
    ['long prose', `<div class="banner share">${NOTICE.repeat(3)}</div>`, '上述应用'],
    [
      'the signature in the footer of an article',
      '<article><p>通报。</p><footer>某局 2031年3月1日</footer></article>',
      '2031年3月1日',
    ],
    ['a form around the page', `<form>${NOTICE}</form>`, '上述应用'],
  ])('keeps %s though its class or element may look like furniture', (_name, html, words) => {
    expect(decodeHtml(`<html><body><p>正文。</p>${html}</body></html>`).text).toContain(words);
  });

  it('cleans invisible characters and blanks, and keeps full-width forms', () => {
    const { text } = decodeHtml(
      '<p>&nbsp;&nbsp;　星\u200b河\u00ad视\ufeff频&nbsp;&nbsp;（Ａｐｐ）\u0000\u0007&#8203;　１．０ </p>',
    );
    expect(text).toBe('星河视频 （Ａｐｐ） １．０');
  });

  it('ends a paragraph at each break, so that a cell a line stays a line', () => {
    const document = decodeHtml(
      '<div>1<br>星河视频<br/>云杉科技有限公司<p>2</p>云朵<div>白鹭</div></div>',
    );
    expect(linesOf(document)).toEqual(['1', '星河视频', '云杉科技有限公司', '2', '云朵', '白鹭']);
  });

  it('shows the numbers of ordered lists and the full words of cut links', () => {
    const document = decodeHtml(
      `<ol start="3"><li>未公开收集规则</li><li><p>未经同意收集</p><p>续行</p></li></ol>
       <p><a href="/1" title="关于侵害用户权益行为的通报（第一批）">关于侵害用户权益…</a></p><p>见<a href="/2">通报</a>全文</p>`,
    );
    expect(linesOf(document)).toEqual([
      '3. 未公开收集规则',
      '4. 未经同意收集',
      '续行',
      '关于侵害用户权益行为的通报（第一批）',
      '见通报全文',
    ]);
  });

  it('reads a fragment of a feed as it stands', () => {
    expect(decodeHtml('Regulator <b>names</b> 43 apps &amp; more<br>Second line').text).toBe(
      'Regulator names 43 apps & more\nSecond line',
    );
  });
});

describe('what the page says of itself', () => {
  it.each([
    [
      'the publishing system',
      '<meta name="ArticleTitle" content="甲通报"><title>乙</title>',
      '<h1>丙</h1>',
      '甲通报',
    ],
    [
      'the heading that the tab repeats',
      '<title>丙通报-某局</title>',
      '<h1>某局</h1><h1>丙通报</h1>',
      '丙通报',
    ],
    [
      'the title made for sharing',
      '<meta property="og:title" content="丁通报"><title>x</title>',
      '',
      '丁通报',
    ],
    ['the tab without the name of the site', '<title>戊通报_某某通信管理局</title>', '', '戊通报'],
    ['nothing', '', '<p>正文</p>', null],
  ])('takes the title from %s', (_name, head, body, title) => {
    expect(decodeHtml(`<html><head>${head}</head><body>${body}</body></html>`).title).toBe(title);
  });

  it('puts a title that stands only in the metadata on top of the text', () => {
    const { text } = decodeHtml(
      '<html><head><meta name="ArticleTitle" content="关于软件的通报（总第17批）"></head><body><p>正文一句。</p></body></html>',
    );
    expect(text).toBe('关于软件的通报（总第17批）\n正文一句。');
  });

  it.each([
    ['<meta name="PubDate" content="2031-03-12 15:30">', '2031-03-12 15:30'],
    [
      '<meta property="article:published_time" content="2031-03-12T07:30:00Z">',
      '2031-03-12T07:30:00Z',
    ],
    ['<script type="application/ld+json">{"datePublished":"2031-03-12"}</script>', '2031-03-12'],
    ['<time datetime="2031-03-12">今天</time>', '2031-03-12'],
    ['<p>2031-03-12</p>', null],
  ])('states its date by %s', (html, date) => {
    expect(decodeHtml(`<html><body>${html}<p>正文</p></body></html>`).statedDate).toBe(date);
  });

  it.each([
    ['<a href="../../a/list.docx">下载</a>', true],
    ['<a href="/d?file=%2Ff%2Flist2.pdf">二</a>', true],
    ['<a href="/download?id=7">名单.xlsx</a>', true],
    ['<iframe src="/pdfjs/viewer.html?file=/f/annex.pdf"></iframe>', true],
    ['<iframe fileurl="/f/b.pdf"></iframe>', true],
    ['<a href="about.html">关于</a>', false],
    ['<footer><a href="/help.pdf">帮助</a></footer>', false],
  ])('knows whether a file is linked: %s', (html, hasFiles) => {
    expect(decodeHtml(`<html><body><p>附件：${html}</p></body></html>`)).toMatchObject({
      hasFiles,
    });
  });

  it('tells pictures that may hold the list from decoration', () => {
    const { pictures } =
      decodeHtml(`<p>一、输入法类App情况</p><img src="/a/1621.png"><img src="/lib/mobile/scheme/images/computer.png">
      <img src="/images/icon_pdf.gif"><img src="x.png" width="16"><img src="code.png" alt="二维码"><img data-src="/a/1622.jpg">`);
    expect(pictures).toBe(2);
  });

  it.each([
    ['a list in pictures', '<p>现将情况通报如下：</p><img src="a.png">', ['list-is-a-picture']],
    ['a list in a file', '<p>名单见附件。</p><a href="a.docx">附件</a>', ['list-in-attachment']],
    [
      'a table on the page',
      '<p>名单见附件。</p><a href="a.docx">附件</a><table><tr><td>1<td>甲<tr><td>2<td>乙</table>',
      [],
    ],
    ['a story with a photo', '<p>The company grew.</p><img src="a.png">', []],
  ])('says where the list is: %s', (_name, html, expected) => {
    expect(codes(html)).toEqual(expected);
  });
});
