import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

describe('an article that opens with the story so far', () => {
  it.each([
    [
      'a step of today behind it',
      '2021年7月10日，工信部下架12款App。8月17日，工信部再次通报46款存在侵害用户权益行为的App。',
      ['named'],
    ],
    [
      'only a term of today behind it',
      '8月1日，工信部通报46款存在侵害用户权益行为的App，要求8月20日前完成整改。',
      ['named', 'rectification-ordered'],
    ],
    [
      'the end of a term that is over',
      '8月1日，工信部通报46款存在侵害用户权益行为的App。企业应在8月16日前完成整改。',
      ['named', 'rectification-ordered'],
    ],
  ])('%s', (_, text, types) => {
    expect(typesOf(read(text, { title: '工信部通报46款App' }))).toEqual(types);
  });

  it.each([
    [
      'a law that holds since long',
      '一图读懂《个人信息保护法》',
      '《个人信息保护法》自2019年11月1日起施行，违法处理的，最高可处五千万元罚款。',
    ],
    ['the same without a word for it', '个人信息保护的要点', '《个人信息保护法》自2019年11月1日起施行。'],
  ])('%s', (_, title, text) => {
    expect(read(text, { title }).verdict).toBe('none');
  });
});
