import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-budget-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const RESERVER = fileURLToPath(new URL('./reserver.ts', import.meta.url));

test('three processes on one file share the daily budget of the second reader', async () => {
  const path = join(folder, 'budget.db');
  await (await openStore({ path })).close();
  const run = () => promisify(execFile)(process.execPath, [RESERVER, path, '2021-08-18', '60']);
  const granted = (await Promise.all([run(), run(), run()])).map(({ stdout }) => Number(stdout));
  expect(granted.reduce((sum, one) => sum + one)).toBe(60);
});
