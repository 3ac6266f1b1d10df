import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { type RequestContext, type WebDeps, wordsOf } from '../request-context.ts';
import { isOurHost, peerOf } from './host.ts';
import type { Sessions } from './session.ts';

/** What is known of a request that the guard let in. */
export interface Guarded {
  Variables: { signedIn: boolean; context: RequestContext };
}

const A_MINUTE = 60_000;
const REQUESTS_A_MINUTE = 900;
const SIGN_INS_A_MINUTE = 10;
/** What is served to anybody: no row of the database is in it. */
const OPEN = new Set(['/login', '/style.css', '/chart.js', '/icon.svg']);
/** Whoever watches the program asks often, and is told even while somebody floods it. */
const UNLIMITED = new Set(['/healthz', '/readyz']);
/** Programs come here: they are told 401 instead of being shown a form. */
export const FOR_PROGRAMS = /^\/(?:api|feeds|metrics)\b|\.(?:csv|ics|atom|svg|png)$/;

/** Refuses foreign names, too many requests and whoever has not shown the token. */
export function guard({ access }: Pick<WebDeps, 'access'>, sessions: Sessions): MiddlewareHandler<Guarded> {
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
    const hasCookie = await sessions.holds(c);
    const letIn = hasCookie || (bears && (await sessions.bearsToken(c)));
    // A wrong token is a guess, wherever it is tried.
    if (bears && !letIn) signIns.wait(from, now);
    c.set('signedIn', hasCookie);
    if (access.token === null || letIn || OPEN.has(c.req.path)) return next();
    if (FOR_PROGRAMS.test(c.req.path) || c.req.method !== 'GET')
      return c.text(words.signIn, 401, { 'www-authenticate': 'Basic realm="Tocsin", charset="UTF-8"' });
    return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303);
  };
}

const MOST_KEYS = 10_000;

/** Allows so many calls a window and key; times in milliseconds. */
export function createRateLimit(most: number, windowMs: number) {
  const seen = new Map<string, { from: number; count: number }>();
  return {
    /** Milliseconds to wait; 0 = go on. Counts a call, or only looks (`counts` false). */
    wait(key: string, now: number, counts = true): number {
      const known = seen.get(key);
      if (known === undefined || now - known.from >= windowMs || now < known.from) {
        if (!counts) return 0;
        // Whoever comes under ever new addresses must not fill the memory.
        if (seen.size >= MOST_KEYS) seen.clear();
        seen.set(key, { from: now, count: 1 });
        return 0;
      }
      if (counts) known.count += 1;
      return known.count < most + (counts ? 1 : 0) ? 0 : known.from + windowMs - now;
    },
  };
}

/** Nothing is loaded from elsewhere, and nothing inline is run or styled: a stored notice stays text whatever it says. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A picture may style itself and do nothing else. */
export const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The headers of Hono at their strictest; the proxy that serves https says for how long. */
export const safeHeaders = secureHeaders({
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

/** What a response says of itself wins: a drawing has a policy of its own, a style sheet is kept for a day. */
export const usualHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
};
