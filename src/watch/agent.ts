import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici';
import { checkedAddress, type Resolve } from './address-guard.ts';
import type { FetchLimits } from './limits.ts';

const timeouts = (limits: FetchLimits) => ({
  headersTimeout: limits.headersMs,
  bodyTimeout: limits.exchangeMs,
  maxHeaderSize: limits.maxHeaderBytes,
  connections: 4,
  pipelining: 1,
});

/** A dispatcher that connects only to addresses that were checked a moment before, whatever the name resolves to later. */
export function guardedAgent(allow: ReadonlySet<string>, limits: FetchLimits, resolve?: Resolve): Agent {
  const connect = buildConnector({ timeout: limits.connectMs });
  return new Agent({
    ...timeouts(limits),
    connect: (options, callback) => {
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
      checkedAddress(options.hostname, port, allow, resolve).then(
        (checked) =>
          checked.ok
            ? connect(
                {
                  ...options,
                  hostname: checked.address,
                  servername:
                    options.servername ?? (options.protocol === 'https:' ? options.hostname : undefined),
                } as buildConnector.Options,
                callback,
              )
            : callback(Object.assign(new Error(checked.because), { code: 'ADDRESS_BLOCKED' }), null),
        (error: Error) => callback(error, null),
      );
    },
  });
}

/**
 * Dispatchers by proxy address; null = none. A proxy was named by the host of the bot and may be anywhere; it resolves names
 * itself, so a name behind it is judged by `checkedAddress` only where it is an IP address.
 */
export function dispatchers(
  allow: ReadonlySet<string>,
  limits: FetchLimits,
  resolve?: Resolve,
): { of(proxy: string | null): Dispatcher; close(): Promise<void> } {
  const direct = guardedAgent(allow, limits, resolve);
  const proxies = new Map<string, ProxyAgent>();
  return {
    of(proxy) {
      if (proxy === null) return direct;
      const known = proxies.get(proxy);
      if (known !== undefined) return known;
      const fresh = new ProxyAgent({ uri: proxy, ...timeouts(limits) });
      proxies.set(proxy, fresh);
      return fresh;
    },
    async close() {
      await Promise.all([direct, ...proxies.values()].map((one) => one.close()));
    },
  };
}
