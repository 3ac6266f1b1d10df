import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const WRITER = fileURLToPath(new URL('./part-writer.ts', import.meta.url));
const ADDRESSES = 9_000;

/**
 * Runs the writer and kills it `ms` after its line number `lines`; true where it came to its end
 * before.
 */
function run(path: string, lines: number, ms: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, path, String(ADDRESSES)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (some) => {
      said += some;
      if (said.split('\n').length > lines) setTimeout(() => child.kill('SIGKILL'), ms);
    });
    child.on('error', reject);
    child.on('close', () => resolve(said.includes('done')));
  });
}

test('a notice to very many addresses is told to each once, however often the writer is killed', async () => {
  const path = join(folder, 'killed.db');
  let kills = 0;
  while (!(await run(path, 1 + (kills % 4), (kills * 7) % 23))) kills += 1;
  expect(kills).toBeGreaterThan(2);
  const file = new DatabaseSync(path);
  const counts = file
    .prepare(
      `select (select count(*) from deliveries) deliveries, (select count(distinct recipient) from deliveries) rooms,
              (select count(*) from suppressed) suppressed, (select count(*) from waiting) waiting, (select count(*) from parts) parts`,
    )
    .get();
  file.close();
  expect(counts).toEqual({
    deliveries: ADDRESSES,
    rooms: ADDRESSES,
    suppressed: ADDRESSES,
    waiting: ADDRESSES,
    parts: 0,
  });
}, 120_000);
