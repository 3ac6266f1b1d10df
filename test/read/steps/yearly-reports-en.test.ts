import { describe, expect, it } from 'vitest';
import { readNews, typesOf } from '../../support/reading.ts';

describe("a report on last year's penalties is statistics", () => {
  it.each([
    "Meituan and Alibaba paid most of China's antitrust fines in 2020, report shows\nThe two contributed 90 per cent of the fines handed out last year, according to an annual report published by the market regulator.",
    "Alibaba accounts for the lion's share of China's antitrust fines\nThe 18 billion yuan fine for Alibaba made up 80 per cent of the fines of 2020, the regulator said in its yearly tally.",
    "China's privacy fines in 2020 hit a record, data show\nMeituan was fined the most, followed by Didi, the regulator's figures say.",
    'How much did they pay?\nAccording to its annual enforcement report, the State Administration for Market Regulation fined Alibaba, Meituan and Didi for deals.',
    "Total antitrust fines for 2020 reached 450 million yuan\nThe market regulator's annual review said that Meituan and Alibaba were fined for tying merchants.",
    "China's market watchdog handled 175 antitrust cases in 2020\nThe State Administration for Market Regulation closed 175 cases, with fines totalling 450 million yuan, its annual report on enforcement showed. Alibaba and Tencent were among those penalised.",
    'India in numbers\nThe ministry concluded 1,204 cases against apps last year. Meituan was among the companies fined.',
  ])('%s', (text) => {
    expect(typesOf(readNews(text))).toEqual([]);
  });

  it('but a fine for a false annual report is a fine', () => {
    expect(
      typesOf(
        readNews(
          "China fines Maple Coffee over its books\nChina's securities regulator on Monday fined Maple Coffee 3 million yuan for false sales in its annual report.",
        ),
      ),
    ).toEqual(['fined']);
  });
});

describe('a company tells in a filing which order it follows', () => {
  it.each([
    'Maple Inc. Announces Temporary Suspension of Posts\nMaple Inc. today announced that, in accordance with directives of the relevant government authority, it will suspend the ability of users to post for one month.',
    'Maple Inc. suspends comments\nMaple Inc. (NASDAQ: MAPL) said it has disabled the comment function of Maple Notes at the direction of the competent authority for 15 days.',
    'Maple Inc. announces a self-inspection\nPursuant to an order of the Cyberspace Administration of China, Maple Inc. will close the video channel of Maple Notes from Monday.',
    'Maple Notes to pause its news feed\nMaple Inc. said on Monday it would pause the news feed of its app to comply with instructions from the internet authority.',
  ])('%s', (text) => {
    expect(typesOf(readNews(text))).toContain('rectification-ordered');
  });

  it.each([
    'Maple Inc. announces new office\nMaple Inc. will close its office in Shanghai in March and restrict travel of its staff.',
    'Maple Motors pauses plant\nUnder the guidance of the local government, Maple Motors has suspended production at its plant in Shanghai, it said on Monday.',
    'Maple Coffee shuts shops\nIn line with requirements of the city government, Maple Coffee has closed 300 shops for a week because of the virus.',
    'Maple Inc. to suspend its share buyback\nMaple Inc. said on Monday it will suspend its share buyback for one month.',
  ])('but acts on its own: %s', (text) => {
    expect(typesOf(readNews(text))).toEqual([]);
  });
});

describe('what an app or firm is told to do, in the words of the press', () => {
  it.each([
    [
      'Regulator tells Maple to shut app\nThe media regulator on Tuesday ordered Maple Group to close its joke app Green Rice for good over vulgar content.',
      'banned',
    ],
    [
      'Green Rice shut\nThe ministry instructed Maple Group on Monday to permanently shut down Green Rice.',
      'banned',
    ],
    [
      "CAC acts over labels\nChina's Cyberspace Administration on Monday summoned platforms, imposing deadlines for rectification.",
      'rectification-ordered',
    ],
    [
      'Maple Video fined\nThe Beijing internet office fined Maple Video 3 million yuan on Monday and ordered it to deal with the accounts and to hold staff accountable.',
      'rectification-ordered',
    ],
    [
      'China targets Maple Video\nMaple Video is the latest target of China’s internet regulator, which announced measures against the platform on Tuesday.',
      'criticised',
    ],
  ])('%s', (text, type) => {
    expect(typesOf(readNews(text))).toContain(type);
  });

  it.each([
    'China targets Maple Video\nThe Cyberspace Administration of China summoned Maple Video and announced measures against both of its apps on Tuesday.',
  ])('measures against somebody are no rules: %s', (text) => {
    expect(typesOf(readNews(text))).not.toContain('rule-enacted');
  });

  it('"in order to restore" orders nothing', () => {
    expect(
      typesOf(
        readNews(
          'Maple Notes pulled from app stores\nMaple Notes was removed from app stores on orders of the regulator. The firm talks with the authorities in order to restore it.',
        ),
      ),
    ).toEqual(['removed-from-stores']);
  });
});
