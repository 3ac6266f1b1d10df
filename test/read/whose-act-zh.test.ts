import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';

describe('names of Chinese authorities', () => {
  it.each([
    ['8月17日，上海银保监局对木棉消费金融有限公司处罚款80万元。', 'cn-nfra'],
    ['8月17日，深圳证监局对木棉证券股份有限公司出具警示函。', 'cn-csrc'],
    ['安徽通信局通报14款侵害用户权益App。', 'cn-anhui-ca'],
    ['浙江通管局日前点名12款App。', 'cn-zhejiang-ca'],
    ['8月17日，公安部网安局公布10款恶意App。', 'cn-mps'],
    ['国家计算机病毒应急处理中心近期检出13款违法移动应用。', 'cn-cverc'],
  ])('%s', (text, regulator) => {
    expect(read(text).regulator?.value).toBe(regulator);
  });
});
