import { describe, expect, test } from 'vitest';
import type { Fetch } from '../../../src/pipeline/watch/http-exchange.ts';
import { createRobots, isAllowed, rulesIn } from '../../../src/pipeline/watch/robots.ts';

const HOUR = 3_600_000;

describe('which rules of a file are for this program', () => {
  const paths = (...lines: string[]) => rulesIn(lines.join('\n')).map(({ path }) => path);

  test('those for everybody', () => {
    expect(paths('User-agent: *', 'Disallow: /a', 'Allow: /b')).toEqual(['/a', '/b']);
    expect(rulesIn('User-agent: *\r\nDisallow: /a\rAllow: /b')).toEqual([
      { allow: false, path: '/a' },
      { allow: true, path: '/b' },
    ]);
  });

  test('those of its own name alone, where there are such', () => {
    const others = ['User-agent: *', 'Disallow: /a'];
    expect(paths(...others, 'User-agent: Tocsin', 'Disallow: /b')).toEqual(['/b']);
    expect(paths(...others, 'User-agent: other', 'Disallow: /b')).toEqual(['/a']);
  });

  test('of a group that names several, and of several groups of one name', () => {
    expect(paths('User-agent: other', 'User-agent: tocsin', 'Disallow: /a')).toEqual(['/a']);
    expect(
      paths('User-agent: tocsin', 'Disallow: /a', 'User-agent: tocsin', 'Disallow: /b'),
    ).toEqual(['/a', '/b']);
    expect(
      paths('User-agent: tocsin', 'Disallow: /a', 'User-agent: other', 'Disallow: /b'),
    ).toEqual(['/a']);
  });

  test('without comments, empty rules, other fields, and rules of nobody', () => {
    expect(paths('Disallow: /x', 'User-agent: * # all', 'Disallow: /a # why')).toEqual(['/a']);
    expect(paths('User-agent: *', 'Disallow:', 'Crawl-delay: 9', 'no field')).toEqual([]);
    expect(paths('User-agent: *', 'Crawl-delay: 9', 'Disallow: /a:b')).toEqual(['/a:b']);
  });

  test.each([
    ['Tocsin/1.0', '/b'],
    ['TOCSIN News', '/b'],
    ['tocsin*', '/b'],
    ['tocsins', '/a'],
    ['to csin', '/a'],
    ['ツtocsin', '/a'],
  ])('of "%s", a name up to its first other character', (name, path) => {
    const everybody = ['User-agent: * and more', 'Disallow: /a'];
    expect(paths(...everybody, `User-agent: ${name}`, 'Disallow: /b')).toEqual([path]);
  });

  test('in lines without a colon, where they have just two words', () => {
    expect(paths('user-agent tocsin', 'disallow /a', 'allow\t /b')).toEqual(['/a', '/b']);
    expect(paths('user-agent tocsin', 'disallow /a b', 'disallow', '/c')).toEqual([]);
  });

  test('in a file with a mark of byte order, whole or cut', () => {
    for (const bytes of [[0xef, 0xbb, 0xbf], [0xef, 0xbb], [0xef]]) {
      const file = Buffer.concat([Buffer.from(bytes), Buffer.from('User-agent: *\nDisallow: /a')]);
      expect(paths(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file))).toEqual(['/a']);
    }
    expect(paths('\u0011User-agent: *', 'Disallow: /a')).toEqual([]);
  });

  test('of another program, for which it asks', () => {
    const file = 'User-agent: *\nDisallow: /a\nUser-agent: Other\nDisallow: /b';
    expect(rulesIn(file, 'OTHER')).toEqual([{ allow: false, path: '/b' }]);
  });

  test('of a line that is endlessly long: its beginning', () => {
    expect(paths('User-agent: *', `Disallow: /${'a'.repeat(20_000)}`)[0]).toHaveLength(16_653);
  });
});

describe('whether a path may be asked', () => {
  const allows = (path: string, ...lines: string[]) =>
    isAllowed(path, rulesIn(['User-agent: *', ...lines].join('\n')));

  test.each<[string, string, boolean]>([
    ['/a', '/a/b', true],
    ['/a', '/b/a', false],
    ['/*.pdf', '/x/y.pdf?n=1', true],
    ['/*.pdf', '/pdf', false],
    ['/*.pdf$', '/x/y.pdf', true],
    ['/*.pdf$', '/x.pdf/y.pdf', true],
    ['/*.pdf$', '/x/y.pdf?n=1', false],
    ['/a$', '/a', true],
    ['/a$', '/ab', false],
    ['/a*$', '/abc', true],
    ['/a*b*c', '/a-c-b-c', true],
    ['/a*b*c', '/a-c-b', false],
    ['/ab*b$', '/ab', false],
    ['*', '/anything', true],
  ])('the rule %s holds for %s: %s', (rule, path, holds) => {
    expect(allows(path, `Disallow: ${rule}`)).toBe(!holds);
  });

  test.each<[string, string, boolean]>([
    ['/ü', '/%C3%BC/x', true],
    ['/%c3%bc', '/%C3%BC', true],
    ['/%C3%BC', '/%c3%bc', true],
    ['/%7ejoe', '/~joe', true],
    ['/~joe', '/%7Ejoe', true],
    ['/a%2fb', '/a%2Fb', true],
    ['/a%2Fb', '/a/b', false],
    ['/100%', '/100%', true],
    ['/\ud800', '/%EF%BF%BD', true],
  ])('the rule %s, escaped as it is, holds for %s: %s', (rule, path, holds) => {
    expect(allows(path, `Disallow: ${rule}`)).toBe(!holds);
  });

  test('the page of a folder that is allowed opens the folder', () => {
    const lines = ['Disallow: /', 'Allow: /x/index.html', 'Allow: /y/index.htm'];
    expect(allows('/x/', ...lines)).toBe(true);
    expect(allows('/y/', ...lines)).toBe(true);
    expect(allows('/x/index.html', ...lines)).toBe(true);
    expect(allows('/x/index.htm', ...lines)).toBe(false);
    expect(allows('/x/other', ...lines)).toBe(false);
    expect(allows('/x/', 'Disallow: /x/index.html')).toBe(true);
    expect(allows('/x/', 'Disallow: /', 'Allow: /x/index.html5')).toBe(false);
  });

  test('the longest rule decides, and of two alike the one that allows', () => {
    expect(allows('/a/b', 'Disallow: /a', 'Allow: /a/b')).toBe(true);
    expect(allows('/a/b', 'Allow: /a/b', 'Disallow: /a')).toBe(true);
    expect(allows('/a/b', 'Allow: /a', 'Disallow: /a/b')).toBe(false);
    expect(allows('/a', 'Disallow: /a', 'Allow: /a')).toBe(true);
    expect(allows('/a', 'Allow: /a', 'Disallow: /a')).toBe(true);
    expect(allows('/c', 'Disallow: /a')).toBe(true);
  });
});

describe('the file of a site', () => {
  type Answer = { kind: string; status?: number | null; bytes?: Uint8Array };
  const FORBIDS = { kind: 'ok', bytes: Buffer.from('User-agent: *\nDisallow: /') };
  const robotsOver = (answer: Answer, own: string[] = []) => {
    const requests: string[] = [];
    const clock = { now: 0 };
    const fetch = (async ({ url }: { url: string }) => {
      requests.push(url);
      return answer;
    }) as unknown as Fetch;
    return { robots: createRobots(fetch, () => clock.now, new Set(own)), requests, clock };
  };
  const ask = (answer: Answer, own: string[] = []) =>
    robotsOver(answer, own).robots.allows('https://a.example:8443/list?n=1', null);

  test('forbids what it says, of a path with its query', async () => {
    expect(await ask(FORBIDS)).toBe(false);
    const query = { kind: 'ok', bytes: Buffer.from('User-agent: *\nDisallow: /list?n=') };
    expect(await ask(query)).toBe(false);
  });

  test('is itself always allowed, and so is a host that the operator opened', async () => {
    const { robots, requests } = robotsOver(FORBIDS);
    expect(await robots.allows('https://a.example/robots.txt', null)).toBe(true);
    expect(requests).toEqual([]);
    expect(await ask(FORBIDS, ['a.example'])).toBe(true);
    expect(await ask(FORBIDS, ['a.example:8443'])).toBe(true);
    expect(await ask(FORBIDS, ['a.example:443'])).toBe(false);
  });

  test('is read once a day', async () => {
    const { robots, requests, clock } = robotsOver(FORBIDS);
    for (const now of [0, 24 * HOUR - 1, 24 * HOUR]) {
      clock.now = now;
      await robots.allows('https://a.example/x', null);
    }
    expect(requests).toEqual(['https://a.example/robots.txt', 'https://a.example/robots.txt']);
  });

  test.each<[string, Answer, number]>([
    ['that is not there is not asked for again that day', { kind: 'failed', status: 404 }, 1],
    ['that is refused, too', { kind: 'failed', status: 499 }, 1],
    ['of a broken server is asked for again after an hour', { kind: 'failed', status: 500 }, 2],
    ['of a site that moves it as well', { kind: 'failed', status: 399 }, 2],
    ['of a site that does not answer as well', { kind: 'failed', status: null }, 2],
    ['that is said to be unchanged, which nobody asked, as well', { kind: 'not-modified' }, 2],
  ])('%s, and forbids nothing', async (_, answer, count) => {
    const { robots, requests, clock } = robotsOver(answer);
    for (const now of [0, HOUR - 1, HOUR]) {
      clock.now = now;
      expect(await robots.allows('https://a.example/x', null)).toBe(true);
    }
    expect(requests).toHaveLength(count);
  });
});
