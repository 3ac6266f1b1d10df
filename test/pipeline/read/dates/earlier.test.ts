import { expect, it } from 'vitest';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { tellsEarlier } from '../../../../src/pipeline/read/dates/earlier.ts';

const PUBLISHED = '2025-06-10' as CalendarDate;

it.each([
  ['In 2012, the Commission fined Kapok $22 million.', true],
  ['In March 2024, the bureau sued Kapok.', true],
  ['On September 24, 2024, the bureau sued Kapok.', true],
  ['On May 24, 2025, the bureau sued Kapok.', false],
  ['In 2025, the bureau sued Kapok.', false],
  ['The bureau sued Kapok in 2012.', false],
  ['2021年，总局对木棉罚款182亿元。', true],
  ['2025年5月，总局对木棉罚款。', false],
  ['2025年6月9日，总局对木棉罚款。', false],
])('%s', (text, expected) => {
  const sentence = { raw: text, text, start: 0, place: 'lead' as const };
  expect(tellsEarlier(sentence, PUBLISHED)).toBe(expected);
  expect(tellsEarlier({ ...sentence, place: 'title' }, PUBLISHED)).toBe(false);
  expect(tellsEarlier(sentence, null)).toBe(false);
});
