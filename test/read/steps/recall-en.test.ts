import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import {
  earlierWeekday,
  goesOnWithOld,
  isNewsInPerfect,
  newsEnd,
  recalledIn,
} from '../../../src/read/steps/recall-en.ts';

describe('where an English sentence turns from its news to what came before', () => {
  it.each([
    ['China opened a review of Maple Notes, hours after an action against Didi.', ', hours after'],
    ['China opened a review of three more firms following action against Didi.', ' following action against'],
    [
      'The regulator will investigate Maple Notes, which came on the heels of an order on Didi.',
      ', which came',
    ],
    ['Regulators fined Maple Holdings two days after they summoned Didi.', ' two days after'],
    ['The review of Maple Notes is an aftermath of its order against Didi.', 'is an aftermath of'],
  ])('%s', (text, turn) => {
    expect(newsEnd(text)).toBe(text.indexOf(turn));
  });

  it('a sentence of news alone has no turn', () => {
    const text = 'China fined Maple Holdings after an investigation of eight months.';
    expect(newsEnd(text)).toBe(text.length);
  });
});

describe('an English sentence that only tells what came before', () => {
  it.each([
    'The move comes a day after the CAC ordered stores to remove Didi.',
    'This comes just a day after the regulator fined Alibaba.',
    'The latest order follows a ban on 59 apps.',
    'The announcement came as Beijing summoned Meituan.',
  ])('%s', (text) => {
    expect(recalledIn(text)).not.toBeNull();
  });

  it.each([
    'The rules come into force on 1 November.',
    'The ministry ordered app stores to remove Maple Notes.',
  ])('%s tells news', (text) => {
    expect(recalledIn(text)).toBeNull();
  });
});

describe('a weekday that is not that of the news', () => {
  const opening = 'China ordered stores on Sunday to remove Maple Notes.';
  const sunday = '2021-07-04' as CalendarDate;
  it.each([
    ['The CAC announced on Friday it had launched an investigation into Maple Notes.', 'friday'],
    ['The regulator said on Sunday the app broke the law.', null],
    ['Companies must rectify by Friday.', null],
    ['The regulator named no other app.', null],
  ])('%s', (text, day) => {
    expect(earlierWeekday(text, opening, sunday)).toBe(day);
  });
});

describe('the perfect tense', () => {
  it.each([
    ['The MIIT said on Wednesday it had removed three apps.', true],
    ['They have been asked to make rectifications.', true],
    ['Maple Notes and others have been fined, the CAC said in a statement on Wednesday.', true],
    ['Regulators have already fined Alibaba.', false],
    ['They have been removed earlier, the firm said on Monday, already twice.', false],
  ])('%s tells news: %s', (text, expected) => {
    expect(isNewsInPerfect(text)).toBe(expected);
  });

  it('a sentence that points at an earlier matter goes on with it', () => {
    const before = 'Early in May the administration exposed other apps.';
    expect(goesOnWithOld('They were urged to rectify within ten days.', before)).toBe(true);
    expect(goesOnWithOld('The CAC urged Maple Notes to rectify.', before)).toBe(false);
    expect(goesOnWithOld('They were urged to rectify.', 'The CAC named 12 apps on Friday.')).toBe(false);
  });
});
