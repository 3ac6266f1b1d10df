import type { MiddlewareHandler } from 'hono';
import type { WebDeps } from '../request-context.ts';
import { wordsOf } from '../words.ts';
import { isOurHost, peerOf } from './host.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Sessions } from './session.ts';

/** What the guard found out about a request. */
export interface Guarded {
  Variables: { signedIn: boolean };
}

const A_MINUTE = 60_000;
const REQUESTS_A_MINUTE = 900;
const SIGN_INS_A_MINUTE = 10;
/** What is served to anybody: no row of the database is in it. */
const OPEN = new Set(['/login', '/style.css', '/chart.js', '/icon.svg']);
/** Whoever watches the program asks often, and is told even while somebody floods it. */
const UNLIMITED = new Set(['/healthz', '/readyz']);
/** Programs come here: they are told 401 instead of being shown a form. */
const FOR_PROGRAMS = /^\/(?:api|feeds|metrics)\b|\.(?:csv|ics|atom|svg|png)$/;

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
