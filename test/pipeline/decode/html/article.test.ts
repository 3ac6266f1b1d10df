import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';

const ARTICLE = '<meta property="og:type" content="article">';
const PROSE =
  '<p>The harbour will get a new bridge in spring, which the town has wanted for a long time.</p>' +
  '<p>The ferry will run more often than before, and the museum will open on Sundays, too.</p>';
const CARDS = [1, 2, 3]
  .map(
    (n) =>
      `<div><h3><a href="/${n}">Another story of the day, number ${n}</a></h3><p>Its summary ${n}.</p></div>`,
  )
  .join('');

const read = (body: string, head = ARTICLE, url: string | null = null) =>
  decodeText(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`, 'html', {
    url,
  }).text;

describe('of an article of the press is read', () => {
  test.each([
    ['a card of another story', CARDS, 'Its summary 2.'],
    [
      'a linked headline below it',
      '<ul><li><a href="/x">Ministry fines a large firm for its accounts</a></li></ul>',
      'Ministry fines',
    ],
    [
      'a piece named as related, of any length',
      `<div class="story__relatedContent"><p>${'A long summary of something else. '.repeat(4)}</p></div>`,
      'something else',
    ],
    ['a caption', '<figure><img src="/a.jpg"><figcaption>A boat.</figcaption></figure>', 'A boat'],
    [
      'links in the middle of a line',
      '<p>The mayor<span> <a href="/1">Mayor is sued by the state over taxes</a> <a href="/2">Mayor fined for late papers again</a></span> agreed to it, and so did the council of the town.</p>',
      'sued by the state',
    ],
  ])('its text without %s', (_, html, words) => {
    const text = read(`<main><h1>A bridge</h1><div>${PROSE}${PROSE}${html}</div></main>`);
    expect(text).toContain('wanted for a long time');
    expect(text).toContain('open on Sundays');
    expect(text).not.toContain(words);
  });

  test.each([
    [
      'a table',
      '<table><tr><td>Firm</td><td>Fine</td></tr><tr><td>Alpha Ltd</td><td>900,000 euros</td></tr></table>',
      'Alpha Ltd | 900,000 euros',
    ],
    [
      'a table in a figure',
      '<figure class="wp-block-table"><table><tr><td>Firm</td><td>Fine</td></tr><tr><td>Alpha Ltd</td><td>900,000 euros</td></tr></table></figure>',
      'Alpha Ltd | 900,000 euros',
    ],
    [
      'a list of names',
      '<ul><li>Alpha Trading Limited</li><li>Beta Payments Limited</li><li>Gamma</li></ul>',
      'Gamma',
    ],
    [
      'a list of linked names',
      '<ul><li><a href="/a">Alpha Ltd</a></li><li><a href="/b">Beta Ltd</a></li></ul>',
      'Beta Ltd',
    ],
    [
      'its lead, which some call a teaser',
      '<div class="article-teaser"><p>The lead of it, in a sentence.</p></div>',
      'The lead of it',
    ],
    [
      'a link in a sentence',
      '<p>As <a href="/o">the office said in its annual report</a>, the bridge is late.</p>',
      'annual report',
    ],
  ])('its text with %s', (_, html, words) => {
    expect(read(`<main><h1>A bridge</h1><div>${PROSE}${html}${PROSE}</div></main>`)).toContain(
      words,
    );
  });

  test('the date that stands beside it', () => {
    const html = `<!doctype html><html><head>${ARTICLE}</head><body><div class="top">Date: 2026-03-02</div><main><h1>A bridge</h1>${PROSE}</main></body></html>`;
    expect(decodeText(html, 'html').statedDate).toBe('2026-03-02');
  });
});

describe('a page is read as before', () => {
  const body = `<div><h1>A bridge</h1>${PROSE}${CARDS}</div>`;
  const whole = read(body, '');

  test('where it does not say that it is an article', () => {
    expect(whole).toContain('wanted for a long time');
    expect(read(body)).not.toBe(whole);
  });

  test.each([
    ['its address', ARTICLE, 'https://www.regulator.gov.xx/a'],
    ['its address in Japan', ARTICLE, 'https://www.jftc.go.jp/a'],
    [
      'its canonical address',
      `${ARTICLE}<link rel="canonical" href="https://www.sec.gov/a">`,
      null,
    ],
    ['the publishing system', `${ARTICLE}<meta name="SiteDomain" content="a.cn">`, null],
  ])('where an authority published it by %s', (_, head, url) => {
    expect(read(body, head, url)).toBe(whole);
  });

  test('where a table stands outside of what was found', () => {
    const rows = [1, 2, 3].map(
      (n) => `<tr><td>Firm number ${n} Ltd</td><td>${n}00 euros</td></tr>`,
    );
    const page = `<div><h1>A list</h1>${PROSE}</div><div><div><table>${rows.join('')}</table></div></div>`;
    expect(read(page)).toContain('Firm number 2 Ltd | 200 euros');
  });

  test('where it is larger or deeper than any article', () => {
    for (const html of [
      '<p>A line, of words.</p>'.repeat(9_000),
      `${'<div>'.repeat(150)}x${'</div>'.repeat(150)}`.repeat(20),
    ]) {
      const text = read(`${body}${html}`);
      expect(text).toBe(read(`${body}${html}`, ''));
      expect(text.length).toBeGreaterThan(0);
    }
  });
});
