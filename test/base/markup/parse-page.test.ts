import { describe, expect, it } from 'vitest';
import { bareText } from '../../../src/base/markup/bare-text.ts';
import { PAGE_LIMITS } from '../../../src/base/markup/html-parser.ts';
import { parsePage } from '../../../src/base/markup/parse-page.ts';

const limitOf = (text: string) => {
  const page = parsePage(text);
  return page.ok ? 'read' : page.limit;
};

describe('a page is parsed within limits', () => {
  // Each of these took seconds to minutes of a parser whose time grows with the square of the
  // depth.
  it.each([
    ['unknown elements', '<x>', 4_000, 'depth'],
    ['divisions', '<div>', 200_000, 'depth'],
    ['table cells in drawings', '<svg><td>', 20_000, 'depth'],
    ['ruby annotations', '<rt>', 50_000, 'depth'],
    ['ruby containers', '<rtc>', 50_000, 'depth'],
    ['links in lists', '<ul><li><a>x', 800, 'depth'],
    ['templates', '<template>', 5_000, 'depth'],
    ['formatting without end', '<b><i><u>', 5_000, 'depth'],
    ['paragraphs', '<p>', 300_000, 'nodes'],
    ['comments', '<!-->', 300_000, 'nodes'],
    ['a tag that never ends', '<div a>', 1, 'read'],
    ['openings of a script', '<script', 50_000, 'read'],
    ['what stands in a table and belongs before it', '<table>x<br>', 200, 'read'],
  ])('%s', (_, piece, times, limit) => {
    expect(limitOf(piece.repeat(times))).toBe(limit);
  });

  it('and a tag whose attributes never end is noticed while it is read', () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `a${at}`).join(' ');
    expect([limitOf(`<div ${names}`), limitOf(`<div ${names}>`)]).toEqual([
      'attributes',
      'attributes',
    ]);
  });

  it('as a browser does, as deep as a page needs', () => {
    const page = parsePage(`${'<div>'.repeat(200)}<table><td>通报`);
    expect(page.ok && page.$('tbody > tr > td').text()).toBe('通报');
  });

  it('up to its first characters', () => {
    const page = parsePage('字'.repeat(PAGE_LIMITS.characters + 10));
    expect(page.ok && page.$('body').text().length).toBe(PAGE_LIMITS.characters);
  });
});

describe('the bare text of a page', () => {
  it.each([
    ['<title>x</title><p>甲<b>乙</b>', '甲乙'],
    ['甲<script>if (a < b) c()</script>乙', '甲乙'],
    ['İ<STYLE>p{}</STYLE>乙', 'İ乙'],
    ['甲<script', '甲'],
    ['甲<', '甲'],
  ])('of %s', (page, text) => {
    expect(bareText(page).replaceAll('\n', '')).toBe(text);
  });
});
