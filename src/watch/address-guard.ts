import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Addresses that are never asked: loopback, private, link-local, multicast, metadata and the like (RFC 6890). */
const BLOCKED = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  BLOCKED.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  BLOCKED.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address may be asked. IPv4 addresses mapped into IPv6 are judged as what they are. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return !BLOCKED.check(address, 'ipv4');
  const mapped = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  return !BLOCKED.check(address, 'ipv6');
}

export type Resolve = (host: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map((one) => one.address);

/**
 * Answers the address to connect to, or why not. Every connection goes to the address that was checked, so a name that
 * resolves to another one a moment later (DNS rebinding) gains nothing. `allow` holds `host` or `host:port` that the host
 * of the bot opened by name.
 */
export async function checkedAddress(
  host: string,
  port: number,
  allow: ReadonlySet<string>,
  resolve: Resolve = resolveByDns,
): Promise<{ ok: true; address: string } | { ok: false; because: string }> {
  const bare = host.replace(/^\[|\]$/g, '');
  const opened = allow.has(bare) || allow.has(`${bare}:${port}`);
  const addresses = isIP(bare) === 0 ? await resolve(bare) : [bare];
  const address = opened ? addresses[0] : addresses.find(isPublicAddress);
  if (address === undefined)
    return {
      ok: false,
      because: `${host} is a private, loopback or reserved address; allow it by name in ALLOW_HOSTS if you mean it`,
    };
  if (!opened && addresses.some((one) => !isPublicAddress(one)))
    return { ok: false, because: `${host} also resolves to a private address; not asked` };
  return { ok: true, address };
}
