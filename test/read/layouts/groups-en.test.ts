import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

const subjectsOf = (text: string, title?: string) =>
  read(text, title === undefined ? {} : { title })
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => `${one.kind} ${one.name}`);

describe('firms and apps in the English press', () => {
  it.each([
    [
      'those fined are firms, also where the next sentence goes on with the list',
      "China's market regulator fined 15 tutoring groups on Tuesday, including Fenghua Education. Others on the list are Maple English, Green Rice and Yunmao.",
      ['entity Fenghua Education', 'entity Maple English', 'entity Green Rice', 'entity Yunmao'],
    ],
    [
      'a name and whose it is, both known',
      "China's market regulator fined 15 firms, including Qunar of the Alibaba Group and Yunmao.",
      ['app Qunar', 'entity Yunmao'],
    ],
    [
      'the firms behind apps, and what each has to pay',
      "China's market regulator said it had decided to fine the firms behind Didi-owned Maple Notes, Fenghua's Green Rice and Yunmao RMB 1.5 million each.",
      ['app Maple Notes', 'entity Green Rice', 'entity Yunmao'],
    ],
    [
      'names behind their number and a comma',
      'The Zhengzhou Market Supervision Bureau held administrative talks with three platform companies, Ele.me, Meituan and Fenghua.',
      ['entity Ele.me', 'entity Meituan', 'entity Fenghua'],
    ],
    [
      'what the apps hit have together',
      'China had four news apps removed from app stores, the Cyberspace Administration of China said. Maple News, Green Rice and Yunmao together have more than 400 million users.',
      ['app Maple News', 'app Green Rice', 'app Yunmao'],
    ],
    [
      'firms, where the list says so',
      "Guangdong's communications authority ordered Xiaomai, Weibo and other tech firms to rectify their apps.",
      ['entity Xiaomai', 'entity Weibo'],
    ],
    [
      'a site as an app',
      'The MIIT named 51 recruiting apps, including Maple Jobs and greenrice.com.',
      ['app Maple Jobs', 'app greenrice.com'],
    ],
    [
      'providers that are singled out',
      'The MIIT singled out the premium ride hailing providers Maple Notes and Green Rice for privacy breaches.',
      ['app Maple Notes', 'app Green Rice'],
    ],
    [
      'one among them, behind a comma',
      'The MIIT found 17 apps violating privacy rules. Among them, Maple Bank began to collect data before users agreed.',
      ['app Maple Bank'],
    ],
    [
      'another probe by the same regulator',
      "China's market regulator fined Fenghua Ltd 500,000 yuan on Monday. It will also look into the merger of game firms Weibo and Meituan.",
      ['entity Fenghua Ltd', 'entity Weibo', 'entity Meituan'],
    ],
  ])('%s', (_, text, names) => {
    expect(new Set(subjectsOf(text))).toEqual(new Set(names));
  });
});

it('gives a single name the version in brackets behind it', () => {
  const notice = read(
    'The MIIT found 17 apps violating privacy rules. Among them, Maple Bank (version 3.0.7, Le Store) began to collect data before users agreed.',
  );
  const [app] = notice.mentions.filter((one) => one.role === 'subject');
  expect([app?.name, app?.rows[0]?.version, app?.rows[0]?.store]).toEqual([
    'Maple Bank',
    '3.0.7',
    'Le Store',
  ]);
});

it('knows a firm by the first word of its name where the page says all of it', () => {
  const notice = read(
    'The lending arm of Ant Group has grown. The central bank of China summoned Ant executives on Sunday and told them to rectify.',
  );
  expect(
    notice.mentions.filter((one) => one.role === 'subject').map((one) => [one.name, one.owner]),
  ).toContainEqual(['Ant', 'Ant Group']);
});

describe('authorities and steps of the English press', () => {
  it.each([
    [
      'a translated name',
      'The National Computer Virus Emergency Treatment Center found that 17 mobile applications violated the law.',
      undefined,
      'cn-cverc',
      ['named'],
    ],
    [
      'the IT ministry of the country that bans Chinese apps',
      'The IT ministry has pulled the plug on 118 apps, including Maple Notes.',
      'Maple Notes among 118 Chinese apps to get banned in India',
      'in-meity',
      ['banned'],
    ],
    [
      'a notice to apps, and what must be put in order',
      'On 18 August 2021, the Chongqing Communications Administration published a notice to apps that violate the rights of users. 17 apps have still not been rectified. They must be put in order before 29 August 2021.',
      undefined,
      'cn-chongqing-ca',
      ['named', 'rectification-ordered'],
    ],
    [
      'summonses',
      'Weibo faces punitive measures, the Cyberspace Administration of China said. The measures are summonses for interviews and orders to rectify violations.',
      undefined,
      'cn-cac',
      ['criticised', 'rectification-ordered', 'summoned'],
    ],
  ])('%s', (_, text, title, regulator, types) => {
    const notice = read(text, title === undefined ? {} : { title });
    expect(notice.regulator?.value).toBe(regulator);
    expect(notice.actions.map((one) => one.type).sort()).toEqual([...types].sort());
  });
});
