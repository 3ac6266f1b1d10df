import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  Incidents,
  LastNotices,
  SourceChecks,
  SourceRows,
} from '../../../../scripts/source-shapes.ts';
import { openStore } from '../../../../src/base/store/open.ts';
import { reason } from '../../../../src/domain/reason.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import { list } from '../../../pipeline/watch/watched.ts';
import { command } from '../../../support/command.ts';
import { writeSmallConfig } from '../../../support/crash/small-config.ts';
import { type Loopback, startLoopback } from '../../../support/loopback.ts';

const page = (n: number) =>
  `<html><body><div class="article"><h1>关于侵害用户权益行为的APP通报（2025年第${n}批，总第${n}批）</h1>
<p>工业和信息化部近期组织检查，发现1款APP存在问题，上述APP应在12月28日前完成整改。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>携程测试${n}号</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.${n}.0</td><td>违规收集个人信息</td></tr></table></div></body></html>`;
const rows = [3, 2, 1].map(
  (n) => [`/n${n}.html`, `关于侵害用户权益行为的APP通报（2025年第${n}批，总第${n}批）`] as const,
);

/** With the configuration, which is compiled once; each test has data of its own. */
const home = mkdtempSync(join(tmpdir(), 'sources-'));
const config = join(home, 'config');
let folder: string;
let site: Loopback;
let env: Record<string, string>;
beforeAll(async () => {
  site = await startLoopback((request, response) => {
    const n = /^\/n(\d)\.html$/.exec(request.url ?? '')?.[1];
    const pageOrNothing = n === undefined ? null : page(Number(n));
    const body = request.url === '/list' ? ul(list(...rows)) : pageOrNothing;
    response
      .writeHead(body === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(body);
  });
  writeSmallConfig(config, `${site.origin}/list`, 3);
});
beforeEach(() => {
  folder = mkdtempSync(join(home, 'data-'));
  env = { DATA_DIR: folder, CONFIG_DIR: config, ALLOW_HOSTS: '127.0.0.1' };
});
afterAll(async () => {
  await site.close();
  rmSync(home, { recursive: true, force: true });
});

/** The same configuration in a folder of this test, with another address of the list. */
function ownConfig(list: string): string {
  const own = join(folder, 'config');
  writeSmallConfig(own, `${site.origin}${list}`, 1);
  env = { ...env, CONFIG_DIR: own };
  return own;
}

const ul = (html: string) =>
  html
    .replaceAll('2026-03-02', '2025-12-20')
    .replace('<ul>', '<ul class="list">')
    .replaceAll('<span>', '<span class="date">');

describe('sources last', () => {
  test('stores, reads and shows the newest notices, late, and alerts nobody', async () => {
    const said = await command(['sources', 'last', 'cn-miit-loopback', '2'], env);
    expect(said.code).toBe(0);
    expect(said.out).toMatch(/第3批.*late, stored now/);
    expect(said.out).toContain('name, rectify: 1 named; trip-com');
    const store = await openStore({ path: join(folder, 'tocsin.db') });
    const items = await store.itemsSeen({ limit: 9 });
    expect(items.map(({ backfill, late }) => [backfill, late])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(await store.deliveries({ limit: 9 })).toEqual([]);
    expect(await store.sourceStates()).toEqual([]);
    await store.close();
    expect((await command(['sources', 'last', 'cn-miit-loopback', '3'], env)).out).toMatch(
      /第2批.*stored before[\s\S]*第1批.*late, stored now/,
    );
  });

  test('alerts one address on request, once, however often it is asked', async () => {
    const ask = [
      'sources',
      'last',
      'cn-miit-loopback',
      '2',
      '--to',
      'webhook:https://hooks.example.org/x',
      '--json',
    ];
    const first = await command(ask, env);
    expect(first.err).toContain('2 alerts are sent by the running program.');
    expect(LastNotices.parse(JSON.parse(first.out))).toMatchObject([
      { verdict: 'action', late: true, backfill: true, companies: ['trip-com'], fresh: true },
      { fresh: true },
    ]);
    await command(ask, env);
    const store = await openStore({ path: join(folder, 'tocsin.db') });
    const planned = await store.deliveries({ limit: 9 });
    expect(planned.map(({ address, state }) => [address.to, state])).toEqual([
      ['https://hooks.example.org/x', 'pending'],
      ['https://hooks.example.org/x', 'pending'],
    ]);
    await store.close();
  });

  test.each([
    [['nobody'], /No source is called nobody/],
    [['cn-miit-loopback', '0'], /"0" is not a number from 1 to 50/],
    [['cn-miit-loopback', '1', '--to', 'pigeon:x'], /--to begins with "pigeon"/],
    [['cn-miit-loopback', '1', '--to', 'email:nobody'], /--to holds no address for email/],
  ])('%j is refused with what would do', async (args, because) => {
    const said = await command(['sources', 'last', ...args], env);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(because);
  });

  test('a list that does not answer is said, and nothing is stored', async () => {
    ownConfig('/gone');
    const said = await command(['sources', 'last', 'cn-miit-loopback'], env);
    expect(said).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing is at its address any more'),
    });
  });
});

test('sources incidents: what was wrong, who was told, and why others were not', async () => {
  expect((await command(['sources', 'incidents'], env)).out).toBe('Nothing was wrong.\n');
  const store = await openStore({ path: join(folder, 'tocsin.db') });
  const at = Date.parse('2026-01-05T10:00Z') as Instant;
  await store.saveIncidents([
    {
      id: 'x:gap:1',
      source: 'cn-miit-loopback' as never,
      title: 'A list',
      regulator: null,
      kind: 'gap',
      code: 'server-error',
      message: '',
      from: at,
      to: null,
      notedAt: at,
      endNotedAt: null,
      late: null,
      tellings: [{ to: 'operator', of: 'begin', alert: null, because: reason('no-operator'), at }],
      revision: 0,
    },
  ]);
  await store.close();
  expect((await command(['sources', 'incidents'], env)).out).toBe(
    '2026-01-05T10:00Z lasts  cn-miit-loopback: gap (it has a problem of its own)\n  begin to operator: not told, no OPERATOR is set\n',
  );
  const told = (await command(['sources', 'incidents', '--json'], env)).out;
  expect(Incidents.parse(JSON.parse(told))).toHaveLength(1);
});

test('sources check answers 1 where a source does not work, and says what to change', async () => {
  expect((await command(['sources', 'check'], env)).code).toBe(0);
  ownConfig('/gone');
  const said = await command(['sources', 'check', 'cn-miit-loopback'], env);
  expect(said.code).toBe(1);
  expect(said.out).toMatch(/gone .*\/gone[\s\S]*-> Find the new address/);
});

test('sources check --fix writes what it proposes, who asked and when, and the files stay sound', async () => {
  const file = join(ownConfig('/list'), 'regulators', 'cn-miit.yml');
  const before = readFileSync(file, 'utf8').replace('address: verified', 'address: unverified');
  writeFileSync(
    file,
    before.replace(
      '/list"',
      `/old"\n    mirrors: ["http://127.0.0.1:9/list", "${site.origin}/list"]`,
    ),
  );
  const said = await command(['sources', 'check', '--fix'], env);
  expect(said.err).toContain('1 sources were written in config/');
  expect(readFileSync(file, 'utf8')).toBe(
    `${before.replace('address: unverified', 'address: verified')}    checked: { on: 2026-01-05, by: ${hostname()} }\n`,
  );
  const [row] = SourceRows.parse(JSON.parse((await command(['sources', '--json'], env)).out));
  expect(row).toMatchObject({
    checked: { on: '2026-01-05', works: true },
    layoutSeen: '2026-01-05',
  });
});

test('where the program ran, a check is noted in its database without --fix', async () => {
  await command(['sources', 'last', 'cn-miit-loopback', '1'], env);
  await command(['sources', 'check'], env);
  expect((await command(['sources'], env)).out).toMatch(/verified 2026-01-05 by/);
});

test('sources and sources check answer as the documents say, field by field', async () => {
  const json = async (args: string[]) => JSON.parse((await command([...args, '--json'], env)).out);
  const never = await json(['sources']);
  expect(SourceRows.parse(never)).toEqual(never);
  await command(['sources', 'last', 'cn-miit-loopback', '1'], env);
  const looked = await json(['sources']);
  expect(SourceRows.parse(looked)).toEqual(looked);
  const checked = await json(['sources', 'check']);
  expect(SourceChecks.parse(checked)).toEqual(checked);
});
