import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { instead, recordLine } from '../../../src/pipeline/present/plain-card.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import {
  coverageOf,
  endedOn,
  NOT_WATCHING,
  type Watching,
  watchingOf,
} from '../../../src/pipeline/standing/record.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { standing } from '../score/arbitrary.ts';
import { at, step } from '../score/building.ts';

const knowledge = knowledgeOf(repositoryCatalog().catalog!);
const days = knowledge.catalog.history
  .filter((one) => one.regulator.startsWith('cn-'))
  .map((one) => one.date);
const [first, last] = [days.toSorted()[0]!, days.toSorted().at(-1)!];
const NOW = at('2027-06-01');
const source = knowledge.catalog.regulators.get('cn-miit' as never)!.sources[0]!.id;
const watching: Watching = {
  now: NOW,
  since: at('2026-12-01'),
  seen: new Set([source]),
  silent: new Set([source]),
};
const reach = (
  when: Instant,
  known: Watching,
  events = [] as ReturnType<typeof step>[],
  country = 'CN',
) => coverageOf(knowledge, { country }, standing(events), when, known);

describe('how far knowledge of a company reaches', () => {
  test.each<[string, Instant, Watching, string, string | null]>([
    ['before the record', at('2010-01-01'), NOT_WATCHING(NOW), 'no-data', 'before-record'],
    ['within it', at('2022-01-01'), NOT_WATCHING(NOW), 'no-acts', null],
    [
      'long after it, with nothing watched',
      at('2027-03-01'),
      NOT_WATCHING(NOW),
      'no-data',
      'after-record',
    ],
    ['after it, while sources are watched', at('2027-03-01'), watching, 'no-acts', null],
    ['a day that has not come', at('2030-01-01'), watching, 'no-data', 'future'],
  ])('%s', (_, when, known, state, because) => {
    const found = reach(when, known);
    expect(found).toMatchObject({ from: first, until: last, state, because });
    expect(instead(found, 'en')).toMatch(
      state === 'no-acts' ? /^No acts on record$/ : /^No data: /,
    );
    expect(instead(found, 'zh')).not.toMatch(/[a-z]{3}/i);
  });

  test('the end of today is today, and an answer a minute later is as of then', async () => {
    const store = { sourceStates: async () => [], gaps: async () => [], recall: async () => null };
    const morning = at('2026-11-30');
    const known = await watchingOf(store, morning);
    const endOfToday = Date.parse('2026-11-30T23:59:59+08:00') as Instant;
    expect(reach(endOfToday, known).because).not.toBe('future');
    const later = (morning + 50_000) as Instant;
    expect((await watchingOf(store, later)).now).toBe(later);
  });

  test('a country of which no authority is on record has no data, whatever day it is', () => {
    expect(reach(at('2022-01-01'), watching, [], 'AQ')).toMatchObject({
      from: null,
      until: null,
      watchedSince: null,
      state: 'no-data',
      because: 'no-record',
    });
  });

  test('acts that are known are told, with how far the record goes beside them', () => {
    const found = reach(at('2022-03-01'), watching, [step('2022-02-01', 'name')]);
    expect(found.state).toBe('acts');
    expect(instead(found, 'en')).toBeNull();
    expect(recordLine(found, 'en', '2026-12-03' as never)).toMatch(
      /^Data through .+\. 1 source watched since 1 Dec 2026\. 1 source silent\.$/,
    );
    expect(recordLine(found, 'en', '2022-03-01' as never)).toBe('');
  });

  test('a record over a month old that nobody carries on is named once for all', () => {
    expect(endedOn(knowledge, NOT_WATCHING(NOW))).not.toBeNull();
    expect(endedOn(knowledge, watching)).toBeNull();
    expect(endedOn(knowledge, NOT_WATCHING(at(last)))).toBeNull();
  });
});
