import { expect, test } from 'vitest';
import { rss } from '../../../src/pipeline/watch/kinds/rss.ts';

const URL = 'https://regulator.example/feeds/notices.xml';
const channel = (item: string, root = '<rss version="2.0">') =>
  `${root}<channel><title>Notices</title><link>https://regulator.example/news/</link>
  <item><title>Two apps named</title>${item}</item></channel></rss>`;
const atom = (entry: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Notices</title><id>urn:f</id>
  <entry><title>Two apps named</title>${entry}</entry></feed>`;
const rdf = (item: string) =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dcterms="http://purl.org/dc/terms/"><channel rdf:about="https://regulator.example/">
  <title>Notices</title><link>https://regulator.example/</link></channel>${item}</rdf:RDF>`;

async function only(feed: string) {
  const read = await rss(feed, { select: {} } as never, URL);
  if (!read.ok) throw new Error(read.message);
  expect(read.entries).toHaveLength(1);
  return read.entries[0]!;
}

test.each([
  ['link', channel('<link>https://regulator.example/a</link>'), 'https://regulator.example/a'],
  [
    'guid alone',
    channel('<guid>https://regulator.example/g</guid>'),
    'https://regulator.example/g',
  ],
  [
    'guid that is an address though it is called none',
    channel('<guid isPermaLink="false">https://regulator.example/g</guid>'),
    'https://regulator.example/g',
  ],
  ['guid from the root', channel('<guid>/notice/7</guid>'), 'https://regulator.example/notice/7'],
  ['guid that is a number', channel('<guid>4711</guid>'), ''],
  [
    'guid from the root that is called no address',
    channel('<guid isPermaLink="false">/7</guid>'),
    '',
  ],
  [
    'document as enclosure',
    channel('<enclosure url="https://regulator.example/list.pdf" type="application/pdf"/>'),
    'https://regulator.example/list.pdf',
  ],
  [
    'sound as enclosure',
    channel('<enclosure url="https://regulator.example/talk.mp3" type="audio/mpeg"/>'),
    '',
  ],
  [
    'link relative to that of the channel',
    channel('<link>art/1.html</link>'),
    'https://regulator.example/news/art/1.html',
  ],
  ['Atom id', atom('<id>https://regulator.example/n1</id>'), 'https://regulator.example/n1'],
  ['Atom id that is a name', atom('<id>urn:uuid:1</id>'), ''],
  [
    'source of Atom content',
    atom('<id>urn:1</id><content type="text/html" src="https://regulator.example/c"/>'),
    'https://regulator.example/c',
  ],
  [
    'rdf:about',
    rdf('<item rdf:about="https://regulator.example/r"><title>Two apps named</title></item>'),
    'https://regulator.example/r',
  ],
])('an entry has an address by its %s', async (_, feed, address) => {
  expect((await only(feed)).url).toBe(address);
});

test.each([
  ['dcterms:issued', '<dcterms:issued>2021-08-18T10:00:00+08:00</dcterms:issued>'],
  ['dcterms:modified', '<dcterms:modified>2021-08-18T10:00:00+08:00</dcterms:modified>'],
])('a day is read from %s', async (_, element) => {
  const item = `<item rdf:about="https://regulator.example/r"><title>t</title>${element}</item>`;
  expect((await only(rdf(item))).publishedAt).toBe(Date.parse('2021-08-18T10:00:00+08:00'));
});

test.each([
  ['markup', '&lt;b&gt;Two&lt;/b&gt; apps', 'Two apps'],
  ['invisible marks', '\u200FTwo\u200B apps\uFEFF', 'Two apps'],
  ['a comparison', 'Fines &lt; 5 % of sales', 'Fines < 5 % of sales'],
])('a title is text without %s', async (_, written, title) => {
  const feed = `<rss version="2.0"><channel><title>n</title><item><title>${written}</title></item></channel></rss>`;
  expect((await only(feed)).title).toBe(title);
});
