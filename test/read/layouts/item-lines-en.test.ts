import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

const lead = "India's IT ministry on Monday blocked access to 43 mobile apps over security concerns.\n\n";
const appsIn = (text: string) =>
  read(text, { published: '2020-11-24' })
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('an English list with one app a line', () => {
  it.each([
    [
      'plain lines',
      'Here is the list of the banned apps:\n\nMaple Mall - Smarter Shopping, Better Living\n\nGreen Rice\n\nBlue Card - BCR (Western)\n\nRedleaf- Follow the leaf to find you\n\nThe ministry did not comment.',
      [
        'Maple Mall - Smarter Shopping, Better Living',
        'Green Rice',
        'Blue Card - BCR (Western)',
        'Redleaf- Follow the leaf to find you',
      ],
    ],
    [
      'numbers',
      'Full list of apps blocked:\n1. Maple Mall\n2. Green Rice TV\n3. Blue Match: Magic Home Building\n\nUsers took to social media.',
      ['Maple Mall', 'Green Rice TV', 'Blue Match: Magic Home Building'],
    ],
    [
      'bullets with emphasis and an explanation',
      'The apps on the list are as follows:\n- **Maple Notes** – a note app that many students use.\n- **Green Rice**, a delivery service\n- *Blue Whale* (shopping)\n',
      ['Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      'numbers on one line',
      'The apps are: 1. Maple Mall 2. Green Rice TV 3. Blue Leaf 4. Redleaf 5. Oak Notes 6. Elm Mail',
      ['Maple Mall', 'Green Rice TV', 'Blue Leaf', 'Redleaf', 'Oak Notes', 'Elm Mail'],
    ],
    [
      'bullets that tell whose the app is',
      "The apps include:\n- NetMaple's Dashen – an online gaming community\n- ByteRice's Leaf Lite – an edition for cheap phones\n- Bluewhale's Huyu – a livestream platform\n",
      ['Dashen', 'Leaf Lite', 'Huyu'],
    ],
  ])('%s', (_, list, apps) => {
    expect(appsIn(lead + list)).toEqual(apps);
  });

  it.each([
    [
      'what was found',
      'The problems found are listed below:\n- Excessive Permission Requests\n- Hidden Privacy Policies\n- Forced Targeted Push\n',
    ],
    [
      'what companies must do',
      'Under the order the firms must do the following:\n- strengthen internal governance and compete fairly\n- publish their rules\n- support merchants\n',
    ],
  ])('%s is no list of apps', (_, list) => {
    expect(appsIn(lead + list)).toEqual([]);
  });
});

it('under a step against companies the lines are companies', () => {
  const text =
    "China's market regulator summoned 3 companies on Thursday.\n\nThese companies included:\n- Maple Pay\n- Green Finance\n- Blue Loans\n";
  const found = read(text, { published: '2021-04-29' }).mentions;
  expect(found.map((one) => [one.name, one.kind])).toEqual([
    ['Maple Pay', 'entity'],
    ['Green Finance', 'entity'],
    ['Blue Loans', 'entity'],
  ]);
});
