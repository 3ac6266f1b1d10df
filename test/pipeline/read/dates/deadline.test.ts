import { describe, expect, it } from 'vitest';
import { formatReason } from '../../../../src/base/i18n/sentence.ts';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { deadlineIn } from '../../../../src/pipeline/read/dates/deadline.ts';
import { foldUnits } from '../../../../src/pipeline/read/document/fold-units.ts';

function deadline(text: string, published: string | null): string | null {
  const reading = deadlineIn(
    [{ raw: text, text: foldUnits(text), start: 0, place: 'lead' }],
    published as CalendarDate | null,
  );
  if (reading === null) return null;
  return typeof reading.value === 'string'
    ? reading.value
    : `unsettled: ${formatReason(reading.value, 'en')}`;
}

describe('the last day to rectify', () => {
  it.each([
    ['上述APP应在8月25日前完成整改', '2021-08-18', '2021-08-25'],
    ['应在1月6日前完成整改落实工作', '2021-12-28', '2022-01-06'],
    ['应于２０２２年１月２１日前完成整改', '2022-01-14', '2022-01-21'],
    ['要求在3月17日24时前整改到位', '2021-03-12', '2021-03-17'],
    ['限期整改，截止日期为6月30日', '2023-06-20', '2023-06-30'],
    ['本通报发布之日起10个工作日内完成整改', '2021-05-01', '2021-05-18'],
    ['通报发布之日起15个工作日内完成整改', '2021-05-21', '2021-06-11'],
    ['自通报之日起十五个工作日内完成整改', '2022-09-28', '2022-10-24'],
    ['要求上述App运营者30日内完成整改', '2019-07-11', '2019-08-10'],
    ['责令一周内整改', '2021-08-18', '2021-08-25'],
    ['责令限期1个月完成整改', '2022-11-03', '2022-12-03'],
    ['责令采取三十日内解除独家版权等措施', '2021-07-24', '2021-08-23'],
    ['上述 APP 应于 12 月 24 日前完成整改', '2021-12-17', '2021-12-24'],
    ['尚有9款未按要求完成整改，应于通报之日起5个工作日内完成整改', '2024-05-20', '2024-05-27'],
    ['must end existing exclusive licences within 30 days', '2021-07-24', '2021-08-23'],
    ['The apps have until Aug. 25 to make rectifications', '2021-08-18', '2021-08-25'],
    [
      'must be “rectified” before Wednesday, August 25, the ministry said',
      '2021-08-23',
      '2021-08-25',
    ],
    ['the owners must fix the issues by 25 August or face punishment', '2021-08-19', '2021-08-25'],
    ['gave companies a week to fix the issue', '2021-08-18', '2021-08-25'],
    ['were given 10 working days to rectify the problems', '2021-05-01', '2021-05-18'],
    ['Rectification must be completed before Jan. 5', '2021-12-27', '2022-01-05'],
  ])('%s (published %s) is %s', (text, published, day) => {
    expect(deadline(text, published)).toBe(day);
  });

  it.each([
    ['意见反馈截止时间为2021年12月13日', 'a comment period'],
    ['《规定》自2021年5月1日起施行', 'a day in force'],
    [
      '已完成整改的APP，应于2020年1月6日12点前更新整改后的版本',
      'for apps that are repaired already',
    ],
    ['Listed apps usually get a week to fix problems', 'a habit'],
    ['上述APP应按有关规定进行整改', 'no day'],
    ['应在2月30日前完成整改', 'no day of the calendar'],
  ])('%s is none: %s', (text) => {
    const read = deadline(text, '2021-05-01');
    expect(read === null || read.startsWith('unsettled')).toBe(true);
  });

  it('holidays that are not published yet are a doubt, never a guess', () => {
    expect(deadline('10个工作日内完成整改', '2090-05-01')).toBe(
      'unsettled: the holidays of that year are not published yet',
    );
  });
  it('a period without a day of publication is a doubt', () => {
    expect(deadline('10个工作日内完成整改', null)).toContain(
      'unsettled: the day of publication is not known',
    );
  });
});
