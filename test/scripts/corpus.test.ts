import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hashOf, recordsIn } from '../../scripts/corpus/records.ts';

const record = (path: string, text: string, of: Parameters<typeof recordsIn>[2]) =>
  recordsIn(path, Buffer.from(text), of).map(({ date, title, text: body }) => [date, title, body]);
const fields = { day: 'day', title: 'title', text: 'text' };

describe('the documents of an archive', () => {
  it.each([
    ['2020-07-15 00:00:00', '2020-07-15'],
    ['Jul 18 2020', '2020-07-18'],
    [' 7:51  PM ET Fri, 17 July 2020', '2020-07-17'],
    ['18-Jul-20', '2020-07-18'],
    ['Nov 3, 2023 7:12 PM', '2023-11-03'],
    ['20200717', '2020-07-17'],
    ['2018年5月11日', '2018-05-11'],
    ['yesterday', ''],
  ])('have the day that "%s" says', (day, expected) => {
    const csv = `day,title,text\n"${day}",A title,A text\n`;
    expect(record('a.csv', csv, { match: '', kind: 'csv', fields })[0]![0]).toBe(expected);
  });

  it('come from JSON that Python wrote, by the day of the file', () => {
    const json =
      '[{"title": "One", "text": "NaN, it said", "more": NaN}, {"title": "", "text": "x"}]';
    const of = { match: '', kind: 'json', fields: { title: 'title', text: 'text' } } as const;
    expect(record('data/2024-02-20.json', json, of)).toEqual([
      ['2024-02-20', 'One', 'NaN, it said'],
    ]);
  });

  it('come from columns without a header, with marks where a tokeniser parted them', () => {
    const csv = '2020-07-18,"Cramer : a way , he says"\n';
    const of = { match: '', kind: 'csv', fields: { day: 0, title: 1, text: 1 } } as const;
    expect(record('a.csv', csv, of)).toEqual([
      ['2020-07-18', 'Cramer: a way, he says', 'Cramer: a way, he says'],
    ]);
  });

  it('have no title where an archive has none, and the day about which it was written', () => {
    const csv = '"1","某公司(000001)被立案调查","信披违规"\n"2","","x"\n';
    const of = { match: '', kind: 'csv', fields: { text: 1 }, about: '2018-01-01' } as const;
    expect(record('a.csv', csv, of)).toEqual([['2018-01-01', '', '某公司(000001)被立案调查']]);
  });

  it('come from a page of sections', () => {
    const page =
      '# Day\n\n### 标题一\n\n<p><strong>某台</strong>：甲。</p><p>乙。</p>\n\n[查看原文](x)\n\n### 标题二\n\n<p>丙。</p>\n';
    expect(record('news/20240220.md', page, { match: '', kind: 'sections' })).toEqual([
      ['2024-02-20', '标题一', '某台：甲。\n乙。'],
      ['2024-02-20', '标题二', '丙。'],
    ]);
  });

  it('come from a post, without links and with its characters spelt out', () => {
    const post = "---\ntitle: 'Italy&#8217;s watchdog'\n---\nSee [the text](http://x) now.\n";
    expect(record('_posts/2020-10-28-x.md', post, { match: '', kind: 'post' })).toEqual([
      ['2020-10-28', 'Italy’s watchdog', 'See the text now.'],
    ]);
  });

  it('come from lists of links below their days', () => {
    const page =
      '[Home](http://x)\n**Monday, December 30 2019 - A day**\n\n  * [ One [sic]](https://x/1) (A)\n  * plain\n';
    expect(record('docs/links.md', page, { match: '', kind: 'links' })).toEqual([
      ['2019-12-30', 'One [sic]', 'One [sic]'],
    ]);
  });

  it('come from a file each, whose first line is the title', () => {
    const of = { match: '', kind: 'plain', about: '2004-12-01' } as const;
    expect(record('bbc/tech/001.txt', 'A title\n\nA text.\n', of)).toEqual([
      ['2004-12-01', 'A title', 'A text.'],
    ]);
  });

  it('come from a ZIP of feeds, without films', () => {
    const entry = { day: '2022-03-04 22:21:09+00:00', title: 'Title', text: '<p>A text.</p>' };
    const zip = zipSync({
      '03/2022-03-04/news_entries.json': strToU8(JSON.stringify([entry])),
      '03/2022-03-04/youtube_entries.json': strToU8(JSON.stringify([entry])),
      '03/2022-03-04/news_entries.md': strToU8('# Title'),
    });
    const of = { match: '', kind: 'feeds', fields } as const;
    const found = recordsIn('2022/03.zip', Buffer.from(zip), of);
    expect(found.map(({ date, title, text }) => [date, title, text])).toEqual([
      ['2022-03-04', 'Title', 'A text.'],
    ]);
  });

  it('are named by title and text whatever their blanks', () => {
    expect(hashOf('A title', 'a  text\n')).toBe(hashOf('A  title', 'a text'));
    expect(hashOf('A title', 'a text')).not.toBe(hashOf('A title', 'another text'));
  });
});
