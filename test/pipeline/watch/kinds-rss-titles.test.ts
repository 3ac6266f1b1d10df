import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { publicationOf } from '../../../src/pipeline/read/dates/publication-date.ts';
import { rss } from '../../../src/pipeline/watch/kinds/rss.ts';

const URL_OF_FEED = 'https://a.example/feed.xml';
const read = async (xml: string) => {
  const found = await rss(xml, { select: null } as never, URL_OF_FEED);
  if (!found.ok) throw new Error(found.message);
  return found;
};
const atom = (title: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${title}<id>x</id></entry></feed>`;
const item = (inner: string, root = '<rss version="2.0">') =>
  `${root}<channel><item>${inner}<guid>x</guid></item></channel></rss>`;

describe('a title is text', () => {
  test.each([
    [
      'of escaped markup',
      atom('<title type="html">An &lt;b&gt;order&lt;/b&gt;</title>'),
      'An order',
    ],
    ['of markup of its own', atom('<title>An <b>order</b> of it</title>'), 'An order of it'],
    [
      'of XHTML, whose brackets are signs',
      atom('<title type="xhtml"><div>The &lt;b&gt; <i>tag</i></div></title>'),
      'The <b> tag',
    ],
    [
      'with brackets that are signs',
      atom('<title type="text">The &lt;b&gt; tag</title>'),
      'The <b> tag',
    ],
    [
      'in base64',
      atom(`<title type="application/octet-stream">${btoa('An <b>order</b>')}</title>`),
      'An order',
    ],
    ['in base64 of Atom 0.3', atom(`<title mode="base64">${btoa('An order')}</title>`), 'An order'],
    ['without scripts', item('<title>An &lt;script>alert(1)&lt;/script>order</title>'), 'An order'],
    ['in CDATA', item('<title><![CDATA[An <b>order</b>]]></title>'), 'An order'],
    ['without invisible marks', item('<title>An\u200B \u202Eorder</title>'), 'An order'],
    [
      'of its media, where it has no other',
      item(
        '<media:title>An order</media:title>',
        '<rss xmlns:media="http://search.yahoo.com/mrss/">',
      ),
      'An order',
    ],
  ])('%s', async (_, xml, title) => {
    expect((await read(xml)).entries.map((entry) => entry.title)).toEqual([title]);
  });
});

describe('a feed is read', () => {
  const title = '<title>An order</title>';
  const itunes = '<rss xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd">';
  test.each([
    ['without a version', item(title, '<rss>')],
    ['without a channel', `<rss><item>${title}</item></rss>`],
    [
      'with nested categories of a module',
      item(
        `${title}<itunes:category text="a"><itunes:category text="b"/></itunes:category>`,
        itunes,
      ),
    ],
    ['with a picture of a module', item(`${title}<itunes:image url="/a.png"/>`, itunes)],
    [
      'with a document type in CDATA',
      `<rss><item>${title}<description><![CDATA[<!DOCTYPE html><p>a</p>]]></description></item></rss>`,
    ],
    [
      'in a namespace of its own',
      `<r:rss version="2.0" xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>An order</r:title></r:item></r:channel></r:rss>`,
    ],
    [
      'of RSS 1.0 with a prefix',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel><s:title>a</s:title></s:channel><s:item><s:title>An order</s:title></s:item></rdf:RDF>`,
    ],
    ['that breaks off behind an entry', item(title).slice(0, -3)],
    [
      'that breaks off within an entry',
      `<rss version="2.0"><channel><item>${title}</item><item><title>Ano`,
    ],
  ])('%s', async (_, xml) => {
    expect((await read(xml)).entries.map((entry) => entry.title)).toEqual(['An order']);
  });

  test('up to where it breaks off, which is said', async () => {
    expect((await read(item(title).slice(0, -3))).cut).toBe(true);
    expect((await read(item(title))).cut).toBe(false);
  });
});

describe('a date', () => {
  const now = Date.parse('2026-12-01T00:00Z') as Instant;
  const dayOf = (stated: string | null) =>
    publicationOf(
      { texts: [stated], machine: null },
      { zone: 'UTC', fetchedAt: now, firstSeenAt: now },
    );

  test.each([
    ['<dcterms:issued>2026-03-02</dcterms:issued>'],
    ['<dcterms:modified>2026-03-02T10:00:00Z</dcterms:modified>'],
    ['<issued>2026-03-02T10:00:00</issued>'],
    ['<pubDate>20260302</pubDate>'],
    ['<pubDate>2026년 3월 2일 10:00</pubDate>'],
    ['<pubDate>Mon Mar  2 16:29:06 2026</pubDate>'],
    ['<pubDate>Mon Mar 2 16:29:06 +0000 2026</pubDate>'],
  ])('in %s is read', async (element) => {
    const [entry] = (await read(item(`<title>a</title>${element}`))).entries;
    expect(dayOf(entry!.statedDate).day).toBe('2026-03-02');
  });

  test.each(['-0312', 'Thu, 01 Jan 0100 00:00:01 +0100', '2026', 'soon'])(
    'as %s is none: the page is dated by when it was seen',
    async (stated) => {
      const [entry] = (await read(item(`<title>a</title><pubDate>${stated}</pubDate>`))).entries;
      expect(entry!.publishedAt).toBe(null);
      expect(dayOf(entry!.statedDate).datedBy).toBe('fetch');
    },
  );
});
