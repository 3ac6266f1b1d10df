import { expect, test } from 'vitest';
import { KINDS } from '../../../src/pipeline/watch/reach.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
const sources = new Map(
  [...catalog!.regulators.values(), ...catalog!.outlets.values()]
    .flatMap((body) => body.sources)
    .map((one) => [one.id as string, one]),
);

/** A menu as these sites have it around their lists: nothing of it is a notice. */
const MENU =
  '<div class="nav"><ul><li><span>机构</span><a href="/zwgk/index.html">政务公开</a><ul><li><a href="/index.html">首页</a></li></ul></li></ul></div>';
const page = (list: string) =>
  `<!DOCTYPE html><html><body>${MENU}${list}<div>版权所有</div></body></html>`;
const rss = (items: string, spaces = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"${spaces}><channel><title>栏目</title><link>https://www.example.org/</link>${items}</channel></rss>`;
const json = (value: unknown) => JSON.stringify(value);

/**
 * The lists of authorities in their layouts, with invented rows: the newest is called 甲 and was
 * published on 2 March 2026.
 */
test.each<[source: string, list: string, url: string, date: string | null]>([
  [
    'cn-miit-app-notices',
    page(
      '<ul class="clist_con"><li class="cf"><a href="/jgsj/xgj/tzgg/art/2026/art_0a1b.html" target="_blank" title="甲">甲…</a><span class="fr">2026-03-02</span></li><li class="cf"><a href="/jgsj/xgj/tzgg/art/2026/art_0a1c.html" title="乙">乙</a><span class="fr">2026-02-01</span></li></ul>',
    ),
    'https://www.miit.gov.cn/jgsj/xgj/tzgg/art/2026/art_0a1b.html',
    '2026-03-02',
  ],
  [
    'cn-chongqing-ca-notices',
    page(
      '<ul><li><span>栏目</span><ul><li><a href="https://cqca.miit.gov.cn/zwgk/tzgg/gggs/art/2026/art_9f.html">甲</a><span>2026-03-02</span></li><li><a href="/zwgk/tzgg/gggs/art/2025/art_9e.html">乙</a><span>2025-12-01</span></li></ul></li></ul>',
    ),
    'https://cqca.miit.gov.cn/zwgk/tzgg/gggs/art/2026/art_9f.html',
    '2026-03-02',
  ],
  [
    'cn-cac-notices',
    page(
      '<ul id="loadingInfoPage"><li><h5><a href="//www.cac.gov.cn/2026-03/02/c_1770000000000001.htm">甲</a></h5><div class="times">2026-03-02</div></li><li><h5><a href="//www.cac.gov.cn/2026-02/01/c_1770000000000000.htm">乙</a></h5><div class="times">2026-02-01</div></li></ul>',
    ),
    'https://www.cac.gov.cn/2026-03/02/c_1770000000000001.htm',
    '2026-03-02',
  ],
  [
    'cn-cac-app-notices',
    page(
      '<ul><li class="list-item"><a href="http://www.cac.gov.cn/2026-03/02/c_1770000000000002.htm" target="_blank"> 甲 </a><span class="search_time">2026-03-02</span></li><li class="list-item"><a href="http://www.cac.gov.cn/2026-02/01/c_1770000000000003.htm">乙</a></li></ul>',
    ),
    'http://www.cac.gov.cn/2026-03/02/c_1770000000000002.htm',
    '2026-03-02',
  ],
  [
    'cn-csrc-penalties',
    json({
      data: {
        results: [
          {
            url: '//www.csrc.gov.cn/csrc/c101928/c7000001/content.shtml',
            title: '甲',
            publishedTimeStr: '2026-03-02 18:00:00',
            manuscriptId: 'm1',
          },
        ],
      },
    }),
    'https://www.csrc.gov.cn/csrc/c101928/c7000001/content.shtml',
    '2026-03-02 18:00:00',
  ],
  [
    'cn-nfra-penalties',
    json({
      data: {
        rows: [
          {
            docId: 1200001,
            docTitle: '甲',
            pdfFileUrl: '/chinese/files/2026/1.pdf',
            publishDate: '2026-03-02 10:00:00',
          },
        ],
      },
    }),
    'https://www.nfra.gov.cn/chinese/files/2026/1.pdf',
    '2026-03-02 10:00:00',
  ],
  [
    'cn-nppa-licences',
    page(
      '<div class="m2nRcon"><ul><li><a href="./202603/t20260302_900001.html">甲</a><span>2026-03-02</span></li><li><a href="./202602/t20260201_900000.html">乙</a><span>2026-02-01</span></li></ul></div>',
    ),
    'https://www.nppa.gov.cn/bsfw/jggs/yxspjg/gcwlyxspxx/202603/t20260302_900001.html',
    '2026-03-02',
  ],
  [
    'cn-nrta-news',
    page(
      '<script type="text/xml"><datastore><recordset><record><![CDATA[<li><a href="http://www.nrta.gov.cn/art/2026/3/2/art_113_70001.html">甲</a><span>2026-03-02</span></li>]]></record></recordset></datastore></script>',
    ),
    'http://www.nrta.gov.cn/art/2026/3/2/art_113_70001.html',
    '2026-03-02',
  ],
  [
    'cn-samr-mergers',
    page(
      '<div class="Three_zhnlist_02"><ul><li class="nav04Left02_content"><a href="/fldes/tzgg/ftj/art/2026/art_5d.html" title="甲">甲</a><span>2026-03-02</span></li></ul></div>',
    ),
    'https://www.samr.gov.cn/fldes/tzgg/ftj/art/2026/art_5d.html',
    '2026-03-02',
  ],
  [
    'cn-cverc-notices',
    page('<div class="news"><a href="head/zhaiyao/news20260302-1.htm">甲</a></div>'),
    'https://www.cverc.org.cn/head/zhaiyao/news20260302-1.htm',
    null,
  ],
  [
    'cn-mps-lab',
    page('<ul><li><a href="/html/news/detail_2026_03/02/77.html">甲</a></li></ul>'),
    'http://www.mstl.org.cn/html/news/detail_2026_03/02/77.html',
    null,
  ],
  [
    'in-cci-orders',
    '<html><body><table><thead><tr><th>S. No</th><th>Title</th><th>Date</th><th>Document</th></tr></thead><tbody><tr><td>1</td><td>甲</td><td>02/03/2026</td><td><a href="/media-gallery/press-release/details/9001">View</a></td></tr></tbody></table></body></html>',
    'https://www.cci.gov.in/media-gallery/press-release/details/9001',
    '02/03/2026',
  ],
  [
    'kr-kftc-press',
    '<html><body><table><tbody><tr><td>1</td><td><a href="./selectBbsNttView.do?key=520&bordCd=820&nttSn=45001">甲</a></td></tr></tbody></table></body></html>',
    'https://www.ftc.go.kr/eng/selectBbsNttView.do?key=520&bordCd=820&nttSn=45001',
    null,
  ],
  [
    'ie-dpc-press',
    '<html><body><ul class="menu"><li><a href="/en/about">About</a></li></ul><div class="views-row"><article><h3><a href="/en/news-media/press-releases/one">甲</a></h3></article></div></body></html>',
    'https://www.dataprotection.ie/en/news-media/press-releases/one',
    null,
  ],
  [
    'us-defense-1260h',
    json({
      results: [
        {
          html_url: 'https://www.federalregister.gov/documents/2026/03/02/2026-00001/x',
          title: '甲',
          publication_date: '2026-03-02',
          document_number: '2026-00001',
        },
      ],
    }),
    'https://www.federalregister.gov/documents/2026/03/02/2026-00001/x',
    '2026-03-02',
  ],
  [
    'us-sec-6k',
    `<?xml version="1.0" encoding="ISO-8859-1" ?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Latest Filings - Mon, 02 Mar 2026 12:53:07 EST</title>
<link rel="alternate" href="/cgi-bin/browse-edgar?action=getcurrent"/>
<link rel="self" href="/cgi-bin/browse-edgar?action=getcurrent"/>
<id>https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent</id>
<author><name>Webmaster</name><email>webmaster@sec.gov</email></author>
<updated>2026-03-02T12:53:07-05:00</updated>
<entry>
<title>&#30002;</title>
<link rel="alternate" type="text/html" href="https://www.sec.gov/Archives/edgar/data/9/000000000926000001/0000000009-26-000001-index.htm"/>
<summary type="html">
 &lt;b&gt;Filed:&lt;/b&gt; 2026-03-02 &lt;b&gt;AccNo:&lt;/b&gt; 0000000009-26-000001 &lt;b&gt;Size:&lt;/b&gt; 1 MB
</summary>
<updated>2026-03-02T17:30:45-05:00</updated>
<category scheme="https://www.sec.gov/" label="form type" term="6-K"/>
<id>urn:tag:sec.gov,2008:accession-number=0000000009-26-000001</id>
</entry>
</feed>`,
    'https://www.sec.gov/Archives/edgar/data/9/000000000926000001/0000000009-26-000001-index.htm',
    '2026-03-02T22:30:45.000Z',
  ],
  [
    'us-sec-press',
    rss(
      '<item><title>甲</title><link>https://www.sec.gov/newsroom/press-releases/2026-900-x</link><description>The Commission today said something.</description><pubDate>Mon, 02 Mar 2026 15:45:51 -0500</pubDate><guid isPermaLink="false">x-900</guid></item>',
      ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ),
    'https://www.sec.gov/newsroom/press-releases/2026-900-x',
    'Mon, 02 Mar 2026 15:45:51 -0500',
  ],
  [
    'us-ftc-press',
    rss(
      '<item><title>甲</title><link>https://www.ftc.gov/news-events/news/press-releases/2026/03/x</link><description><![CDATA[<p>The agency &amp; a firm.</p>]]></description><pubDate>Mon, 02 Mar 2026 08:00:00 -0500</pubDate><guid isPermaLink="false">ftc-x</guid><category>Consumer Protection</category></item>',
      ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    ),
    'https://www.ftc.gov/news-events/news/press-releases/2026/03/x',
    'Mon, 02 Mar 2026 08:00:00 -0500',
  ],
  [
    'eu-commission-press',
    rss(
      '<item><title>甲</title><link>https://ec.europa.eu/commission/presscorner/detail/en/ip_26_9001</link><description>European Commission Press release Brussels, 02 Mar 2026 Summary</description><category>POLICY_AREA=COMPETY,ANTITRUST</category><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><guid>https://ec.europa.eu/commission/presscorner/detail/en/ip_26_9001</guid></item>',
    ),
    'https://ec.europa.eu/commission/presscorner/detail/en/ip_26_9001',
    'Mon, 02 Mar 2026 10:00:00 GMT',
  ],
  [
    'cnbc-asia',
    rss(
      '<item><link>https://www.cnbc.com/2026/03/02/x.html</link><guid isPermaLink="false">900000001</guid><metadata:type>cnbcnewsstory</metadata:type><metadata:id>900000001</metadata:id><metadata:sponsored>false</metadata:sponsored><title>甲</title><description><![CDATA[A summary.]]></description><pubDate>Mon, 02 Mar 2026 11:00:01 GMT</pubDate></item>',
      ' xmlns:metadata="http://search.cnbc.com/rss/2.0/modules/siteContentMetadata" xmlns:media="http://search.yahoo.com/mrss/"',
    ),
    'https://www.cnbc.com/2026/03/02/x.html',
    'Mon, 02 Mar 2026 11:00:01 GMT',
  ],
  [
    'it-home-feed',
    rss(
      '<item><title>甲</title><link>https://www.ithome.com/1/900/001.htm</link><guid>https://www.ithome.com/1/900/001.htm</guid><description><![CDATA[<p><img src="https://img.ithome.com/x.jpg?r=1" />IT之家 3 月 2 日消息</p>]]></description><pubDate>Mon, 02 Mar 2026 12:30:00 GMT</pubDate></item>',
      ' xmlns:atom="http://www.w3.org/2005/Atom"',
    ),
    'https://www.ithome.com/1/900/001.htm',
    'Mon, 02 Mar 2026 12:30:00 GMT',
  ],
  [
    'financial-times-technology',
    rss(
      '<item><title>\n <![CDATA[ 甲 ]]>\n</title><description><![CDATA[ A summary ]]></description><link>https://www.ft.com/content/00000000-0000-4000-8000-000000000001</link><guid isPermaLink="false">00000000-0000-4000-8000-000000000001</guid><pubDate>Mon, 02 Mar 2026 13:00:35 GMT</pubDate></item>',
    ),
    'https://www.ft.com/content/00000000-0000-4000-8000-000000000001',
    'Mon, 02 Mar 2026 13:00:35 GMT',
  ],
])('%s reads the newest row of its list', async (id, list, url, statedDate) => {
  const source = sources.get(id)!;
  const read = await KINDS[source.kind](list, source, source.url);
  expect(read).toMatchObject({ ok: true });
  expect(read.ok && read.entries[0]).toMatchObject({ title: '甲', url, statedDate });
});
