import { expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

it.each([
  ['us-doj', 'Three Banks Sued', 'The department sued Alibaba Group and Tencent Holdings.', 3, 2],
  [
    'us-doj',
    'Two Large Regional Banks Sued',
    'The department sued Alibaba Group and Tencent Holdings.',
    null,
    2,
  ],
  [
    'us-fed',
    'Federal Reserve Board fines three large banks',
    'The board fined Alibaba Group and Tencent Holdings.',
    3,
    2,
  ],
  ['us-doj', 'Tencent Holdings Sued', 'The department sued Tencent Holdings.', null, 1],
  ['cn-samr', '市场监管总局对3家平台企业作出行政处罚', '总局决定对腾讯处以罚款50万元。', 3, 1],
] as const)('%s: %s', (authority, title, text, stated, parties) => {
  const notice = read(`${title}\n${text}`, { title, authority, format: 'text' });
  const messages = notice.doubts.map(({ message }) => message);
  expect(notice.mentions).toHaveLength(parties);
  expect(messages.filter(({ code }) => code === 'fewer-parties-than-stated')).toEqual(
    stated === null
      ? []
      : [{ code: 'fewer-parties-than-stated', params: { stated, read: parties } }],
  );
});
