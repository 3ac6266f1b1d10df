import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeSymbols, withoutSymbols } from '../../scripts/node-symbols.mjs';

const folder = mkdtempSync(join(tmpdir(), 'symbols-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a program without its symbols', () => {
  test.runIf(process.platform === 'linux')('runs as before and is a tenth smaller', () => {
    const path = join(folder, 'node');
    copyFileSync(process.execPath, path);
    const before = statSync(path).size;
    removeSymbols(path);
    expect(spawnSync(path, ['--version']).stdout.toString().trim()).toBe(process.version);
    expect(statSync(path).size).toBeLessThan(0.9 * before);
    // There is nothing left to take out.
    expect(withoutSymbols(readFileSync(path))).toBeNull();
  });

  test('is not made of another file', () => {
    const path = join(folder, 'text');
    writeFileSync(path, '#!/bin/sh\necho 2\n');
    removeSymbols(path);
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\necho 2\n');
    removeSymbols(join(folder, 'nothing'));
  });
});
