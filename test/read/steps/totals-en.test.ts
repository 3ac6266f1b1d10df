import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

describe('English headlines that are no new step', () => {
  it.each([
    [
      'a total of three quarters told at a press conference',
      'The State Information Office held a press conference on the telecoms industry in the first three quarters of this year. A spokesman of the Ministry of Industry and Information Technology said that the work on apps went on.',
      'IT ministry banned 408 apps that refused to rectify',
    ],
    [
      'a total of half a year in a report',
      'The ministry presented its work of the first half of the year on Tuesday. Complaints of users went down.',
      'MIIT removed 300 apps from stores',
    ],
    [
      'those that comply with a rule',
      "China's cyberspace regulator on Wednesday released the names of the first batch of mobile app stores that have completed filing their business details. Tencent and Huawei are on the list.",
      'China lists stores that comply with new rule',
    ],
    [
      'those that passed',
      'The Cyberspace Administration of China published a list of 40 apps that passed its certification. Tencent Video is among them.',
      'China names apps that passed privacy test',
    ],
    [
      'firms that filed their algorithms',
      'The Cyberspace Administration of China on Friday listed 30 companies that have filed their algorithms, including Tencent and Alibaba.',
      'China lists companies that registered their algorithms',
    ],
  ])('%s', (_, text, title) => {
    expect(read(text, { title }).verdict).toBe('none');
  });

  it.each([
    [
      'those that have not complied',
      'The MIIT on Friday named 43 apps that have not complied with its orders, including Tencent Video.',
      'China names apps that have not complied',
    ],
    [
      'those that passed data on',
      'The MIIT on Friday named 43 apps that passed personal data of users to others, including Tencent Video.',
      'China names 43 apps',
    ],
    [
      'those that obtained data',
      'The MIIT on Friday named 43 apps that obtained location data without consent, including Tencent Video.',
      'China names 43 apps',
    ],
    [
      'those that have not completed a filing',
      'The Cyberspace Administration of China on Friday named 43 apps that have not completed their filings, including Tencent Video.',
      'China names 43 apps',
    ],
    [
      'a fresh naming in the report on a quarter',
      'In its report on the third quarter, the MIIT on Friday named 43 apps including Tencent Video for privacy breaches.',
      'MIIT names 43 apps',
    ],
  ])('%s is one', (_, text, title) => {
    expect(read(text, { title }).verdict).toBe('action');
  });
});
