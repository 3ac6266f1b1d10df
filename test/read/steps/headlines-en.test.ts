import { describe, expect, it } from 'vitest';
import { appsOf, read, typesOf } from '../../support/reading.ts';

/** A headline alone, as a list of links carries it. */
const headline = (title: string) => read(title, { title });

describe('English headlines alone that tell a new step', () => {
  it.each([
    ['Turkey blocks TikTok', 'banned'],
    ['Nigeria suspends TikTok', 'banned'],
    ['Russia restricts access to WeChat and TikTok', 'banned'],
    ['Apple fined $3.5 billion by EU over adtech', 'fined'],
    ['Tencent to pay $150 million penalty over privacy of users', 'fined'],
    ['Tencent to pay $30 million over FTC claims', 'fined'],
    ['Biden signs TikTok ban-or-sale bill into law', 'rule-enacted'],
    ['European Parliament approves AI Act', 'rule-enacted'],
    ['UK passes Online Safety Bill', 'rule-enacted'],
    ['China proposes limiting smartphone use for minors', 'rule-proposed'],
    ['China flags 129 apps for illegal data collection', 'named'],
    ['China says 105 apps including WeChat broke data rules', 'named'],
    ['China says Tencent violated antitrust law', 'named'],
    ['UK orders Apple to give access to encrypted data', 'rectification-ordered'],
    ['Italy becomes latest country to ban TikTok', 'banned'],
    ['EU charges Tencent over ad tech abuses', 'named'],
    ['Japan issues cease-and-desist order to Tencent', 'rectification-ordered'],
    ['German watchdog tells Apple and Google to drop TikTok', 'removed-from-stores'],
    ['South Korea suspends TikTok app downloads', 'removed-from-stores'],
  ])('%s', (title, type) => {
    expect(typesOf(headline(title))).toContain(type);
  });
});

describe('English headlines alone that tell none', () => {
  it.each([
    ['the end of a ban, with the word for it', "President revokes predecessor's TikTok and WeChat bans"],
    ['two stores act by themselves', 'Apple and Google remove Maple from app stores'],
    ['a store acts by itself', 'Google blocks WeChat from ads'],
    ['a court stops a step', "Judge blocks President's WeChat ban"],
    ['a question on fines', 'Ask: how do you handle privacy fines?'],
    ['flights', 'Nigeria suspends Apple flights'],
    ['a settlement between firms', 'Tencent to pay $725 million to settle user suit'],
  ])('%s: %s', (_about, title) => {
    expect(headline(title).verdict).not.toBe('action');
  });
});

it('a store that is told to remove an app is not hit', () => {
  const notice = headline('Germany asks Apple, Google to remove TikTok app');
  expect(appsOf(notice)).toEqual(['TikTok']);
  expect(notice.mentions.filter((one) => one.role === 'subject').map((one) => one.name)).toEqual(['TikTok']);
});
