import { expect, test } from 'vitest';
import { embedWithRest } from '../../../src/pipeline/present/embed.ts';
import { safeCard } from '../../../src/pipeline/present/safe-card.ts';
import { aCard } from '../deliver/world.ts';

test.each([
  ['https://a.example/b', 'https://a.example/b'],
  [
    'https://a.example/x)[click](https://evil.example',
    'https://a.example/x%29%5Bclick%5D%28https://evil.example',
  ],
  ['https://user:secret@a.example/', 'https://a.example/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['//a.example/b', null],
  [`https://a.example/${'a'.repeat(3_000)}`, null],
])('the address %s stands in a card as %s', (given, shown) => {
  const line = { label: null, text: '通报', weight: 'normal', url: given } as const;
  const card = safeCard(
    aCard({
      url: given,
      sections: [{ title: null, lines: [line] }],
      links: [{ label: 'source', url: given }],
    }),
  );
  const addresses = [card.url, card.sections[0]!.lines[0]!.url, card.links[0]?.url ?? null];
  expect(addresses).toEqual(Array(3).fill(shown));
});

test('a title from outside is text in an embed, whatever it looks like', () => {
  const { embed } = embedWithRest(
    aCard({
      title: '# big [x](https://evil.example) <@1234567> @everyone',
      lead: '## 二\n-# small',
    }),
  );
  expect(embed.title).toBe(
    '\\# big \\[x\\](https://evil.example) <\u200b@\u200b1234567\\> @\u200beveryone',
  );
  expect(embed.description).toBe('\\## 二\n-\\# small');
});

test.each([
  ['责令整改, 未结 · 风险分 15.9 (±0.0)', '责令整改，未结 · 风险分 15.9 (±0.0)'],
  ['携程集团 (TCOM, 9961.HK)', '携程集团（TCOM, 9961.HK）'],
  ['工信部 下架: 某通报; 某应用 (4级)', '工信部 下架：某通报；某应用（4级）'],
  ['CSRC, penalty decisions (2021)', 'CSRC, penalty decisions (2021)'],
])('Chinese has full-width punctuation: %s', (given, shown) => {
  expect(safeCard(aCard({ language: 'zh', title: given })).title).toBe(shown);
  expect(safeCard(aCard({ language: 'en', title: given })).title).toBe(given);
});

test('what cannot be seen is taken out of a card', () => {
  expect(safeCard(aCard({ title: 'a\u0000b\u202ec\u0007\nd' })).title).toBe('abc\nd');
});
