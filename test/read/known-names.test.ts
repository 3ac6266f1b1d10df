import { describe, expect, it } from 'vitest';
import type { Company } from '../../src/domain/company.ts';
import { knownNames } from '../../src/read/document/known-names.ts';

const alias = (name: string, ordinary = false) => ({ name, from: null, to: null, ordinary });
const company = {
  name: { en: 'GREENRICE', zh: '青禾', zhHant: null },
  aliases: [alias('GR'), alias('好运', true)],
  apps: [
    {
      name: { en: 'Greenrice', zh: '青禾记账', zhHant: null },
      aliases: [alias('禾账本'), alias('360青禾')],
      ordinary: false,
    },
    {
      name: { en: 'Sprout', zh: '新芽', zhHant: null },
      aliases: [alias('新芽直播'), alias('芽', true)],
      ordinary: true,
    },
  ],
} as unknown as Company;

describe('known names in a sentence', () => {
  const find = knownNames([company]);
  const names = (text: string) =>
    find(text).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);

  it.each([
    ['GreenRice was named', ['both GreenRice'], 'one name of a company and its app, whatever its letters'],
    ['工信部通报青禾记账', ['app 青禾记账'], 'the longest name wins'],
    ['青禾記賬被通报', ['app 青禾記賬'], 'in traditional characters too'],
    ['GR said, great gr', ['company GR'], 'an acronym only in capitals'],
    ['祝大家好运', [], 'an everyday word is no name'],
    ['春天的新芽，The Sprout of spring', [], 'nor is an app whose own names are everyday words'],
    ['新芽直播被约谈', ['app 新芽直播'], 'but its other names are'],
    ['工信部通报 360 青禾', ['app 360 青禾'], 'with a blank between the scripts'],
    ['青禾 记账', ['company 青禾'], 'but not between two words of one script'],
    ['Greenriceville', [], 'only whole words'],
    ['a bowl of greenrice', [], 'a word in small letters in an English sentence'],
    ['使用greenrice的用户', ['both greenrice'], 'but in a Chinese one'],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
