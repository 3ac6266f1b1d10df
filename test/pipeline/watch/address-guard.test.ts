import { describe, expect, test } from 'vitest';
import { checkedAddress, isPublicAddress } from '../../../src/pipeline/watch/agent.ts';

describe('addresses that are never asked', () => {
  test.each([
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::127.0.0.1',
    '::a00:1',
    '64:ff9b::7f00:1',
    'fec0::1',
    '2002:7f00:1::',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:7f00:1::',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '114.114.114.114',
    '172.15.0.1',
    '172.32.0.1',
    '2400:3200::1',
    '::ffff:8.8.8.8',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a name is judged by what it resolves to, and the checked address is the one that is used', () => {
  const none = new Set<string>();
  const to =
    (...addresses: string[]) =>
    async () =>
      addresses;

  test('a public name goes to its address', async () => {
    expect(await checkedAddress('example.org', 443, none, to('93.184.216.34'))).toEqual({
      ok: true,
      address: '93.184.216.34',
    });
  });

  test('a name that resolves to loopback is refused with the remedy', async () => {
    expect(await checkedAddress('evil.example', 80, none, to('127.0.0.1'))).toMatchObject({
      ok: false,
      because: expect.stringContaining('ALLOW_HOSTS'),
    });
  });

  test('a name with one public and one private address is refused', async () => {
    expect(
      await checkedAddress('rebind.example', 80, none, to('93.184.216.34', '10.0.0.1')),
    ).toMatchObject({
      ok: false,
    });
  });

  test.each([
    ['localhost', 1200, 'localhost'],
    ['localhost', 1200, 'localhost:1200'],
  ])('%s:%i is allowed by %s', async (host, port, name) => {
    expect(await checkedAddress(host, port, new Set([name]), to('127.0.0.1'))).toEqual({
      ok: true,
      address: '127.0.0.1',
    });
  });

  test('allowing one port does not allow another', async () => {
    expect(
      await checkedAddress('localhost', 22, new Set(['localhost:1200']), to('127.0.0.1')),
    ).toMatchObject({ ok: false });
  });
});
