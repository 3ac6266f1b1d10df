import { expect, test } from 'vitest';
import { sentenceAround } from '../../../../src/pipeline/read/document/sentences.ts';

const around = (text: string, words: string, most?: number) => {
  const start = text.indexOf(words);
  const span = sentenceAround(text, { start, end: start + words.length }, most);
  return text.slice(span.start, span.end);
};

test.each([
  ['一。我们罚款五元。二。', '罚款', '我们罚款五元。'],
  ['First.\nIt was fined by Inc. on Monday. Last.', 'fined', 'It was fined by Inc. on Monday.'],
  ['A one. B two. C three.', 'one. B', 'A one. B two.'],
  ['no end', 'no', 'no end'],
  ['罚款', '罚款', '罚款'],
])('of %j the sentence with "%s"', (text, words, sentence) => {
  expect(around(text, words)).toBe(sentence);
});

test('of a line without end only what stands near', () => {
  expect(around(`${'a '.repeat(500)}fined ${'b '.repeat(500)}`, 'fined', 10)).toBe(
    'a a a a a fined b b b b b',
  );
});

test('nothing but itself where a stretch is empty', () => {
  expect(sentenceAround('', { start: 0, end: 0 })).toEqual({ start: 0, end: 0 });
});
