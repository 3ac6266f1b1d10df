import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { command } from '../../../support/command.ts';
import { writeSmallConfig } from '../../../support/crash/small-config.ts';

let config: string;
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'catalog-'));
  writeSmallConfig(config, 'https://www.example.org/list', 1);
});
afterEach(() => rmSync(config, { recursive: true, force: true }));

const check = () => command(['check-catalog'], { CONFIG_DIR: config });

test('a sound configuration is counted, with its rates of hosts', async () => {
  expect(await check()).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\d+ rates of hosts: no problems/),
  });
});

test.each([
  [
    'an unknown key',
    '- { hosts: [a.example], perSecond: 1, atOnce: 1, because: x, burst: 9 }',
    /hosts\.yml.*burst/,
  ],
  [
    'a rate of nothing',
    '- { hosts: [a.example], perSecond: 0, atOnce: 1, because: x }',
    /hosts\.yml:1.*perSecond/,
  ],
  ['no host', '- { hosts: [], perSecond: 1, atOnce: 1, because: x }', /hosts\.yml/],
  [
    'an address for a host',
    '- { hosts: ["https://a.example/"], perSecond: 1, atOnce: 1, because: x }',
    /a host, or/,
  ],
])('hosts.yml with %s is refused with its place', async (_, text, because) => {
  writeFileSync(join(config, 'hosts.yml'), `${text}\n`);
  const said = await check();
  expect(said.code).toBe(2);
  expect(said.err).toMatch(because);
});

test.each([
  ['pages: { next: a.next, template: "p{n}" }', /pages/],
  ['pages: { template: page-two }', /with \{n\} in it/],
  ['gapMinutes: 0', /gapMinutes/],
])('a source with "%s" is refused with its place', async (line, because) => {
  writeSmallConfig(config, `https://www.example.org/list"\n    ${line}\n    note: "x`, 1);
  const said = await check();
  expect(said.code).toBe(2);
  expect(said.err).toMatch(because);
});
