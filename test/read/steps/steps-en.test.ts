import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

/** A sentence with its full stop is the lead of an article, one without is a headline. */
const typesIn = (text: string) => typesOf(read(text, text.endsWith('.') ? {} : { title: text }));

describe('wordings of the English press for a step', () => {
  it.each([
    ["China's internet watchdog fined Fenghua Tech 500,000 yuan for leaking user data.", ['fined']],
    ["China's market regulator slapped a 3.44 billion yuan fine on Meituan on Friday.", ['fined']],
    ["Meituan was slapped with a 3.44 billion yuan fine by China's market regulator on Friday.", ['fined']],
    ['Antitrust watchdog penalises Meituan for forcing merchants to pick sides', ['fined']],
    [
      "China's antitrust watchdog imposed penalties totalling 21.5 million yuan on Tencent and Alibaba.",
      ['fined'],
    ],
    ['Meituan hit with $533 million antitrust fine in China', ['fined']],
    [
      'SAMR handed down fines of 500,000 yuan each to Tencent, Didi and Maple Holdings for undeclared deals.',
      ['merger-fined'],
    ],
    ["China's central bank fined Alipay 3.06 million yuan, it said on Friday.", ['fined']],
    ["The FTC on Tuesday fined Maple Notes $5 million for collecting children's data.", ['fined']],
    ['Beijing hauls in food delivery giants over price war', ['summoned']],
    ["China's industry ministry called in executives from Meituan and Didi on Tuesday.", ['summoned']],
    [
      'Regulators summoned Didi, Meituan and nine other ride-hailing firms on Wednesday, the transport ministry said.',
      ['summoned'],
    ],
    ['Meituan, Didi called in by Chinese regulators over driver pay', ['summoned']],
    [
      'The Cyberspace Administration of China held talks with Weibo and ordered it to rectify.',
      ['rectification-ordered', 'summoned'],
    ],
    [
      "China's cyberspace regulator ordered Maple Notes to fix its privacy problems within 15 working days.",
      ['rectification-ordered'],
    ],
    ['MIIT told 43 apps including Maple Notes to rectify by Aug 25.', ['named', 'rectification-ordered']],
    [
      'App stores in China were ordered to take down Maple Notes by the Cyberspace Administration.',
      ['removed-from-stores'],
    ],
    ['Maple Notes yanked from Chinese app stores at the order of regulators', ['removed-from-stores']],
    [
      'Apple removed Maple Notes from its China App Store at the request of the Cyberspace Administration of China.',
      ['removed-from-stores'],
    ],
    ["Apple pulls WhatsApp and Threads from China App Store on Beijing's orders", ['removed-from-stores']],
    [
      "Douban disappeared from app stores after China's industry ministry ordered its removal on Thursday.",
      ['removed-from-stores'],
    ],
    ["China's cyberspace watchdog told app stores to stop offering Maple Notes.", ['removed-from-stores']],
    ["India's IT ministry blocked access to 138 betting apps on Sunday.", ['banned']],
    [
      'India has blacklisted 43 more Chinese apps including AliExpress, the government said.',
      ['named', 'banned'],
    ],
    ['New Delhi outlaws 47 clones of banned Chinese apps', ['banned']],
    ['The Cyberspace Administration of China has placed Didi under cybersecurity review.', ['review-opened']],
    [
      "Boss Zhipin is subject of a cybersecurity review, China's cyberspace regulator said on Monday.",
      ['review-opened'],
    ],
    ["China's internet regulator is investigating Didi over data security.", ['probe-opened']],
    ['China opens antitrust probe into Trip.com', ['probe-opened']],
    ['Trip.com under antitrust investigation in China, market regulator says', ['probe-opened']],
    [
      'SAMR said on Wednesday it had opened a case against Trip.com for suspected abuse of dominance.',
      ['probe-opened'],
    ],
    [
      "China's cyberspace regulator ordered Didi to stop registering new users pending a review.",
      ['registration-suspended'],
    ],
    [
      'Didi was barred from adding new users, the Cyberspace Administration of China said.',
      ['registration-suspended'],
    ],
    ["China's industry ministry singled out 43 apps, including Maple Notes.", ['named']],
    ['China takes aim at 43 apps over data collection, MIIT list shows', ['named']],
    ['Industry ministry names and shames 43 apps for illegally transferring user data', ['named']],
    ['The MIIT said 43 apps, among them Maple Notes, were in breach of data rules.', ['named']],
    [
      'The Cyberspace Administration found 105 apps, among them Bing, had illegally collected personal data.',
      ['named'],
    ],
    ["China's cyber watchdog criticises Weibo over celebrity gossip", ['criticised']],
    ['China blocks merger of Huya and DouYu', ['merger-blocked']],
    [
      "China's market regulator vetoed Tencent's plan to merge Huya and DouYu on Saturday.",
      ['merger-blocked'],
    ],
    ['SAMR halts Tencent-led merger of Huya and DouYu', ['merger-blocked']],
    ["Huya-DouYu merger rejected by China's antitrust regulator", ['merger-blocked']],
    ['China unveils draft rules on generative AI', ['rule-proposed']],
    ['The CAC released draft measures on facial recognition for public comment.', ['rule-proposed']],
    ["China's legislature passed the Personal Information Protection Law on Friday.", ['rule-enacted']],
    ['China bars under-18s from playing online games more than three hours a week', ['rule-enacted']],
    ["China's Data Security Law took effect on Wednesday.", ['rule-enacted']],
    ["The Ministry of Commerce revoked Maple Pay's licence.", ['licence-revoked']],
    [
      "China's industry ministry has suspended Tencent from updating its apps or launching new ones.",
      ['updates-frozen'],
    ],
    ['Tencent must submit new apps and updates for inspection, MIIT says', ['updates-frozen']],
    ["Apps by Baidu and iFlytek flouted data rules, China's cyberspace regulator says", ['named']],
    [
      'Authorities in Shanghai ordered the operators of 12 apps to make changes within five working days.',
      ['named', 'rectification-ordered'],
    ],
    [
      'Chinese regulators have given 33 apps 10 working days to fix problems.',
      ['named', 'rectification-ordered'],
    ],
    ['Market regulator in Hangzhou summons Taobao over livestream sales', ['summoned']],
    ["China's securities regulator fined Maple Holdings 2 million yuan.", ['fined']],
    ['18 enterprises named by MIIT for illegally collecting data', ['named']],
    ['Chinese agency detects violations of privacy laws by 18 apps', ['named']],
    ['Thirty apps were found collecting personal information without consent, said the MIIT.', ['named']],
    ['The Cyberspace Administration of China notified 129 apps that infringed on rights.', ['named']],
    ['Fenghua Tech was put on the US Department of Defense blacklist of entities on Monday.', ['named']],
    ['The US Commerce Department said it was adding Fenghua Tech to its "entity list".', ['named', 'banned']],
    ['US restricts exports to dozen more Chinese companies', ['banned']],
    ['The Irish Data Protection Commission slammed Maple Notes with a 345 million euro fine.', ['fined']],
    ['SAMR said on Monday it would fine Maple Holdings 500,000 yuan.', ['fined']],
    ['SAMR said on Monday it would also look into a merger of Maple Holdings.', ['probe-opened']],
    [
      'The Personal Information Protection Commission ordered Maple Notes to put in place protection measures.',
      ['rectification-ordered'],
    ],
    ["China's industry ministry told stores that 90 apps must be delisted.", ['removed-from-stores']],
    ['70 applications were detected by the National Computer Virus Emergency Response Center.', ['named']],
    ['35 AI apps flagged for data privacy violations', ['named']],
    ['Shanghai summons video gaming companies over minors', ['summoned']],
    [
      'CSRC orders Maple Brokers to stop letting new onshore traders tap global stocks',
      ['registration-suspended'],
    ],
    ['The CAC said operators are prohibited from buying products of Maple Chips.', ['banned']],
    [
      '26 audio apps were closed or eliminated by the Cyberspace Administration of China.',
      ['removed-from-stores'],
    ],
    [
      'The Irish Data Protection Commission announced fines of 530 million euros in total and an order that Maple Notes bring its processing into compliance.',
      ['rectification-ordered', 'fined'],
    ],
    ['Maple Notes also has to pay a fine of 500,000 yuan, SAMR said.', ['fined']],
  ])('%s', (text, types) => {
    expect(typesIn(text)).toEqual(types);
  });
});

describe('what companies, stores, courts and the market do is no step', () => {
  it.each([
    'Alibaba posts first loss after record antitrust fine',
    'Didi shares jump on report China to end probe',
    'Apple removes 39,000 games from China store to meet deadline',
    'Tencent fined by nobody: company denies report of penalty',
    'Huawei pulls Maple Notes from AppGallery over quality complaints',
    'Google pulls 12 apps from Play Store after malware found',
    'Meituan halts community grocery business in 20 cities',
    'ByteDance suspends hiring in India',
    'China approves 105 games in December',
    'SAMR clears Synopsys-Ansys deal with conditions',
    'Didi to relaunch app after year-long ban',
    'JD.com sues Alibaba over exclusivity',
    'Baidu accuses rival of copying search results',
    'Tencent bans 500,000 accounts for cheating',
    'Luckin Coffee settles US investor lawsuit for $187 million',
    'Weibo suspends 1,000 accounts for attacks on experts',
    'Futu and UP Fintech to remove apps from Chinese app store',
    'China Tech Stocks Extend Rebound on Relief Over Meituan Fine',
    'India has now blocked 220 mobile apps, with big names like TikTok.',
    'The government has made a similar move in which apps were banned including TikTok.',
    'Regulators may impose fines on companies that fail to comply.',
    'The MIIT fines come weeks after four other firms were penalized.',
    'China could fine Didi more than $1 bln, sources say',
    'China is preparing to fine Didi more than $1 billion, the WSJ reported.',
    'Regulators set to fine Ant Group at least $1.1 bln - sources',
    "Opinion: China's tech crackdown is far from over",
    "Explainer: How China's cybersecurity review works",
    "Meituan to pay drivers' insurance after talks with ministry, plans new app",
    "Kuaishou reports narrower loss; says regulators' probe had no impact",
    'Tencent removes exclusive music deals voluntarily',
    "Timeline: China's crackdown on tech giants",
    'US lawmakers urge ban on TikTok',
    "A US judge blocked the Commerce Department's ban on WeChat downloads.",
    'Didi delisted from NYSE a year after regulators ordered its apps removed',
    'Xiaohongshu launches e-commerce feature',
    'Alibaba invests $1 bln in logistics after regulator fine',
    'Meituan founder donates shares as China fines tech firms',
    'Regulator praises Meituan for rectification',
    'MIIT says 5G users top 400 million',
    'WeChat suspends new user sign-ups for technical upgrade',
    "China's WeChat suspends new user registration for security upgrade to comply with laws",
    'The app was restored to stores after the regulator ended its review of Full Truck Alliance.',
  ])('%s', (text) => {
    expect(typesIn(text)).toEqual([]);
  });
});
