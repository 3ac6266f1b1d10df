import { expect, test } from 'vitest';
import type { Notice } from '../../../src/domain/notice.ts';
import type { Store } from '../../../src/domain/ports.ts';
import { reason } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { rejectDenied } from '../../../src/pipeline/flows/denials.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import type { Knowledge } from '../../../src/pipeline/standing/knowledge.ts';
import { app, company, companyMap } from '../../support/companies.ts';

const NOW = Date.parse('2022-03-08T04:00Z') as Instant;
const knowledge = {
  index: createMapIndex(
    companyMap(
      company('harbour', { aliases: ['海港互动'], apps: [app('harbour/master', '海港大师')] }),
    ),
  ),
  catalog: { regulators: new Map([['cn-miit', { name: { en: 'MIIT', zh: '工信部' } }]]) },
} as unknown as Knowledge;
const denial = (names: unknown[], parts: Partial<Notice> = {}) =>
  ({
    title: 'No such order',
    published: '2022-03-01',
    verdictBecause: reason('page-denial', { names: names as never }),
    regulator: null,
    actions: [],
    mentions: [],
    ...parts,
  }) as unknown as Notice;

/** Denies on behalf of an authority; `by` = who acted by the reports, null = they name nobody. */
async function denied(
  notice: Notice,
  {
    speaksFor = 'cn-miit',
    by = ['cn-miit'],
  }: { speaksFor?: string | null; by?: (string | null)[] } = {},
) {
  const queries: unknown[] = [];
  const decided: unknown[] = [];
  const store = {
    reportedActions: async (query: unknown) => {
      queries.push(query);
      return by.map((id, n) => ({
        action: { page: `p${n}`, step: 'fine:harbour', authority: id === null ? null : { id } },
      }));
    },
    // A report that somebody decided before is not decided again.
    decideReview: async (id: string, decision: unknown) => {
      decided.push([id, decision]);
      return id.startsWith('p0');
    },
  } as unknown as Store;
  const count = await rejectDenied(notice, NOW, {
    store,
    knowledge,
    speaksFor: speaksFor as never,
  });
  return { count, queries, decided };
}
const reviews = ({ decided }: { decided: unknown[] }) => (decided as [string][]).map(([id]) => id);

test('an authority that denies a report rejects it, in its own name and with its title', async () => {
  expect(await denied(denial(['海港互动']))).toEqual({
    count: 1,
    queries: [
      { state: 'unconfirmed', company: 'harbour', from: '2022-02-22', to: '2022-03-02', limit: 50 },
    ],
    decided: [
      [
        'p0:unconfirmed:fine:harbour',
        { verdict: 'rejected', company: null, by: 'MIIT', because: 'No such order', at: NOW },
      ],
    ],
  });
});

test('a page without a date denies what was reported by now', async () => {
  const { queries } = await denied(denial(['海港互动'], { published: null }));
  expect(queries).toMatchObject([{ from: '2022-03-01', to: '2022-03-09' }]);
});

test('the company may be named by its app, and is looked up once', async () => {
  expect((await denied(denial(['海港大师']))).queries).toHaveLength(1);
  expect((await denied(denial(['海港大师', '海港互动', 7]))).queries).toHaveLength(1);
  expect((await denied(denial(['查无此司']))).queries).toEqual([]);
});

test('reports of its own acts and of nobody’s are rejected, those of other authorities stand', async () => {
  const by = ['cn-miit', null, 'cn-unnamed', 'cn-samr'];
  const found = await denied(denial(['海港互动']), { by });
  expect(reviews(found).map((id) => id.slice(0, 2))).toEqual(['p0', 'p1', 'p2']);
  expect(found.count).toBe(1);
});

test.each<[string, Notice, string | null]>([
  ['a newspaper’s page', denial(['海港互动']), null],
  [
    'a page that denies nothing',
    denial(['海港互动'], { verdictBecause: reason('not-running') }),
    'cn-miit',
  ],
])('%s rejects nothing', async (_, notice, speaksFor) => {
  expect(await denied(notice, { speaksFor })).toEqual({ count: 0, queries: [], decided: [] });
});

test('an authority without a name in the catalog signs with its id', async () => {
  const { decided } = await denied(denial(['海港互动']), { speaksFor: 'cn-cac', by: ['cn-cac'] });
  expect(decided).toMatchObject([[expect.anything(), { by: 'cn-cac' }]]);
});
