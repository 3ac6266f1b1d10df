import type { SentFile } from './body.ts';
import type { Interactions } from './interactions.ts';
import type { NonceWindow } from './nonce.ts';
import type { Features } from './options.ts';
import type { World } from './world.ts';

/** One request, ready to be acted on. */
export interface Call {
  readonly world: World;
  readonly interactions: Interactions;
  readonly nonces: NonceWindow;
  readonly features: Features;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly SentFile[];
}
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
}

/** One row of the service's table of routes. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/channels/:channel/messages`; a colon begins a parameter. */
  readonly path: string;
  /** `token` in the address authorises interaction routes. */
  readonly open?: boolean;
  readonly act: (call: Call) => Answer | Promise<Answer>;
}

export interface Found {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/** Finds the row for a request among `routes`, first match wins. */
export function createRouter(
  routes: readonly Route[],
): (method: string, path: string) => Found | null {
  const compiled = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
  }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      const match = route.method === method ? pattern.exec(path) : null;
      if (match) return { route, params: { ...match.groups } };
    }
    return null;
  };
}

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const created = (json: unknown): Answer => ({ status: 201, json });
export const nothing: Answer = { status: 204 };
