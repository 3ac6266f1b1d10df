import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const DAYS_MS = 7 * 86_400_000;

/**
 * Visits and sessions without a table: a cookie is `<kind>.<expires>.<nonce>.<mac>`, so it survives a restart where the key does,
 * and every one ends when the token changes.
 */
export interface Sessions {
  /** A new cookie: `in` = has shown the token, `out` = a visitor whose forms are tied to it. */
  issue(kind: 'in' | 'out', now: number): string;
  kindOf(cookie: string | undefined, now: number): 'in' | 'out' | null;
  /** Value that a form sends back. */
  csrfOf(cookie: string): string;
  sameCsrf(cookie: string, sent: unknown): boolean;
  /** Whether it is the token, in a time that does not tell how much of it is right. */
  isToken(given: string): boolean;
}

export function createSessions(key: string, token: string | null): Sessions {
  const mac = (text: string) => createHmac('sha256', key).update(text).digest();
  const same = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);
  const csrfOf = (cookie: string) => mac(`form ${cookie}`).toString('base64url');
  return {
    issue(kind, now) {
      const body = `${kind}.${now + DAYS_MS}.${randomBytes(16).toString('base64url')}`;
      return `${body}.${mac(body).toString('base64url')}`;
    },
    kindOf(cookie, now) {
      const match = /^((in|out)\.(\d{1,16})\.[\w-]{22})\.([\w-]{43})$/.exec(cookie ?? '');
      if (match === null || Number(match[3]) < now) return null;
      return same(mac(match[1]!), Buffer.from(match[4]!, 'base64url')) ? (match[2] as 'in' | 'out') : null;
    },
    csrfOf,
    sameCsrf: (cookie, sent) => typeof sent === 'string' && same(mac(csrfOf(cookie)), mac(sent)),
    isToken: (given) => token !== null && same(mac(`token ${given}`), mac(`token ${token}`)),
  };
}
