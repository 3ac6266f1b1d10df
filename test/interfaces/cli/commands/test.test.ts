import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { command } from '../../../support/command.ts';

test('a webhook gets a preview with a made-up company', async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (part) => bodies.push(String(part)));
    request.on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const said = await command(['test', 'webhook', '--to', `http://${host}/secret`], {
    ALLOW_HOSTS: host,
  });
  server.close();
  expect(said).toMatchObject({ code: 0, err: expect.stringContaining(`Sent to ${host}`) });
  expect(said.err).not.toContain('secret');
  expect(bodies.join('')).toMatch(/Preview: Example Holdings \(EXMP\): MIIT ordered/);
});

test('the terminal prints one', async () => {
  const said = await command(['test', 'terminal', '--language', 'zh']);
  expect(said).toMatchObject({ code: 0, out: expect.stringContaining('这是一条预览') });
});

test.each([
  [['webhook', '--to', 'http://127.0.0.1:9/x'], 1, /Not sent to .*add it to ALLOW_HOSTS/],
  [
    ['telegram', '--to', '@channel1'],
    2,
    'telegram needs TELEGRAM_TOKEN: set it in .env, then test again.',
  ],
  [['discord', '--to', 'channel:123456789012345678'], 2, 'discord needs DISCORD_TOKEN'],
  [['email', '--to', 'nobody'], 2, '--to holds no address for email'],
  [['slack'], 1, 'Nothing is subscribed by slack: name an address with --to.'],
  [['pigeon'], 2, '"pigeon" is not one of terminal, discord, webhook'],
] as const)('%j is answered with what is missing', async (args, code, says) => {
  const said = await command(['test', ...args]);
  expect(said.err).toMatch(says);
  expect(said.code).toBe(code);
});
