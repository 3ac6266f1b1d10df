import { expect, test } from 'vitest';
import { loadRegulators } from '../../../src/knowledge/catalog/regulators.ts';

const HEAD = `name: { en: Office of Examples }
short: OEX
country: GB
level: national
timezone: Europe/London
names: []
sources:
  - id: oex-news
    title: News`;

/** What is said about a file whose source has these lines from line 10 on. */
function mistakes(...lines: string[]): string[] {
  const text = [HEAD, ...lines.map((line) => `    ${line}`)].join('\n');
  const { problems } = loadRegulators([{ path: 'config/regulators/gb-oex.yml', text }], [], []);
  return problems.map(({ file, line, message, remedy }) => `${file}:${line} ${message}. ${remedy}`);
}

test('a source without a mistake is taken', () => {
  expect(
    mistakes('kind: html-list', 'url: https://oex.example/news', 'select: { item: "ul > li" }'),
  ).toEqual([]);
  expect(mistakes('kind: rss', 'instance: RSSHUB_URL', 'url: /oex/news')).toEqual([]);
});

test.each([
  [
    ['kind: rss', 'url: oex.example/news'],
    11,
    '"oex.example/news" is no http or https address',
    'beginning with http:// or https://',
  ],
  [['kind: rss', 'url: file:///etc/passwd'], 11, '"file:///etc/passwd" is no http', 'https://'],
  [['kind: rss', 'url: "localhost:1200/news"'], 11, '"localhost:1200/news" is no http', 'https://'],
  [
    ['kind: rss', 'url: https://a.example', 'mirrors: [https://b.example, ftp://c.example]'],
    12,
    '"ftp://c.example"',
    'https://',
  ],
  [
    ['kind: rss', 'instance: RSSHUB_URL', 'url: oex/news'],
    12,
    '"oex/news"',
    'Write the route from / on',
  ],
  [
    ['kind: rss', 'url: https://a.example', 'windows: ["25:00-26:00"]'],
    12,
    '"25:00-26:00" is no window',
    'from 00:00 to 23:59',
  ],
  [
    ['kind: rss', 'url: https://a.example', 'windows: ["9-18"]'],
    12,
    '"9-18" is no window',
    'HH:MM-HH:MM',
  ],
  [
    ['kind: html-list', 'url: https://a.example', 'select: { item: "li[" }'],
    12,
    '"li[" is no CSS selector',
    'ul.list > li',
  ],
  [
    ['kind: html-list', 'url: https://a.example', 'pages: { next: "a:nosuch(" }'],
    12,
    '"a:nosuch(" is no CSS selector',
    'ul.list',
  ],
  [
    ['kind: html-list', 'url: https://a.example', 'select: { row: li }'],
    12,
    '"row" selects nothing',
    'Known here: item, link, title, date',
  ],
])('%j is named with its line and what is allowed', (lines, line, message, remedy) => {
  const [said = '', ...more] = mistakes(...lines);
  expect(more).toEqual([]);
  expect(said).toContain(`config/regulators/gb-oex.yml:${line} `);
  expect(said).toContain(message);
  expect(said).toContain(remedy);
});
