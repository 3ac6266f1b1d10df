import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { auth } from 'hono/utils/basic-auth';
import { timingSafeEqual } from 'hono/utils/buffer';
import { MESSAGES } from '../../base/i18n/messages.ts';
import { Language } from '../../domain/language.ts';
import type { RequestContext, WebDeps } from './request-context.ts';

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
export function guard(
  { access }: Pick<WebDeps, 'access'>,
  sessions: Sessions,
): MiddlewareHandler<Guarded> {
  const requests = createRateLimit(REQUESTS_A_MINUTE, A_MINUTE);
  const signIns = createRateLimit(SIGN_INS_A_MINUTE, A_MINUTE);
  return async (c, next) => {
    const now = Date.now();
    const words = MESSAGES[Language.catch('en').parse(c.req.query('lang'))].web;
    if (!isOurHost(c.req.header('host'), access.origin)) return c.text(words.badHost, 421);
    if (UNLIMITED.has(c.req.path)) return next();
    const from = peerOf(c);
    const signsIn = c.req.method === 'POST' && c.req.path === '/login';
    const bears = access.token !== null && c.req.header('authorization') !== undefined;
    const wait = Math.max(requests(from, now), signsIn || bears ? signIns(from, now, signsIn) : 0);
    if (wait > 0)
      return c.text(words.tooMany, 429, { 'retry-after': String(Math.ceil(wait / 1000)) });
    const hasCookie = await sessions.holds(c);
    const letIn = hasCookie || (bears && (await sessions.bearsToken(c)));
    // A wrong token is a guess, wherever it is tried.
    if (bears && !letIn) signIns(from, now);
    c.set('signedIn', hasCookie);
    if (access.token === null || letIn || OPEN.has(c.req.path)) return next();
    if (FOR_PROGRAMS.test(c.req.path) || c.req.method !== 'GET')
      return c.text(words.signIn, 401, {
        'www-authenticate': 'Basic realm="Tocsin", charset="UTF-8"',
      });
    return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303);
  };
}

const MOST_KEYS = 10_000;

/**
 * Allows so many calls a window and key; times in milliseconds. The limit gives the milliseconds to
 * wait (0 = go on), and counts a call or only looks (`counts` false).
 */
export function createRateLimit(most: number, windowMs: number) {
  const seen = new Map<string, { from: number; count: number }>();
  return (key: string, now: number, counts = true): number => {
    let known = seen.get(key);
    if (known === undefined || now - known.from >= windowMs || now < known.from) {
      if (!counts) return 0;
      // Whoever comes under ever new addresses must not fill the memory.
      if (seen.size >= MOST_KEYS) seen.clear();
      known = { from: now, count: 0 };
      seen.set(key, known);
    }
    if (counts) known.count += 1;
    return known.count < most + (counts ? 1 : 0) ? 0 : known.from + windowMs - now;
  };
}

const COOKIE = 'tocsin';
const DAYS_MS = 7 * 86_400_000;

export type Sessions = ReturnType<typeof createSessions>;

/**
 * Who has shown the token: by a signed cookie that names its end, so that it survives a restart
 * where the key does, or with each request.
 */
export function createSessions({ access, clock }: Pick<WebDeps, 'access' | 'clock'>) {
  const { token, key, origin } = access;
  const secure = origin?.startsWith('https:') ?? false;
  const isToken = async (given: string) => token !== null && (await timingSafeEqual(given, token));
  return {
    /** Whether it is the token, in a time that does not tell how much of it is right. */
    isToken,
    /** Sets a cookie that scripts cannot read and other sites cannot send. */
    begin: (c: Context) =>
      setSignedCookie(c, COOKIE, String(clock.now() + DAYS_MS), key, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        secure,
        maxAge: DAYS_MS / 1000,
      }),
    end: (c: Context) => void deleteCookie(c, COOKIE, { path: '/', secure }),
    holds: async (c: Context) =>
      token !== null && Number(await getSignedCookie(c, key, COOKIE)) > clock.now(),
    /**
     * `Authorization: Bearer <token>`, or the token as the password of Basic, which feed readers
     * can send.
     */
    async bearsToken(c: Context) {
      const [, bearer] = /^bearer (.+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
      return isToken(bearer ?? auth(c.req.raw)?.password ?? '');
    },
  };
}

const nameOf = (host: string) =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();

/**
 * Whether a Host header may be ours. A name that somebody else's DNS points here (DNS rebinding) is
 * refused: only IP addresses, localhost and the configured origin are ours.
 */
function isOurHost(header: string | undefined, origin: string | null): boolean {
  if (header === undefined || header === '') return false;
  const name = nameOf(header);
  if (name === 'localhost' || isIP(name) !== 0) return true;
  return origin !== null && new URL(origin).hostname.toLowerCase() === name;
}

/** Loopback addresses, where only this machine can look. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\./.test(host);

/** Address of whoever is connected; 'here' where there is no connection (a test). */
function peerOf(c: Context): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)
    ?.incoming;
  return incoming?.socket?.remoteAddress ?? 'here';
}

/** Whether a browser on this machine asks, by a loopback name and through no proxy. */
export function isFromHere(c: Context): boolean {
  const peer = peerOf(c).replace(/^::ffff:/, '');
  const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) =>
    c.req.header(name),
  );
  return (
    !proxied &&
    (peer === 'here' || isLoopback(peer)) &&
    isLoopback(nameOf(c.req.header('host') ?? ''))
  );
}

/**
 * Nothing is loaded from elsewhere, and nothing inline is run or styled: a stored notice stays text
 * whatever it says.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A picture may style itself and do nothing else. */
export const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The headers of Hono at their strictest; the proxy that serves https says for how long. */
export const safeHeaders = secureHeaders({
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

/**
 * What a response says of itself wins: a drawing has a policy of its own, a style sheet is kept for
 * a day.
 */
export const usualHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
};
