import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../support/reading.ts';

const PUBLISHED = '2021-08-18' as never;

describe('warnings and words to local offices that hit nobody', () => {
  it.each([
    "China's security ministry warns of AI broker risks\nChina's Ministry of State Security issued a warning via its official account about the data security risks posed by unlicensed services that resell models.",
    'China warns of risks of QR code scams\nThe Ministry of Public Security published an alert on the dangers of payment scams.',
    'Cyberspace office reminds of smart toys\nThe Cyberspace Administration of China sent out a reminder about the hidden risks of smart toys.',
    "China warns localities not to use fines for funds\nChina's State Council has told local governments the imposition of heavy fines to raise revenue would not be tolerated.",
    'Beijing tells local officials to stop excessive fines\nThe State Council ordered local authorities to end arbitrary fines on firms.',
  ])('%s', (text) => {
    expect(read(text).verdict).toBe('none');
  });

  it('a warning that counts apps names them', () => {
    expect(
      typesOf(
        read('China warns 12 apps over data\nThe industry ministry issued a warning notice to 12 apps.'),
      ),
    ).toContain('named');
  });
});

describe('firms that are being put in order', () => {
  it.each([
    "China's video platform Maple under rectification - state TV\nA working group has been sent to Maple by China's internet information office to oversee the platform as it rectifies its content.",
    "Live-streaming site Maple under rectification\nChina's cyberspace regulator dispatched a working group to the platform to supervise its overhaul.",
    'China sends inspectors to Maple\nThe Cyberspace Administration of China stationed an inspection team at the platform to oversee rectification for a month.',
  ])('%s', (text) => {
    expect(typesOf(read(text))).toContain('rectification-ordered');
  });
});

describe('rules told in the style of agencies', () => {
  it.each([
    "China will require online ride-hailing firms to submit real-time data\nRide-hailing firms will have to hand over real-time data, China's transport ministry said on its website on Friday.",
    "China tightens rules on livestream hosts with new regulation\nChina's media regulators on Wednesday issued a new code for livestream hosts.",
    "Delivery platforms will be required to publish their algorithms\nPlatforms will be required to show how orders are shared out, China's market regulator said on Monday.",
    "China's broadcasting regulator sets out code of conduct for online shows\nThe National Radio and Television Administration published a new code for streaming platforms.",
  ])('%s', (text) => {
    expect(typesOf(read(text))).toEqual(['rule-enacted']);
  });
});

describe('questions that a ministry sends', () => {
  const text =
    'IT Ministry sends over 70 questions to the apps\nThe ministry has sent a list of questions to TikTok. If it fails to respond to the asked questions by August 30, the ban will be permanent.';

  it('are an inquiry, with a last day to answer', () => {
    const notice = read(text, { published: PUBLISHED });
    expect(typesOf(notice)).toContain('probe-opened');
    expect(notice.deadline?.value).toBe('2021-08-30');
  });
});

describe('days given to a firm by name', () => {
  it.each([
    [
      'EU gives Maple one month over consumer law\nThe European Union has given Maple one month to fix its prices, regulators said.',
      '2021-09-18',
    ],
    [
      'EU gives Green Rice two weeks\nThe European Commission gave Green Rice two weeks to correct its terms.',
      '2021-09-01',
    ],
  ])('%s', (text, day) => {
    expect(read(text, { published: PUBLISHED }).deadline?.value).toBe(day);
  });
});

describe('who brought the charge', () => {
  const subjects = (text: string) =>
    read(text)
      .mentions.filter((one) => one.role === 'subject')
      .map((one) => one.name);

  it.each([
    "China's internet regulator is investigating Meituan after Tencent alleged the company sent data abroad.",
    "China's market regulator is investigating Meituan because Tencent complained of its fees.",
    "China's market regulator opened an investigation into Meituan after rival Tencent filed a complaint.",
  ])('%s', (text) => {
    expect(subjects(text)).toEqual(['Meituan']);
  });
});

describe('whose operations are suspended', () => {
  it.each([
    "China suspends new permits after Meituan robotaxi outage\nThe Ministry of Industry and Information Technology has ordered a review, and Meituan's operations in Wuhan have been suspended.",
    "City halts driverless rides\nThe transport commission ordered checks. Meituan's services were suspended on Monday by the authorities.",
  ])('%s', (text) => {
    const notice = read(text);
    expect(typesOf(notice)).toContain('banned');
    expect(notice.mentions.filter((one) => one.role === 'subject').map((one) => one.name)).toContain(
      'Meituan',
    );
  });
});

describe('words of the same kind by others', () => {
  it.each([
    'Alibaba says firms will have to adapt to new AI rules\nCompanies will have to adapt, analysts said, as the ministry weighs rules.',
    'Lawmakers sent questions to TikTok\nUS lawmakers sent a list of questions to TikTok about its ties to China.',
    'Apple will require companies to disclose data use\nApple will require companies to disclose what data their apps collect.',
    'Tencent sends team to Shenzhen office\nTencent sent a team to its Shenzhen unit to oversee the overhaul of its games.',
  ])('%s', (text) => {
    expect(read(text).verdict).toBe('none');
  });
});
