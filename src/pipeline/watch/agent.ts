import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { SecureVersion, TLSSocket } from 'node:tls';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, type Dispatcher, Pool, ProxyAgent, Socks5ProxyAgent } from 'undici';
import type { Access } from '../../domain/access.ts';
import type { FetchLimits } from './limits.ts';

const timeouts = (limits: FetchLimits) => ({
  headersTimeout: limits.headersMs,
  bodyTimeout: limits.exchangeMs,
  maxHeaderSize: limits.maxHeaderBytes,
  connections: 4,
  pipelining: 1,
});

/**
 * A dispatcher that connects only to an address it has just checked, whatever the name resolves to
 * later.
 */
export function guardedAgent(
  allow: ReadonlySet<string>,
  limits: FetchLimits,
  resolve?: Resolve,
  tls: TlsAccess = {},
): Agent {
  const { certificate } = tls;
  const dial = buildConnector({ timeout: limits.connectMs, ...tlsOptions(tls) });
  const connect = certificate === undefined ? dial : pinned(dial, certificate);
  return new Agent({
    ...timeouts(limits),
    connect: (options, callback) => {
      const isTls = options.protocol === 'https:';
      const servername = options.servername ?? (isTls ? options.hostname : undefined);
      checkedAddress(
        options.hostname,
        Number(options.port) || (isTls ? 443 : 80),
        allow,
        resolve,
      ).then(
        (checked) =>
          checked.ok
            ? connect(
                { ...options, hostname: checked.address, servername } as buildConnector.Options,
                callback,
              )
            : callback(
                Object.assign(new Error(checked.because), { code: 'ADDRESS_BLOCKED' }),
                null,
              ),
        (error: Error) => callback(error, null),
      );
    },
  });
}

/** The part of a source's access that concerns the connection. */
export type TlsAccess = Pick<Access, 'certificate' | 'minTls'>;

/** Ciphers of old TLS are off in OpenSSL 3 unless one asks for them. */
const tlsOptions = ({ minTls, certificate }: TlsAccess) => ({
  ...(minTls === undefined ? {} : { minVersion: minTls as SecureVersion }),
  ...(minTls === 'TLSv1' || minTls === 'TLSv1.1' ? { ciphers: 'DEFAULT:@SECLEVEL=0' } : {}),
  ...(certificate === undefined ? {} : { rejectUnauthorized: false, sessionTimeout: 0 }),
});

/** Accepts a certificate without a trusted issuer only where it is the configured one. */
function pinned(dial: buildConnector.connector, certificate: string): buildConnector.connector {
  return (options, callback) =>
    dial(options, (...done) => {
      const [error, socket] = done;
      if (error !== null || socket === null || !('getPeerCertificate' in socket))
        return callback(...done);
      const tls = socket as TLSSocket;
      const shown = tls.getPeerCertificate()?.fingerprint256;
      if (tls.authorized || shown === certificate) return callback(...done);
      tls.destroy();
      const message = `its certificate is ${shown ?? 'none'}`;
      return callback(Object.assign(new Error(message), { code: 'CERT_NOT_PINNED' }), null);
    });
}

/**
 * A dispatcher through an HTTP or SOCKS5 proxy. The operator configured the proxy, which may be
 * anywhere. It resolves names itself, so `checkedAddress` can judge only IP addresses behind it.
 */
export function proxyAgent(uri: string, limits: FetchLimits, tls: TlsAccess = {}): Dispatcher {
  const requestTls = tlsOptions({ minTls: tls.minTls });
  if (!/^socks5h?:/i.test(uri))
    return new ProxyAgent({
      uri,
      requestTls,
      ...timeouts(limits),
      clientFactory: (origin, options) =>
        tunnelOnce(new Pool(origin, options as Pool.Options), limits),
    });
  const address = uri.replace(/^socks5h:/i, 'socks5:');
  return new Socks5ProxyAgent(address, { requestTls, ...timeouts(limits) } as never);
}

/**
 * Requests one tunnel for each request. undici reconnects for as long as its own closed-socket
 * error recurs, which a proxy that closes on CONNECT causes thousands of times a second; any other
 * error ends the request.
 */
function tunnelOnce(pool: Pool, limits: FetchLimits): Pool {
  const connect = pool.connect.bind(pool) as (
    options: Dispatcher.ConnectOptions,
  ) => Promise<Dispatcher.ConnectData>;
  const openTunnel = async (options: Dispatcher.ConnectOptions) => {
    const late = AbortSignal.timeout(limits.connectMs);
    const given = Promise.withResolvers<never>();
    late.addEventListener('abort', () => given.reject(new Error('no answer to CONNECT in time')));
    try {
      return await Promise.race([connect({ ...options, signal: late }), given.promise]);
    } catch (error) {
      const { message } = error as Error;
      throw Object.assign(new Error(`the proxy opened no tunnel: ${message}`), {
        code: 'PROXY_REFUSED',
      });
    }
  };
  return Object.assign(pool, { connect: openTunnel });
}

/**
 * Whether an IP address may be requested: global unicast only, so no loopback, private, link-local,
 * multicast or metadata address. IPv4 addresses mapped into IPv6 are judged as IPv4; of IPv6 only
 * 2000::/3 is global (RFC 4291), which excludes `::127.0.0.1`.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed.toByteArray()[0]! & 0xe0) === 0x20;
}

export type Resolve = (host: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map((lookupAddress) => lookupAddress.address);

/**
 * Returns the address to connect to, or why there is none. Connections go to the checked address,
 * so a name that resolves differently a moment later (DNS rebinding) gains nothing. `allow` has the
 * `host` or `host:port` that the operator opened by name.
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
  const blocked = (because: string) => ({ ok: false as const, because: `${host} ${because}` });
  if (address === undefined)
    return blocked(
      'is a private, loopback or reserved address; allow it by name in ALLOW_HOSTS if you mean it',
    );
  return opened || addresses.every(isPublicAddress)
    ? { ok: true, address }
    : blocked('also resolves to a private address; not asked');
}
