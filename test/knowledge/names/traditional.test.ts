import { expect, test } from 'vitest';
import { inTraditional } from '../../../src/knowledge/names/traditional.ts';

test.each([
  ['软件与网络', '軟體與網路'],
  ['监管机构：“软件网络”', '監管機構：“软件网络”'],
  ['MIIT 15.9 → 20.2', 'MIIT 15.9 → 20.2'],
  ['请给出代码或名称；该通报已发布', '請給出代碼或名稱；該通報已發布'],
])('%s as it is written in Taiwan, quotations as they were', (simplified, traditional) => {
  expect(inTraditional(simplified)).toBe(traditional);
});
