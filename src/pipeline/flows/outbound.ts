import type { Source } from '../../domain/regulator.ts';
import { type Instances, proxiesOf, userAgent } from '../../knowledge/catalog/watched-sources.ts';
import { type Browser, createBrowser } from '../watch/browser.ts';
import { createFetch, type FetchOptions } from '../watch/fetch.ts';
import type { Fetch } from '../watch/http-exchange.ts';
import { createRobots, type Robots } from '../watch/robots.ts';

/** Outgoing connections to the sites of sources. */
export interface Outbound {
  readonly fetch: Fetch;
  readonly robots: Robots;
  readonly browser?: Browser;
  readonly proxyOf: (source: Source) => string | null;
  close(): Promise<void>;
}

interface ReachSettings extends Pick<FetchOptions, 'now' | 'pace'> {
  readonly env: Instances & {
    readonly CONTACT?: string | undefined;
    readonly ALLOW_HOSTS: readonly string[];
    readonly BROWSER_WS?: string | undefined;
  };
}

/**
 * The fetch client, the robots.txt rules of sites, and the browser where one is configured. The
 * robots.txt of a host does not wait in its queue; requests of a browser do.
 */
export function createOutbound({ env, now, pace }: ReachSettings): Outbound {
  const client = { userAgent: userAgent(env.CONTACT), allow: new Set(env.ALLOW_HOSTS), now };
  const fetch = createFetch({ ...client, ...(pace === undefined ? {} : { pace }) });
  const aside = createFetch(client);
  return {
    fetch,
    robots: createRobots(aside, now, client.allow),
    proxyOf: proxiesOf(env),
    ...(env.BROWSER_WS === undefined ? {} : { browser: createBrowser(env.BROWSER_WS, aside) }),
    close: async () => void (await Promise.all([fetch.close(), aside.close()])),
  };
}
