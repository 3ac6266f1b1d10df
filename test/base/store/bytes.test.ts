import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../../src/base/store/items.ts';

describe('packing', () => {
  test('text shrinks, what gzip cannot shrink stays as it is, and both come back', async () => {
    const page = new TextEncoder().encode('<tr><td>应用</td></tr>'.repeat(200));
    const packed = await pack(page);
    expect(packed).toMatchObject({ encoding: 'gzip', size: page.length });
    expect(packed.bytes.length).toBeLessThan(page.length / 10);
    expect(await unpack(packed)).toEqual(page);
    const tiny = await pack(new Uint8Array([1, 2, 3]));
    expect(tiny.encoding).toBe('identity');
    expect(await unpack(tiny)).toEqual(new Uint8Array([1, 2, 3]));
  });

  test('the hash is that of the bytes before packing', async () => {
    // Known value of SHA-256 of "abc".
    expect((await pack(new TextEncoder().encode('abc'))).hash).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
