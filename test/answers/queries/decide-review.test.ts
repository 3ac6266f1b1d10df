import { beforeEach, describe, expect, test } from 'vitest';
import { decideReview, type ReviewVerdict } from '../../../src/answers/queries/reviews.ts';
import { formatReason as sentenceOf } from '../../../src/base/i18n/sentence.ts';
import type { Review } from '../../../src/domain/ports.ts';
import type { Instant } from '../../../src/domain/time.ts';

const NOW = Date.parse('2021-09-21T04:00Z') as Instant;
const company = (id: string) =>
  [id, { id, name: { en: `${id} Ltd.`, zh: null }, listings: [] }] as const;
const knowledge = {
  catalog: { companies: new Map([company('harbour'), company('meadow')]) },
} as never;
const review = (some: object = {}): Review =>
  ({
    id: 'r1',
    notice: 'n1',
    kind: 'mention',
    subject: '海港大师',
    because: 'two carry it',
    createdAt: 1,
    name: { text: '海港大师', developer: null, day: '2021-09-20' },
    decision: null,
    candidates: [{ company: 'harbour', because: 'name' }],
    ...some,
  }) as never;
const said = (some: Partial<ReviewVerdict> = {}): ReviewVerdict => ({
  verdict: 'accepted',
  company: '',
  by: ' ann ',
  because: 'annual report',
  ...some,
});

let saved: unknown[];
let free: boolean;
const deps = {
  knowledge,
  find: () => [],
  store: {
    decideReview: async (id: string, decision: unknown) => {
      if (free) saved.push([id, decision]);
      return free;
    },
  },
};
beforeEach(() => {
  saved = [];
  free = true;
});

describe('a verdict that can be taken', () => {
  test.each<[string, Partial<ReviewVerdict>, string | null]>([
    ['accepted without a company is of the only candidate', {}, 'harbour'],
    ['accepted may name another company', { company: 'meadow' }, 'meadow'],
    ['rejected is of nobody', { verdict: 'rejected', company: 'meadow' }, null],
  ])('%s', async (_, some, whose) => {
    const done = await decideReview(deps, review(), said(some), NOW);
    expect(done.ok).toBe(true);
    const decision = { verdict: some.verdict ?? 'accepted', company: whose, by: 'ann', at: NOW };
    expect(saved).toMatchObject([['r1', { ...decision, because: 'annual report' }]]);
  });

  test('a doubt about a page has no company', async () => {
    await decideReview(deps, review({ kind: 'notice', name: undefined }), said(), NOW);
    expect(saved).toMatchObject([['r1', { company: null }]]);
  });

  test('it may hold from another day on', async () => {
    await decideReview(deps, review(), said({ from: '2021-01-01' as never }), NOW);
    expect(saved).toMatchObject([['r1', { from: '2021-01-01' }]]);
  });
});

describe('a verdict that is refused', () => {
  const two = [
    { company: 'harbour', because: 'a' },
    { company: 'meadow', because: 'b' },
  ];
  test.each<[string, object, Partial<ReviewVerdict>, string]>([
    ['was decided before', { decision: { verdict: 'rejected', by: 'bob' } }, {}, 'rejected by bob'],
    ['has no author', {}, { by: ' ' }, 'an author'],
    ['has no reason', {}, { because: '' }, 'a reason'],
    ['names none of two candidates', { candidates: two }, {}, 'harbour or meadow'],
    ['names nobody where there is no candidate', { candidates: [] }, {}, 'there is no candidate'],
    ['names a company that is not known', {}, { company: 'atlantis' }, 'atlantis'],
  ])('%s: nothing is saved and the reason is told', async (_, of, some, sentence) => {
    const done = await decideReview(deps, review(of), said(some), NOW);
    expect(done.ok ? '' : sentenceOf(done.because, 'en')).toContain(sentence);
    expect(saved).toEqual([]);
  });

  test('somebody else was faster', async () => {
    free = false;
    expect(await decideReview(deps, review(), said(), NOW)).toMatchObject({
      ok: false,
      why: 'raced',
    });
  });
});
