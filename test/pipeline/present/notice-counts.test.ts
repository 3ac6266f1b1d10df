import { expect, test } from 'vitest';
import { listNumber } from '../../../src/pipeline/present/notice-card.ts';

const notice = (title: string, yearly: number | null, total: number | null) =>
  ({
    title,
    batch: { value: { yearly, total }, span: { start: 0, end: 0 }, rule: 'batch' },
  }) as never;

test.each([
  [
    '关于侵害用户权益行为的APP通报（2021年第8批，总第17批）',
    8,
    17,
    'no. 8 of 2021, no. 17 in all',
    '2021年第8批，总第17批',
  ],
  ['关于川渝两地APP名单的通报（2026年度第六期）', 6, null, 'no. 6 of 2026', '2026年第6批'],
  ['China names more apps', 8, null, 'no. 8 of its year', '当年第8批'],
  ['工信部通报第8批APP', 8, null, 'no. 8 of its year', '当年第8批'],
  ['MIIT 17th list', null, 17, 'no. 17 in all', '总第17批'],
  ['Nothing is numbered', null, null, null, null],
] as const)('%s', (title, yearly, total, en, zh) => {
  expect(listNumber(notice(title, yearly, total), 'en')).toBe(en);
  expect(listNumber(notice(title, yearly, total), 'zh')).toBe(zh);
});
