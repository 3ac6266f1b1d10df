import { describe, expect, it } from 'vitest';
import { withoutRegion } from '../../../src/knowledge/names/firm-words.ts';

describe('withoutRegion', () => {
  it.each([
    ['北京星河', '星河'],
    ['广东省深圳市星河', '星河'],
    ['内蒙古自治区包头市星河', '星河'],
    ['河源市星河', '星河'],
    ['shenzhenstarriver', 'starriver'],
    ['上海市场研究', '市场研究'],
    ['星河', '星河'],
    ['北京', '北京'],
  ])('%s → %s', (name, core) => {
    expect(withoutRegion(name)).toBe(core);
  });
});
