import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'tocsin-loaded-'));

/**
 * Packages and rooms of `src` that a run of the program loads; `start` is stopped once it says that
 * it runs.
 */
async function loadedBy(...args: string[]): Promise<string[]> {
  const list = join(home, `${args[0]}.json`);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
    DATA_DIR: join(home, 'data'),
    CONFIG_DIR: args[0] === 'start' ? resolve('config') : 'config',
    WEB_PORT: '0',
    LOADED_MODULES: list,
  };
  const hook = resolve('test/support/loaded-modules.mjs');
  const program = spawn(process.execPath, ['--import', hook, 'scripts/run.mjs', ...args], { env });
  let said = '';
  program.stderr.on('data', (text) => {
    said += text;
    if (String(text).includes('"started"')) program.kill('SIGTERM');
  });
  program.stdout.resume();
  const [code] = await once(program, 'close');
  expect([code, said.includes('"started"')]).toEqual([0, args[0] === 'start']);
  return JSON.parse(readFileSync(list, 'utf8'));
}

/** Packages that take long to load or much memory, each used by few commands or settings. */
const HEAVY = [
  '@e965/xlsx',
  '@napi-rs/canvas',
  'discord.js',
  'echarts',
  'feed',
  'hono',
  'hyparquet-writer',
  'ical-generator',
  'saxes',
  'nodemailer',
  'pdfjs-dist',
  'pg',
  'pino-pretty',
  'pure-rand',
  'simple-statistics',
  'src/demo',
  'src/interfaces/discord',
  'src/base/draw',
  'src/answers/export',
  'src/answers/replay',
  'src/answers/study',
  'src/interfaces/web',
  'word-extractor',
];

describe('what a command does not use is not loaded', () => {
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('--help loads the command line alone', async () => {
    expect(await loadedBy('--help')).toEqual([
      'commander',
      'src/app',
      'src/interfaces/cli',
      'src/main.ts',
    ]);
  });

  it('risk loads no database, reader, YAML or network', async () => {
    const loaded = await loadedBy('risk', 'TCOM');
    const more = [
      'kysely',
      'undici',
      'yaml',
      'pinyin-pro',
      'cheerio',
      'src/base/store',
      'src/pipeline/read',
      'src/pipeline/watch',
    ];
    expect(
      loaded.filter((one) =>
        [...HEAVY, ...more, 'src/pipeline/decode', 'src/pipeline/flows'].includes(one),
      ),
    ).toEqual([]);
    expect(loaded).toContain('src/pipeline/score');
  });

  it('start without Discord, page, mail and prices loads none of them', async () => {
    const loaded = await loadedBy('start');
    // Pages, feeds and files are read in processes apart.
    const apart = [
      'cheerio',
      'csv-parse',
      'feedsmith',
      'file-type',
      'marked',
      'parse5',
      'rss-parser',
      'yaml',
    ];
    expect(loaded.filter((one) => [...HEAVY, ...apart].includes(one))).toEqual([]);
    expect(loaded).toContain('undici');
  });
}, 120_000);
