import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CookieJar, freshFor, retryAfter, unpack } from '../../../src/pipeline/watch/answer.ts';

const NOW = Date.parse('2026-03-02T12:00Z');
const SITE = 'https://a.example';
const TEXT = 'a page of the authority';

describe('a body', () => {
  const read = (bytes: Uint8Array, encoding: string | null, most = 1_000) => {
    const body = Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]);
    return { body, answer: unpack(body, encoding, most, new AbortController().signal) };
  };
  const plain = Buffer.from(TEXT);

  test.each<[string | null, Uint8Array]>([
    [null, plain],
    ['', plain],
    ['identity', plain],
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    [' GZip ', gzipSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['deflate', deflateSync(plain)],
  ])('under the encoding %j is unpacked', async (encoding, bytes) => {
    const found = await read(bytes, encoding).answer;
    expect(found.ok && Buffer.from(found.bytes).toString()).toBe(TEXT);
  });

  test('of an unknown encoding is not read', async () => {
    const { body, answer } = read(plain, 'zstd');
    expect(await answer).toEqual({
      ok: false,
      code: 'broken-body',
      message: 'content encoding "zstd" is not known',
    });
    expect(body.destroyed).toBe(true);
  });

  test('may be as long as the limit, and is given up a byte after it', async () => {
    expect(await read(plain, null, plain.length).answer).toMatchObject({ ok: true });
    const { body, answer } = read(plain, null, plain.length - 1);
    expect(await answer).toEqual({
      ok: false,
      code: 'too-large',
      message: `more than ${plain.length - 1} bytes`,
    });
    expect(body.destroyed).toBe(true);
  });

  test('counts unpacked: a small one that unpacks to much is given up', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000));
    expect(await read(bomb, 'gzip').answer).toMatchObject({ code: 'too-large' });
  });

  test('that is no gzip is broken, with what the unpacker says', async () => {
    expect(await read(plain, 'gzip').answer).toEqual({
      ok: false,
      code: 'broken-body',
      message: 'incorrect header check',
    });
  });

  test('that ends with an error is broken, packed or not', async () => {
    for (const encoding of [null, 'gzip']) {
      const body = new Readable({
        read() {
          this.destroy(new Error('connection lost'));
        },
      });
      const answer = unpack(body, encoding, 1_000, new AbortController().signal);
      expect(await answer).toMatchObject({ code: 'broken-body', message: 'connection lost' });
    }
  });

  test('of a request that was given up throws why', async () => {
    const request = new AbortController();
    const body = new Readable({ read() {} });
    const answer = unpack(body, null, 1_000, request.signal);
    request.abort(new Error('too slow'));
    body.destroy(new Error('aborted'));
    await expect(answer).rejects.toThrow('too slow');
  });
});

describe('how long an answer is fresh', () => {
  const fresh = (control: string) => freshFor({ headers: { 'cache-control': control } }, NOW);
  test('spaces and quotes around the number make no difference', () => {
    expect(fresh('max-age = 60')).toBe(60_000);
    expect(fresh('public, max-age="60"')).toBe(60_000);
    expect(fresh('public')).toBeNull();
  });
});

describe('when to come again', () => {
  const wait = (value: string) => retryAfter({ headers: { 'retry-after': value } }, NOW);
  test('is a whole number of seconds or a date, nothing else', () => {
    expect(wait('120')).toBe(120_000);
    expect(wait('Mon, 02 Mar 2026 12:01:00 GMT')).toBe(60_000);
    expect(wait('soon')).toBeNull();
    expect(wait('120 seconds, perhaps')).toBeNull();
    expect(retryAfter({ headers: {} }, NOW)).toBeNull();
  });
});

describe('cookies of a site', () => {
  const jarWith = (...lines: string[]) => {
    const jar = new CookieJar();
    const isNew = jar.take(SITE, { headers: { 'set-cookie': lines } });
    return { jar, isNew };
  };

  test('spaces around name and value are none of them', () => {
    expect(jarWith('  a  =  1  ; Path=/').jar.of(SITE)).toBe('a=1');
  });

  test('thirty are taken of one answer and thirty kept', () => {
    const many = Array.from({ length: 31 }, (_, n) => `c${n}=1`);
    const { jar } = jarWith(...many);
    expect(jar.of(SITE)!.split('; ')).toHaveLength(30);
    jar.take(SITE, { headers: { 'set-cookie': ['other=1', 'c0=2'] } });
    expect(jar.of(SITE)).toContain('c0=2');
    expect(jar.of(SITE)).not.toContain('other');
  });

  test('one of the first thirty lines that is over makes room for no later line', () => {
    const lines = [...Array.from({ length: 29 }, (_, n) => `c${n}=1`), 'gone=; Path=/', 'late=1'];
    expect(jarWith(...lines).jar.of(SITE)).not.toContain('late');
  });

  test.each(['a=2; Max-Age=0', 'a=2; max-age = -1', 'a=', 'a=  '])('%j deletes it', (line) => {
    const { jar } = jarWith('a=1');
    expect(jar.take(SITE, { headers: { 'set-cookie': line } })).toBe(true);
    expect(jar.of(SITE)).toBeNull();
  });

  test('an answer is news where a cookie is new or changed', () => {
    const { jar, isNew } = jarWith('a=1');
    expect(isNew).toBe(true);
    expect(jar.take(SITE, { headers: { 'set-cookie': ['a=1'] } })).toBe(false);
    expect(jar.take(SITE, { headers: { 'set-cookie': ['a=2'] } })).toBe(true);
    expect(jar.take(SITE, { headers: {} })).toBe(false);
    expect(jar.take(SITE, { headers: { 'set-cookie': 'no cookie' } })).toBe(false);
  });
});
