import { describe, expect, it } from 'vitest';
import { hitBy, read } from '../support/reading.ts';

describe('names beside a Chinese step that it does not hit', () => {
  it.each([
    [
      'other news in the headline of a newsletter',
      '早报：京东财报发布；微信更新；工信部通报15款App\n8月17日，工信部通报15款侵害用户权益的App，包括“木棉”“青禾”等。',
      ['木棉', '青禾'],
    ],
    [
      'the same, parted by strokes',
      '早报 | 美团上线新功能 | 工信部约谈滴滴\n8月17日，工信部约谈滴滴，责令限期整改。',
      ['滴滴'],
    ],
    [
      'rivals whose shares move',
      '市场监管总局对美团立案调查，饿了么、京东股价异动\n8月17日，市场监管总局对美团立案调查。',
      ['美团'],
    ],
    ['who put money in', '滴滴被约谈 曾获腾讯投资\n8月17日，交通运输部约谈滴滴，责令整改。', ['滴滴']],
    [
      'who put money in, several',
      '滴滴被约谈\n8月17日，交通运输部约谈曾由腾讯、阿里巴巴等领投的滴滴，责令整改。',
      ['滴滴'],
    ],
  ])('%s', (_about, text, names) => {
    expect(hitBy(text)).toEqual(names);
  });
});

describe('what an authority does to persons is no step against a platform', () => {
  it.each([
    '滴滴司机因违规被罚 交通委：将加强监管\n8月17日，上海市交通委执法大队对一名滴滴司机罚款2万元。',
    '8月17日，上海市交通委执法总队对3名网约车司机罚款。',
    '8月17日，浙江网信办约谈一名网络主播。',
  ])('%s', (text) => {
    expect(read(text).verdict).toBe('none');
  });

  it('a firm that is fined with its managers is hit', () => {
    expect(read('8月17日，中国人民银行对木棉支付有限公司及2名高管罚款300万元。').verdict).toBe('action');
  });
});
