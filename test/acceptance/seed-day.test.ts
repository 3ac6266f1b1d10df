import { beforeAll, describe, expect, test } from 'vitest';
import type { Io } from '../../src/app/io.ts';
import { playDemo } from '../../src/demo/play.ts';

/** Runs the demo as a stranger would see it, and keeps what it said. */
async function watchDemo(
  language: 'en' | 'zh',
): Promise<{ out: string; err: string; code: number }> {
  const said = { out: [] as string[], err: [] as string[] };
  const io: Io = {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    env: {},
    now: Date.now as Io['now'],
    terminal: { out: false, err: false, columns: 80 },
    stopped: new Promise(() => {}),
  };
  const code = await playDemo(io, language);
  return { out: said.out.join('\n'), err: said.err.join('\n'), code };
}

describe('the seed day, 18 August 2021, on the real program over loopback HTTP', () => {
  let demo: Awaited<ReturnType<typeof watchDemo>>;
  beforeAll(async () => {
    demo = await watchDemo('en');
  });
  const flat = () => demo.out.replace(/\s+/g, ' ');

  test('ends well', () => {
    expect(demo.code).toBe(0);
  });

  test('tells four alerts: review, removal, 25 apps, the list; the article joins and is not told', () => {
    expect(demo.out.match(/Not investment advice\.$/gm)).toHaveLength(4);
    expect(demo.out).not.toMatch(/[0-9a-f]{16}:/);
    expect(demo.err).toMatch(/\[6\/6\].*an English article[\s\S]*0 alerts, 0 sent/);
    expect(demo.err).toContain('suppressed, joined-case');
  });

  test.each([
    [
      'the gravest company, what happened and by when',
      'Tencent (0700.HK, TCEHY): MIIT ordered WeChat, Tencent Video, WeCom and another app to fix violations by 25 Aug 2021. Risk ',
    ],
    ['how the 43 apps add up', '43 apps: 13 by 8 listed companies, 5 private, 25 unknown here'],
    ['the deadline', 'Deadline 25 Aug 2021 23:59 Beijing'],
    ['the number of the list', 'no. 8 of 2021, no. 17 in all'],
    ['both tickers of Trip.com', 'Trip.com (TCOM, 9961.HK)'],
    ['the accusation in English', 'harassing users with splash-screen pop-ups'],
    [
      'the count of Didi apps that nobody names',
      'ordered DiDi Enterprise and 24 further apps off the app stores',
    ],
    ['what to do next', 'DISCORD_TOKEN'],
  ])('shows %s', (_, text) => {
    expect(flat()).toContain(text);
  });

  test('never names Didi for the list of August, nor the media, nor a store', () => {
    const list = demo.out.slice(
      demo.out.indexOf('MIIT orders'),
      demo.out.indexOf('Scores on the evening'),
    );
    for (const wrong of ['DiDi', 'CCTV', 'Bloomberg', 'Apple', 'Xiaomi (', 'Huawei ('])
      expect(list).not.toContain(wrong);
  });

  test('ends with the scores, Didi severe and ahead of Tencent and Trip.com', () => {
    const table = demo.out.slice(demo.out.indexOf('Scores on the evening'));
    const order = [...table.matchAll(/│ ([^│]+?)\s+│[^│]+│\s+(\d+\.\d)/g)].map(
      (match) => [match[1]!, Number(match[2])] as const,
    );
    const scoreOf = new Map(order);
    expect(scoreOf.get('DiDi Global')).toBeGreaterThan(75);
    expect(scoreOf.get('DiDi Global')).toBeGreaterThan(scoreOf.get('Tencent')!);
    expect(scoreOf.get('Tencent')).toBeGreaterThan(scoreOf.get('Trip.com Group')!);
    expect(order.map(([, score]) => score)).toEqual(
      order.map(([, score]) => score).toSorted((a, b) => b - a),
    );
  });

  test('speaks Chinese when asked', async () => {
    const chinese = await watchDemo('zh');
    // Chinese wraps between any two characters, so blanks and line ends say nothing.
    expect(chinese.out.replace(/\s+/g, '')).toContain(
      '43款应用，其中13款属于8家上市公司，5款属于未上市公司，25款未识别',
    );
    expect(chinese.out).toContain('不构成投资建议');
  });
});
