import { describe, expect, it } from 'vitest';
import { cleanLine, cleanLines } from '../../../src/pipeline/decode/clean.ts';

describe('a line made legible', () => {
  it.each([
    ['hints of pronunciation go', 'A(yù)PP開(kāi)發（fā）者', 'APP開發者'],
    [
      'other brackets stay',
      '星河(app)（杭州）Café (tè) 5.7(277)',
      '星河(app)（杭州）Café (tè) 5.7(277)',
    ],
    ['blanks of every kind are one', ' 星\u00a0\u3000\t河 ', '星 河'],
    ['what nobody sees goes', '星\u200b\u00ad\ufeff河', '星河'],
    ['half a character is marked', 'a\ud83c', 'a\ufffd'],
    ['radicals become characters', '⽤户⼈⺠⻢上⻥', '用户人民马上鱼'],
    ['emoji stay: apps have them in their names', '腾云🔥', '腾云🔥'],
  ])('%s', (_, raw, clean) => {
    expect(cleanLine(raw)).toBe(clean);
  });

  it('keeps the lines of a cell', () => {
    expect(cleanLines('甲\r\n\r\n 乙 \u2028丙')).toBe('甲\n乙\n丙');
  });
});
