import { describe, expect, it } from 'vitest';
import { appsOf, read } from '../../../support/reading.ts';

const NAMES = [
  'TikTok',
  'Cotton Camera',
  'UC Leaf Browser',
  'Maple Share: Transfer',
  'WeChat',
  'Parallel Pine - Multiple accounts & Clone',
  'Baidu Oak',
  '360 Birch',
  'QQ Elm',
  'Cedar Cut',
];
const TITLE = 'Government bans 10 mobile apps';
const LEAD =
  '<p>The Ministry of Electronics and Information Technology has blocked 10 apps under section 69A. The list of the apps is as follows:</p>';
const escaped = NAMES.map((one) => one.replace('&', '&amp;'));
const row = (...cells: string[]) => `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`;

describe('lists of apps on English pages', () => {
  it.each([
    ['an ordered list', `<ol>${escaped.map((one) => `<li>${one}</li>`).join('')}</ol>`],
    ['numbered lines', escaped.map((one, at) => `<p>${at + 1}. ${one}</p>`).join('')],
    ['numbers in one line', `<p>${escaped.map((one, at) => `${at + 1}. ${one}`).join(' ')}</p>`],
    ['one name a line', `<p>${escaped.join('<br>')}</p>`],
    [
      'a table with a number and "App name"',
      `<table>${row('S. No.', 'App name')}${escaped.map((one, at) => row(String(at + 1), one)).join('')}</table>`,
    ],
    ['numbers with a dash', escaped.map((one, at) => `<p>${at + 1} - ${one}</p>`).join('')],
    [
      'a table with the developer and the package',
      `<table>${row('S.No', 'App Name', 'Developer', 'Package Name')}${escaped.map((one, at) => row(String(at + 1), one, `Studio ${at}`, `com.studio${at}`)).join('')}</table>`,
    ],
    [
      'a table of two columns under one header each',
      `<table>${row('S.No.', 'App', 'S.No.', 'App')}${[0, 2, 4, 6, 8].map((at) => row(String(at + 1), escaped[at]!, String(at + 2), escaped[at + 1]!)).join('')}</table>`,
    ],
    [
      'a table of one column',
      `<table>${row('App name')}${escaped.map((one) => row(one)).join('')}</table>`,
    ],
    [
      'a table of two columns of names',
      `<table>${[0, 2, 4, 6, 8].map((at) => row(escaped[at]!, escaped[at + 1]!)).join('')}</table>`,
    ],
    [
      'a table of two numbered columns',
      `<table>${[0, 2, 4, 6, 8].map((at) => row(String(at + 1), escaped[at]!, String(at + 2), escaped[at + 1]!)).join('')}</table>`,
    ],
  ])('are read whole from %s', (_, list) => {
    const notice = read(
      `<h1>${TITLE}</h1>${LEAD}${list}<p>The apps were prejudicial to sovereignty.</p>`,
      { title: TITLE, format: 'html', authority: 'in-meity' },
    );
    expect(appsOf(notice)).toEqual(NAMES);
    expect(notice.doubts.map(({ code }) => code)).not.toContain('fewer-rows');
  });

  it('are read from lines between tabs', () => {
    const rows = NAMES.map((one, at) => `${at + 1}\t${one}\tStudio ${at}`).join('\n');
    const text = `${TITLE}\nThe ministry has blocked 10 apps.\nS.No\tApp Name\tDeveloper\n${rows}`;
    const notice = read(text, { title: TITLE, format: 'text', authority: 'in-meity' });
    expect(appsOf(notice)).toEqual(NAMES);
    expect(notice.mentions[0]!.developer).toBe('Studio 0');
  });

  it.each(['The apps are ', 'The banned apps include '])('are read behind “%s”', (opener) => {
    const plain = NAMES.filter((one) => !one.includes(':'));
    const text = `<p>The ministry has blocked 9 apps.</p><p>${opener}${plain.slice(0, -1).join(', ').replace('&', '&amp;')} and ${plain.at(-1)}.</p>`;
    const title = 'Government bans 9 mobile apps';
    expect(appsOf(read(text, { title, format: 'html', authority: 'in-meity' }))).toEqual(plain);
  });

  it('are read from commas', () => {
    const plain = NAMES.filter((one) => !one.includes(':'));
    const text = `${LEAD.replace('10', '9')}<p>The banned apps are: ${plain.slice(0, -1).join(', ').replace('&', '&amp;')} and ${plain.at(-1)}.</p>`;
    expect(
      appsOf(
        read(text, {
          title: 'Government bans 9 mobile apps',
          format: 'html',
          authority: 'in-meity',
        }),
      ),
    ).toEqual(plain);
  });

  it('are not stated by a sum of money in front of the word', () => {
    const title = 'Commission fines Apple over €1.8 billion over abusive App store rules';
    const notice = read('The Commission fined Apple today.', { title, authority: 'eu-commission' });
    expect(notice.counts.apps).toBe(null);
  });

  it('of which fewer are read than the page states are a doubt', () => {
    const text = `<h1>Government bans 59 mobile apps</h1><p>The ministry has blocked 59 apps. The list includes TikTok and WeChat.</p>`;
    const notice = read(text, {
      title: 'Government bans 59 mobile apps',
      format: 'html',
      authority: 'in-meity',
    });
    expect(notice.doubts).toContainEqual(
      expect.objectContaining({
        code: 'fewer-rows',
        message: { code: 'fewer-rows-than-stated', params: { stated: 59, read: 2 } },
      }),
    );
  });

  it.each([
    [
      'five of 59 rows',
      `<ol>${escaped
        .slice(0, 5)
        .map((one) => `<li>${one}</li>`)
        .join('')}</ol>`,
      5,
    ],
    ['no row', '', 0],
  ])('shows a doubt where a page states 59 apps and holds %s', (_, rows, count) => {
    const text = '<p>The Ministry has decided to block 59 mobile apps.</p>';
    const notice = read(`<h1>Government blocks mobile apps</h1>${text}${rows}`, {
      title: 'Government blocks mobile apps',
      authority: 'in-meity',
      format: 'html',
    });
    expect(notice.doubts).toContainEqual(
      expect.objectContaining({
        code: 'fewer-rows',
        message: expect.objectContaining({ params: { stated: 59, read: count } }),
      }),
    );
  });
});
