import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Access, WebDeps } from '../deps.ts';
import { wordsOf } from '../words.ts';
import { isOurHost, peerOf } from './host.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Sessions } from './session.ts';

/** What the guard found out about a request. */
export interface Guarded {
  Variables: { cookie: string; signedIn: boolean };
}

const COOKIE = 'tocsin';
const A_MINUTE = 60_000;
const REQUESTS_A_MINUTE = 900;
const SIGN_INS_A_MINUTE = 10;
/** What is served to anybody: no row of the database is in it. */
const OPEN = new Set(['/login', '/style.css', '/chart.js', '/icon.svg']);
/** Whoever watches the program asks often, and is told even while somebody floods it. */
const UNLIMITED = new Set(['/healthz', '/readyz']);
/** Programs come here: they are told 401 instead of being shown a form. */
const FOR_PROGRAMS = /^\/(?:api|feeds|metrics)\b|\.(?:csv|ics|atom|svg|png)$/;

/** Refuses foreign names, too many requests and whoever has not shown the token; ties forms to the visitor. */
export function guard(
  { access, clock }: Pick<WebDeps, 'access' | 'clock'>,
  sessions: Sessions,
): MiddlewareHandler<Guarded> {
  const requests = createRateLimit(REQUESTS_A_MINUTE, A_MINUTE);
  const signIns = createRateLimit(SIGN_INS_A_MINUTE, A_MINUTE);
  return async (c, next) => {
    const now = Date.now();
    const words = wordsOf(c.req.query('lang') === 'zh' ? 'zh' : 'en');
    if (!isOurHost(c.req.header('host'), access.origin)) return c.text(words.badHost, 421);
    if (UNLIMITED.has(c.req.path)) return next();
    const from = peerOf(c);
    const signsIn = c.req.method === 'POST' && c.req.path === '/login';
    const bears = access.token !== null && c.req.header('authorization') !== undefined;
    const wait = Math.max(requests.wait(from, now), signsIn || bears ? signIns.wait(from, now, signsIn) : 0);
    if (wait > 0) return c.text(words.tooMany, 429, { 'retry-after': String(Math.ceil(wait / 1000)) });
    const cookie = getCookie(c, COOKIE);
    const kind = sessions.kindOf(cookie, clock.now());
    const signedIn = access.token !== null && (kind === 'in' || bearsToken(c, sessions));
    // A wrong token is a guess, wherever it is tried.
    if (bears && !signedIn) signIns.wait(from, now);
    c.set('signedIn', signedIn && kind === 'in');
    c.set('cookie', kind === null ? giveCookie(c, sessions.issue('out', clock.now()), access) : cookie!);
    if (access.token === null || signedIn || OPEN.has(c.req.path)) return next();
    if (FOR_PROGRAMS.test(c.req.path) || c.req.method !== 'GET')
      return c.text(words.signIn, 401, { 'www-authenticate': 'Basic realm="Tocsin", charset="UTF-8"' });
    return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303);
  };
}

/** Sets a cookie that scripts cannot read and other sites cannot send. */
export function giveCookie(c: Context, value: string, access: Access): string {
  setCookie(c, COOKIE, value, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: access.origin?.startsWith('https:') ?? false,
    maxAge: 7 * 86_400,
  });
  return value;
}

/** `Authorization: Bearer <token>`, or the token as the password of Basic, which feed readers can send. */
function bearsToken(c: Context, sessions: Sessions): boolean {
  const [scheme = '', value = ''] = (c.req.header('authorization') ?? '').split(' ', 2);
  if (/^bearer$/i.test(scheme)) return sessions.isToken(value);
  if (!/^basic$/i.test(scheme)) return false;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return sessions.isToken(pair.slice(pair.indexOf(':') + 1));
}

/** A form of ours, sent by whom it was shown to. Other sites' forms carry neither the cookie nor the value. */
export function isOwnForm(c: Context<Guarded>, sent: unknown, sessions: Sessions): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return sessions.sameCsrf(c.get('cookie'), sent);
}
