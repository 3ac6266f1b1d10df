import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import {
  createCompanyStates,
  createRecentCards,
  stateOf,
  unhurried,
} from '../../../src/pipeline/standing/company-state.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { at, step } from '../score/building.ts';

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

let now: number;
let events: RegulatoryEvent[];
let scoreOf: (seconds?: number) => Promise<readonly [score: number, at: number]>;
beforeEach(() => {
  now = at('2021-08-20');
  events = [];
  const states = createCompanyStates({
    knowledge,
    clock: { now: () => now as never },
    store: {
      events: async ({ until }) => events.filter((one) => one.at <= until!),
      eventsMark: async () => String(events.length),
      sourceStates: async () => [],
      gaps: async () => [],
      recall: async () => null,
    },
  });
  const company = knowledge.catalog.companies.get('trip-com' as CompanyId)!;
  scoreOf = async (seconds = 0) => {
    const { score, at: asOf } = await states(company, (now + seconds * 1_000) as never);
    return [score.score, asOf];
  };
});

test('a state is returned again for a minute, and says as of when it holds', async () => {
  const first = await scoreOf();
  now += 59_000;
  expect(await scoreOf()).toEqual(first);
  now += 1_000;
  expect((await scoreOf())[1]).toBe(now);
});

test('it is made anew at once when something on the company is stored', async () => {
  const [before] = await scoreOf();
  events = [step('2021-08-19', 'delist-app', { company: 'trip-com' })];
  now += 1_000;
  expect((await scoreOf())[0]).toBeGreaterThan(before);
});

test('a past instant has its own', async () => {
  await scoreOf();
  const past = -30 * 86_400;
  expect(await scoreOf(past)).toEqual([expect.any(Number), now + past * 1_000]);
});

test('a card is returned again for ten minutes, and made anew at once when something is stored', async () => {
  let mark = 'one';
  let made = 0;
  const cards = createRecentCards({
    clock: { now: () => now as never },
    store: { eventsMark: async () => mark } as never,
  });
  const company = knowledge.catalog.companies.get('trip-com' as CompanyId)!;
  const ask = () => cards(company, now as never, 'risk', async () => ({ made: ++made }) as never);
  await ask();
  now += 9 * 60_000;
  expect(await ask()).toEqual({ made: 1 });
  mark = 'other';
  expect(await ask()).toEqual({ made: 2 });
  now += 11 * 60_000;
  expect(await ask()).toEqual({ made: 3 });
});

test('others get their turn between the parts of a state of many acts', async () => {
  const many = Array.from({ length: 300 }, (_, n) =>
    step('2021-08-19', 'delist-app', { company: 'trip-com', id: `e-${n}` }),
  );
  const company = knowledge.catalog.companies.get('trip-com' as CompanyId)!;
  const store = {
    events: async () => many,
    eventsMark: async () => '',
    sourceStates: async () => [],
    gaps: async () => [],
    recall: async () => null,
  };
  const clock = { now: () => now as never };
  const hurried = await stateOf({ knowledge, store, clock }, company, now as never);
  const state = await stateOf({ knowledge, store, clock }, company, now as never);
  let turns = 0;
  let isMade = false;
  const others = (): void => {
    turns += 1;
    if (!isMade) setImmediate(others);
  };
  setImmediate(others);
  await unhurried(state);
  isMade = true;
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(state.score).toEqual(hurried.score);
});
