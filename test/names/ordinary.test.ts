import { describe, expect, it } from 'vitest';
import { needsContext } from '../../src/names/ordinary.ts';

describe('needsContext', () => {
  it.each(['最右', '得物', '淘', 'IQ', 'WB', 'TIM', 'X', '360', '12306', '《得物》', '!', ''])(
    '%s says too little alone',
    (name) => {
      expect(needsContext(name)).toBe(true);
    },
  );

  it.each(['微信读书', '小红书', 'QQ音乐', 'WeChat', 'Keep', '58同城', 'Q音'])('%s is enough', (name) => {
    expect(needsContext(name)).toBe(false);
  });

  it('needs it where the catalog says so', () => {
    expect(needsContext('Keep', true)).toBe(true);
  });
});
