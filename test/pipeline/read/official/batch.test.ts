import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { layOutPage } from '../../../../src/pipeline/read/document/page.ts';
import { batchOf } from '../../../../src/pipeline/read/official/batch.ts';

const batch = (text: string, title = '') =>
  batchOf(layOutPage(decodeText(text, 'text'), title, { chrome: [], ending: [] }))?.value;

describe('the number of the list', () => {
  it.each([
    ['关于侵害用户权益行为的APP通报（2021年第8批，总第17批）', 8, 17],
    ['关于侵害用户权益行为的APP通报（2023年第一批，总第二十七批）', 1, 27],
    ['工信部通报今年首批157款App', 1, null],
    ['工信部发布2026 年第2 批(总第 55 批)侵害用户权益行为的 APP通报', 2, 55],
    ['浙江省通信管理局通报4款侵害用户权益行为的APP（2024年第9、10批）', 10, null],
    ['工信部通报43款App。此次通报为今年第8批，总第17批。', 8, 17],
    ['北京市通信管理局关于问题APP的通报（2024年第九期）', 9, null],
    [
      'MIIT lists 38 apps. This is the twelfth list of apps named by the ministry this year.',
      12,
      null,
    ],
    ['The MIIT warned 15 apps on Wednesday. It is the second batch of its kind.', null, 2],
    ['MIIT publishes the 17th batch of apps that infringe on users’ rights.', null, 17],
    ['MIIT names 18 apps in its third list this year.', 3, null],
  ])('%s', (text, yearly, total) => {
    expect(batch(text)).toEqual({ yearly, total });
  });

  it('a headline gives the series, the text its year', () => {
    const text = '工信部通报年内第四批侵害用户权益的APP，尚有101款未完成整改。';
    expect(batch(text, '工信部通报第四批过百家侵权APP')).toEqual({ yearly: 4, total: null });
  });

  it.each([
    '关于下架侵害用户权益APP名单的通报。对2021年第5批通报的APP进行复检，尚有3款未整改，现予以下架。',
    'MIIT removed 48 apps from app stores. The apps were named in the fifth batch this year.',
    'In August MIIT listed 267 apps in three batches: 14 in the 7th list, 43 in the 8th and 210 in the 9th.',
    'The MIIT warned 15 apps. Three apps had missed the deadline of the first batch.',
    'The MIIT warned 15 apps. The first batch held 41 apps.',
    '工信部通报43款App。',
  ])('%s has none', (text) => {
    expect(batch(text)).toBeUndefined();
  });
});
