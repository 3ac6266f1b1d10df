import { describe, expect, test } from 'vitest';
import { columnsOf, rowDay } from '../../../src/answers/queries/row-input.ts';

test.each([
  [
    ['date', 'app', 'developer', 'version', 'store'],
    { date: 0, app: 1, developer: 2, version: 3, store: 4 },
  ],
  [
    ['序号', '应用名称', '应用开发者', '应用来源', '应用版本', '所涉问题', '日期'],
    { app: 1, developer: 2, store: 3, version: 4, date: 6 },
  ],
  [['App Name', 'APP_DEVELOPER', ' Published '], { app: 0, developer: 1, date: 2 }],
  [['應用名稱', 'App备案号', '主办单位'], { app: 0, icp: 1, developer: 2 }],
  [['foo', 'bar'], {}],
])('columns of %j', (header, columns) => {
  expect(Object.fromEntries(columnsOf(header))).toEqual(columns);
});

describe('a day as people write it', () => {
  test.each([
    ['2021-08-18', '2021-08-18'],
    ['2021/8/18', '2021-08-18'],
    ['2021.08.18', '2021-08-18'],
    ['2021年8月18日', '2021-08-18'],
    ['２０２１年８月１８日', '2021-08-18'],
    ['20210818', '2021-08-18'],
    ['2021-08-18 19:30', '2021-08-18'],
    ['2021-08-18T11:30:00Z', '2021-08-18'],
    ['2021年8月', '2021-08-01'],
    ['2021', '2021-01-01'],
    ['44426', '2021-08-18'],
    ['2021-02-30', null],
    ['2021-13-01', null],
    ['18/08/2021', null],
    ['昨天', null],
    ['', null],
  ])('%s is %s', (text, day) => {
    expect(rowDay(text)).toBe(day);
  });
});
