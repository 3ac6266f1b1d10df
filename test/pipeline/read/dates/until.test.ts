import { expect, test } from 'vitest';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { extendedUntil } from '../../../../src/pipeline/read/dates/until.ts';
import type { Sentence } from '../../../../src/pipeline/read/document/page.ts';

const published = '2026-03-20' as CalendarDate;
const read = (text: string) => extendedUntil([{ text } as Sentence], published);

test.each([
  ['The bank today extended its restrictions until 30 June 2026.', '2026-06-30'],
  ['The ministry extends the ban through Tuesday, June 30.', '2026-06-30'],
  ['The suspension of 1 March is extended to September 30, 2026.', '2026-09-30'],
  ['决定将暂停措施延长至2027年3月31日。', '2027-03-31'],
  ['该禁令延期到6月30日。', '2026-06-30'],
  ['商务部决定将3月1日的措施延长至4月5日,后又延长至5月6日。', '2026-05-06'],
])('%s', (text, day) => {
  expect(read(text)).toBe(day);
});

test.each([
  ['a period, which counts from an end that is not named', 'It extended its ban by 90 days.'],
  ['a day that is past', 'It extended the ban that ran until 1 March 2026.'],
  ['a day until which nothing is extended', 'The ban is in force until 30 June 2026.'],
  ['the day of the decision', 'On 30 June 2026 it extended its ban.'],
])('no day: %s', (_, text) => {
  expect(read(text)).toBeNull();
});
