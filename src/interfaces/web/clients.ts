import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';

/** Address of the connected client; 'here' where there is no connection (a test). */
function peerOf(c: Context): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)
    ?.incoming;
  return plain(incoming?.socket?.remoteAddress ?? 'here');
}

/** Converts an IPv4 address in IPv6 form (`::ffff:10.0.0.1`). */
const plain = (address: string): string =>
  isIP(address) === 0 ? address : ipaddr.process(address).toString();

/** The client of a request. */
export type ClientOf = (c: Context) => string;

/**
 * Address of the client. What `X-Forwarded-For` says counts only where a trusted proxy is
 * connected: read from its end, the first address that is not a trusted proxy itself.
 * @param proxies addresses and networks such as `10.0.0.0/8`
 */
export function clientsBehind(proxies: readonly string[]): ClientOf {
  const trusted = new BlockList();
  for (const network of proxies) {
    const [base = '', bits] = network.split('/');
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(base, family);
    else trusted.addSubnet(base, Number(bits), family);
  }
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (c) => {
    let client = peerOf(c);
    const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    for (const address of forwarded.toReversed()) {
      if (!isTrusted(client) || isIP(address) === 0) return client;
      client = plain(address);
    }
    return client;
  };
}

/** Key of one client: an IPv4 address, or the network of an IPv6 customer. */
export function clientKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const [network] = ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString().split('%');
  return `${network}/64`;
}

/** Loopback addresses, where only this machine can look. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\./.test(host);

/** The name in a Host header, without port and brackets. */
export const nameOf = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();

/**
 * Whether the request comes from a browser on this machine, by a loopback name and without a proxy.
 */
export function isFromHere(c: Context): boolean {
  const peer = peerOf(c);
  const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) =>
    c.req.header(name),
  );
  return (
    !proxied &&
    (peer === 'here' || isLoopback(peer)) &&
    isLoopback(nameOf(c.req.header('host') ?? ''))
  );
}
