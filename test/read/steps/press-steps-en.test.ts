import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

/** The first line is the headline where there are several. */
const typesIn = (text: string) => {
  const [title] = text.split('\n');
  return typesOf(read(text, text.includes('\n') || !text.endsWith('.') ? { title: title! } : {}));
};

describe('what the English press tells of a step', () => {
  it.each([
    ['Sina ordered to remove two apps in China', ['removed-from-stores']],
    [
      'Fenghua will take two of its apps out of app stores and shut its blog for a month for rectification, Beijing’s internet regulator said.',
      ['rectification-ordered', 'removed-from-stores'],
    ],
    [
      'The State Administration for Market Regulation told the company to pay 1.5 million yuan (about 234,265 U.S. dollars), to stop its business for three days and to make rectifications.',
      ['rectification-ordered'],
    ],
    [
      'The services must rectify their content, the Cyberspace Administration of China said, adding that some hosts had been banned.',
      ['rectification-ordered'],
    ],
    ['MIIT publishes 17th batch of apps that infringe on users’ rights', ['named']],
    ['China market watchdog launches probe into chip giant Maple', ['probe-opened']],
    [
      'Apple pulls Maple Notes from China store\nThe app was removed at the request of Chinese officials, the developer said.',
      ['removed-from-stores'],
    ],
    [
      'Penalties range from a halt to new user sign-ups to a freeze on content updates, the Cyberspace Administration of China said.',
      ['registration-suspended'],
    ],
    [
      'Notice on apps that infringe on users’ rights\nOur ministry recently organised tests of apps. So far 38 apps have not completed rectification. They should complete rectification before August 28.',
      ['named', 'rectification-ordered'],
    ],
    [
      "Fenghua's authorisation to operate in US revoked by regulator\nThe US Federal Communications Commission voted 4-0 on Thursday to end its services. The unit has to stop the services within 60 days.",
      ['licence-revoked'],
    ],
    [
      "China orders ride-hailing firms to standardise operations\nChina's transport ministry summoned 15 firms on Friday. They were ordered to examine their operations.\nRelated\n- China launches probe into Didi",
      ['rectification-ordered', 'summoned'],
    ],
    ['4 news apps suspended in content crackdown by China', ['removed-from-stores']],
    [
      'National Computer Virus Emergency Response Center surveillance discovers 14 illegal mobile applications',
      ['named'],
    ],
    ['MIIT Bulletin 2026 Batch 3: 31 Apps and SDKs Cited for Violations', ['named']],
    [
      'The MIIT published a list of 145 apps. The companies have until August 26. Apps that stay in breach are ordered off the stores.',
      ['named', 'rectification-ordered'],
    ],
    [
      'The US Commerce Department added five firms to its Entity List on Friday. They can no longer buy American parts.',
      ['named', 'banned'],
    ],
    [
      'Fenghua has been ordered to pay a 800,000 yuan penalty, the Cyberspace Administration of China said.',
      ['fined'],
    ],
    [
      'Executives from Fenghua were called to a meeting with the State Administration for Market Regulation on Wednesday.',
      ['summoned'],
    ],
    [
      'SAMR, alongside the Ministry of Commerce, held an administrative guidance meeting with six platforms.',
      ['summoned'],
    ],
    [
      'A car maker was called in by five Chinese regulators over safety issues, the State Administration for Market Regulation said.',
      ['summoned'],
    ],
    [
      "China's industry ministry told internet companies including Fenghua on Monday to end a long-standing practice of blocking links.",
      ['rectification-ordered'],
    ],
    [
      'The U.S. Defense Department said on Monday it has added Fenghua to a list of firms it says work with the military.',
      ['named'],
    ],
    [
      'The State Administration for Market Regulation concluded its investigation of Fenghua with a fine of 18.2 billion yuan.',
      ['fined'],
    ],
    [
      'Fenghua was slapped with a record fine of $2.8 billion after regulators concluded an antitrust probe, the State Administration for Market Regulation said.',
      ['fined'],
    ],
    ['Fenghua must pay 18.2 billion yuan, China’s antitrust regulator ruled on Saturday.', ['fined']],
    [
      'Fenghua is the subject of an investigation by the State Administration for Market Regulation.',
      ['probe-opened'],
    ],
    ['Fenghua being investigated over sales practice, says SAMR', ['probe-opened']],
    [
      'Regulators raid Fenghua office in Hangzhou, the State Administration for Market Regulation said.',
      ['probe-opened'],
    ],
    [
      'Representatives of Fenghua attended an administrative guidance meeting called by China’s market regulator on Tuesday.',
      ['summoned'],
    ],
    ['35 apps, including Maple Notes, found to have collected personal data illegally in China', ['named']],
    [
      'China launches review of Fenghua days after IPO\nFenghua is not allowed to register new users during the review, the Cyberspace Administration of China said.',
      ['review-opened', 'registration-suspended'],
    ],
    ['White House orders federal agencies to remove Maple Notes from government devices', ['banned']],
    [
      'The US Commerce Department on Thursday placed eight Chinese firms on its list of military-industrial complex companies.',
      ['named'],
    ],
    [
      'On August 16, 2021, the State Administration for Market Regulation issued a penalty decision against Fenghua, imposing a fine of RMB 3.442 billion, equivalent to 3% of its domestic sales in 2020.',
      ['fined'],
    ],
    ['WeChat among 43 apps rapped by China’s MIIT for illegal data transfers', ['named']],
    ['Transport ministry grills ride-hailing firms over driver pay', ['summoned']],
    ['Fenghua docked 3 million yuan for illegal content by the CAC', ['fined']],
    ['India boots another 54 Chinese apps, citing security', ['banned']],
    ['MIIT gives internet firms a week to unblock links', ['rectification-ordered']],
    [
      'The National Computer Virus Emergency Response Center recently found through Internet monitoring that 13 mobile apps have privacy violations.',
      ['named'],
    ],
  ])('%s', (text, types) => {
    expect(typesIn(text)).toEqual(types);
  });

  it.each([
    'China set to impose $1 billion fine on Meituan',
    'China likely to fine Meituan over data practices',
    'Meituan may soon be fined about $1 billion, a person familiar with the matter said. The State Administration for Market Regulation could announce the penalty in coming weeks. The company would also have to end exclusive deals.',
    'US considering ban on WeChat, says Commerce official',
    'China weighs ban on music deals\nThe market regulator plans to order Fenghua to give up exclusive rights, sources said.',
    'Apple pulls Maple Notes from App Store\nApple said the app had failed to moderate posts. Google removed it from the Play Store on Friday.',
    'The ministry said problem apps have five working days to put things right; those which refuse are removed from stores.',
    'Apple has removed over 11,000 games from Chinese App Store\nDevelopers have until July 31, or their games face the chop. Paid games need a number of the Chinese regulator.',
    'Google bans 500 apps from China\nThe government declined to comment.',
    'Meituan posts record revenue, says fine of 3.44 billion yuan had limited impact',
    'Explainer: why China is cracking down on its tech giants\nBeijing has fined Alibaba a record 18 billion yuan and summoned Meituan.',
    'Why China summoned its food delivery platforms\nBeijing summoned Meituan this month.',
    'US lawmakers call on Commerce Department to add Fenghua to entity list',
    'Apple CEO defends removal of apps in China',
    'China condemns US ban on WeChat',
    'The draft said fines of up to 10 million yuan could be imposed by the Cyberspace Administration of China.',
    'Researchers find malware in 12 Chinese apps\nSecurity researchers said the apps collected data illegally. Google removed the apps from its Play Store.',
    'SAMR published promises by Fenghua and others to obey antitrust laws.',
    'SAMR concludes investigation of Fenghua without action.',
    'China calls on US to return to talks over chip curbs',
    'Fenghua calls staff to meeting over bonus cuts',
    'China police warn public of fraud apps\nPolice in Shenzhen warned users of 12 fake investment apps.',
    'Court rules Meituan must pay 350,000 yuan to rival',
    'WeChat bans 100,000 accounts in clean-up demanded by regulator',
    'Pentagon concludes Fenghua should be added to list of firms aiding Chinese military',
  ])('nothing yet: %s', (text) => {
    expect(typesIn(text)).toEqual([]);
  });
});
