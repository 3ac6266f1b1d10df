import { createHash } from 'node:crypto';
import type { BucketRule, RateLimits } from './options.ts';

/** What the limits say to one request: headers always, a refusal when it is too much. */
export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refused: { readonly retryAfter: number; readonly global: boolean } | null;
}
export interface Limiter {
  judge(method: string, path: string, params: Readonly<Record<string, string>>): Verdict;
  /** Counts a response against the ten-minute limit of invalid requests. */
  note(status: number, scope: string | undefined): void;
  invalidCount(): number;
  /** Seconds until a banned address may come back; null when it is not banned. */
  banned(): number | null;
}

interface Window {
  startedAt: number;
  used: number;
}

const TEN_MINUTES = 600_000;

/** Near what people report of the real service; the real one tells its limits only in headers. */
export const USUAL_BUCKETS: readonly BucketRule[] = [
  { method: 'POST', path: '/channels/:channel/messages', limit: 5, perMs: 5_000 },
  { method: 'PATCH', path: '/channels/:channel/messages/:message', limit: 5, perMs: 5_000 },
  { method: 'DELETE', path: '/channels/:channel/messages/:message', limit: 5, perMs: 1_000 },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/crosspost',
    limit: 10,
    perMs: 3_600_000,
  },
  { method: 'POST', path: '/users/@me/channels', limit: 10, perMs: 10_000 },
  { method: '*', path: '/webhooks/:application/:token', limit: 5, perMs: 2_000 },
  { method: '*', path: '/webhooks/:application/:token/messages/:message', limit: 5, perMs: 2_000 },
  { method: '*', path: '*', limit: 50, perMs: 10_000 },
];

export const USUAL_LIMITS: RateLimits = {
  global: { limit: 50, perMs: 1_000 },
  buckets: USUAL_BUCKETS,
  invalidRequests: 10_000,
  now: () => Date.now(),
};

/**
 * Interaction routes do not count against the global limit, and the first answer has no bucket at
 * all.
 */
function isInteraction(path: string): boolean {
  return path.startsWith('/interactions/') || path.startsWith('/webhooks/');
}

export function createLimiter(limits: RateLimits | null): Limiter {
  const windows = new Map<string, Window>();
  const invalid: number[] = [];
  const now = limits?.now ?? (() => Date.now());
  const windowOf = (key: string, perMs: number): Window => {
    const old = windows.get(key);
    if (old && now() - old.startedAt < perMs) return old;
    const fresh = { startedAt: now(), used: 0 };
    windows.set(key, fresh);
    return fresh;
  };
  const recent = () => {
    while (invalid.length > 0 && now() - invalid[0]! > TEN_MINUTES) invalid.shift();
    return invalid;
  };
  const globally = (): number | null => {
    const { limit, perMs } = limits!.global;
    const window = windowOf('global', perMs);
    if (window.used >= limit) return window.startedAt + perMs - now();
    window.used += 1;
    return null;
  };
  return {
    judge(method, path, params) {
      if (!limits || path.startsWith('/interactions/')) return { headers: {}, refused: null };
      const rule = limits.buckets.find(
        (r) => (r.method === '*' || r.method === method) && (r.path === '*' || r.path === path),
      );
      if (!rule) {
        const wait = isInteraction(path) ? null : globally();
        return wait === null ? { headers: {}, refused: null } : refusedGlobally(wait);
      }
      const bucket = createHash('sha1')
        .update(rule.path === '*' ? `${method} ${path}` : `${rule.method} ${rule.path}`)
        .digest('hex')
        .slice(0, 32);
      const major = params.channel ?? params.guild ?? params.token ?? '';
      const window = windowOf(`${bucket}:${major}`, rule.perMs);
      const left = window.startedAt + rule.perMs - now();
      const headers = (remaining: number) => ({
        'x-ratelimit-limit': String(rule.limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': ((now() + left) / 1000).toFixed(3),
        'x-ratelimit-reset-after': (left / 1000).toFixed(3),
        'x-ratelimit-bucket': bucket,
      });
      if (window.used >= rule.limit)
        return {
          headers: {
            ...headers(0),
            'retry-after': String(Math.ceil(left / 1000)),
            'x-ratelimit-scope': 'user',
          },
          refused: { retryAfter: left / 1000, global: false },
        };
      const wait = isInteraction(path) ? null : globally();
      if (wait !== null) return refusedGlobally(wait);
      window.used += 1;
      return { headers: headers(rule.limit - window.used), refused: null };
    },
    note(status, scope) {
      if (status === 401 || status === 403 || (status === 429 && scope !== 'shared'))
        recent().push(now());
    },
    invalidCount: () => recent().length,
    banned() {
      if (!limits || recent().length < limits.invalidRequests) return null;
      return Math.ceil((invalid[0]! + TEN_MINUTES - now()) / 1000);
    },
  };
}

function refusedGlobally(waitMs: number): Verdict {
  return {
    headers: {
      'retry-after': String(Math.ceil(waitMs / 1000)),
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    },
    refused: { retryAfter: waitMs / 1000, global: true },
  };
}
