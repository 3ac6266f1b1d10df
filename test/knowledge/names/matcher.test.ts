import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherTables, openMatcher } from '../../../src/knowledge/names/matcher.ts';

const createMatcher = (keys: readonly string[]) => openMatcher(matcherTables(keys));

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from(text, (_, at) => text.charCodeAt(at));
}

function found(keys: readonly string[], text: string): [start: number, end: number, key: string][] {
  const hits: [number, number, string][] = [];
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  createMatcher(keys).scan(units, units.length, (start, end, key) =>
    hits.push([start, end, keys[key]!]),
  );
  return hits;
}

function naive(keys: readonly string[], text: string): [number, number, string][] {
  const byLength = [...keys].sort((a, b) => a.length - b.length);
  return Array.from({ length: text.length }, (_, start) =>
    byLength
      .filter((key) => text.startsWith(key, start))
      .map((key): [number, number, string] => [start, start + key.length, key]),
  ).flat();
}

describe('a matcher', () => {
  it('may be asked again while it tells what it found', () => {
    const keys = ['微信', '微信读书', '读书会'];
    const matcher = createMatcher(keys);
    const units = unitsOf('微信读书会');
    const outer: number[] = [];
    const inner: number[] = [];
    matcher.scan(units, units.length, (start) => {
      outer.push(start);
      matcher.scan(unitsOf('读书会'), 3, (at) => inner.push(at));
    });
    expect([outer, inner]).toEqual([
      [0, 0, 2],
      [0, 0, 0],
    ]);
  });

  it('finds overlapping keys by start, then from short to long', () => {
    expect(found(['ab', 'abc', 'bc', 'abcde', '微信', '微信读书', '信读'], 'abcd微信读书')).toEqual(
      [
        [0, 2, 'ab'],
        [0, 3, 'abc'],
        [1, 3, 'bc'],
        [4, 6, '微信'],
        [4, 8, '微信读书'],
        [5, 7, '信读'],
      ],
    );
  });

  const alphabet = fc.constantFrom('a', 'b', 'c', '微', '信', '\uffff', 'A');
  const text = (maxLength: number) => fc.string({ unit: alphabet, maxLength });
  const keyLists = fc.uniqueArray(fc.string({ unit: alphabet, minLength: 2, maxLength: 9 }), {
    maxLength: 60,
  });

  it('agrees with a naive search on any keys and text', () => {
    fc.assert(
      fc.property(keyLists, text(60), (keys, inText) => {
        expect(found(keys, inText)).toEqual(naive(keys, inText));
      }),
      { numRuns: 400 },
    );
  });

  it('agrees with a naive search where texts are made of the keys', () => {
    fc.assert(
      fc.property(keyLists, fc.array(fc.nat(), { maxLength: 12 }), (keys, picks) => {
        const inText = picks.map((pick) => keys[pick % Math.max(1, keys.length)] ?? '').join('');
        expect(found(keys, inText)).toEqual(naive(keys, inText));
      }),
      { numRuns: 400 },
    );
  });

  it('reads no further than the length that it is given', () => {
    const matcher = createMatcher(['微信', '微信读', '微信读书', '微信读书会']);
    for (const length of [0, 2, 3, 4, 5]) {
      const ends: number[] = [];
      matcher.scan(unitsOf('微信读书会'), length, (_, end) => ends.push(end));
      expect(Math.max(0, ...ends)).toBe(length);
    }
  });

  it('tells thousands of keys with one beginning apart', () => {
    const keys = Array.from({ length: 70_000 }, (_, at) => `星河${at.toString(36)}.`);
    expect(found(keys, '在星河1a2.和星河zz9。').map(([, , key]) => key)).toEqual(['星河1a2.']);
    expect(found(keys, keys[69_999]!)).toEqual([[0, keys[69_999]!.length, keys[69_999]]]);
  });

  it('finds nothing without keys, and refuses keys that cannot be told apart', () => {
    expect(found([], '微信')).toEqual([]);
    expect(() => createMatcher(['微'])).toThrow(RangeError);
    expect(() => createMatcher(['ab', 'ab'])).toThrow(RangeError);
    expect(() => createMatcher(['a\0'])).toThrow(RangeError);
  });
});
