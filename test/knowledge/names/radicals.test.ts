import { describe, expect, it } from 'vitest';
import { RADICALS } from '../../../src/knowledge/names/fold.ts';

describe('RADICALS', () => {
  it.each([
    ['⻢', '马'],
    ['⻚', '页'],
    ['⺠', '民'],
    ['⻳', '龟'],
    ['⻰', '龙'],
  ])('%s is %s', (radical, character) => {
    expect((RADICALS.get(radical) ?? radical).normalize('NFKC')).toBe(character);
  });

  it('leads out of the radical blocks for each entry', () => {
    for (const [radical, character] of RADICALS) {
      expect(radical >= '\u2e80' && radical <= '\u2ef3').toBe(true);
      expect(character >= '\u3400').toBe(true);
    }
  });
});
