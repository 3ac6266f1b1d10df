import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../src/base/store/open.ts';
import { listPage } from '../src/demo/pages.ts';
import type { Subscription } from '../src/domain/alert.ts';
import type { Instant } from '../src/domain/time.ts';
import { writeSmallConfig } from '../test/support/crash/small-config.ts';
import { startDiscord } from '../test/support/discord/start.ts';
import { startLoopback } from '../test/support/loopback.ts';
import { printRows, row } from './row.ts';

// From the answer of a regulator's list that shows a new notice to the message in a Discord
// channel, by the clock: the real program on loopback servers, one notice after another. With its
// processes for decoding and drawing warm and, for the first, cold.
//   node bench/first-message.ts [--json] [--notices 12]
const at = process.argv.indexOf('--notices');
const NOTICES = at === -1 ? 12 : Number(process.argv[at + 1]);
const PATIENCE_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'first-message-'));
/** Names of the notices that are published, and when a list first showed each. */
const published: string[] = [];
const listedAt = new Map<number, number>();

const server = await startLoopback((request, response) => {
  const body = pageFor(request.url ?? '/');
  response
    .writeHead(body === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    .end(body ?? '');
});
const discord = await startDiscord({ keepBodies: false, clock: Date });
const [channel] = discord.channels();

function pageFor(url: string): string | null {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const old = { path: '/old.html', title: '关于开展培训的通知', date: '2021-06-01' };
  if (url === old.path) return '<html><body><div class="article"><p>培训。</p></div></body></html>';
  if (url === '/list.html') {
    for (const [n] of published.entries()) if (!listedAt.has(n)) listedAt.set(n, performance.now());
    const pages = published.map((title, n) => ({ path: `/n${n + 1}.html`, title, date: today }));
    return listPage('miit', [...pages.toReversed(), old]);
  }
  const n = Number(/^\/n(\d+)\.html$/.exec(url)?.[1]);
  if (!(n >= 1 && n <= published.length)) return null;
  return `<html><body><div class="article"><h1>${published[n - 1]}</h1>
<p>工业和信息化部近期组织检查，发现1款APP存在问题，上述APP应于十日内完成整改。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>携程测试${n}号</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.${n}.0</td><td>违规收集个人信息</td></tr></table></div></body></html>`;
}

async function until(done: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!done()) {
    if (performance.now() > end) throw new Error(`${what} did not come within a minute`);
    await wait(3);
  }
}

/** Opens the database beside the program. */
async function beside(
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<unknown>,
): Promise<void> {
  const store = await openStore({ path: join(folder, 'tocsin.db') });
  await work(store);
  await store.close();
}

writeSmallConfig(join(folder, 'config'), `${server.origin}/list.html`, NOTICES);
await beside((store) =>
  store.addSubscription({
    id: 'bench' as Subscription['id'],
    address: { sink: 'discord', to: `channel:${channel}` },
    scope: { kind: 'company', id: 'trip-com' as never },
    leastBand: 'background',
    timing: 'at-once',
    language: 'en',
    role: null,
    server: null,
    owner: 'nobody',
    createdAt: Date.now() as Instant,
    disabled: null,
  }),
);
const program = spawn(process.execPath, ['--max-semi-space-size=2', 'scripts/run.mjs', 'start'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    PATH: process.env.PATH,
    DATA_DIR: folder,
    CONFIG_DIR: join(folder, 'config'),
    DISCORD_TOKEN: discord.token,
    DISCORD_API: discord.api,
    ALLOW_HOSTS: server.host,
    TICK_SECONDS: '1',
    SOURCE_ALERTS_PER_HOUR: '1000000',
    WEB_PORT: '0',
    LOG_LEVEL: 'silent',
  },
});
const seconds: number[] = [];
try {
  await until(() => server.requests.length > 1, 'the first look');
  await wait(2_000);
  for (let n = 0; n < NOTICES; n += 1) {
    const before = discord.messages(channel!).length;
    published.push(`关于侵害用户权益行为的APP通报（第${n + 1}批）`);
    // In place of the minute that even the fastest source waits.
    await beside(async (store) => {
      for (const state of await store.sourceStates())
        await store.saveSourceState({ ...state, nextPollAt: Date.now() as Instant });
    });
    await until(() => discord.messages(channel!).length > before, `message ${n + 1}`);
    seconds.push((performance.now() - listedAt.get(n)!) / 1_000);
    // A channel takes one message a second.
    await wait(1_500);
  }
} finally {
  program.kill('SIGTERM');
  await once(program, 'exit');
  await server.close();
  await discord.close();
  rmSync(folder, { recursive: true, force: true });
}
const [first = Number.NaN, ...warm] = seconds;
warm.sort((a, b) => a - b);
printRows([
  row('list answered to message in Discord, first after the start', 's', first, 'asked', 1),
  row('the same, median', 's', warm[Math.floor(warm.length / 2)]!, 'asked', 1),
  row(`the same, slowest of ${warm.length}`, 's', warm.at(-1)!, 'asked', 1),
]);
