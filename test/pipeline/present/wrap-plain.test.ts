import { expect, test } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { isPlain } from '../../../src/pipeline/present/columns.ts';
import { wrapPlain } from '../../../src/pipeline/present/wrap-plain.ts';

const byWrapAnsi = (text: string, most: number) =>
  wrapAnsi(text, most, { hard: true, trim: true }).split('\n');

test.each([
  ['', 10],
  ['   ', 10],
  ['fined', 10],
  ['  fined  twice  ', 10],
  ['1234567890', 10],
  ['12345678901', 10],
  ['约谈约谈约', 10],
  ['约谈约谈约谈', 10],
  ['a约谈约谈约谈', 10],
  ['因 “演示应用1” is in no list of names; developer “虚构市第1号软件有限公司” is no firm', 20],
  ['a aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b', 12],
])('%j in lines of %i columns', (text, most) => {
  expect(wrapPlain(text, most)).toEqual(byWrapAnsi(text, most));
});

/** Numbers between 0 and 1 that are the same at each run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('drawn texts have the lines of wrap-ansi at any width', () => {
  const next = numbersFrom(7);
  const letters = [...'     aZ9,.-–“”·罚约谈、。（！＋'];
  for (let round = 0; round < 2_000; round += 1) {
    const length = Math.floor(next() * 60);
    const draw = () => letters[Math.floor(next() * letters.length)]!;
    const text = Array.from({ length }, draw).join('');
    const most = 10 + Math.floor(next() * 30);
    expect(isPlain(text)).toBe(true);
    expect([text, wrapPlain(text, most)]).toEqual([text, byWrapAnsi(text, most)]);
  }
});
