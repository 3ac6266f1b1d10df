import { describe, expect, test } from 'vitest';
import { findingAt, networkFinding, statusFinding } from '../../../src/pipeline/watch/findings.ts';

const coded = (code: string, message = 'its message') =>
  Object.assign(new Error(message), { code });

describe('what an error of the network means', () => {
  test.each([
    ['ADDRESS_BLOCKED', 'address-blocked'],
    ['ENOTFOUND', 'name-not-found'],
    ['EAI_AGAIN', 'name-not-found'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'old-tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'old-tls'],
    ['ERR_SSL_SSLV3_ALERT_PROTOCOL_VERSION', 'old-tls'],
    ['CERT_NOT_PINNED', 'bad-certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'bad-certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'bad-certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'bad-certificate'],
    ['UND_ERR_CONNECT_TIMEOUT', 'too-slow'],
    ['ETIMEDOUT', 'too-slow'],
    ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
    ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large'],
    ['ERR_INVALID_URL', 'bad-url'],
    ['ECONNREFUSED', 'not-reached'],
    ['PROXY_REFUSED', 'not-reached'],
  ])('%s: %s', (code, expected) => {
    expect(networkFinding(coded(code), 'a.example').code).toBe(expected);
    const outer = Object.assign(new TypeError('fetch failed'), { cause: coded(code) });
    expect(networkFinding(outer, 'a.example').code).toBe(expected);
  });

  test('the place comes first, code and message of the cause last', () => {
    const outer = Object.assign(coded('OUTER', 'fetch failed'), {
      cause: coded('ECONNRESET', 'socket hang up'),
    });
    const { message } = networkFinding(outer, 'a.example');
    expect(message).toMatch(/^a\.example: .*\(ECONNRESET: socket hang up\)$/);
  });

  test('an error without a code, and the guard of addresses, say their message alone', () => {
    expect(networkFinding(new Error('odd'), 'a.example').message).toMatch(/\(odd\)$/);
    const blocked = coded('ADDRESS_BLOCKED', '10.0.0.1 is private');
    expect(networkFinding(blocked, 'a.example').message).toMatch(/\(10\.0\.0\.1 is private\)$/);
    expect(networkFinding({}, 'a.example').message).toMatch(/\(the request failed\)$/);
  });

  test('a time-out of the request itself is slow, without any detail', () => {
    const { code, message } = networkFinding(new DOMException('x', 'TimeoutError'), 'a.example');
    expect(code).toBe('too-slow');
    expect(message).not.toContain('(');
  });
});

describe('what a status means', () => {
  test.each([
    [401, 'refused'],
    [403, 'refused'],
    [412, 'refused'],
    [404, 'gone'],
    [410, 'gone'],
    [429, 'asked-to-wait'],
    [500, 'server-error'],
    [503, 'server-error'],
    [499, 'odd-status'],
    [302, 'odd-status'],
  ])('%i: %s', (status, code) => {
    const found = statusFinding(status, 'a.example');
    expect(found.code).toBe(code);
    expect(found.message).toMatch(new RegExp(`^a\\.example: .*\\(status ${status}\\)$`));
  });
});

test('an address that is a secret is called by another name, with the status where there is one', () => {
  expect(findingAt({ code: 'gone', status: 404 }, 'the mirror').message).toMatch(
    /^the mirror: .*\(status 404\)$/,
  );
  expect(findingAt({ code: 'gone', status: null }, 'the mirror').message).not.toContain('status');
});
