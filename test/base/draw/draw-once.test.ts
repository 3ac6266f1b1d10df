import { expect, test } from 'vitest';
import { drawOnce } from '../../../src/base/draw/draw-once.ts';
import type { Chart } from '../../../src/domain/card.ts';

const chart = (title: string): Chart => ({
  kind: 'score-history',
  title,
  alt: title,
  series: [],
  marks: [],
});

function counting(fails = 0) {
  const drawn: string[] = [];
  const draw = async ({ title }: Chart) => {
    drawn.push(title);
    if (drawn.length <= fails) throw new Error('no memory');
    return new TextEncoder().encode(title);
  };
  return { drawn, draw: drawOnce(draw, 2) };
}

test('equal charts are drawn once, also while the first drawing is under way', async () => {
  const { drawn, draw } = counting();
  const [one, other] = await Promise.all([draw(chart('a')), draw(chart('a'))]);
  expect(one).toBe(other);
  await draw(chart('b'));
  expect(drawn).toEqual(['a', 'b']);
});

test('what was used last is kept', async () => {
  const { drawn, draw } = counting();
  for (const title of ['a', 'b', 'a', 'c', 'a', 'b']) await draw(chart(title));
  expect(drawn).toEqual(['a', 'b', 'c', 'b']);
});

test('a drawing that failed is tried again', async () => {
  const { drawn, draw } = counting(1);
  await expect(draw(chart('a'))).rejects.toThrow('no memory');
  await draw(chart('a'));
  expect(drawn).toEqual(['a', 'a']);
});
