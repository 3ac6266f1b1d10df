import { describe, expect, test } from 'vitest';
import { createSessions } from '../../../src/web/security/session.ts';

const NOW = Date.UTC(2021, 8, 21);
const sessions = createSessions('key', 'the-right-token');

describe('a session', () => {
  test('is known again until it ends', () => {
    const cookie = sessions.issue('in', NOW);
    expect(sessions.kindOf(cookie, NOW)).toBe('in');
    expect(sessions.kindOf(cookie, NOW + 8 * 86_400_000)).toBeNull();
  });

  test('cannot be made up, changed or brought from another key', () => {
    const cookie = sessions.issue('out', NOW);
    for (const other of [
      cookie.replace('out', 'in'),
      `${cookie}A`,
      cookie.replace(/\d{13}/, '9999999999999'),
      '',
      undefined,
    ])
      expect(sessions.kindOf(other, NOW)).toBeNull();
    expect(createSessions('another key', null).kindOf(cookie, NOW)).toBeNull();
  });

  test('a form’s value belongs to one cookie', () => {
    const [one, other] = [sessions.issue('out', NOW), sessions.issue('out', NOW)];
    expect(sessions.sameCsrf(one, sessions.csrfOf(one))).toBe(true);
    expect(sessions.sameCsrf(other, sessions.csrfOf(one))).toBe(false);
    expect(sessions.sameCsrf(one, undefined)).toBe(false);
  });

  test.each([
    ['the-right-token', true],
    ['the-right-tokeN', false],
    ['', false],
    ['the-right-token ', false],
  ])('%j is the token: %s', (given, is) => {
    expect(sessions.isToken(given)).toBe(is);
    expect(createSessions('key', null).isToken(given)).toBe(false);
  });
});
