import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { auth } from 'hono/utils/basic-auth';
import { timingSafeEqual } from 'hono/utils/buffer';
import { MESSAGES } from '../../base/i18n/messages.ts';
import { Language } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import { HOME, type Viewer, WorkspaceId } from '../../domain/workspace.ts';
import { clientKey, clientsBehind, nameOf } from './clients.ts';
import { createRateLimit, createSignInDelay } from './rate-limit.ts';
import { isSignedPath, type RequestAccess } from './request.ts';
import type { RequestContext, WebDeps } from './request-context.ts';

/** Facts about a request that passed the guard. */
export interface Guarded {
  Variables: { access: Omit<RequestAccess, 'onThisMachine'>; context: RequestContext };
}

const A_MINUTE = 60_000;
const REQUESTS_A_MINUTE = 900;
/** Links that one client may ask for. */
const LINKS_AN_HOUR = 10;
const AN_HOUR = 3_600_000;
/** Paths served to anybody: they contain no row of the database. */
const OPEN = /^\/(?:login(?:\/link)?|logout|style\.css|chart\.js|icon\.svg|in\/[^/]+)$/;
/** Monitoring asks often and is answered even during a flood of requests. */
const UNLIMITED = new Set(['/healthz', '/readyz']);
/** Paths used by programs: they get status 401 instead of a sign-in form. */
export const FOR_PROGRAMS = /^\/(?:api|feeds|metrics|mcp)\b|\.(?:csv|ics|atom|svg|png)$/;

/** Limits on requests and failed sign-ins, shared by all routes. */
export type RequestGate = ReturnType<typeof createRequestGate>;

/** Counts requests and failed sign-ins. */
export function createRequestGate({ access }: Pick<WebDeps, 'access'>) {
  const requests = createRateLimit(REQUESTS_A_MINUTE, A_MINUTE);
  const signIns = createSignInDelay();
  const links = createRateLimit(LINKS_AN_HOUR, AN_HOUR);
  const clientOf = clientsBehind(access.proxies);
  const client = (c: Context) => clientKey(clientOf(c));
  return {
    /** Milliseconds to wait before the next request; those who are signed in are counted apart. */
    request: (c: Context, isIn: boolean) =>
      requests(`${isIn ? 'in' : 'out'} ${client(c)}`, Date.now()),
    /** Counts a wrong token: milliseconds to wait, 0 = it was checked. */
    failed: (c: Context) => signIns.fail(client(c), Date.now()),
    passed: (c: Context) => signIns.pass(client(c)),
    /** Counts a requested link: milliseconds to wait, 0 = it may be sent. */
    linkRequested: (c: Context) => links(client(c), Date.now()),
  };
}

/** Says how long to wait. */
export function tooMany(c: Context, waitMs: number): Response {
  const words = MESSAGES[Language.catch('en').parse(c.req.query('lang'))].web;
  return c.text(words.tooMany, 429, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
}

/** Nobody: who has not signed in is shown nothing of any workspace. */
const STRANGER = {
  viewer: { workspace: 'nobody' as WorkspaceId, role: 'reader', sees: 'own', by: '' },
  person: null,
  signedIn: false,
} as const;

/** Refuses foreign host names, excess requests and visitors who have not signed in. */
export function guard(
  { access }: Pick<WebDeps, 'access'>,
  sessions: Sessions,
  gate: RequestGate,
): MiddlewareHandler<Guarded> {
  /** Milliseconds that a request must wait. A wrong token counts as a guess on every path. */
  const waitOf = (c: Context, isKnown: boolean): number => {
    const wait = gate.request(c, isKnown);
    const hasToken = access.token !== null && c.req.header('authorization') !== undefined;
    if (wait > 0 || !hasToken) return wait;
    if (!isKnown) return gate.failed(c);
    gate.passed(c);
    return 0;
  };
  return async (c, next) => {
    const words = MESSAGES[Language.catch('en').parse(c.req.query('lang'))].web;
    if (!isOurHost(c.req.header('host'), access.origin)) return c.text(words.badHost, 421);
    c.set('access', STRANGER);
    if (UNLIMITED.has(c.req.path)) return next();
    const known = await sessions.accessOf(c);
    const wait = waitOf(c, known !== null);
    if (wait > 0) return tooMany(c, wait);
    if (known !== null) c.set('access', known);
    const isOpen = OPEN.test(c.req.path) || isSignedPath(c.req.path);
    if (known !== null || isOpen) return next();
    if (FOR_PROGRAMS.test(c.req.path) || c.req.method !== 'GET')
      return c.text(words.signIn, 401, {
        'www-authenticate': 'Basic realm="Tocsin", charset="UTF-8"',
      });
    return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303);
  };
}

/** Path of the Model Context Protocol, which reads by POST. */
export const MCP_PATH = '/mcp';

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * Accepts changes only from forms of this site: any other origin, and any other kind of body (which
 * a script elsewhere could send without a preflight), is refused.
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
  if (c.req.path === MCP_PATH && (origin === undefined || isOwn)) {
    // A script of another site cannot send this type without a preflight, which is never granted.
    if (JSON_TYPE.test(c.req.header('content-type') ?? '')) return next();
  }
  const isForm = FORM_TYPES.test(c.req.header('content-type') ?? '') || !hasBody(c);
  return (isOwn || isSignedPath(c.req.path)) && isForm
    ? next()
    : c.text(c.get('context').words.badForm, 403);
};

const JSON_TYPE = /^application\/json\b/i;

/** The form that signs out has no field. */
const hasBody = (c: Context) =>
  Number(c.req.header('content-length') ?? 0) > 0 ||
  c.req.header('transfer-encoding') !== undefined;

/** Of the operator: signed, with its end. */
const COOKIE = 'tocsin';
/** Of a member: the secret of a session, whose hash is stored. */
const MEMBER_COOKIE = 'tocsin-member';
/** The workspace that an operator looks at; no secret, since an operator sees every one. */
const CHOICE_COOKIE = 'tocsin-workspace';
const DAYS_MS = 7 * 86_400_000;

export type Sessions = ReturnType<typeof createSessions>;

/**
 * Sessions: the operator signs in by a signed cookie with an expiry, which survives a restart with
 * the same key, or by the token with each request; a member by a stored session.
 */
export function createSessions({
  access,
  clock,
  signIn,
}: Pick<WebDeps, 'access' | 'clock' | 'signIn'>) {
  const { token, key, origin } = access;
  const secure = origin?.startsWith('https:') ?? false;
  const isToken = async (given: string) => token !== null && (await timingSafeEqual(given, token));
  /** A cookie that scripts cannot read and other sites cannot send. */
  const own = { httpOnly: true, sameSite: 'Strict', path: '/', secure } as const;

  const asOperator = (c: Context, signedIn: boolean) => {
    const chosen = WorkspaceId.safeParse(getCookie(c, CHOICE_COOKIE));
    const viewer: Viewer = {
      workspace: chosen.success ? chosen.data : HOME,
      role: 'operator',
      sees: chosen.success ? 'own' : 'all',
      by: 'operator',
    };
    return { viewer, person: null, signedIn };
  };
  const asMember = async (secret: string, signedIn: boolean) => {
    const found = secret === '' ? null : await signIn.viewerOf(secret, clock.now());
    return found && { viewer: found.viewer, person: found.member.address, signedIn };
  };
  /**
   * `Authorization: Bearer <token>`, or the token as the password of Basic, which feed readers can
   * send.
   */
  const borne = (c: Context) => {
    const [, bearer] = /^bearer (.+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    return bearer ?? auth(c.req.raw)?.password ?? '';
  };

  return {
    /** Compares with the token in constant time. */
    isToken,
    begin: (c: Context) =>
      setSignedCookie(c, COOKIE, String(clock.now() + DAYS_MS), key, {
        ...own,
        maxAge: DAYS_MS / 1000,
      }),
    beginMember: (c: Context, secret: string, endsAt: Instant) =>
      setCookie(c, MEMBER_COOKIE, secret, {
        ...own,
        maxAge: Math.floor((endsAt - clock.now()) / 1000),
      }),
    /** Ends the browser's session; a member's session is also deleted. */
    async end(c: Context) {
      const secret = getCookie(c, MEMBER_COOKIE);
      if (secret !== undefined) await signIn.leave(secret, clock.now());
      for (const name of [COOKIE, MEMBER_COOKIE, CHOICE_COOKIE])
        deleteCookie(c, name, { path: '/', secure });
    },
    /** Shows an operator one workspace; null = every one. */
    choose(c: Context, workspace: WorkspaceId | null) {
      if (workspace === null) deleteCookie(c, CHOICE_COOKIE, { path: '/', secure });
      else setCookie(c, CHOICE_COOKIE, workspace, own);
    },
    /** The user of a request; null where nobody has signed in. */
    async accessOf(c: Context): Promise<Omit<RequestAccess, 'onThisMachine'> | null> {
      if (token !== null && Number(await getSignedCookie(c, key, COOKIE)) > clock.now())
        return asOperator(c, true);
      const shown = borne(c);
      if (shown !== '' && (await isToken(shown))) return asOperator(c, false);
      const member =
        (await asMember(shown, false)) ?? (await asMember(getCookie(c, MEMBER_COOKIE) ?? '', true));
      if (member !== null) return member;
      // Without a token, everyone who reaches the page has the operator's role.
      return token === null ? asOperator(c, false) : null;
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
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " +
  "'none'";

/** A picture may style itself and do nothing else. */
export const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The headers of Hono at their strictest; the proxy that serves https says for how long. */
export const safeHeaders = secureHeaders({
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

/**
 * Headers of a response take precedence: a drawing has a policy of its own, a style sheet is cached
 * for a day.
 */
export const usualHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
};
