import { describe, expect, it } from 'vitest';
import { remembered } from '../../../src/read/document/memoize.ts';
import { read, typesOf } from '../../support/reading.ts';

describe('a sentence with hundreds of days and steps', () => {
  it('is read as one with a few of them', () => {
    const one = '8月17日工信部通报木棉相册，责令整改，';
    const types = typesOf(read(`${one.repeat(600)}逾期将处罚。`));
    expect(types).toEqual(typesOf(read(`${one.repeat(2)}逾期将处罚。`)));
    expect(types).toEqual(['named', 'rectification-ordered']);
  });
});

describe('an answer that every step of a sentence asks for', () => {
  it('is worked out once a text', () => {
    let asked = 0;
    const length = remembered((text) => {
      asked += 1;
      return text.length;
    });
    const answers = Array.from({ length: 600 }, (_, at) => length(at % 3 === 0 ? 'opening' : 'step'));
    expect([asked, new Set(answers)]).toEqual([2, new Set([7, 4])]);
  });

  it('is forgotten after some other texts, so that no document is kept', () => {
    let asked = 0;
    const length = remembered((text) => {
      asked += 1;
      return text.length;
    });
    for (let round = 0; round < 2; round += 1) for (let at = 0; at < 17; at += 1) length(`text ${at}`);
    expect(asked).toBeGreaterThan(17);
  });
});
