import { describe, expect, test } from 'vitest';
import type { SourceId } from '../../../src/domain/ids.ts';
import { DAY_MS, type Instant } from '../../../src/domain/time.ts';
import { floodOf } from '../../../src/pipeline/flows/flood.ts';
import { createJobs, daily, type FleetJob, tidyStore } from '../../../src/pipeline/flows/jobs.ts';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text) as Instant;

test.each([
  ['2022-03-01T03:30Z', '2022-03-01T03:30Z'],
  ['2022-03-01T03:29:59Z', '2022-02-28T03:30Z'],
  ['2022-03-01T23:59Z', '2022-03-01T03:30Z'],
])('of a job at 03:30 the latest occasion by %s is %s', (now, occasion) => {
  expect(daily(210)(at(now))).toBe(at(occasion));
});

describe('a job of the fleet', () => {
  /** A store that remembers what was done, and grants a lease while nobody has it. */
  function fleet(remembered: Record<string, string> = {}) {
    const known = new Map(Object.entries(remembered));
    const held = new Set<string>();
    const log: string[] = [];
    const store = {
      recall: async (key: string) => known.get(key) ?? null,
      remember: async (key: string, value: string) => void known.set(key, value),
      leases: {
        claim: async ({ names }: { names: string[] }) => {
          const free = names.filter((name) => !held.has(name));
          for (const name of free) held.add(name);
          return new Set(free);
        },
        release: async ({ names }: { names: string[] }) => {
          for (const name of names) held.delete(name);
        },
      },
    };
    return { store: store as never, known, held, log };
  }
  const NOW = at('2022-03-01T12:00Z');
  const clock = { now: () => NOW } as never;
  const job = (log: string[], name = 'tidy'): FleetJob => ({
    name,
    occasion: daily(0),
    leaseMs: HOUR,
    run: async (now) => void log.push(`${name} ${now - NOW}`),
  });

  test('is done once for each occasion, and its lease is given back', async () => {
    const { store, known, held, log } = fleet();
    const run = createJobs([job(log), job(log, 'other')], { store, clock });
    await run();
    await run();
    expect(log).toEqual(['tidy 0', 'other 0']);
    expect(known.get('job:tidy')).toBe(String(at('2022-03-01T00:00Z')));
    expect([...held]).toEqual([]);
  });

  test('is done again at the next one, and not where a later one is remembered', async () => {
    const yesterday = fleet({ 'job:tidy': String(at('2022-02-28T00:00Z')) });
    await createJobs([job(yesterday.log)], { store: yesterday.store, clock })();
    expect(yesterday.log).toHaveLength(1);
    const today = fleet({ 'job:tidy': String(at('2022-03-01T00:00Z')) });
    await createJobs([job(today.log)], { store: today.store, clock })();
    expect(today.log).toEqual([]);
  });

  test('that another process is at is left to it, and the next job is done', async () => {
    const { store, held, log } = fleet();
    held.add('job:tidy');
    await createJobs([job(log), job(log, 'other')], { store, clock })();
    expect(log).toEqual(['other 0']);
  });

  test('that failed is not remembered, and its lease lasts', async () => {
    const { store, known, held } = fleet();
    const broken = { ...job([]), run: () => Promise.reject(new Error('broken')) };
    await expect(createJobs([broken], { store, clock })()).rejects.toThrow('broken');
    expect([known.size, [...held]]).toEqual([0, ['job:tidy']]);
  });
});

describe('tidying the database', () => {
  const NOW = at('2022-03-01T00:00Z');
  const tidied = async (keepDays: number | undefined) => {
    const log: string[] = [];
    const dropped = await tidyStore(
      {
        dropEnded: async (now: Instant) => void log.push(`ended ${now - NOW}`),
        retention: {
          dropBytes: async (before: Instant) => {
            log.push(`bytes ${(NOW - before) / DAY_MS}`);
            return { files: 2, bytes: 7 };
          },
          compact: async () => void log.push('compact'),
        },
      } as never,
      keepDays,
      NOW,
    );
    return [dropped, ...log];
  };

  test('drops bytes that are older than is set, then compacts', async () => {
    expect(await tidied(30)).toEqual([{ files: 2, bytes: 7 }, 'ended 0', 'bytes 30', 'compact']);
    expect(await tidied(0)).toContain('bytes 0');
  });

  test('keeps all bytes where nothing is set', async () => {
    expect(await tidied(undefined)).toEqual([{ files: 0, bytes: 0 }, 'ended 0', 'compact']);
  });
});

describe('a source in flood', () => {
  const SOURCE = 'cn-test-lists' as SourceId;
  const NOW = at('2022-03-01T00:00Z');
  const flood = (count: number, limit: number | undefined, alerts: object[] = [{}]) => {
    const store = {
      countAlerts: async ({ source, since, most }: Record<string, unknown>) =>
        source === SOURCE && since === NOW - HOUR && most === limit ? count : -1,
    };
    const limited = limit === undefined ? {} : { limit };
    return floodOf({ alerts } as never, SOURCE, NOW, { store: store as never, ...limited });
  };

  test('is one that made as many alerts within the hour as the limit', async () => {
    expect(await flood(5, 5)).toEqual({ source: SOURCE, limit: 5, now: NOW });
    expect(await flood(4, 5)).toBeNull();
  });

  test('is none where nothing is limited, or nothing new is sent', async () => {
    expect(await flood(5, undefined)).toBeNull();
    expect(await flood(5, 5, [])).toBeNull();
    expect(await flood(5, 5, [{ edits: 'a' }])).toBeNull();
    expect(await flood(5, 5, [{ edits: 'a' }, {}])).not.toBeNull();
  });
});
