import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import { rounds } from '../../support/rounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));
const KILLS = rounds(6, 10);

/**
 * Runs the writer, kills it after its `acks`-th commit and a part of the next; answers the last
 * number it said.
 */
function killedAfter(path: string, from: number, acks: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, path, String(from)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complained = '';
    child.stderr.on('data', (some) => {
      complained += some;
    });
    child.stdout.on('data', (some) => {
      said += some;
      if (said.split('\n').length > acks) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (_, signal) => {
      const numbers = said.split('\n').slice(0, -1).map(Number);
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself: ${complained}`));
      else resolve(numbers.at(-1) ?? from - 1);
    });
  });
}

test(`a writer killed ${KILLS} times loses nothing that it said and leaves nothing half done`, async () => {
  const path = join(folder, 'killed.db');
  const said: number[] = [];
  let from = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const last = await killedAfter(path, from, 1 + ((kill * 7) % 13));
    for (let n = from; n <= last; n += 1) said.push(n);
    const file = new DatabaseSync(path);
    expect(file.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const counts = file
      .prepare(
        `select (select count(*) from notices) notices, (select count(*) from signals) signals,
                  (select count(*) from regulatory_events) steps, (select count(*) from alerts) alerts,
                  (select count(*) from deliveries) deliveries,
                  (select count(*) from items where waiting_since is null) read,
                  (select count(*) from notices where id = 'notice-' || ?) newest`,
      )
      .get(String(last)) as Record<string, number>;
    const { newest, read, ...rest } = counts;
    expect(newest).toBe(1);
    expect(new Set(Object.values(rest))).toEqual(new Set([read]));
    // The writer that comes next begins behind whatever reached the disk.
    from =
      Number(file.prepare('select max(cast(substr(id, 6) as integer)) top from items').get()?.top) +
      1;
    file.close();
  }
  const store = await openStore({ path });
  const kept = new Set(
    (await store.deliveries({ limit: 1_000_000 })).map((row) => row.id as string),
  );
  expect(said.filter((n) => !kept.has(`delivery-${n}`))).toEqual([]);
  await store.close();
}, 120_000);
