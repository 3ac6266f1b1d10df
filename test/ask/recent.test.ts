import { beforeEach, describe, expect, test } from 'vitest';
import { recentAnswers } from '../../src/ask/stale-cache.ts';

import type { CompanyId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';

const NOON = Date.parse('2021-08-18T04:00Z');
let mark: string;
let made: number;
let ask: (seconds: number, key?: string, company?: string) => Promise<string>;

beforeEach(() => {
  mark = '3 acts';
  made = 0;
  const recent = recentAnswers<string>({ stepsMark: async () => mark });
  ask = (seconds, key = 'en', company = 'acme') =>
    recent({ company: company as CompanyId, at: (NOON + seconds * 1_000) as Instant, key }, async () => {
      made += 1;
      return `answer ${made}`;
    });
});

describe('an answer about a company', () => {
  test.each<[string, () => Promise<string>, string]>([
    ['is given again within a minute', () => ask(59), 'answer 1'],
    ['is made anew after a minute', () => ask(60), 'answer 2'],
    ['is made anew for an earlier instant', () => ask(-1), 'answer 2'],
    ['is made anew in another language', () => ask(1, 'zh'), 'answer 2'],
    ['is made anew for another company', () => ask(1, 'en', 'other'), 'answer 2'],
  ])('%s', async (_, again, expected) => {
    await ask(0);
    expect(await again()).toBe(expected);
  });

  test('is made anew at once when something on the company was stored or taken back', async () => {
    await ask(0);
    mark = '4 acts';
    expect(await ask(1)).toBe('answer 2');
    expect(await ask(2)).toBe('answer 2');
  });

  test('is made once for all who ask while it is being made', async () => {
    expect(await Promise.all([ask(0), ask(0), ask(0)])).toEqual(['answer 1', 'answer 1', 'answer 1']);
  });

  test('that failed is not kept', async () => {
    const recent = recentAnswers<string>({ stepsMark: async () => mark });
    const question = { company: 'acme' as CompanyId, at: NOON as Instant, key: 'en' };
    await expect(recent(question, async () => Promise.reject(new Error('no disk')))).rejects.toThrow(
      'no disk',
    );
    expect(await recent(question, async () => 'well again')).toBe('well again');
  });
});
