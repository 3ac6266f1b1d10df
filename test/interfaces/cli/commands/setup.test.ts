import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { command } from '../../../support/command.ts';

const bodies: string[] = [];
let server: Server;
let host: string;
let env: Record<string, string>;
let envFile: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.on('data', (part) => bodies.push(String(part)));
    request.on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'));
  env = { DATA_DIR: folder, ALLOW_HOSTS: host };
  envFile = join(folder, '.env');
  bodies.length = 0;
});
const saved = () => parseEnv(readFileSync(envFile, 'utf8'));

test('one command from nothing to a tested alert in a webhook', async () => {
  const done = await command(
    [
      'setup',
      '--to',
      `webhook:http://${host}/secret`,
      '--watch',
      'TCOM, 腾讯',
      '--time-zone',
      'Asia/Tokyo',
    ],
    env,
    { envFile },
  );
  expect(done).toMatchObject({
    code: 0,
    out: expect.stringContaining(`A test alert was sent to webhook ${host}`),
  });
  expect(done.out + done.err).not.toContain('/secret');
  expect(bodies.join('')).toMatch(/Preview: Example Holdings/);
  expect(saved()).toMatchObject({ WATCH: 'TCOM,0700.HK', TIME_ZONE: 'Asia/Tokyo' });
  const listed = await command(['subscriptions'], env);
  expect(listed.out).toMatch(/webhook.*Trip\.com.*watch/);
  expect(listed.out).toMatch(/webhook.*Tencent.*watch/);
});

test('each address has a watchlist of its own', async () => {
  const setUp = (...options: string[]) =>
    command(['setup', '--no-test', ...options], env, { envFile });
  const followed = async () =>
    (JSON.parse((await command(['subscriptions', '--json'], env)).out) as Record<string, string>[])
      .filter((one) => one.sink !== 'terminal')
      .map((one) => `${one.to!.split(' ')[0]} ${one.what!.split(' ')[0]}`)
      .toSorted();
  await setUp('--to', `webhook:http://${host}/a`, '--watch', 'TCOM');
  const first = await followed();
  await setUp('--to', `slack:http://${host}/b`, '--watch', '0700.HK');
  expect(await followed()).toHaveLength(2);
  expect(await followed()).toEqual(expect.arrayContaining(first));
  expect(saved()).toMatchObject({ WATCH: 'TCOM' });

  const which = await setUp('--watch', 'PDD');
  expect(which.code).toBe(2);
  expect(which.err).toContain('Several addresses have a watchlist of their own');

  const done = await setUp('--to', `slack:http://${host}/b`, '--watch', 'PDD');
  expect(done.out).toMatch(/No longer followed at slack .*: Tencent/);
  expect(await followed()).toEqual(expect.arrayContaining(first));
  await setUp('--language', 'zh');
  expect(await followed()).toHaveLength(2);
}, 60_000);

test('questions at the terminal, where an empty answer keeps what is there', async () => {
  const answers = ['webhook', `http://${host}/x`, '', 'zh', '', 'us-ftc'];
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return answers.shift() ?? '';
  };
  const done = await command(['setup'], env, { envFile, ask });
  expect(done.code).toBe(0);
  expect(questions.join('\n')).toMatch(/Watchlist.*every listed company/);
  expect(saved()).toMatchObject({ LANGUAGE: 'zh', SOURCES_OFF: 'us-ftc' });
  expect((await command(['subscriptions'], env)).out).toMatch(/everything/);
  const off = await command(['sources', '--json'], { ...env, SOURCES_OFF: 'us-ftc' });
  const rows = JSON.parse(off.out) as { id: string; enabled: boolean }[];
  expect(
    rows.filter(({ id }) => id.startsWith('us-ftc')).map(({ enabled }) => enabled),
  ).not.toContain(true);
});

test.each([
  [['--to', 'webhook:ftp://x'], /not an address for this channel. It takes https:/],
  [['--to', 'telegram:@channel1'], /telegram needs TELEGRAM_TOKEN/],
  [['--watch', 'TCOM,NOPE'], /“NOPE” is no company/],
  [['--time-zone', 'Mars'], /TIME_ZONE has no valid value/],
  [['--off', 'cn-nobody'], /“cn-nobody” is not a known regulator/],
])('%j changes nothing and says why', async (args, says) => {
  const done = await command(['setup', ...args], env, { envFile });
  expect(done).toMatchObject({ code: 2, err: expect.stringMatching(says) });
  expect(() => saved()).toThrow('ENOENT');
});

test('where nobody can be asked it says which options to name', async () => {
  expect(await command(['setup'], env, { envFile })).toMatchObject({
    code: 2,
    err: /Nobody can be asked here/,
  });
});
