import { isIP } from 'node:net';

/**
 * Whether a Host header may be ours. A name that somebody else's DNS points here (DNS rebinding) is refused: only IP addresses,
 * localhost and the configured origin are ours.
 */
export function isOurHost(header: string | undefined, origin: string | null): boolean {
  if (header === undefined || header === '') return false;
  const name = header
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (name === 'localhost' || isIP(name) !== 0) return true;
  return origin !== null && new URL(origin).hostname.toLowerCase() === name;
}

/** Loopback addresses, where only this machine can look. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
