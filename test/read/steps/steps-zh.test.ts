import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

describe('Chinese wordings of a step', () => {
  it.each([
    ['App专项治理工作组评估发现，81 款 App 存在个人信息收集使用问题。', ['named']],
    ['滴滴、美团再收上海交通委罚单。', ['fined']],
    [
      '公安部查处整改100款违法违规App，责令限期整改27款，处以罚款处罚10款，另有2款被立为刑事案件开展侦查。',
      ['named', 'rectification-ordered', 'fined', 'probe-opened'],
    ],
    ['国家网信办消息，木棉导航、青禾浏览器等一批问题突出的网站平台被整治。', ['named']],
  ])('%s', (text, types) => {
    expect(typesOf(read(text))).toEqual(types);
  });

  it.each([
    [
      'a total over time in the headline',
      '工信部：已下架377款拒不整改APP',
      '截至目前，工信部已累计组织16批次检测，通报1407款违规APP，下架377款拒不整改的APP。建立排名通报机制，下架问题APP。',
    ],
    [
      'a denial beside the headline',
      '假的！木棉应用回应被下架',
      '此前有报道称，因被认定为恶意应用，木棉应用遭下架。按照其说法，报道不属实。',
    ],
    [
      'those an opinion refers to',
      '整治侵权APP 技术赋能让治理事半功倍',
      '维护用户权益是应有之义。被责令整改的企业中，不乏公众熟知的App。',
    ],
    ['cases that become more', '数据合规的挑战', '内地进入强监管时代，被通报、被下架、被罚款的案例增多。'],
    [
      'laws that come into force over the years',
      '数据合规的挑战',
      '随着《网络安全法》《数据安全法》逐步实施，合规成为企业的议题。',
    ],
  ])('%s tells none', (_, title, text) => {
    expect(read(text, { title }).verdict).toBe('none');
  });

  it('what comes after the list, for those who do not follow, is a threat', () => {
    const text =
      '工信部通报131款App，应在9月2日前完成整改。后续工信部将对问题突出、有令不行、整改不彻底的相关企业，采取全面下架、停止接入、行政处罚等措施，依法严厉处置。';
    expect(typesOf(read(text))).toEqual(['named', 'rectification-ordered']);
  });

  it('two authorities parted by a blank act together', () => {
    const notice = read('我们发现7款App存在问题，请自发布之日起20个工作日内完成整改。', {
      title: '宁夏回族自治区通信管理局 宁夏回族自治区互联网信息办公室关于清退僵尸类APP的通告',
    });
    expect([notice.regulator?.value, notice.jointRegulators]).toEqual(['cn-ningxia-ca', ['cn-ningxia-cac']]);
  });

  it('a period may be written with blanks', () => {
    const text = 'App专项治理工作组通报81款App，自即日起 30 日内反馈整改情况。';
    expect(read(text).deadline?.value).toBe('2021-09-17');
  });
});
