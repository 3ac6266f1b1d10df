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
    ['8月17日，自贡市市场监管局对木棉超市有限公司罚款5万元。', 'cn-zigong-amr'],
    ['晋中网信办8月17日约谈木棉网负责人。', 'cn-jinzhong-cac'],
    ['8月17日，宿州市市监局对青禾外卖平台罚款30万元。', 'cn-suzhou-anhui-amr'],
    ['8月17日，丽江市互联网信息办公室通报12款App。', 'cn-lijiang-cac'],
    ['8月17日，白银市委网信办责令应用商店下架“木棉”App。', 'cn-baiyin-cac'],
    [
      '湖南省通信管理局8月17日通报11款App。此次检查按照《关于专项整治的通知》（工信部信管函〔2021〕165号）部署开展。',
      'cn-hunan-ca',
    ],
  ])('%s', (text, regulator) => {
    expect(read(text).regulator?.value).toBe(regulator);
  });
});
