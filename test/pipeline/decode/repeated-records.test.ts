import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/pipeline/decode/decode.ts';

const tablesOf = (text: string, format: 'html' | 'text' = 'html'): string[][][] =>
  decodeText(text, format).tables.map(({ rows }) => rows.map((row) => row.map(({ text }) => text)));

const cells = (...texts: string[]): string => texts.map((text) => `<div>${text}</div>`).join('');

describe('a list that is drawn with elements', () => {
  it('is a table where its rows are numbered', () => {
    const html = `<div class="grid"><div>${cells('1', '木棉', '木棉有限公司')}</div><div>${cells('2', '青禾', '青禾有限公司')}</div></div>`;
    expect(tablesOf(html)).toEqual([
      [
        ['1', '木棉', '木棉有限公司'],
        ['2', '青禾', '青禾有限公司'],
      ],
    ]);
  });

  it('keeps a row of heads above numbered rows', () => {
    const rows = [cells('序号', '名称'), cells('1', '木棉'), cells('2', '青禾')];
    const html = `<ul>${rows.map((row) => `<li>${row}</li>`).join('')}</ul>`;
    expect(tablesOf(html)[0]?.[0]).toEqual(['序号', '名称']);
  });

  it('is a table where each value has the same label in every row', () => {
    const record = (name: string, sum: string) =>
      `<li><div><span>Business</span> <b>${name}</b></div><div><span>Penalty:</span> <b>${sum}</b></div></li>`;
    const html = `<ul>${record('Kapok Ltd', '$18,780')}${record('Greenfield Ltd', '$37,560')}</ul>`;
    expect(tablesOf(html)).toEqual([
      [
        ['Business', 'Penalty'],
        ['Kapok Ltd', '$18,780'],
        ['Greenfield Ltd', '$37,560'],
      ],
    ]);
  });

  it('is a table by its roles', () => {
    const row = (...texts: string[]) =>
      `<div role="row">${texts.map((text) => `<span role="cell">${text}</span>`).join('')}</div>`;
    const html = `<div role="table">${row('Firm', 'Fine')}${row('Kapok Ltd', '£5')}</div>`;
    expect(tablesOf(html)).toEqual([
      [
        ['Firm', 'Fine'],
        ['Kapok Ltd', '£5'],
      ],
    ]);
  });

  it.each([
    ['paragraphs', '<div><p>One.</p><p>Two.</p><p>Three.</p></div>'],
    [
      'cards of news',
      `<div><div>${cells('A title', 'What it says')}</div><div>${cells('Another', 'What it says')}</div></div>`,
    ],
    [
      'rows of several widths',
      `<div><div>${cells('1', 'a')}</div><div>${cells('2', 'b', 'c')}</div></div>`,
    ],
  ])('is none of %s', (_, html) => {
    expect(tablesOf(html)).toEqual([]);
  });
});

describe('records in JSON', () => {
  const DATA = {
    page: {
      total: 2,
      rows: [
        { companyName: 'Kapok Inc.', civil_penalty: '$5', note: '<b>Late</b> report', tags: [1] },
        { companyName: 'Greenfield Ltd', civil_penalty: '$7', note: '', tags: [] },
      ],
    },
  };
  const TABLE = [
    ['company name', 'civil penalty'],
    ['Kapok Inc.', '$5'],
    ['Greenfield Ltd', '$7'],
  ];

  it.each([
    ['a script of data', `<script type="application/json">${JSON.stringify(DATA)}</script>`],
    ['a script that sets a variable', `<script>window.DATA = ${JSON.stringify(DATA)};</script>`],
  ])('are read from %s of a page that says nothing itself', (_, script) => {
    expect(tablesOf(`<html><body><h1>Penalties</h1>${script}</body></html>`)).toEqual([TABLE]);
  });

  it('are read from a file of JSON', () => {
    expect(tablesOf(JSON.stringify(DATA), 'text')).toEqual([TABLE]);
  });

  it('are not looked for on a page that has a text', () => {
    const text = `<p>${'A sentence of the page. '.repeat(30)}</p>`;
    expect(tablesOf(`${text}<script>var x = ${JSON.stringify(DATA)}</script>`)).toEqual([]);
  });

  it.each([
    '{"a": 1}',
    '[1, 2, 3]',
    '{"rows": [{"a": "b"}]}',
    '[broken',
    '[{"title": "a", "url": "b"}, {"title": "c", "url": "d"}]',
    '{"rows": [{"a": {}}, {"a": {}}]}',
  ])('are none of %s', (text) => {
    expect(tablesOf(text, 'text')).toEqual([]);
  });
});
