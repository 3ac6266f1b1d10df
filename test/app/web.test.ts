import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkWeb, openWeb, type WebParts } from '../../src/app/web.ts';
import { openStore } from '../../src/base/store/open.ts';
import type { Instant } from '../../src/domain/time.ts';
import { createMetrics } from '../../src/pipeline/flows/metrics.ts';

describe('who may look', () => {
  test.each(['0.0.0.0', '192.168.1.5', '::', 'tocsin.example.org'])(
    '%s without a token is refused with the remedy',
    (host) => {
      expect(() => checkWeb({ WEB_HOST: host, WEB_PORT: 8080 })).toThrow(/set WEB_TOKEN/);
      expect(() =>
        checkWeb({ WEB_HOST: host, WEB_PORT: 8080, WEB_TOKEN: 'x'.repeat(16) }),
      ).not.toThrow();
    },
  );

  test.each(['127.0.0.1', 'localhost', '::1', '127.8.8.8'])('%s is this machine alone', (host) => {
    expect(() => checkWeb({ WEB_HOST: host, WEB_PORT: 8080 })).not.toThrow();
  });
});

describe('the page that nobody configured', () => {
  const parts = {} as WebParts;
  test('is refused in a network without a token, and the program goes on', async () => {
    expect(() => checkWeb({ WEB_HOST: '0.0.0.0' })).not.toThrow();
    expect(await openWeb({ WEB_HOST: '0.0.0.0' }, parts)).toMatchObject({
      because: expect.stringContaining('set WEB_TOKEN'),
    });
  });
  test('is off with WEB_PORT=0', async () => {
    expect(await openWeb({ WEB_HOST: '127.0.0.1', WEB_PORT: 0 }, parts)).toBe(null);
  });
});

test('docs/metrics.md names every figure of ours and no other', async () => {
  const store = await openStore({ path: ':memory:' });
  const text = await createMetrics(store, { now: () => 0 as Instant }).render();
  const ours = [...text.matchAll(/^# TYPE (tocsin_\w+) /gm)]
    .map((match) => match[1]!)
    .filter((name) => !/^tocsin_(?:process|nodejs)_/.test(name));
  const documented = [
    ...readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(tocsin_\w+)`/gm),
  ].map((match) => match[1]!);
  expect(documented.toSorted()).toEqual(ours.toSorted());
  await store.close();
});
