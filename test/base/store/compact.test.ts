import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aNewItem, NOON } from './build.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-compact-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the file shrinks by the raw pages that were let go', async () => {
  const path = join(folder, 'shrinks.db');
  const store = await openStore({ path });
  for (let n = 0; n < 40; n += 1) {
    // Hexadecimal digits of large numbers: gzip makes about half of them.
    const text = Array.from({ length: 3_000 }, (_, k) => Math.sin(n * 3_000 + k).toString(16)).join(
      '',
    );
    await store.saveItem(aNewItem({ id: `page-${n}`, key: `page-${n}`, hash: `hash-${n}` }, text));
    await store.quarantineItem(
      `page-${n}` as never,
      { because: 'read', cause: 'page', mark: 'read-1' },
      NOON as Instant,
    );
  }
  await store.retention.compact();
  const before = statSync(path).size;
  const dropped = await store.retention.dropBytes((NOON + 1) as Instant);
  await store.retention.compact();
  await store.close();
  expect(dropped.files).toBe(40);
  expect(before - statSync(path).size).toBeGreaterThan(dropped.bytes * 0.9);
});
