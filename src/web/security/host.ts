import { isIP } from 'node:net';
import type { Context } from 'hono';

/**
 * Whether a Host header may be ours. A name that somebody else's DNS points here (DNS rebinding) is refused: only IP addresses,
 * localhost and the configured origin are ours.
 */
export function isOurHost(header: string | undefined, origin: string | null): boolean {
  if (header === undefined || header === '') return false;
  const name = nameOf(header);
  if (name === 'localhost' || isIP(name) !== 0) return true;
  return origin !== null && new URL(origin).hostname.toLowerCase() === name;
}

/** Loopback addresses, where only this machine can look. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** Address of whoever is connected; 'here' where there is no connection (a test). */
export function peerOf(c: Context): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress ?? 'here';
}

/** Whether a browser on this machine asks, by a loopback name and through no proxy. */
export function isFromHere(c: Context): boolean {
  const peer = peerOf(c).replace(/^::ffff:/, '');
  const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) =>
    c.req.header(name),
  );
  return !proxied && (peer === 'here' || isLoopback(peer)) && isLoopback(nameOf(c.req.header('host') ?? ''));
}

function nameOf(host: string): string {
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
}
