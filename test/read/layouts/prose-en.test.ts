import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

describe('who an English sentence says is hit', () => {
  it.each([
    [
      "China's cyberspace regulator named 33 apps, including Maple Notes, owned by Fenghua Tech, and Green Rice, a short-video app.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'MIIT named 43 apps such as Tencent-backed Maple Notes, Green Rice and Blue Whale.',
      ['Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      "Maple Notes, Green Rice and 41 other apps were named by China's industry ministry on Wednesday.",
      ['Maple Notes', 'Green Rice'],
    ],
    ['Maple Notes and Green Rice were among the 43 apps named by the MIIT.', ['Maple Notes', 'Green Rice']],
    [
      "China's industry ministry named 43 apps on Wednesday. Maple Notes and Green Rice are also on the list.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      "India's IT ministry blocked 54 apps. The order covers Maple Notes, Tencent's Blue Whale and Alibaba-owned UC Browser.",
      ['Maple Notes', 'Blue Whale', 'UC Browser'],
    ],
    [
      'India banned three apps on Monday: Maple Notes, Green Rice and Blue Whale.',
      ['Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      'The Cyberspace Administration of China accused Maple Notes of collecting data illegally.',
      ['Maple Notes'],
    ],
    [
      "China's cyberspace regulator launched a cybersecurity review of ride-hailing giant Didi, recruiter Boss Maple and truck-hailing apps Yunmao and Huoche.",
      ['Didi', 'Boss Maple', 'Yunmao', 'Huoche'],
    ],
    [
      "China's market regulator fined Fenghua Tech Ltd and Green Rice Holdings 500,000 yuan each for undeclared deals.",
      ['Fenghua Tech Ltd', 'Green Rice Holdings'],
    ],
    ["Fenghua Tech was fined 500,000 yuan by China's market regulator on Monday.", ['Fenghua Tech']],
    [
      "China's market regulator fined Meituan 3.4 billion yuan. Tencent, which owns 17% of Meituan, did not comment.",
      ['Meituan'],
    ],
    [
      'The MIIT ordered app stores to remove Maple Notes and Green Rice on Thursday.',
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'Authorities ordered the removal of Maple Notes from app stores, the Cyberspace Administration of China said.',
      ['Maple Notes'],
    ],
    [
      "China's industry ministry said 106 apps would be pulled from app stores, among them the social site Maple Notes and the singing app Green Rice.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      "India blocked apps including Sea's Free Fire; NetEase's Maple Arena; and Green Rice, run by Fenghua.",
      ['Free Fire', 'Maple Arena', 'Green Rice'],
    ],
    [
      'MIIT named 27 apps including Maple Notes (owned by Fenghua), Green Rice (an arm of Alibaba) and Blue Whale.',
      ['Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      "China's industry ministry named 43 apps, with Maple Notes and Green Rice among them.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      "China's industry ministry criticised 43 apps, notably Maple Notes and Green Rice.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      "China's industry ministry called out 43 apps, from Maple Notes to Green Rice.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'The ministry, MIIT, flagged apps including "Maple Notes", "Green Rice" and "Blue Whale".',
      ['Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      'MIIT named 43 apps, including Maple Notes and Green Rice, and ordered app stores such as Huawei AppGallery to act.',
      ['Maple Notes', 'Green Rice'],
    ],
    ['China fined Alibaba 18.2 billion yuan. Rivals including JD.com and Pinduoduo rose.', ['Alibaba']],
    [
      "China's market regulator opened an antitrust probe into Trip.com Group, it said on Wednesday. Rivals Fliggy and Qunar were not mentioned.",
      ['Trip.com Group'],
    ],
    [
      'MIIT named Maple Notes and Green Rice on Wednesday for excessive data collection by the apps.',
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'MIIT published a list of 43 apps, Maple Notes and Green Rice among them.',
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'New Delhi banned Maple Notes, Green Rice and 41 other Chinese apps on Tuesday, the IT ministry said.',
      ['Maple Notes', 'Green Rice'],
    ],
    [
      "China's industry ministry on Wednesday named 38 apps, including ByteDance's news app Toumao, Baidu's Maple Maps and Trip.com's Green Travel.",
      ['Toumao', 'Maple Maps', 'Green Travel'],
    ],
    ['SAMR fined units of Alibaba and Tencent for failing to report deals.', ['Alibaba', 'Tencent']],
    [
      "SAMR fined Alibaba Investment Ltd, Tencent-backed China Maple and SF Express's Hive Box 500,000 yuan each.",
      ['Alibaba Investment Ltd', 'China Maple', 'Hive Box'],
    ],
    ["Italy's data protection regulator blocked access to Chinese chatbot DeepMaple.", ['DeepMaple']],
    ['The FTC fined Epic Maple $275 million. Tencent owns a 40% stake in Epic Maple.', ['Epic Maple']],
    [
      "China's industry ministry named 43 apps. Travel app Maple Trip, karaoke service Green Song and news reader Blue Whale were listed for forced permissions.",
      ['Maple Trip', 'Green Song', 'Blue Whale'],
    ],
    [
      "China's industry ministry removed 96 apps, among them E-leaf of Tianjin Maple Education, Green Exam of Tianjin Rice Education and Blue Whale.",
      ['E-leaf', 'Green Exam', 'Blue Whale'],
    ],
    [
      "China's industry ministry removed 96 apps. Quleaf of Jiangsu Maple Education forced targeted push on users.",
      ['Quleaf'],
    ],
    [
      'Five Chinese regulators summoned 11 ride-hailing firms, including Didi. The others are Maple Ride, Meituan and Green Rice.',
      ['Didi', 'Maple Ride', 'Meituan', 'Green Rice'],
    ],
    [
      'The US Department of Defense put Maple Holdings on its blacklist of companies. The updated list also has module maker Greenrice and drone manufacturer Blue Whale.',
      ['Maple Holdings', 'Greenrice', 'Blue Whale'],
    ],
    [
      'Maple Notes, a rival of LinkedIn in China, Green Rice and Blue Whale were removed from app stores by the MIIT.',
      ['Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      'The MIIT ordered 90 apps removed. Podcast platform Maple Cast said its app had been taken down.',
      ['Maple Cast'],
    ],
    [
      'India blocked 43 apps. Other banned apps include-- Maple Mall, Green Rice, among others.',
      ['Maple Mall', 'Green Rice'],
    ],
  ])('%s', (text, names) => {
    const subjects = read(text).mentions.filter((one) => one.role === 'subject');
    expect(subjects.map((one) => one.name)).toEqual(names);
  });
});

describe('what kind of thing an English sentence names', () => {
  const kinds = (text: string) =>
    read(text)
      .mentions.filter((one) => one.role === 'subject')
      .map((one) => [one.name, one.kind]);
  it.each([
    [
      'The MIIT named 145 apps, including Alibaba and Maple Notes.',
      [
        ['Alibaba', 'app'],
        ['Maple Notes', 'app'],
      ],
    ],
    [
      'The US Commerce Department added firms such as Maple Chips to its entity list.',
      [['Maple Chips', 'entity']],
    ],
    ['The Irish Data Protection Commission fined TikTok 530 million euros.', [['TikTok', 'app']]],
    ['SAMR fined Alibaba 18.2 billion yuan.', [['Alibaba', 'entity']]],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });
});
