import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/domain/alert.ts';
import type { SendOutcome } from '../../../src/domain/sink.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { createSinkRest, LIMITS, limited } from '../../../src/pipeline/deliver/limits.ts';

const HOUR = 3_600_000;
const now = (ms: number) => ms as Instant;
const failed = { kind: 'retry' } as unknown as SendOutcome;
const of = (kind: string) => ({ kind }) as unknown as SendOutcome;
const to = (n: number) => ({ sink: 'discord', to: `channel-${n}` }) as Address;

test('grave news is tried for a week, other news for a day', () => {
  expect(([1, 2, 3, 4, 5] as const).map((level) => LIMITS.keepMs(level) / HOUR)).toEqual([
    24, 24, 24, 168, 168,
  ]);
});

describe('work within a limit', () => {
  test('gives its result, or its own error', async () => {
    expect(await limited(1_000, Promise.resolve(7))).toBe(7);
    await expect(limited(1_000, Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  test('that takes longer is an error with the limit', async () => {
    const late = new Promise<never>(() => {});
    await expect(limited(20, late)).rejects.toThrow('no answer within 0.02 s');
  });
});

describe('a sink that is down', () => {
  /** Fails at so many addresses, at the moment 0 and with no chance in its waits. */
  const failing = (count: number) => {
    const rest = createSinkRest(() => 1);
    for (let n = 0; n < count; n += 1) rest.learn(to(n), failed, now(0));
    return rest;
  };

  test('is one where five addresses fail in a row', () => {
    expect(failing(4).room(now(0), 16)).toBe(16);
    expect(failing(5).room(now(0), 16)).toBe(0);
  });

  test('is none where one address fails five times', () => {
    const rest = createSinkRest(() => 1);
    for (let n = 0; n < 5; n += 1) rest.learn(to(1), failed, now(0));
    expect(rest.room(now(0), 16)).toBe(16);
  });

  test('rests, then is tried with one delivery at a time', () => {
    const rest = failing(5);
    expect(rest.room(now(1_999), 16)).toBe(0);
    expect(rest.room(now(2_000), 16)).toBe(1);
  });

  test('rests twice as long each time that it fails again, a minute at most', () => {
    const rest = failing(5);
    let at = 2_000;
    for (const wait of [4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
      rest.learn(to(1), failed, now(at));
      expect(rest.room(now(at + wait - 1), 16)).toBe(0);
      expect(rest.room(now(at + wait), 16)).toBe(1);
      at += wait;
    }
  });

  test('rests no longer for failures of deliveries that were under way', () => {
    const rest = failing(9);
    expect(rest.room(now(2_000), 16)).toBe(1);
  });

  test.each(['sent', 'refused'])('is well again once an answer is %s', (kind) => {
    const rest = failing(5);
    rest.learn(to(1), failed, now(2_000));
    rest.learn(to(1), of(kind), now(6_000));
    expect(rest.room(now(6_000), 16)).toBe(16);
    for (let n = 0; n < 5; n += 1) rest.learn(to(n), failed, now(7_000));
    expect(rest.room(now(8_999), 16)).toBe(0);
    expect(rest.room(now(9_000), 16)).toBe(1);
  });
});
