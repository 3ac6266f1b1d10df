import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../../src/domain/act-kind.ts';
import { inSimplified, isTraditional } from '../../../../src/knowledge/names/simplified.ts';
import { read } from '../../../support/reading.ts';

describe('traditional Chinese', () => {
  it.each([
    ['公平會對微信開罰，要求改善軟體', true],
    ['著作权纠纷：乾县于近日对微信开出罚单，於今日公布', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isTraditional(text)).toBe(expected);
  });

  it.each([
    ['網路軟體', '网络软件'],
    ['乾隆年間的資訊', '乾隆年间的信息'],
    ['騰訊視頻', '腾讯视频'],
  ])('%s is read as %s, word by word', (written, text) => {
    expect(inSimplified(written).text).toBe(text);
  });

  it('leads from every range back to what was written', () => {
    const written = '某某部落格與微信被罰';
    const { text, spanOf } = inSimplified(written);
    const back = (part: string) => {
      const at = text.indexOf(part);
      const { start, end } = spanOf(at, at + part.length);
      return written.slice(start, end);
    };
    expect(['微信', '罚', '博客'].map(back)).toEqual(['微信', '罰', '部落格']);
    expect(spanOf(0, text.length)).toEqual({ start: 0, end: written.length });
    expect(spanOf(text.length, text.length).start).toBe(written.length);
  });

  it('is decided like simplified, with name and quote as they were written', () => {
    const body = '據悉，國家網信辦對騰訊違規蒐集個人資訊一事罰款500萬元，並責令改正。';
    const simplified = '据悉，国家网信办对腾讯违规收集个人信息一事罚款500万元，并责令改正。';
    const stepsOf = (text: string, title: string) => {
      const { actions, unconfirmed = [], mentions } = read(text, { title });
      return {
        types: [...actions, ...unconfirmed].map((one) => kindOf(one.act)),
        mentions,
        unconfirmed,
      };
    };
    const old = stepsOf(body, '國家網信辦對騰訊罰款500萬元');
    const plain = stepsOf(simplified, '国家网信办对腾讯罚款500万元');
    expect(old.types).toEqual(plain.types);
    expect(old.types).not.toEqual([]);
    const names = [...old.mentions, ...old.unconfirmed].map((one) => one.name);
    expect(new Set(names)).toEqual(new Set(['騰訊']));
  });
});
