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

  test.each(['', 'host.example', '8.8.8', '134744072', '0x8.8.8.8'])('%j is no address', (text) => {
    expect(isPublicAddress(text)).toBe(false);
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

  test.each(['93.184.216.34', '[2400:3200::1]', '2400:3200::1'])(
    'the address %s is asked of no name server',
    async (host) => {
      const resolve = () => Promise.reject(new Error('was asked'));
      expect(await checkedAddress(host, 443, none, resolve)).toEqual({
        ok: true,
        address: host.replaceAll(/[[\]]/g, ''),
      });
    },
  );

  test('says what is wrong with a name, and by which address', async () => {
    const because = async (...addresses: string[]) => {
      const checked = await checkedAddress('a.example', 443, none, to(...addresses));
      return checked.ok ? null : checked.because;
    };
    expect(await because('93.184.216.34', '10.0.0.1')).toBe(
      'a.example also resolves to a private address; not asked',
    );
    expect(await because('10.0.0.1')).toMatch(
      /^a\.example is a private, loopback or reserved address/,
    );
    expect(await because()).toMatch(/^a\.example is a private/);
    const opened = await checkedAddress(
      'a.example',
      443,
      new Set(['a.example']),
      to('10.0.0.1', '8.8.8.8'),
    );
    expect(opened).toEqual({ ok: true, address: '10.0.0.1' });
  });

  test('allowing one port does not allow another', async () => {
    expect(
      await checkedAddress('localhost', 22, new Set(['localhost:1200']), to('127.0.0.1')),
    ).toMatchObject({ ok: false });
  });
});
