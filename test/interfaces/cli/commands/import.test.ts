import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../../src/interfaces/cli/command-line.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const LEVELS = [
  '--file',
  'test/fixtures/importers/gleif-lei2.csv',
  '--relations',
  'test/fixtures/importers/gleif-rr.csv',
];

async function run(
  args: readonly string[],
  stopped: Promise<string> = new Promise(() => {}),
  env: Record<string, string> = {},
) {
  const said = { out: '', err: '' };
  let clock = Date.parse('2026-01-05T12:00Z');
  const code = await runCommandLine(['import', ...args], {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
    env,
    now: () => {
      clock += 3_000;
      return clock as never;
    },
    terminal: { out: false, err: false, columns: 80 },
    stopped,
  });
  return { code, ...said };
}

describe('tocsin import', () => {
  test('GLEIF, stopped and started again, ends as if it had run through', async () => {
    const whole = await run(['gleif', ...LEVELS, '--out', at('whole.jsonl')]);
    expect(whole.code).toBe(0);
    expect(whole.err).toMatch(/relations \[#*-*\]\s+\d+ %/);
    expect(whole.out).toContain('Nothing in config/ was changed.');
    const args = ['gleif', ...LEVELS, '--out', at('parts.jsonl')];
    const stopped = await run(args, Promise.resolve('SIGINT'));
    expect(stopped).toMatchObject({ code: 1, err: expect.stringContaining('goes on from here') });
    expect(existsSync(at('parts.jsonl'))).toBe(false);
    const again = await run(args);
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining('Going on after') });
    expect(readFileSync(at('parts.jsonl'), 'utf8')).toBe(readFileSync(at('whole.jsonl'), 'utf8'));
    expect(existsSync(at('parts.jsonl.checkpoint'))).toBe(false);
  });

  test('the SEC’s tickers, compared with the real registry', async () => {
    const done = await run([
      'sec',
      '--file',
      'test/fixtures/importers/company_tickers.json',
      '--out',
      at('sec.jsonl'),
    ]);
    expect(done.code).toBe(0);
    const lines = readFileSync(at('sec.jsonl'), 'utf8').trim().split('\n');
    const tcom = lines.map((line) => JSON.parse(line)).find((one) => one.value.symbol === 'TCOM');
    expect(tcom).toMatchObject({ company: 'trip-com', do: 'check-listing' });
  });

  test('a table of one’s own: what it proposes, and exit code 1 where a row cannot be used', async () => {
    writeFileSync(
      at('own.csv'),
      'company,kind,name,source\ntencent,app,虚构应用,annual report\nnobody,app,x,\n',
    );
    const done = await run(['csv', '--file', at('own.csv'), '--out', at('own.jsonl')]);
    expect(done).toMatchObject({
      code: 1,
      err: expect.stringContaining('row 2: there is no company "nobody"'),
    });
    expect(readFileSync(at('own.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('--apply writes what was left in the file, and says of each other line why not', async () => {
    mkdirSync(at('config/companies'), { recursive: true });
    const company = at('config/companies/harbour.yml');
    writeFileSync(
      company,
      'name: 海港\ncountry: CN\nsector: games\nentities:\n  - 海港有限公司 # kept\n',
    );
    const line = (company: string | null, name: string) =>
      JSON.stringify({
        company,
        do: 'attest',
        value: { edge: 'entity', name },
        because: 'a row',
        evidence: { kind: 'filing', source: 'annual report', day: '2024' },
      });
    const lines = [
      line('harbour', '海港有限公司'),
      line('harbour', '别家有限公司'),
      line('nobody', 'x'),
      '{',
    ];
    writeFileSync(at('accepted.jsonl'), lines.join('\n'));
    const done = await run(['--apply', at('accepted.jsonl')], undefined, {
      CONFIG_DIR: at('config'),
    });
    expect(done.code).toBe(1);
    expect(done.out).toContain('1 proposals written to 1 files, 3 not');
    expect(done.err).toContain('accepted.jsonl:2: entity 别家有限公司 is gone from');
    expect(done.err).toContain('harbour.yml:5');
    expect(done.err).toContain('accepted.jsonl:3: there is no');
    expect(done.err).toContain('accepted.jsonl:4: not a proposal');
    expect(readFileSync(company, 'utf8')).toContain(
      '- {name: 海港有限公司, evidence: filing annual report 2024} # kept',
    );
  });

  test.each([
    [
      'a missing file',
      () => ['sec', '--file', at('no.json'), '--out', at('x')],
      'there is no such file',
    ],
    [
      'a zip file',
      () => {
        writeFileSync(at('lei.zip'), 'PK\u0003\u0004');
        return ['gleif', '--file', at('lei.zip'), '--relations', LEVELS[3]!, '--out', at('x')];
      },
      'unzip it first',
    ],
    [
      'another kind of file',
      () => [
        'openfigi',
        '--file',
        'test/fixtures/importers/company_tickers.json',
        '--out',
        at('x'),
      ],
      'no list of {request, response}',
    ],
    [
      'a folder that is not there',
      () => ['csv', '--file', at('own.csv'), '--out', at('no/x')],
      'cannot be written',
    ],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const done = await run(args());
    expect(done.code).toBe(2);
    expect(done.err).toContain(sentence);
    expect(done.err).not.toContain('bug');
  });
});
