import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import { storeContract } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-store-'));
let number = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract('SQLite', () => {
  number += 1;
  return openStore({ path: join(folder, `${number}.db`) });
});
