import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

const subjectsOf = (text: string, title?: string) =>
  read(text, title === undefined ? {} : { title })
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

const SUMMONED = "China's cyberspace regulator summoned 11 firms, including Quanrong, on Thursday.";
const NAMED = "China's cyberspace regulator named 129 apps on Friday, including Quanrong.";
const BANNED = "India's IT ministry banned 118 apps on Wednesday, including Quanrong.";

describe('sentences that go on naming whom a step hits', () => {
  it.each([
    [
      'who was present too',
      `${SUMMONED} Fenghua Holdings and Tencent Holdings were also present.`,
      ['Quanrong', 'Fenghua Holdings', 'Tencent Holdings'],
    ],
    [
      'who attended',
      `${SUMMONED} Fenghua, Alibaba, Maple Notes and Tencent attended.`,
      ['Quanrong', 'Fenghua', 'Alibaba', 'Maple Notes', 'Tencent'],
    ],
    [
      'who took part in the talks',
      `${SUMMONED} Maple Notes and Meituan took part in the talks.`,
      ['Quanrong', 'Maple Notes', 'Meituan'],
    ],
    [
      'what the group included',
      `${SUMMONED} They were told to act. The group included live-streaming platform Maple Notes, tax app Green Rice and podcast provider Blue Whale.`,
      ['Quanrong', 'Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      'by whom they were joined',
      `${SUMMONED} This time they were joined by Maple Notes, Green Rice and Yunmao.`,
      ['Quanrong', 'Maple Notes', 'Green Rice', 'Yunmao'],
    ],
    [
      'what came under an order',
      `${NAMED} Under the order came Tencent-backed fitness app Maple Notes, sports giant Fenghua's shopping app, Tencent's Green Rice and the gamer-focused Yunmao.`,
      ['Quanrong', 'Maple Notes', 'Fenghua', 'Green Rice', 'Yunmao'],
    ],
    [
      'what joins those on the list',
      `${NAMED} Joining them are the dating platform Maple Notes and Green Rice.`,
      ['Quanrong', 'Maple Notes', 'Green Rice'],
    ],
    [
      'other names on a list, without an earlier ban behind the semicolon',
      `${BANNED} Other names on today's list are Fenghua's Maple Notes and some lesser-known WeChat-branded apps such as Green Rice; the main WeChat app is already banned.`,
      ['Quanrong', 'Maple Notes', 'Green Rice'],
    ],
    [
      'what there is also',
      `${BANNED} There are also Maple Launcher, Green Rice and the games Blue Whale and Yunmao.`,
      ['Quanrong', 'Maple Launcher', 'Green Rice', 'Blue Whale', 'Yunmao'],
    ],
    ['what must go as well', `${BANNED} Maple Lite must go as well.`, ['Quanrong', 'Maple Lite']],
    [
      'what is told besides the list',
      'The Cyberspace Administration of China removed 26 apps from app stores. Besides the music app Maple Notes, the affected apps include Green Rice and Yunmao.',
      ['Maple Notes', 'Green Rice', 'Yunmao'],
    ],
    [
      'names and descriptions between semicolons',
      `${NAMED} Maple Notes, one of the most-used dictionaries; iGreen, Fenghua's gaming service app; Yunmao; and Blue Whale, a lending app, all fail to state the terms of data collection.`,
      ['Quanrong', 'Maple Notes', 'iGreen', 'Yunmao', 'Blue Whale'],
    ],
    [
      'what is charged, one clause after the other',
      `${NAMED} Alibaba-backed Maple Notes gives no detailed guidance on personal information, and NYSE-listed Green Rice neither explains its policy nor lets users delete accounts.`,
      ['Quanrong', 'Maple Notes', 'Green Rice'],
    ],
    [
      'whose developer stands behind them without a comma',
      'Maple Notes developed by Weibo owner Fenghua, Tencent-operated Green Rice, Blue Whale by New York listed Quanrong, and Nasdaq-listed Yunmao were among the apps that the Cyberspace Administration of China ordered on Friday to rectify.',
      ['Maple Notes', 'Green Rice', 'Blue Whale', 'Yunmao'],
    ],
    [
      'what is suspected',
      `${NAMED} Dating app Maple Notes and news reader Green Rice are suspected of harvesting more data than agreed.`,
      ['Quanrong', 'Maple Notes', 'Green Rice'],
    ],
  ])('%s', (_, text, names) => {
    expect(new Set(subjectsOf(text))).toEqual(new Set(names));
  });

  it.each([
    ['what is told of a regulator', `${NAMED} Officials of the ministry attended.`],
    ['what a company denies', `${NAMED} Tencent said it did not collect data of users.`],
    ['those not on the list', `${NAMED} Besides, users complained about Weibo.`],
    ['who attended something else', `${NAMED} Tencent and Alibaba attended a forum in Wuzhen.`],
    ['whose executives attended', `${NAMED} Tencent and Alibaba executives attended.`],
    ['who joined as a store', `${SUMMONED} Tencent and Alibaba joined the talks as operators of stores.`],
    ['what there is also', `${NAMED} There are also concerns about Weibo and Meituan.`],
    [
      'what two have together',
      `${NAMED} Tencent and Meituan together have 40 percent of all users, a report says.`,
    ],
    ['whom experts suspect', `${NAMED} Weibo and Meituan are suspected of harvesting data, experts said.`],
    ['who gave no comment', `${NAMED} Tencent did not give a comment on its data policy.`],
    [
      'what was said of somebody long ago',
      `${NAMED} Two years ago Weibo and Meituan were accused of leaking data.`,
    ],
    ['a number of firms', `${NAMED} The 11 were told to check their own problems.`],
  ])('%s names nobody more', (_, text) => {
    expect(subjectsOf(text)).toEqual(['Quanrong']);
  });

  it('does not take an order to stop blocking for a ban', () => {
    const notice = read(
      'The MIIT told Fenghua and Tencent at a meeting that they must stop blocking access to links of others.',
    );
    expect(notice.actions.map((one) => one.type)).not.toContain('banned');
  });
});
