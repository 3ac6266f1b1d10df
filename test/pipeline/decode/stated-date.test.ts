import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { decodeText } from '../../../src/pipeline/decode/decode.ts';
import { publicationOf } from '../../../src/pipeline/read/dates/publication-date.ts';

const now = Date.parse('2026-01-05T00:00:00Z') as Instant;
const dayOf = (text: string) =>
  publicationOf(
    { texts: [decodeText(text, 'text').statedDate], machine: null },
    { zone: 'Asia/Shanghai', fetchedAt: now, firstSeenAt: now },
  ).day;

describe('the date that a page states in its text', () => {
  it.each([
    ['发布时间：2024-06-30 来源：信息通信管理局', '2024-06-30'],
    ['发布日期: 2024年6月30日', '2024-06-30'],
    ['索引号 123 发文日期：2021年09月02日', '2021-09-02'],
    ['时间：2023-11-28 10:30', '2023-11-28'],
    ['Posted On: 02 SEP 2020 5:36PM by PIB Delhi', '2020-09-02'],
    ['Published on: March 4, 2024', '2024-03-04'],
    ['Date: Tuesday, March 7, 2023', '2023-03-07'],
  ])('%s', (line, day) => {
    expect(dayOf(`关于某某的通报\n${line}\n正文第一句。`)).toBe(day);
    expect(dayOf(`关于某某的通报\n正文第一句。\n${line}`)).toBe(day);
  });

  it('is no day of which the text tells something else', () => {
    for (const line of ['整改时间：2024年9月28日前完成', '会议时间定于2024-06-30'])
      expect(
        decodeText(
          `关于某某的通报\n${'正文一句。\n'.repeat(40)}${line}\n${'正文一句。\n'.repeat(40)}`,
          'text',
        ).statedDate,
      ).toBe(null);
    expect(decodeText('关于某某的通报\n我局于2024年6月30日检查。', 'text').statedDate).toBe(null);
  });
});
