import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppAnswer, RiskAnswer } from '../../../src/answers/queries/answers.ts';
import { runCommandLine } from '../../../src/interfaces/cli/command-line.ts';
import { COMMANDS } from '../../../src/interfaces/cli/commands/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));

/** Runs the program as a shell would, in an empty data folder. */
async function tocsin(line: string, env: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(line.split(' '), {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    env: { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', ...env },
    now: () => Date.parse('2026-11-24T12:00Z') as never,
    terminal: { out: false, err: false, columns: 80 },
    stopped: new Promise(() => {}),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const GOLDEN = 'test/fixtures/golden/seed-facts.yml';

describe('risk on the golden facts', () => {
  test.each([
    ['DIDI', 'seed-facts', 76.2],
    ['0700.HK', 'seed-facts', 20.2],
    ['TCOM', 'seed-facts', 17.2],
    ['IQ', 'seed-facts', 15.9],
    ['TCEHY', 'seed-facts-full', 21.5],
  ])('%s on %s is %d, and its points sum to it', async (ticker, facts, expected) => {
    const { code, out } = await tocsin(
      `risk ${ticker} --facts test/fixtures/golden/${facts}.yml --at 2021-08-18 --json`,
    );
    const answer = RiskAnswer.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(answer.score).toBe(expected);
    expect(
      Math.round(answer.factors.reduce((sum, factor) => sum + factor.points * 10, 0)) / 10,
    ).toBe(expected);
  });

  test.each(['0700.HK', '700', '00700', 'XHKG:0700', 'TCEHY', 'Tencent', '腾讯', '騰訊'])(
    '"%s" is Tencent',
    async (query) => {
      const { out } = await tocsin(`risk ${query} --facts ${GOLDEN} --at 2021-08-18 --json`);
      expect(JSON.parse(out).company.id).toBe('tencent');
    },
  );

  test('the day decides which ticker it has', async () => {
    const before = await tocsin(`risk didi --facts ${GOLDEN} --at 2022-06-01 --json`);
    const after = await tocsin(`risk didi --facts ${GOLDEN} --at 2022-07-01 --json`);
    expect(JSON.parse(before.out).listings.map((one: { ticker: string }) => one.ticker)).toEqual([
      'DIDI',
    ]);
    expect(JSON.parse(after.out).listings.map((one: { ticker: string }) => one.ticker)).toEqual([
      'DIDIY',
    ]);
  });

  test('a private company is called private', async () => {
    const { out } = await tocsin('risk bytedance --at 2021-08-18 --json');
    expect(JSON.parse(out)).toMatchObject({
      company: { id: 'bytedance', private: true },
      listings: [],
    });
  });
});

describe('app', () => {
  test('answers with the chain as of the day', async () => {
    const { code, out } = await tocsin('app 爱奇艺 --at 2021-08-18 --json');
    const answer = AppAnswer.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(answer.company!.id).toBe('iqiyi');
    expect(answer.via.map((one) => one.company.id)).toEqual(['baidu']);
    expect(answer.chain.at(-1)!.to).toBe('IQ');
  });

  test('an unknown app is no company, with the reason, and exit code 1', async () => {
    const { code, err } = await tocsin('app 虚构无名应用 --at 2021-08-18');
    expect(code).toBe(1);
    expect(err).not.toBe('');
  });
});

describe('read', () => {
  test('tells the acts, the apps with their spans and the companies', async () => {
    const file = join(folder, 'notice.html');
    writeFileSync(
      file,
      '<html><head><meta name="PubDate" content="2021-09-20"></head><body><h1>关于侵害用户权益行为的APP通报（2021年第9批，总第18批）</h1><p>工业和信息化部检查发现1款APP存在问题，应在9月28日前完成整改。</p><table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr><tr><td>1</td><td>携程旅行</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.40.0</td><td>违规收集个人信息</td></tr></table></body></html>',
    );
    const { code, out } = await tocsin(`read ${file} --json`);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      verdict: 'action',
      regulator: { id: 'cn-miit' },
      deadline: { date: '2021-09-28' },
      batch: { yearly: 9, total: 18 },
    });
    expect(answer.mentions[0]).toMatchObject({ name: '携程旅行', match: { kind: 'exact' } });
    expect(answer.mentions[0].span.text).toContain('携程旅行');
    expect(answer.exposures[0].tickers).toEqual(['TCOM', '9961.HK']);
  });

  test('a missing file is named, the others are read', async () => {
    const { code, err } = await tocsin('read nothing-here.html');
    expect(code).toBe(1);
    expect(err).toContain('nothing-here.html: there is no such file');
  });

  test('a line of JSON may hold a line separator, and no line of the answer does', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tocsin-read-')), 'pages.jsonl');
    const page = {
      id: 'a\u2028b',
      title: '市场监管总局依法对阿里巴巴作出行政处罚',
      text: '总局对阿里巴巴处以\u2028罚款。',
      published: '2021-04-10',
      authority: 'cn-samr',
    };
    writeFileSync(
      file,
      `${JSON.stringify(page)}\n${JSON.stringify({ ...page, authority: 'nobody' })}\n`,
    );
    const { code, out } = await tocsin(`read --jsonl ${file}`);
    expect(code).toBe(0);
    expect(out).not.toMatch(/[\u2028\u2029]/u);
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ id: 'a\u2028b', verdict: 'confirmed' });
    expect(first.alerts[0].tickers).toContain('BABA');
    expect(second.error).toContain('no authority "nobody" is known');
  });

  test('adds the title and the text that was read, if asked', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tocsin-read-'));
    const [page, lines] = [join(dir, 'page.html'), join(dir, 'pages.jsonl')];
    const title = '关于侵害用户权益行为的APP通报';
    const text = `<html><nav><a href="/">首页</a></nav><h1>${title}</h1><p>第一段。</p><p>第二段。</p>`;
    writeFileSync(page, text);
    writeFileSync(lines, `${JSON.stringify({ id: 1, title, text })}\n`);
    const read = /第一段。\n第二段。/;
    for (const words of [`${page} --json`, `--jsonl ${lines}`]) {
      const [plain, full] = [
        JSON.parse((await tocsin(`read ${words}`)).out),
        JSON.parse((await tocsin(`read ${words} --text`)).out),
      ];
      expect(plain).not.toHaveProperty('text');
      expect(full).toMatchObject({ ...plain, title });
      expect(full.text).toMatch(read);
    }
    expect((await tocsin(`read ${page} --text`)).out).toMatch(read);
    expect((await tocsin(`read ${page}`)).out).not.toMatch(read);
  });

  test.each([
    ['empty.html', '', 'The file is empty.'],
    ['broken.docx', 'PK\u0003\u0004broken', 'could not be read'],
    ['damaged.pdf', '\u0007\u0001list\u0002\u0000of\u0003apps'.repeat(4), 'The file is damaged'],
  ])('%s is said not to be read, and never to be no censure', async (name, bytes, why) => {
    const file = join(mkdtempSync(join(tmpdir(), 'tocsin-read-')), name);
    writeFileSync(file, bytes);
    const { code, out, err } = await tocsin(`read ${file}`);
    expect(code).toBe(2);
    expect(err).toContain(`${name}: not read.`);
    expect(err).toContain(why);
    expect(out).not.toContain('not a censure');
    expect(JSON.parse((await tocsin(`read ${file} --json`)).out)).not.toHaveProperty('verdict');
  });
});

describe('what bad input gets: one clear sentence, and exit code 2', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['risk TCOM --at yesterday', {}, /--at "yesterday" is not a date: write 2021-08-18/],
    ['risk TCOM --facts no-such.yml', {}, /--facts no-such\.yml cannot be read/],
    ['risk TCOM', { CONFIG_DIR: '/no/such/folder' }, /configuration folder does not exist/],
    ['risk TCOM', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with/],
    ['risk TCOM', { LANGUAGE: 'fr' }, /LANGUAGE/],
    ['nonsense', {}, /unknown command 'nonsense'/],
    ['risk', {}, /missing required argument/],
  ])('%s %j', async (line, env, message) => {
    const { code, err } = await tocsin(line, env);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('a name that nobody has is "no", exit code 1, with a remedy', async () => {
    const { code, err } = await tocsin('risk nosuchcompany --at 2021-08-18');
    expect(code).toBe(1);
    expect(err).toContain('Try a ticker');
  });

  test('--help says what there is', async () => {
    const { code, out } = await tocsin('--help');
    expect(code).toBe(0);
    for (const name of ['start', 'demo', 'risk', 'app', 'read', 'sources', 'eval'])
      expect(out).toContain(name);
  });
});

describe('--help', () => {
  test('shows each command on one line of 80 columns, and all of them on one screen', async () => {
    const { out } = await tocsin('--help');
    const lines = out.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(COMMANDS.length + 12);
  });
});
