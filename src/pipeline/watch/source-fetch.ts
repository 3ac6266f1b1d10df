import type { Source } from '../../domain/regulator.ts';
import { finding } from './findings.ts';
import type { Fetch, FetchOutcome } from './http-exchange.ts';
import type { Robots } from './robots.ts';

/**
 * A fetch function for one source: its headers, cookies and User-Agent are sent to its own hosts
 * only, and addresses that robots.txt forbids are not requested.
 * @param robots absent = robots.txt is not read
 */
export function sourceFetch(source: Source, fetch: Fetch, robots?: Robots): Fetch {
  const hosts = new Set([source.url, ...source.mirrors].flatMap(hostOf));
  const access = source.access ?? null;
  // A server of the operator has no robots.txt to follow.
  const minds = robots !== undefined && access?.robots !== 'ignore' && source.instance === null;
  return async (wanted) => {
    const isOwn = hostOf(wanted.url).some((host) => hosts.has(host));
    if (!isOwn) return fetch({ ...wanted, access: null });
    if (minds && !(await robots.allows(wanted.url, wanted.proxy ?? null)))
      return refused(wanted.url);
    return fetch({ ...wanted, access: wanted.access ?? access });
  };
}

const hostOf = (url: string): string[] => (URL.canParse(url) ? [new URL(url).host] : []);

const refused = (url: string): FetchOutcome => ({
  kind: 'failed',
  ...finding('robots-refused', url),
  status: null,
  retryAfterMs: null,
});
