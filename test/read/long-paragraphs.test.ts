import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';

const LENGTH = 40_000;
/** What took the square of its length took 3 to 30 seconds; what does not takes a tenth of this. */
const MOST_MS = 2_500;

describe('one paragraph of 40,000 characters', () => {
  it.each([
    ['digits', '1'],
    ['letters', 'a'],
    ['fines', '罚款100万元'],
    ['fines between commas', '罚款100万元，'],
    ['steps', '工信部通报木棉App，'],
    ['opening marks', '《木棉'],
    ['commas and quotes', ',"a'],
    ['bars', '| '],
    ['names with words that close lists', '成都、'],
    ['platforms on which one sells', '在木、'],
    ['letters to partners', '向代理'],
    ['days', '4月30日收到警示函，'],
  ])('of %s is read in a moment', (_about, unit) => {
    const text = `8月18日，工信部通报木棉App，要求整改：${unit.repeat(LENGTH / unit.length)}`;
    const start = performance.now();
    read(text, { title: '工信部通报木棉App' });
    expect(performance.now() - start).toBeLessThan(MOST_MS);
  });
});
