import { beforeAll, describe, expect, test } from 'vitest';
import { WhyAnswer } from '../../../src/answers/queries/answers.ts';
import { historyOf } from '../../../src/answers/queries/history.ts';
import { whyOf } from '../../../src/answers/queries/why.ts';
import type { CompanyId, NoticeId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/domain/ports.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { companyState } from '../../../src/pipeline/standing/company-state.ts';
import {
  type Knowledge,
  knowledgeOf,
  stepsKnown,
} from '../../../src/pipeline/standing/knowledge.ts';
import { NOT_WATCHING } from '../../../src/pipeline/standing/record.ts';
import { at, step } from '../../pipeline/score/building.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

const watching = NOT_WATCHING(at('2026-11-27'));

/** A store that holds only these acts. */
const holding = (
  ...events: RegulatoryEvent[]
): Pick<Store, 'events' | 'reportedActions' | 'notice' | 'standings' | 'recall'> => ({
  standings: async () => [],
  recall: async () => null,
  notice: async () => null,
  reportedActions: async () => [],
  events: async ({ company, until }) =>
    events.filter(
      (one) => (company === undefined || one.company === company) && one.at <= (until ?? Infinity),
    ),
});
const company = (id: string) => knowledge.catalog.companies.get(id as CompanyId)!;
const stateAt = async (id: string, day: string, store: ReturnType<typeof holding>) => {
  const events = await stepsKnown(knowledge, store, id as CompanyId, at(day));
  return companyState(knowledge, company(id), events, at(day), watching);
};
const ask = async (
  id: string,
  day: string,
  since: string,
  store = holding(),
  language: 'en' | 'zh' = 'en',
) =>
  whyOf(
    await stateAt(id, day, store),
    { store: store as never, clock: { now: () => at(day) } as never },
    { since: at(since), language, taken: null },
  );
const sum = (numbers: readonly number[]) =>
  Math.round(numbers.reduce((all, one) => all + one, 0) * 10) / 10 || 0;

describe('why takes a score apart', () => {
  test.each(['alibaba', 'tencent', 'didi', 'trip-com', 'iqiyi'])(
    '%s: waterfalls add up to points, points to the score, the three parts to the change',
    async (id) => {
      const { answer } = await ask(id, '2021-08-18', '2021-07-01');
      expect(WhyAnswer.parse(answer)).toEqual(answer);
      expect(sum(answer.factors.map((factor) => factor.points))).toBe(answer.score);
      for (const factor of answer.factors)
        expect(sum(factor.waterfall.map((part) => part.points)), factor.id).toBe(factor.points);
      const { from, to, decay, closings, actions } = answer.change;
      expect(sum([from, decay, closings, actions])).toBe(to);
      expect(to).toBe(answer.score);
      expect(decay).toBeLessThanOrEqual(0);
      expect(answer.peak.score).toBeGreaterThanOrEqual(answer.score!);
    },
  );

  test('what would change it is scored, not guessed: a removal raises, quiet days lower', async () => {
    const { answer } = await ask('trip-com', '2021-08-18', '2021-08-17');
    const change = new Map(answer.outlook.map((one) => [one.kind, one.change]));
    expect(change.get('removal')).toBeGreaterThan(40);
    expect(change.get('quiet')).toBeLessThan(0);
    for (const one of answer.outlook) expect(sum([answer.score!, one.change])).toBe(one.score);
  });

  test('nothing that is stored later changes an earlier answer', async () => {
    const later = step('2021-09-01', 'delist-app', { company: 'trip-com' });
    expect(await ask('trip-com', '2021-08-18', '2021-08-17', holding(later))).toEqual(
      await ask('trip-com', '2021-08-18', '2021-08-17'),
    );
    const { answer } = await ask('trip-com', '2021-09-02', '2021-08-31', holding(later));
    expect(answer.change.news.map((one) => one.id)).toEqual([later.id]);
    expect(answer.change.actions).toBeGreaterThan(0);
  });

  test('a stored act moves the rank within the sector', async () => {
    const before = (await ask('trip-com', '2021-08-18', '2021-08-17')).answer.sector.place!;
    const rival = step('2021-08-17', 'licence/shut', { company: 'h-world' });
    const after = (await ask('trip-com', '2021-08-18', '2021-08-17', holding(rival))).answer.sector
      .place!;
    expect([after.rank, after.of]).toEqual([before.rank + 1, before.of]);
  });

  test('the newest act stands in the sentence that it was read from', async () => {
    const day = '2021-08-17';
    const text = 'The list.\nThe office met. It ordered the shop to close. Others follow.\n';
    const start = text.indexOf('ordered');
    const act = { ...step(day, 'licence/shut', { company: 'trip-com' }), notice: 'n1' as NoticeId };
    const span = { start, end: start + 7 };
    const action = { act: act.act, span, phrase: 'ordered' };
    const notice = { id: 'n1', item: 'i1', url: 'https://a.example/1', actions: [action] };
    const store = { ...holding(act), notice: async () => notice as never };
    const cardOf = async (documentOf: () => Promise<unknown>) => {
      const deps = { store, documentOf, clock: { now: () => at('2021-08-18') } } as never;
      const options = { since: at(day), language: 'en', taken: null } as const;
      return JSON.stringify(
        (await whyOf(await stateAt('trip-com', '2021-08-18', store), deps, options)).card,
      );
    };
    expect(await cardOf(async () => ({ text }))).toContain('“It ordered the shop to close.”');
    expect(await cardOf(async () => null)).not.toContain('In the words of the page');
  });

  test('no probability is shown, and the card says why in both languages', async () => {
    const { answer, card } = await ask('trip-com', '2021-08-18', '2021-08-17');
    expect(answer.p90).toMatchObject({ status: 'uncalibrated', value: null });
    const text = JSON.stringify(card);
    expect(text).toContain('uncalibrated, so not shown');
    const zh = JSON.stringify(
      (await ask('trip-com', '2021-08-18', '2021-08-17', holding(), 'zh')).card,
    );
    expect(zh).toContain('未校准');
    expect(zh).not.toContain('uncalibrated');
  });
});

describe('history tells each act once, with what it rests on', () => {
  const past = async (id: string, day: string, store = holding()) =>
    historyOf(await stateAt(id, day, store), store, 'en', null);

  test('newest first, acts with their level, and what nothing attests is marked', async () => {
    const { answer } = await past('trip-com', '2021-08-18');
    expect(answer.entries.map((one) => [one.date, one.level, one.attested])).toEqual([
      ['2021-08-18', 2, true],
      ['2021-04-29', 1, true],
      ['2021-04-13', 1, true],
    ]);
    const marked = await past('didi', '2022-12-31');
    expect(marked.answer.entries.map((one) => one.attested)).toContain(false);
    expect(JSON.stringify(marked.card)).toContain(' · unverified"');
  });

  test('apps are named in the language of the card, and never a company by its id', async () => {
    const { answer, card } = await past('trip-com', '2021-08-18');
    expect(answer.entries[0]!.apps).toEqual(['Ctrip', 'Qunar']);
    expect(JSON.stringify(card)).not.toMatch(/携程旅行|去哪儿/);
    const part = (await past('xiaomi', '2022-12-31')).answer.entries.find(
      (one) => one.date === '2022-07-16',
    );
    expect(part!.apps).toEqual([]);
    const via = await past('tencent', '2026-01-01');
    const [held] = via.answer.entries.flatMap((one) => one.via ?? []);
    expect(held).toBeDefined();
    expect(JSON.stringify(via.card)).not.toContain(`via ${held}`);
  });

  test('rules and notes stand beside acts and carry their kind', async () => {
    const kinds = new Set(
      (await past('alibaba', '2026-01-01')).answer.entries.map((one) => one.kind),
    );
    expect([...kinds].sort()).toEqual(
      ['act', 'closing', 'note', 'rule'].filter((kind) => kinds.has(kind as never)),
    );
    expect(kinds.has('act') && kinds.has('note')).toBe(true);
  });

  test('what is not known yet is not told', async () => {
    const dates = (await past('alibaba', '2020-12-31')).answer.entries.map((one) => one.date);
    expect(dates.length).toBeGreaterThan(3);
    expect(dates.every((date) => date <= '2020-12-31')).toBe(true);
  });
});
