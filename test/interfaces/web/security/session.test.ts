import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { createSignIn } from '../../../../src/answers/queries/sign-in.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import { createSessions } from '../../../../src/interfaces/web/security.ts';

const NOW = Date.UTC(2021, 8, 21);
const TOKEN = 'the-right-token';
const sessions = (now = NOW, key = 'key', token: string | null = TOKEN) =>
  createSessions({
    access: { key, token, origin: null, proxies: [] },
    clock: { now: () => now as Instant },
    signIn: createSignIn({ session: async () => null } as never),
  });

/** A cookie, as a browser has it after signing in. */
async function issued(): Promise<string> {
  const site = new Hono().get('/', async (c) => {
    await sessions().begin(c);
    return c.text('');
  });
  return (await site.request('/')).headers.get('set-cookie')!.split(';')[0]!;
}

async function holds(cookie: string, own = sessions()): Promise<boolean> {
  const site = new Hono().get('/', async (c) =>
    c.text(String((await own.accessOf(c))?.signedIn === true)),
  );
  return (await (await site.request('/', { headers: { cookie } })).text()) === 'true';
}

describe('a session', () => {
  test('is known again until it ends', async () => {
    const cookie = await issued();
    expect(await holds(cookie)).toBe(true);
    expect(await holds(cookie, sessions(NOW + 8 * 86_400_000))).toBe(false);
  });

  test('cannot be made up, changed or brought from another key', async () => {
    const cookie = await issued();
    const later = cookie.replace(/\d{13}/, '9999999999999');
    for (const other of [later, `${cookie}A`, 'tocsin=9999999999999', 'tocsin=', ''])
      expect([other, await holds(other)]).toEqual([other, false]);
    expect(await holds(cookie, sessions(NOW, 'another key'))).toBe(false);
    expect(await holds(cookie, sessions(NOW, 'key', null))).toBe(false);
  });

  test.each([
    ['the-right-token', true],
    ['the-right-tokeN', false],
    ['', false],
    ['the-right-token ', false],
  ])('%j is the token: %s', async (given, is) => {
    expect(await sessions().isToken(given)).toBe(is);
    expect(await sessions(NOW, 'key', null).isToken(given)).toBe(false);
  });
});
