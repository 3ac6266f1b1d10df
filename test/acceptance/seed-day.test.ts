import { beforeAll, describe, expect, test } from 'vitest';
import type { Io } from '../../src/app/io.ts';
import { playDemo } from '../../src/demo/play.ts';

/** Runs the demo as a stranger would see it, and keeps what it said. */
async function watchDemo(language: 'en' | 'zh'): Promise<{ out: string; err: string; code: number }> {
  const said = { out: [] as string[], err: [] as string[] };
  const io: Io = {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    env: {},
    now: Date.now,
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
    expect(demo.out.match(/Not investment advice\. \[[0-9a-f]+:\w+\]/g)).toHaveLength(4);
    expect(demo.err).toMatch(/\[6\/6\].*an English article[\s\S]*0 alerts, 0 sent/);
    expect(demo.err).toContain('held, joined-case');
  });

  test.each([
    [
      'the counts that the page gives',
      '43 apps: 18 known here, 13 of them of 8 listed companies, 5 private, 25 unresolved',
    ],
    ['the deadline with the days left', '25 Aug 2021 (7 days left)'],
    ['the number of the list', 'no. 8 of 2021, no. 17 in all'],
    ['both tickers of Trip.com', 'Trip.com Group (TCOM, 9961.HK)'],
    ['an app whose developer cell is merged with the one above', '企业微信 WeCom 3.1.10 (小米应用商店)'],
    ['three rows of one app', '8.4.20 (App Store), 8.4.25 (App Store), 8.4.25.26114 (OPPO软件商店)'],
    ['the accusation in both languages', '开屏弹窗信息骚扰用户 / harassing users with splash-screen pop-ups'],
    ['the count of Didi apps that nobody names', '24 more are counted by the notice and not named in it'],
    ['publication and detection', 'Published 18 Aug 2021 10:00 Beijing · Detected 18 Aug 2021 10:03 Beijing'],
    ['what to do next', 'DISCORD_TOKEN'],
  ])('shows %s', (_, text) => {
    expect(flat()).toContain(text);
  });

  test('never names Didi for the list of August, nor the media, nor a store', () => {
    const list = demo.out.slice(
      demo.out.indexOf('MIIT: ordered to rectify'),
      demo.out.indexOf('Scores on the evening'),
    );
    for (const wrong of ['DiDi', 'CCTV', 'Bloomberg', 'Apple', 'Xiaomi (', 'Huawei ('])
      expect(list).not.toContain(wrong);
  });

  test('ends with the scores, Didi far ahead', () => {
    const table = demo.out.slice(demo.out.indexOf('Scores on the evening'));
    const order = [...table.matchAll(/│ ([^│]+?)\s+│[^│]+│\s+(\d+\.\d)/g)].map(
      (match) => [match[1]!, Number(match[2])] as const,
    );
    expect(order[0]![0]).toBe('DiDi Global');
    expect(order[0]![1]).toBeGreaterThan(75);
    expect(order.map(([, score]) => score)).toEqual(
      order.map(([, score]) => score).toSorted((a, b) => b - a),
    );
    expect(order.map(([name]) => name)).toContain('Trip.com Group');
  });

  test('speaks Chinese when asked', async () => {
    const chinese = await watchDemo('zh');
    // Chinese wraps between any two characters, so blanks and line ends say nothing.
    expect(chinese.out.replace(/\s+/g, '')).toContain(
      '43款应用：已识别18款，其中13款属于8家上市公司，5款属于私有公司，25款未识别',
    );
    expect(chinese.out).toContain('不构成投资建议');
  });
});
