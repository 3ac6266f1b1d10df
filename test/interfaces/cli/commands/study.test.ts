import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Aftermath, EventReport } from '../../../../src/domain/study-report.ts';
import { command } from '../../../support/command.ts';
import { SHORT_LIST } from '../../../support/miit-list.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
let folder: string;
let alert: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'study-'));
  writePrices();
  world = await startWorld();
  await world.follow('trip-com');
  world.publish('miit', SHORT_LIST);
  const { settled } = await world.tickAt('2021-09-20T10:05');
  alert = settled.flatMap((one) => one.outcome.alerts.map((each) => each.id))[0]!;
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Invented closes: the index stands still, the share swings by a percent and loses ten on 21
 * September 2021.
 */
function writePrices(): void {
  const days = Array.from({ length: 420 }, (_, index) => new Date(Date.UTC(2020, 8, 1 + index)))
    .filter((day) => day.getUTCDay() % 6 !== 0)
    .map((day) => day.toISOString().slice(0, 10));
  const share = days.map((day, index) => `${day},${(day < '2021-09-21' ? 100 : 90) + (index % 2)}`);
  const market = days.map((day, index) => `${day},${50 + (index % 3) / 10}`);
  mkdirSync(join(folder, 'prices', 'index'), { recursive: true });
  writeFileSync(join(folder, 'prices', 'TCOM.csv'), `Date,Close\n${share.join('\n')}\n`);
  writeFileSync(
    join(folder, 'prices', 'index', 'KWEB.csv'),
    `Date,AdjClose\n${market.join('\n')}\n`,
  );
}

const study = (...args: string[]) => command(['study', ...args], { DATA_DIR: world.folder });
const prices = () => ['--prices', join(folder, 'prices')];

describe('tocsin study', () => {
  test('aftermath of an alert that was told: the fall of the next session', async () => {
    const { code, out } = await study('aftermath', alert, ...prices(), '--json');
    const [trip] = Aftermath.parse(JSON.parse(out)).companies;
    expect([code, trip!.ticker, trip!.day0]).toEqual([0, 'TCOM', '2021-09-20']);
    expect(trip!.moves[0]!.abnormal).toBeCloseTo(-0.1, 1);
    const card = await study('aftermath', alert, ...prices());
    expect(card.out).toMatch(/T\+1\s+−(?:9|10|11)\.\d %/);
  });

  test('an alert that is not there: exit 1, and the newest that are', async () => {
    const { code, err } = await study('aftermath', 'nothing', ...prices());
    expect([code, err]).toEqual([1, expect.stringContaining(alert)]);
  });

  test('events: table, CSV and a picture', async () => {
    const [csv, chart] = [join(folder, 'events.csv'), join(folder, 'events.svg')];
    const { code, out } = await study(
      'events',
      ...prices(),
      '--csv',
      csv,
      '--chart',
      chart,
      '--json',
    );
    const report = EventReport.parse(JSON.parse(out));
    expect([code, report.measured > 0]).toEqual([0, true]);
    expect(readFileSync(csv, 'utf8').trimEnd().split('\n')).toHaveLength(report.measured + 1);
    expect(readFileSync(chart, 'utf8')).toMatch(/^<svg/);
  });

  test.each([
    [['events', '--prices', 'nowhere'], /there is no such folder/],
    [['events', '--prices', '.', '--benchmark', 'HSI'], /is not MIC=INDEX/],
    [['calibration', '--seed', 'x'], /--seed "x" is not a whole number/],
  ])('%j is refused with one sentence', async (args, sentence) => {
    const { code, err } = await study(...args);
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)]);
  });

  test('calibration says uncalibrated first of all', async () => {
    const { code, out } = await study('calibration');
    expect(code).toBe(0);
    expect(out).toMatch(/^P90 is UNCALIBRATED: the history was picked by hand/);
  });
});
