import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReplayReport } from '../../../../src/answers/replay/replay-compare.ts';
import { command } from '../../../support/command.ts';
import { writeSmallConfig } from '../../../support/crash/small-config.ts';
import { SHORT_LIST } from '../../../support/miit-list.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  world = await startWorld();
  await world.follow('trip-com');
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const replay = (...args: string[]) => command(['replay', ...args], { DATA_DIR: world.folder });

describe('tocsin replay', () => {
  test('against another version of the program: its own process, the same database', async () => {
    const { code, out } = await replay('--json', '--against', '.');
    const report = ReplayReport.parse(JSON.parse(out));
    expect(report.against).toContain('the program in');
    expect(report.scores.equal).toBe(report.scores.here);
    expect([code, report.scores.here, report.alerts.lost]).toEqual([0, 1, []]);
  });

  test('against another configuration: what would have been told with these weights', async () => {
    const [here, there] = [join(folder, 'here'), join(folder, 'there')];
    for (const config of [here, there]) writeSmallConfig(config, 'http://127.0.0.1:9/list', 1);
    const path = join(there, 'scoring.yml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace('version: "2026.4"', 'version: "other"')
        .replace('value: 2.5', 'value: 2.6'),
    );
    const { code, out } = await command(['replay', '--against', there], {
      DATA_DIR: world.folder,
      CONFIG_DIR: here,
    });
    expect(code).toBe(1);
    expect(out).toMatch(
      /Scores: 1 here, 1 there; 0 equal byte for byte, 0 the same number told otherwise, 1 changed/,
    );
    expect(out).toMatch(/Model here: 2026\.4\+ledger-4; there: other\+ledger-4/);
  });

  test.each([
    [['--against', 'nowhere'], /neither a configuration folder/],
    [['--from', 'soon'], /--from "soon" is not a date/],
  ])('%j is refused with one sentence', async (args, sentence) => {
    const { code, err } = await replay(...args);
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
  });
});
