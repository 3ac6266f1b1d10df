import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureFolder } from '../../src/app/database.ts';

test('folders are made, and one that cannot be made is one sentence with its remedy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'folders-'));
  const path = ensureFolder(join(folder, 'a', 'b', 'tocsin.db'));
  expect(existsSync(dirname(path))).toBe(true);
  writeFileSync(join(folder, 'file'), '');
  expect(() => ensureFolder(join(folder, 'file', 'sub', 'tocsin.db'))).toThrow(
    /file\/sub cannot be made .*: set DATA_DIR to a folder that may be written\./,
  );
});

test.runIf(process.platform === 'linux')(
  'a file system that takes no folder is answered at once',
  () => {
    expect(() => ensureFolder('/proc/nope/x/tocsin.db')).toThrow('/proc/nope/x cannot be made');
  },
);
