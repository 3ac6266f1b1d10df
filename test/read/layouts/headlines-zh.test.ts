import { describe, expect, it } from 'vitest';
import { appsOf, read } from '../../support/reading.ts';

const named = (title: string) => appsOf(read(title, { title }));

describe('who is hit in a Chinese headline alone', () => {
  it.each([
    ['platforms and what they did', '网信部门依法查处抖音、微博平台破坏网络生态案件', ['抖音', '微博']],
    ['one platform and what it did', '网信部门依法查处微博平台破坏网络生态案件', ['微博']],
    [
      'names in quotes side by side in front of a passive',
      '“滴滴出行”“货运木棉”“BOSS青禾”被启动网络安全审查',
      ['滴滴出行', '货运木棉', 'BOSS青禾'],
    ],
    ['what they do is no app', '工信部通报22款App及SDK：违规收集信息、强制续费、恶意跳转等乱象频出', []],
    [
      'what they take is no app',
      '工信部通报43款违规调用通信录、位置信息等App 抖音、微博等在列',
      ['抖音', '微博'],
    ],
    ['a kind behind the names', '网信办通报33款App违规收集个人信息 抖音、微博等输入法在列', ['抖音', '微博']],
  ])('%s', (_about, title, apps) => {
    expect(named(title)).toEqual(apps);
  });
});
