import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { auth } from 'hono/utils/basic-auth';
import { timingSafeEqual } from 'hono/utils/buffer';
import { MESSAGES } from '../../base/i18n/messages.ts';
import { Language } from '../../domain/language.ts';
import { REPLY_PATHS } from '../../domain/message-links.ts';
import { clientKey, clientsBehind, nameOf } from './clients.ts';
import { createRateLimit, createSignInDelay } from './rate-limit.ts';
import type { RequestContext, WebDeps } from './request-context.ts';

/** What is known of a request that the guard let in. */
export interface Guarded {
  Variables: { signedIn: boolean; context: RequestContext };
}

const A_MINUTE = 60_000;
const REQUESTS_A_MINUTE = 900;
/** What is served to anybody: no row of the database is in it. */
const OPEN = new Set(['/login', '/style.css', '/chart.js', '/icon.svg']);
/**
 * Pages that a signed link of a message opens: the signature is the right to it, and a mail program
 * sends its form by itself.
 */
const SIGNED = new Set<string>(Object.values(REPLY_PATHS));
/** Whoever watches the program asks often, and is answered even while somebody floods it. */
const UNLIMITED = new Set(['/healthz', '/readyz']);
/** Programs come here: they are answered 401 instead of being shown a form. */
export const FOR_PROGRAMS = /^\/(?:api|feeds|metrics)\b|\.(?:csv|ics|atom|svg|png)$/;

/** What keeps strangers from taking the place of whoever has signed in. */
export type RequestGate = ReturnType<typeof createRequestGate>;

/** Counts requests and failed sign-ins. */
export function createRequestGate({ access }: Pick<WebDeps, 'access'>) {
  const requests = createRateLimit(REQUESTS_A_MINUTE, A_MINUTE);
  const signIns = createSignInDelay();
  const clientOf = clientsBehind(access.proxies);
  const client = (c: Context) => clientKey(clientOf(c));
  return {
    /** Milliseconds to wait before the next request; those who are signed in are counted apart. */
    request: (c: Context, isIn: boolean) =>
      requests(`${isIn ? 'in' : 'out'} ${client(c)}`, Date.now()),
    /** A wrong token was shown: milliseconds to wait, 0 = it was looked at. */
    failed: (c: Context) => signIns.fail(client(c), Date.now()),
    passed: (c: Context) => signIns.pass(client(c)),
  };
}

/** Says how long to wait. */
export function tooMany(c: Context, waitMs: number): Response {
  const words = MESSAGES[Language.catch('en').parse(c.req.query('lang'))].web;
  return c.text(words.tooMany, 429, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
}

/** Refuses foreign names, too many requests and whoever has not shown the token. */
export function guard(
  { access }: Pick<WebDeps, 'access'>,
  sessions: Sessions,
  gate: RequestGate,
): MiddlewareHandler<Guarded> {
  return async (c, next) => {
    const words = MESSAGES[Language.catch('en').parse(c.req.query('lang'))].web;
    if (!isOurHost(c.req.header('host'), access.origin)) return c.text(words.badHost, 421);
    if (UNLIMITED.has(c.req.path)) return next();
    const bears = access.token !== null && c.req.header('authorization') !== undefined;
    const hasCookie = await sessions.holds(c);
    const letIn = hasCookie || (bears && (await sessions.bearsToken(c)));
    const wait = gate.request(c, letIn);
    if (wait > 0) return tooMany(c, wait);
    if (bears && letIn) gate.passed(c);
    // A wrong token is a guess, wherever it is tried.
    const delay = bears && !letIn ? gate.failed(c) : 0;
    if (delay > 0) return tooMany(c, delay);
    c.set('signedIn', hasCookie);
    const isOpen = OPEN.has(c.req.path) || SIGNED.has(c.req.path);
    if (access.token === null || letIn || isOpen) return next();
    if (FOR_PROGRAMS.test(c.req.path) || c.req.method !== 'GET')
      return c.text(words.signIn, 401, {
        'www-authenticate': 'Basic realm="Tocsin", charset="UTF-8"',
      });
    return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303);
  };
}

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * What changes something is a form of this site: any other origin, and any other kind of body (a
 * script elsewhere may send one without asking), is refused.
 */
export const ownFormsOnly: MiddlewareHandler<Guarded> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const origin = c.req.header('origin');
  const own = [c.get('context').origin, new URL(c.req.url).origin];
  // Our pages send no referrer, for which a browser writes the origin "null": what it says of the
  // site counts first.
  const site = c.req.header('sec-fetch-site');
  const isOwn =
    site === undefined ? origin !== undefined && own.includes(origin) : site === 'same-origin';
  const isForm = FORM_TYPES.test(c.req.header('content-type') ?? '') || !hasBody(c);
  return (isOwn || SIGNED.has(c.req.path)) && isForm
    ? next()
    : c.text(c.get('context').words.badForm, 403);
};

/** The form that signs out has no field. */
const hasBody = (c: Context) =>
  Number(c.req.header('content-length') ?? 0) > 0 ||
  c.req.header('transfer-encoding') !== undefined;

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
