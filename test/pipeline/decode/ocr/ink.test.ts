import { describe, expect, it } from 'vitest';
import { inkLines, inkWords, shareOut } from '../../../../src/pipeline/decode/ocr/ink.ts';

/** `#` is ink. */
const raster = (...rows: string[]) => ({
  width: rows[0]!.length,
  height: rows.length,
  dark: Uint8Array.from(rows.join(''), (point) => (point === '#' ? 1 : 0)),
});
const wide = (...widths: number[]) =>
  widths.map((width, at) => ({ x0: at * 1000, x1: at * 1000 + width, y0: 0, y1: 20 }));

describe('a row that was read as one line', () => {
  it.each([
    ['序号 名称', wide(40, 40), ['序号', '名称']],
    ['应用版本所涉问题', wide(80, 80), ['应用版本', '所涉问题']],
    ['1 App Store 8.0', wide(11, 95, 32), ['1', 'App Store', '8.0']],
    ['只有一格', wide(80), ['只有一格']],
  ])('"%s" is shared out over its cells', (text, stretches, texts) => {
    expect(shareOut(text, stretches).texts).toEqual(texts);
  });

  it('says how well the letters fit the ink', () => {
    expect(shareOut('序号 名称', wide(40, 40)).fit).toBeGreaterThan(0.95);
    expect(shareOut('序号', wide(40, 200)).fit).toBeLessThan(0.8);
  });
});

describe('ink', () => {
  const whole = { left: 0, top: 0, right: 12, bottom: 9 };
  const page = raster(
    '............',
    '.##......##.',
    '.##......##.',
    '............',
    '............',
    '............',
    '............',
    '.####.......',
    '.####.......',
  );

  it('stands in lines, and words apart', () => {
    const lines = inkLines(page, whole);
    expect(lines.map(({ y0, y1 }) => [y0, y1])).toEqual([
      [1, 3],
      [7, 9],
    ]);
    expect(inkWords(page, lines[0]!).map(({ x0, x1 }) => [x0, x1])).toEqual([
      [1, 3],
      [9, 11],
    ]);
  });

  it('of a letter in two parts is one line', () => {
    const two = raster('####', '....', '####', '####', '####', '####', '....', '####');
    expect(inkLines(two, { left: 0, top: 0, right: 4, bottom: 8 })).toHaveLength(1);
  });
});
