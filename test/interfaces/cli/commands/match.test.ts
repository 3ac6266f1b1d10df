import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../../src/interfaces/cli/command-line.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'match-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

function write(name: string, lines: readonly string[]): string {
  writeFileSync(at(name), `${lines.join('\n')}\n`);
  return at(name);
}

async function run(args: readonly string[], stopped: Promise<string> = new Promise(() => {})) {
  const said = { out: '', err: '' };
  let clock = Date.parse('2026-01-05T12:00Z');
  const code = await runCommandLine(['match', ...args], {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
    env: { DATA_DIR: at('no-database-here') },
    now: () => {
      clock += 1_500;
      return clock as never;
    },
    terminal: { out: false, err: false, columns: 80 },
    stopped,
  });
  return { code, ...said };
}

const cells = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

describe('tocsin match', () => {
  test('adds company, tickers and reason to a list, as of each row’s day', async () => {
    const file = write('rows.tsv', [
      'our no\tdate\tdeveloper\tapp\tversion\tstore',
      '1\t2021-08-18\t腾讯科技（深圳）有限公司\t微信\t8.0.10\tApp Store',
      '2\t2021-08-18\tShanghai Ctrip Commerce Co.,Ltd\t携程旅行\t8.41\tApp Store',
      '3\t2021-08-18\t虚构市微信助手软件有限公司\t微信\t1.0\t某市场',
      '4\t2021-08-18\t行吟信息科技（上海）有限公司\t小红书\t7.1\t应用宝',
      '5\t\t\t爱奇艺\t\t',
    ]);
    const done = await run(['--file', file, '--out', at('result.tsv')]);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain(
      '5 rows: 3 of listed companies, 1 of private ones, 1 for a person to decide',
    );
    expect(done.out).toContain(
      'Rows without a date: 1, matched as of 2026-01-05 (today; --at names another day).',
    );
    expect(done.out).toContain('Columns that were carried over and not read: our no.');
    const [header, ...rows] = cells(at('result.tsv'));
    expect(header).toEqual([
      'our no',
      'date',
      'developer',
      'app',
      'version',
      'store',
      'company_id',
      'company',
      'tickers',
      'private',
      'match',
      'confidence',
      'reason',
    ]);
    expect(rows.map((row) => [row[0], ...row.slice(6, 11)])).toEqual([
      ['1', 'tencent', 'Tencent Holdings Ltd.', '0700.HK|TCEHY', 'false', 'exact'],
      ['2', 'trip-com', 'Trip.com Group Ltd.', 'TCOM|9961.HK', 'false', 'exact'],
      ['3', '', '', '', '', 'likely'],
      ['4', 'xiaohongshu', expect.any(String), '', 'true', 'exact'],
      ['5', 'iqiyi', 'iQIYI, Inc.', 'IQ', 'false', 'exact'],
    ]);
  });

  test('--at is the day of the rows that have none', async () => {
    const file = write('dateless.csv', ['app,developer', '搜狗输入法,北京搜狗科技发展有限公司']);
    for (const [day, tickers] of [
      ['2021-09-22', 'SOGO'],
      ['2021-09-23', '0700.HK|TCEHY'],
    ]) {
      expect((await run(['--file', file, '--out', at('dated.csv'), '--at', day!])).code).toBe(0);
      expect(readFileSync(at('dated.csv'), 'utf8')).toContain(`,${tickers},false,`);
    }
  });

  test('says on stderr how far it is', async () => {
    const rows = Array.from({ length: 2_000 }, () => '2021-08-18,微信,');
    const file = write('long.csv', ['date,app,developer', ...rows]);
    const done = await run(['--file', file, '--out', at('long-result.csv')]);
    expect(done.err).toMatch(/^\s*\d+ % {2}\d+,?\d* rows: \d+ of listed companies/m);
    expect(done.out).toContain('2,000 rows: 2000 of listed companies');
  });

  test.each([
    [
      'a missing list',
      () => ['--file', at('nowhere.tsv'), '--out', at('x.tsv')],
      'there is no such file',
    ],
    ['a folder', () => ['--file', folder, '--out', at('x.tsv')], 'is a folder'],
    [
      'a header without app and developer',
      () => ['--file', write('odd.tsv', ['colour\tsize', 'red\t4']), '--out', at('x.tsv')],
      'names neither an app nor a developer (columns: colour, size)',
    ],
    [
      'an empty list',
      () => ['--file', write('empty.tsv', []), '--out', at('x.tsv')],
      'the list is empty',
    ],
    [
      'a folder that is not there for the result',
      () => ['--file', write('a.csv', ['app', '微信']), '--out', at('no/such/x.tsv')],
      'there is no folder',
    ],
    [
      'one file for both',
      () => ['--file', write('a.csv', ['app', '微信']), '--out', join(folder, '.', 'a.csv')],
      'the same file',
    ],
    [
      'a day that is none',
      () => ['--file', write('a.csv', ['app', '微信']), '--out', at('x.csv'), '--at', '2021-02-30'],
      'is not a date',
    ],
    ['no result named', () => ['--file', at('a.csv')], '--out'],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const done = await run(args());
    expect(done.code).toBe(2);
    expect(done.err).toContain(sentence);
    expect(done.err).not.toContain('bug');
  });

  test('a list that cannot be finished leaves neither a result nor a rest', async () => {
    mkdirSync(at('in-the-way.tsv'));
    const file = write('fine.csv', ['app,date', '微信,2021-08-18']);
    const before = readdirSync(folder).sort();
    expect((await run(['--file', file, '--out', at('in-the-way.tsv')])).code).toBe(2);
    const stopped = await run(
      ['--file', file, '--out', at('stopped.csv')],
      Promise.resolve('SIGINT'),
    );
    expect(stopped).toMatchObject({ code: 2, err: 'stopped; nothing was written.\n' });
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
