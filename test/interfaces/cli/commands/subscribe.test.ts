import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { command } from '../../../support/command.ts';

let env: Record<string, string>;
beforeEach(() => {
  env = { DATA_DIR: mkdtempSync(join(tmpdir(), 'subscribe-')) };
});
const HOOK = 'https://hooks.example.org/very/secret#secret=abc';

test('followed, listed without what is secret, ended', async () => {
  const done = await command(
    ['subscribe', 'TCOM', '--sink', 'webhook', '--to', HOOK, '--least-band', 'high'],
    env,
  );
  expect(done).toMatchObject({
    code: 0,
    out: 'Trip.com Group Ltd. 携程集团有限公司 (TCOM, 9961.HK): added, from band high.\n',
  });
  expect((await command(['subscribe', 'all', '--sink', 'slack', '--to', HOOK], env)).code).toBe(0);
  const listed = await command(['subscriptions'], env);
  expect(listed.out).toMatch(/webhook.*hooks\.example\.org \([0-9a-f]{8}\).*Trip\.com.*high/);
  const json = await command(['subscriptions', '--json'], env);
  expect(listed.out + json.out).not.toMatch(/secret/);
  const all = JSON.parse(json.out) as { code: string; sink: string }[];
  const [first, second] = ['webhook', 'slack'].map((sink) => all.find((one) => one.sink === sink));
  expect((await command(['unsubscribe', first!.code], env)).out).toMatch(
    /^Unsubscribed webhook hooks\.example\.org .*: Trip\.com/,
  );
  const rest = JSON.parse((await command(['subscriptions', '--json'], env)).out);
  // What is left keeps its code, and no number names another one than before.
  expect(rest).toMatchObject([{ code: second!.code }]);
  for (const gone of [first!.code, '1'])
    expect((await command(['unsubscribe', gone], env)).code).toBe(1);
});

test.each([
  [
    ['TCOM', '--sink', 'pigeon', '--to', 'x'],
    /--sink "pigeon" is not one of webhook, slack, teams, feishu, telegram, email, template/,
  ],
  [['TCOM', '--sink', 'discord', '--to', 'x'], /use \/subscribe in the channel/],
  [['TCOM', '--sink', 'email', '--to', 'nobody'], /is no address for email/],
  [['TCOM', '--sink', 'webhook', '--to', 'ftp://x/y'], /is no address for webhook/],
  [
    ['TCOM', '--sink', 'email', '--to', 'a@b.c', '--least-band', 'purple'],
    /argument 'purple' is invalid\. Allowed choices are background, watch/,
  ],
  [['nobody at all', '--sink', 'email', '--to', 'a@b.c'], /nobody at all/],
])('%j is refused with what would do', async (args, because) => {
  const said = await command(['subscribe', ...args], env);
  expect(said.code).not.toBe(0);
  expect(said.err).toMatch(because);
});

test('a way out that is not configured is said', async () => {
  const said = await command(['subscribe', 'TCOM', '--sink', 'email', '--to', 'a@b.c'], env);
  expect(said).toMatchObject({
    code: 0,
    err: expect.stringContaining('before SMTP_URL and MAIL_FROM is set'),
  });
});

test('an address of the own network is refused with the way to open it, and not subscribed', async () => {
  for (const host of ['192.168.1.5:9000', '127.0.0.1', '[::1]:80']) {
    const to = `http://${host}/hook/s3cret`;
    for (const args of [
      ['subscribe', 'TCOM', '--sink', 'webhook', '--to', to],
      ['setup', '--to', `webhook:${to}`, '--watch', 'TCOM'],
    ]) {
      const said = await command(args, env, { envFile: join(env.DATA_DIR!, '.env') });
      expect(said.code).toBe(2);
      const shown = host.replace(':80', '');
      expect(said.err).toContain(`${shown} is in this machine’s own network`);
      expect(said.err).toContain('ALLOW_HOSTS');
      expect(said.err).not.toContain('s3cret');
    }
  }
  expect(JSON.parse((await command(['subscriptions', '--json'], env)).out)).toEqual([]);
  const opened = { ...env, ALLOW_HOSTS: '192.168.1.5:9000' };
  const to = 'http://192.168.1.5:9000/hook';
  const done = await command(['subscribe', 'TCOM', '--sink', 'webhook', '--to', to], opened);
  expect(done.code).toBe(0);
});

test('into a workspace: the address belongs there, with its language and zone', async () => {
  const add = ['workspace', 'add', 'Harbour Fund', '--language', 'zh', '--zone', 'Europe/London'];
  expect((await command(add, env)).code).toBe(0);
  const to = ['--sink', 'email', '--to', 'ann@example.org'];
  const into = await command(['subscribe', 'TCOM', ...to, '--workspace', 'harbour-fund'], env);
  expect(into.code).toBe(0);
  const [stored] = JSON.parse((await command(['subscriptions', '--json'], env)).out);
  expect(stored).toMatchObject({ sink: 'email', language: 'zh' });
  const { out } = await command(['workspace', 'show', 'harbour-fund'], env);
  expect(out).toContain('email ann@example.org');
  const nobody = await command(['subscribe', 'TCOM', ...to, '--workspace', 'reef'], env);
  expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('no workspace "reef"')]);
});
