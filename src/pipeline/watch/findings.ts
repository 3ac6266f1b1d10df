import type { MESSAGES } from '../../base/i18n/messages.ts';
import { term } from '../../base/i18n/sentence.ts';

/**
 * Everything that can be wrong with a source: a closed list, explained with its remedy in the
 * message catalogue. The code is stored and counted; the message names the place.
 */
export type FindingCode = keyof (typeof MESSAGES)['en']['terms']['remedy'];

/** A finding at a place; `message` is shown to people. */
export interface SourceFinding {
  readonly code: FindingCode;
  readonly message: string;
}

/** `because` names the place; the sentence of the code follows it. */
export function finding(code: FindingCode, place: string, detail?: string): SourceFinding {
  const more = detail === undefined ? '' : ` (${detail})`;
  return { code, message: `${place}: ${term('finding', code, 'en')}${more}` };
}

/**
 * A failure at a secret address, under another name: its own message would show every address on
 * the way.
 */
export function findingAt(
  { code, status }: { code: FindingCode; status: number | null },
  name: string,
) {
  return finding(code, name, status === null ? undefined : `status ${status}`);
}

/** Findings of a machine without network: no connection was made. */
export const UNREACHED: ReadonlySet<FindingCode> = new Set([
  'name-not-found',
  'not-reached',
  'too-slow',
]);

/** Codes of Node, OpenSSL and undici, in the order in which they are tried. */
const NETWORK: readonly (readonly [RegExp, FindingCode])[] = [
  [/^ADDRESS_BLOCKED$/, 'address-blocked'],
  [/^(?:ENOTFOUND|EAI_)/, 'name-not-found'],
  // Before certificates: the answer of a server with TLS 1.0 or 1.1 to a TLS 1.2 hello.
  [
    /^ERR_SSL_(?:UNSUPPORTED_PROTOCOL|(?:TLSV1|SSLV3)_ALERT_PROTOCOL_VERSION|VERSION_TOO_LOW)/,
    'old-tls',
  ],
  [
    /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/,
    'bad-certificate',
  ],
  [/TIMEOUT$|^ETIMEDOUT$/, 'too-slow'],
  [/OVERFLOW|RES_EXCEEDED/, 'too-large'],
  [/^ERR_INVALID_URL$/, 'bad-url'],
];

/** The finding of a network error. */
export function networkFinding(error: unknown, place: string): SourceFinding {
  const outer = error as {
    code?: string;
    message?: string;
    cause?: { code?: string; message?: string };
  };
  const code = outer.cause?.code ?? outer.code ?? '';
  const message = outer.cause?.message ?? outer.message ?? 'the request failed';
  if ((error as Error).name === 'TimeoutError') return finding('too-slow', place);
  const known = NETWORK.find(([pattern]) => pattern.test(code))?.[1] ?? 'not-reached';
  return finding(
    known,
    place,
    code === '' || known === 'address-blocked' ? message : `${code}: ${message}`,
  );
}

const STATUSES: readonly (readonly [statuses: readonly number[], FindingCode])[] = [
  [[401, 403, 407, 412], 'refused'],
  [[404, 410], 'gone'],
  [[429], 'asked-to-wait'],
];

/** The finding of an HTTP status. */
export function statusFinding(status: number, place: string): SourceFinding {
  const known = STATUSES.find(([statuses]) => statuses.includes(status))?.[1];
  return finding(
    known ?? (status >= 500 ? 'server-error' : 'odd-status'),
    place,
    `status ${status}`,
  );
}
