import { describe, expect, it } from 'vitest';
import { createCutOffIndex } from '../../src/names/cut-off.ts';

const find = createCutOffIndex(
  [
    '北京星河网络科技有限公司',
    '北京星河网络文化有限公司',
    '上海月影软件有限公司',
    'Star River Commerce Co., Ltd',
  ].map((name) => ({ name, value: name.length })),
);
const namesFor = (text: string) => find(text).matches.map((match) => match.name);

describe('createCutOffIndex', () => {
  it.each([
    ['上海月影软件有限…', ['上海月影软件有限公司']],
    ['上海月影软 件有...', ['上海月影软件有限公司']],
    ['Star River Commer…', ['Star River Commerce Co., Ltd']],
    ['北京星河网络', ['北京星河网络文化有限公司', '北京星河网络科技有限公司']],
  ])('%s could be %j', (text, names) => {
    expect(namesFor(text)).toEqual(names);
  });

  it.each([
    ['a full name', '上海月影软件有限公司'],
    ['region and brand alone', '上海月影…'],
    ['another firm', '上海月影软件开发有限…'],
    ['nothing', ''],
  ])('%s is no cut-off name', (_, text) => {
    expect(namesFor(text)).toEqual([]);
  });

  it('says whether the text itself was marked as cut off, and what it lacks', () => {
    expect(find('上海月影软件有限…')).toEqual({
      marked: true,
      matches: [{ name: '上海月影软件有限公司', value: 10, missing: '公司' }],
    });
    expect(find('上海月影软件有限').marked).toBe(false);
  });
});
