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
  ])('nothing yet: %s', (text) => {
    expect(typesIn(text)).toEqual([]);
  });
});
