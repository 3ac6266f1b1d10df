import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../../src/base/store/open.ts';
import { aNewItem } from '../../../base/store/build.ts';
import { command } from '../../../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tidy', () => {
  test('keeps every page unless told otherwise, and then lets old ones go', async () => {
    const path = join(folder, 'tocsin.db');
    const store = await openStore({ path });
    const item = aNewItem();
    await store.saveItem(item);
    await store.quarantineItem(
      item.item.id,
      { because: 'read', cause: 'page', mark: 'read-1' },
      item.item.fetchedAt,
    );
    expect((await command(['tidy'], { DATA_DIR: folder })).out).toContain('every raw page is kept');
    expect(await store.itemBytes(item.item.id)).not.toBeNull();
    const said = await command(['tidy'], { DATA_DIR: folder, KEEP_RAW_DAYS: '30' });
    expect(said).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^1 raw pages .* were deleted/),
    });
    expect(await store.itemBytes(item.item.id)).toBeNull();
    await store.close();
  });

  test('a number of days too small for pages that are still looked at is refused', async () => {
    const said = await command(['tidy'], { DATA_DIR: folder, KEEP_RAW_DAYS: '3' });
    expect(said.code).toBe(2);
    expect(said.err).toContain('KEEP_RAW_DAYS');
  });
});
