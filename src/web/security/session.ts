import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { auth } from 'hono/utils/basic-auth';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { WebDeps } from '../request-context.ts';

const COOKIE = 'tocsin';
const DAYS_MS = 7 * 86_400_000;

export type Sessions = ReturnType<typeof createSessions>;

/** Who has shown the token: by a signed cookie that names its end, so that it survives a restart where the key does, or with each request. */
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
        ...{ httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: DAYS_MS / 1000 },
      }),
    end: (c: Context) => void deleteCookie(c, COOKIE, { path: '/', secure }),
    holds: async (c: Context) =>
      token !== null && Number(await getSignedCookie(c, key, COOKIE)) > clock.now(),
    /** `Authorization: Bearer <token>`, or the token as the password of Basic, which feed readers can send. */
    async bearsToken(c: Context) {
      const [, bearer] = /^bearer (.+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
      return isToken(bearer ?? auth(c.req.raw)?.password ?? '');
    },
  };
}
