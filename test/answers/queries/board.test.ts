import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Boards, createBoards } from '../../../src/answers/queries/board.ts';
import type { Signal } from '../../../src/domain/alert.ts';
import type { Catalog } from '../../../src/domain/catalog.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { createStandings } from '../../../src/pipeline/standing/daily.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { at, step } from '../../pipeline/score/building.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const FEW = ['trip-com', 'didi', 'iqiyi'];
let knowledge: Knowledge;
beforeAll(() => {
  const { catalog } = repositoryCatalog();
  const companies = new Map([...catalog!.companies].filter(([id]) => FEW.includes(id)));
  knowledge = knowledgeOf({ ...catalog!, companies } as Catalog, {
    historyUntil: '2018-01-01' as never,
  });
});

let now: number;
let events: RegulatoryEvent[];
let signals: Pick<Signal, 'company' | 'detectedAt'>[];
let asked: string[];
let boards: Boards;
const boardsOver = (rows: typeof store) => {
  const clock = { now: () => now as never };
  const standings = createStandings({ knowledge, store: rows as never, clock });
  return createBoards({ knowledge, store: rows, standings, clock });
};
const store = {
  events: async ({ company, until }: { company?: string; until?: number }) => {
    asked.push(company ?? '');
    return events.filter((one) => one.company === company && one.at <= (until ?? Infinity));
  },
  eventMarks: async () => new Map(events.map(({ company }) => [company as string, '1 0'])),
  sourceStates: async () => [],
  gaps: async () => [],
  recall: async () => null,
  standings: async () => [],
  signals: async ({ limit }: { limit: number }) => signals.slice(0, limit) as Signal[],
};
const scores = async () =>
  Object.fromEntries((await boards.now()).rows.map((row) => [row.company.id, row.score]));
/** What is made behind the page is there at the next look. */
const settled = async () => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const happens = (company: string, day: string) => {
  events.push(step(day, 'delist-app', { company: company as never }));
  signals.unshift({ company: company as never, detectedAt: at(day) });
};

beforeEach(() => {
  now = at('2021-08-18');
  events = [];
  signals = [];
  asked = [];
  boards = boardsOver(store);
});

describe('the board of now', () => {
  test('has every company, highest score first', async () => {
    happens('didi', '2021-08-17');
    const { rows, byId } = await boards.now();
    expect(rows.map((row) => row.company.id)[0]).toBe('didi');
    expect(rows).toHaveLength(3);
    expect(byId.get('didi' as never)!.score).toBeGreaterThan(0);
  });

  test('queries no company without stored acts', async () => {
    happens('didi', '2021-08-17');
    await boards.now();
    expect(asked).toEqual(['didi']);
  });

  test('is kept for some seconds', async () => {
    await boards.now();
    asked = [];
    now += 14_000;
    await boards.now();
    await settled();
    expect(asked).toEqual([]);
  });

  test('shows soon what happened to a company', async () => {
    await boards.now();
    now = at('2021-08-19') + 60_000;
    happens('iqiyi', '2021-08-19');
    await scores();
    await settled();
    expect((await scores()).iqiyi).toBeGreaterThan(0);
  });

  test('is made anew seldom where that is heavy', async () => {
    // Works for a twentieth of a second on each of three companies: that takes a twentieth of the
    // time in three seconds.
    const slow = {
      ...store,
      eventMarks: async () => new Map(FEW.map((company) => [company, '1 0'])),
      events: async (query: { company?: string; until?: number }) => {
        const begun = performance.now();
        while (performance.now() - begun < 50);
        return store.events(query);
      },
    };
    boards = boardsOver(slow);
    await boards.now();
    happens('didi', '2021-08-18');
    const made = [];
    for (const wait of [1_000, 60_000]) {
      asked = [];
      now += wait;
      await boards.now();
      await settled();
      made.push(asked.length);
    }
    expect(made).toEqual([0, 3]);
  });
});

test('a past day is made once and knows nothing later', async () => {
  happens('didi', '2021-08-17');
  const day = at('2021-08-16');
  expect((await boards.at(day)).byId.get('didi' as never)!.score).toBe(0);
  asked = [];
  await boards.at(day);
  expect(asked).toEqual([]);
});
