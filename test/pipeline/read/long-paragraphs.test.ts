import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/domain/act-kind.ts';
import { LONG_PARAGRAPHS } from '../../support/long-paragraphs.ts';
import { read } from '../../support/reading.ts';

describe('one paragraph of 40,000 characters', () => {
  // What takes the square of its length does not end within the suite's limit; `node bench/list.ts`
  // prints how it grows.
  it.each(LONG_PARAGRAPHS)(
    'of %s is read, and the notice before it is still found',
    (_about, unit) => {
      const text = `8月18日，工信部通报3款App，要求整改：${unit.repeat(40_000 / unit.length)}`;
      const notice = read(text, { title: '工信部通报3款App' });
      expect(notice.verdict).toBe('action');
      expect(notice.actions.map((one) => kindOf(one.act))).toContain('name');
    },
  );
});

describe('one English sentence of 20,000 characters', () => {
  it.each([
    ['fines', 'rectify', 'China fined Alibaba 10 million yuan, '],
    ['names', 'rectify', 'Alibaba, '],
    ['fakes', 'rectify', 'fake Alibaba and '],
    // The act that is aimed at the names: the three apps have none.
    ['bans', 'block', 'India banned TikTok and WeChat on June 29, '],
  ])('of %s is read, and %s is still found in it', (_about, kind, unit) => {
    const text = `China's cyberspace regulator ordered three apps to rectify, ${unit.repeat(20_000 / unit.length)}`;
    const notice = read(text, { title: 'China orders three apps to rectify' });
    expect(notice.verdict).toBe('action');
    expect(notice.actions.map((one) => kindOf(one.act))).toContain(kind);
  });
});
