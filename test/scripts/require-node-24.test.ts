import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'old-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A first process that takes itself for Node 20; what it starts knows its own version. */
function onNode20(...args: string[]) {
  const preload = join(folder, 'old.cjs');
  const marker = join(folder, 'once');
  writeFileSync(marker, '');
  writeFileSync(
    preload,
    `const { existsSync, rmSync } = require('node:fs');
    if (existsSync(${JSON.stringify(marker)})) {
      rmSync(${JSON.stringify(marker)});
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
    }`,
  );
  return spawnSync(process.execPath, ['--require', preload, ...args], { encoding: 'utf8' });
}
const hasPackagedNode = ['linux', 'win32'].includes(process.platform);

test.runIf(hasPackagedNode)('an old Node runs the program on the packaged one', () => {
  const { status, stdout, stderr } = onNode20('scripts/run.mjs', '--help');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('Usage: tocsin');
});

test.runIf(hasPackagedNode)('and its exit code is passed on', () => {
  expect(onNode20('scripts/run.mjs', 'no-such-command').status).toBe(2);
});

test('without a program to run it says in one line what is needed', () => {
  const { status, stderr } = onNode20('scripts/require-node-24.mjs');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Tocsin needs Node 24, this is 20\.20\.2 .*\n$/);
});
