import { describe, expect, it } from 'vitest';
import { appsOf, read } from '../../../support/reading.ts';

describe('lists inside Chinese sentences, to their last name', () => {
  it.each([
    [
      'a colon behind the list',
      '工信部通报4款APP，包括木棉记账、青禾生活、绿萝读书：未经同意收集信息、过度索权等问题突出。',
      ['木棉记账', '青禾生活', '绿萝读书'],
    ],
    [
      'words that tell of them all',
      '工信部通报4款APP，其中木棉记账、青禾生活、绿萝读书均存在违规收集、过度索权等问题。',
      ['木棉记账', '青禾生活', '绿萝读书'],
    ],
    [
      'behind a removal for what an earlier notice asked',
      '3款App因前期通报未按要求整改被下架，包括木棉记账、拥挤城市、绿萝读书。江苏省网信办对此予以通报。',
      ['木棉记账', '拥挤城市', '绿萝读书'],
    ],
  ])('%s', (_about, text, names) => {
    expect(appsOf(read(text)).sort()).toEqual([...names].sort());
  });

  it('a name that ends as other words do, in a list as long as its count', () => {
    const title = '关于下架侵害用户权益APP的通报';
    const text = '我局决定对木棉记账、青禾生活、公交信息3款APP予以下架。';
    expect(appsOf(read(text, { title }))).toEqual(['木棉记账', '青禾生活', '公交信息']);
  });

  it('an item that reads as no name is a doubt', () => {
    const title = '关于下架侵害用户权益APP的通报';
    const notice = read('我局决定对木棉记账、青禾生活、隐私3款APP予以下架。', { title });
    expect(appsOf(notice)).toEqual(['木棉记账', '青禾生活']);
    expect(notice.doubts.map(({ code }) => code)).toContain('row-without-app');
  });

  it('bare names below a line that announces apps', () => {
    const text = '我部决定对下列应用予以下架：\n木棉记账\n青禾生活\n绿萝读书\n招聘信息';
    const title = '关于下架侵害用户权益APP的通报';
    expect(appsOf(read(text, { title }))).toEqual(['木棉记账', '青禾生活', '绿萝读书', '招聘信息']);
    const problems = '我部发现以下问题：\n收集个人信息\n强制索取权限\n频繁弹窗';
    expect(appsOf(read(problems, { title }))).toEqual([]);
  });

  it('names of a headline behind a blank', () => {
    const title = '工信部通报 木棉记账、青禾生活等50款APP';
    expect(appsOf(read('近日，工信部通报50款APP。', { title }))).toEqual(['木棉记账', '青禾生活']);
  });

  it.each([
    [
      'officers of a firm',
      '木棉股份公告，公司拟被处罚，时任总经理甲某、董事长乙某、董事会秘书丙某也拟被罚款。',
    ],
    ['what was taken', '工信部通报木棉公司违规传输敏感信息，包括账户详情、照片、身份证件等。'],
    ['people who spread a rumour', '公安机关通报，消息不实，造谣、传谣两男子已被拘。'],
  ])('%s are no names', (_about, text) => {
    expect(appsOf(read(text))).toEqual([]);
  });

  it('a count that a headline glues to the last name', () => {
    const title = '木棉记账、青禾生活等27款APP侵害用户权益被下架';
    expect(appsOf(read('近日，工信部通报下架27款APP。', { title }))).toEqual([
      '木棉记账',
      '青禾生活',
    ]);
  });

  it('the short name that a firm is called by from then on', () => {
    const text =
      '银保监会严肃查处一批违法违规案件，对木棉银行股份有限公司（以下简称木棉银行）、青禾银行股份有限公司（以下简称青禾银行）等五家金融机构作出行政处罚决定。';
    const title = '关于5家金融机构违法违规行为的通报';
    const names = read(text, { title }).mentions.map((one) => [one.name, one.developer]);
    expect(names.filter(([name]) => name?.includes('木棉'))).toEqual([
      ['木棉银行', '木棉银行股份有限公司'],
    ]);
  });

  it('firms that a headline counts are no apps', () => {
    const notice = read('近日，工信部通报145款APP，木棉银行、青禾银行等4家机构的APP在列。', {
      title: '145款APP遭工信部点名，木棉银行、青禾银行等4家机构在列',
    });
    expect(notice.mentions.filter((one) => one.name === '青禾银行等4家机构')).toEqual([]);
  });
});
