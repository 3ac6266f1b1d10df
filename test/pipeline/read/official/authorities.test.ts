import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

describe('the authority of a notice, from its text', () => {
  it.each([
    ['工信部信管局通报12款App。', 'cn-miit', 'an office of it'],
    ['网信浙江消息，浙江省互联网信息办公室通报12款App。', 'cn-zhejiang-cac', 'a province'],
    ['安徽省通管局通报12款App。', 'cn-anhui-ca', 'newspapers shorten it'],
    ['宁夏回族自治区通信管理局通报12款App。', 'cn-ningxia-ca', 'an autonomous region'],
    [
      '按照工业和信息化部统一部署，陕西省通信管理局通报12款App。',
      'cn-shaanxi-ca',
      'whose plan it follows does not act',
    ],
    ['据央视报道，国家网信办通报12款App。', 'cn-cac', 'a newspaper is no authority'],
    [
      '国家计算机病毒应急处理中心监测发现10款违规移动应用。',
      'cn-cverc',
      'whose name holds words of a step',
    ],
    ['国家网络安全通报中心通报65款移动应用。', 'cn-mps', 'whose name holds 通报'],
    [
      '关于侵害用户权益行为的APP通报（2023年第1批，总第27批）\nhttps://www.miit.gov.cn/art_1.html',
      'cn-miit',
      'by its address',
    ],
    [
      '关于下架侵害用户权益APP名单的通报\n我部通报的APP中，尚有3款未整改，现组织下架。',
      'cn-miit',
      'our ministry, about its own campaign',
    ],
  ])('%s is %s: %s', (text, id) => {
    expect(read(text).regulator?.value).toBe(id);
  });

  it('a joint step has the first named as its body and the others beside it', () => {
    const notice = read('国家网信办、工信部、公安部、市场监管总局联合通报12款App。');
    expect([notice.regulator?.value, ...notice.jointRegulators]).toEqual([
      'cn-cac',
      'cn-miit',
      'cn-mps',
      'cn-samr',
    ]);
  });

  it('where the text names none there is none, and a doubt says so', () => {
    const notice = read('33款App违规收集个人信息被通报');
    expect(notice.regulator).toBeNull();
    expect(notice.doubts.map((one) => one.code)).toContain('no-regulator');
  });
});
