import { describe, expect, it } from 'vitest';
import { appsOf, read, typesOf } from '../../support/reading.ts';

const hit = (text: string, title: string) =>
  read(text, { title })
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('Chinese pages that tell no new step', () => {
  it.each([
    [
      '工信部提醒警惕仿冒App',
      '工信部反诈中心提醒，有不法分子仿冒京东、支付宝、微信等App实施诈骗，已依法处置仿冒App 120个。',
    ],
    ['警惕骗局', '公安部提示，谨防不法分子假冒美团、淘宝等App行骗，已下架一批软件。'],
    [
      '国家网信办召开座谈会',
      '国家网信办召开互联网企业座谈会，腾讯、美团等企业参加会议。会议要求平台落实主体责任，抓好整改落实。',
    ],
    [
      '工信部召开工作推进会',
      '工信部召开App治理工作推进会，美团、京东等企业参会，要求企业认真整改存在的问题。',
    ],
  ])('%s', (title, text) => {
    expect(read(text, { title }).verdict).toBe('none');
  });
});

describe('names near a step that it does not hit', () => {
  it.each([
    [
      'a kind of app that is named after one',
      '某应用商店按工信部要求下架多款滴滴类应用',
      '工信部要求下架多款滴滴类应用。',
      [],
    ],
    [
      'whose name is copied',
      '公安部查处仿冒App',
      '公安部查处仿冒京东、支付宝、微信等App的团伙，下架App 30款。',
      [],
    ],
    [
      'how one signs in',
      '上海市网信办约谈饿了么',
      '上海市网信办约谈饿了么负责人。用户可通过微信、微博登录该平台。',
      ['饿了么'],
    ],
    [
      'the channel of the news',
      '工信部下架23款APP',
      '近日，工信部在官方微信上发布关于下架APP的通报，23款APP被下架。',
      [],
    ],
    [
      'the shareholder of who is hit',
      '证监会对木棉股份立案',
      '证监会决定对阿里巴巴的子公司木棉股份有限公司立案调查。',
      ['木棉股份有限公司'],
    ],
    [
      'a newspaper that begins a line',
      '苹果下架微博',
      '工信部下令下架微博。\n《纽约时报》报道，长期以来美国技术公司受到限制。',
      ['微博'],
    ],
  ])('%s', (_, title, text, names) => {
    expect(hit(text, title)).toEqual(names);
  });
});

describe('names with words around them', () => {
  it.each([
    [
      'where each was offered',
      '工信部通报38款App，包括某应用商店的“木棉相机”、华为应用市场的“青禾记账”等。',
      ['木棉相机', '青禾记账'],
    ],
    [
      'whose each is',
      '工信部通报54款App，包括腾讯的木棉拼图、阿里巴巴的青禾地图等。',
      ['木棉拼图', '青禾地图'],
    ],
  ])('%s', (_, text, names) => {
    expect(appsOf(read(text))).toEqual(names);
  });

  it('a ban names apps without calling them so', () => {
    const notice = read('美国商务部宣布，自9月20日起禁止下载微信和TikTok。', {
      title: '美国商务部禁止微信和TikTok交易',
    });
    expect([typesOf(notice), appsOf(notice)]).toEqual([['banned'], ['微信', 'TikTok']]);
  });
});
