import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorityActs } from '../../../src/answers/queries/authority-acts.ts';
import { caseView } from '../../../src/answers/queries/case.ts';
import { entriesOf } from '../../../src/answers/queries/history.ts';
import { FEWEST_MATTERS } from '../../../src/answers/queries/next-steps.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { CompanyId, RegulatorId } from '../../../src/domain/ids.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { stateOf } from '../../../src/pipeline/standing/company-state.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

let knowledge: Knowledge;
let store: OpenStore;
beforeAll(async () => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
  store = await openStore({ path: ':memory:' });
});
afterAll(() => store.close());

const at = (day: string) => Date.parse(`${day}T18:00:00+08:00`) as Instant;
const stateAt = (company: string, day: string) =>
  stateOf(
    { knowledge, store, clock: { now: () => at('2026-11-30') } },
    knowledge.catalog.companies.get(company as CompanyId)!,
    at(day),
  );
const SEARCH = 'alphabet/us-doj/us-google-search';
const caseOn = async (day: string, id = SEARCH) =>
  caseView(await stateAt(id.split('/')[0]!, day), id, 'en');

describe('a case', () => {
  test('shows its acts in order, with the days between them and what stands', async () => {
    const view = (await caseOn('2026-11-30'))!;
    expect(view.steps.map(({ date, kind, days }) => [date, kind, days])).toEqual([
      ['2020-10-20', 'civil suit', null],
      ['2023-08-04', 'amended', 1018],
      ['2024-08-05', 'finding of a breach', 367],
      ['2025-09-02', 'remedies', 393],
    ]);
    expect(view.steps[0]!.sentence).toContain('sued Alphabet over general search');
    expect(view.steps[0]!.state).toBe('decided 2024-08-05');
  });

  test('knows nothing that is dated later', async () => {
    const view = (await caseOn('2022-06-01'))!;
    expect(view.steps.map(({ date, state }) => [date, state])).toEqual([
      ['2020-10-20', 'not known to have ended (last seen 2020-10-20)'],
    ]);
    expect(await caseOn('2020-10-01')).toBeNull();
  });

  test('shows what ended or changed its acts', async () => {
    const view = (await caseOn('2022-06-01', 'bytedance/us-commerce/us-app-orders'))!;
    const kinds = view.steps.map(({ kind }) => kind);
    expect(kinds).toContain('stayed');
    expect(kinds.at(-1)).toBe('withdrawn');
    expect(new Set(view.steps.map(({ id }) => id)).size).toBe(view.steps.length);
  });

  test('counts what followed in other cases, of none less than eight', async () => {
    const id = 'alphabet/eu-commission/eu-google-ad-prices';
    const { next } = (await caseOn('2026-11-30', id))!;
    const { cases, none } = next!;
    expect(next).toMatchObject({ of: 'authority', like: 'measure' });
    expect(cases).toBeGreaterThanOrEqual(FEWEST_MATTERS);
    expect(next!.next.reduce((sum, { n }) => sum + n, none)).toBe(cases);
    for (const { days } of next!.next) expect(days).toBeGreaterThan(0);
  });

  test('counts by an instant nothing that happened after it', async () => {
    const id = 'alibaba/cn-samr/cn-alibaba-exclusivity';
    const counts = await Promise.all(
      ['2021-01-15', '2021-04-01'].map(async (day) => (await caseOn(day, id))?.next ?? null),
    );
    const cut = knowledgeOf(repositoryCatalog().catalog!, { historyUntil: '2021-04-02' as never });
    const deps = { knowledge: cut, store, clock: { now: () => at('2021-04-01') } };
    const company = cut.catalog.companies.get('alibaba' as CompanyId)!;
    const ofCut = caseView(await stateOf(deps, company, at('2021-04-01')), id, 'en');
    expect(ofCut?.next).toEqual(counts[1]);
  });

  test('says no rate where too few are on record', async () => {
    const open = [...knowledge.catalog.companies.keys()].flatMap((company) =>
      knowledge.history.get(company).length === 0 ? [] : [company],
    );
    let none = 0;
    for (const company of open.slice(0, 60)) {
      const state = await stateAt(company, '2019-06-01');
      for (const one of state.score.cases)
        if (caseView(state, one.id, 'en')?.next === null) none += 1;
    }
    expect(none).toBeGreaterThan(0);
  });
});

test('a history says every act as its sentence with its state, in every language', async () => {
  const state = await stateAt('bytedance', '2026-11-30');
  for (const language of LANGUAGES) {
    const entries = await entriesOf(state, store, language);
    const acts = entries.filter(({ act }) => act !== null);
    expect(acts.filter(({ sentence }) => sentence === null || sentence === '')).toEqual([]);
    expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length);
    const rule = acts.find(({ id }) => id.startsWith('us-white-house-2020-08-06-eo-13942'))!;
    expect([rule.level, rule.state]).toEqual([
      null,
      { en: 'withdrawn 2021-06-09', zh: '2021年6月9日撤回' }[language],
    ]);
    expect(acts.some(({ kind }) => kind === 'closing')).toBe(true);
  }
});

test('acts that only change earlier ones stand in the history as such', async () => {
  const entries = await entriesOf(await stateAt('boeing', '2026-11-30'), store, 'en');
  const extended = entries.find(({ id }) => id.startsWith('cn-mofcom-2025-11-05-skydio'))!;
  expect(extended).toMatchObject({ kind: 'change', types: ['extended'], level: null });
  expect(extended.sentence).toContain('extended its stay');
});

test('an authority shows its newest acts as sentences with their state, and none later', () => {
  const of = (day: string) =>
    authorityActs(knowledge, 'eu-commission' as RegulatorId, {
      at: at(day),
      language: 'en',
      most: 40,
    });
  const acts = of('2026-11-30');
  expect(acts).toHaveLength(40);
  expect(acts.filter(({ sentence }) => !sentence?.startsWith('European Commission'))).toEqual([]);
  expect(acts.map(({ date }) => date)).toEqual(
    acts
      .map(({ date }) => date)
      .toSorted()
      .toReversed(),
  );
  expect(of('2019-01-01').every(({ date }) => date <= '2019-01-01')).toBe(true);
});
