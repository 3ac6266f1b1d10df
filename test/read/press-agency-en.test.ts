import { describe, expect, it } from 'vitest';
import { hitBy, readNews, typesOf } from '../support/reading.ts';

/** A headline alone, or a headline and its first sentences. */
const typesIn = (text: string) => typesOf(readNews(text));

describe('rules told in agency style', () => {
  it.each([
    'China tightens rules for app makers\nApp makers must check who their users are and keep logs for 60 days, the Cyberspace Administration of China said on Tuesday.',
    'China tightens controls on paid search ads\nSearch engines should say which results are paid for, the internet regulator said on Saturday.',
    'China will not allow apps to run without filing from July\nThe Ministry of Industry and Information Technology has issued a notice that obliges developers to file their apps.',
    'China makes it a crime to hide faked videos\nVideos made by machines must be marked under rules issued by the Cyberspace Administration of China, effective Jan. 1.',
    'Social platforms must show where users are under new rule\nThe cyberspace regulator announced the change on Monday.',
    'China imposes night-time curfew on young gamers',
    'China caps web dramas at 40 episodes',
    'China tightens grip on online news with rules for portals\nThe Cyberspace Administration of China issued them on Tuesday.',
  ])('%s', (text) => {
    expect(typesIn(text)).toEqual(['rule-enacted']);
  });
});

describe('services that are shut or must not be used', () => {
  it.each([
    'Maple Books and Maple Films shut down in China by state agency',
    'Taiwan prohibits government agencies from using Maple AI\nThe digital ministry cited security.',
    'European Commission tells staff to delete TikTok from phones\nThe executive cited security.',
    'China orders firm to shut down joke app Maple\nThe broadcasting authority said the content was vulgar.',
    'China tells tech firms to stop buying foreign chips\nThe Cyberspace Administration of China gave the order, people said.',
    'South Dakota bans TikTok from state-owned phones',
  ])('%s', (text) => {
    expect(typesIn(text)).toContain('banned');
  });
});

describe('other steps that headlines tell in few words', () => {
  it.each([
    ["China's virus centre finds 13 apps breaching privacy rules", 'named'],
    ['Chinese police flag 67 apps for collecting too much data', 'named'],
    ['Police in Suzhou fine gym over leak of data', 'fined'],
    ['Regulator seeks information from Maple on use of data', 'probe-opened'],
    ['Shanghai labour inspectors look into working hours at Maple', 'probe-opened'],
    ["China to review Maple's products over cybersecurity risks", 'review-opened'],
    [
      "Maple's hitch service to stay offline until hazards are removed\nThe Ministry of Transport said so on Wednesday.",
      'rectification-ordered',
    ],
    ['Chinese regulators sit down with JD and Meituan about discounts', 'summoned'],
    ['Public security ministry takes 22 apps offline in clean-up', 'removed-from-stores'],
    ['Maple cannot register new users while China reviews its data security', 'registration-suspended'],
  ])('%s: %s', (text, type) => {
    expect(typesIn(text)).toContain(type);
  });
});

describe('look-alikes of these wordings', () => {
  it.each([
    'Tencent tightens rules for WeChat mini-programs\nThe company said developers must register from March 1.',
    'As China tightens rules for tutors, Maple looks to farm goods\nIts founder sells beef in a livestream.',
    'Meituan to remain offline in Brazil until next year, CEO says\nThe company postponed its launch.',
    'Weibo says it will punish accounts that spread rumours\nThe platform removed 1,200 posts.',
    "China's commerce minister meets Apple chief over investment\nThe two discussed development.",
    'Police in Shenzhen fine 20 drivers for illegal parking\nTraffic police said they used ride-hailing apps.',
    'Japan limits rare earth reliance\nThe government seeks new suppliers.',
  ])('%s', (text) => {
    expect(readNews(text).verdict).toBe('none');
  });
});

describe('the bureau of a place, as the press describes it', () => {
  it.each([
    [
      'Platforms summoned in Guizhou\nThe Guizhou Province Market Supervision Administration summoned Meituan.',
      'cn-guizhou-amr',
    ],
    [
      'Shanghai lists 16 apps that have not fixed privacy problems\nThe local communications administration asked operators to make corrections.',
      'cn-shanghai-ca',
    ],
    [
      "Hangzhou firm fined\nHangzhou's market watchdog imposed a penalty of 100,000 yuan on the firm.",
      'cn-hangzhou-amr',
    ],
  ])('%s: %s', (text, id) => {
    expect(readNews(text).regulator?.value).toBe(id);
  });
});

describe('who stands beside the step', () => {
  it('is who keeps a store and is told to block another', () => {
    expect(hitBy('Indonesia orders Apple and Google to block TikTok in app stores')).toEqual(['TikTok']);
  });

  it('is a place where somebody is summoned', () => {
    expect(
      hitBy('Two platforms summoned in Guizhou\nThe market regulator summoned Meituan and Didi.'),
    ).toEqual(['Meituan', 'Didi']);
  });
});
