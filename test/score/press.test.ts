import { describe, expect, test } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import { joinPress, type TouchingNotice } from '../../src/score/press.ts';
import { weights } from './building.ts';

interface Parts {
  readonly outlet?: string;
  readonly regulator?: string | null;
  readonly joint?: string[];
  readonly batch?: { yearly: number | null; total: number | null };
  readonly deadline?: string;
  readonly count?: number;
  readonly type?: string;
  readonly companies?: string[];
}
const told = (published: string, parts: Parts = {}): TouchingNotice => ({
  notice: {
    published,
    outlet: parts.outlet ?? null,
    verdict: 'action',
    regulator: parts.regulator === null ? null : { value: parts.regulator ?? 'cn-miit' },
    jointRegulators: parts.joint ?? [],
    batch: parts.batch ? { value: parts.batch } : null,
    deadline: parts.deadline ? { value: parts.deadline } : null,
    counts: { apps: parts.count ? { value: parts.count } : null, parts: [] },
    actions: [{ type: parts.type ?? 'named' }],
  } as unknown as Notice,
  companies: (parts.companies ?? ['acme']) as unknown as TouchingNotice['companies'],
});
const article = (published: string, parts: Parts = {}) => told(published, { outlet: 'reuters', ...parts });
const list = told('2021-08-18', { batch: { yearly: 8, total: 17 }, deadline: '2021-08-25', count: 43 });

describe('press joins an official act', () => {
  test.each<[string, TouchingNotice, string | null]>([
    [
      'by the number of the list',
      article('2021-08-19', { batch: { yearly: 8, total: null }, companies: [] }),
      'same batch',
    ],
    ['by the deadline', article('2021-08-20', { deadline: '2021-08-25', companies: [] }), 'same deadline'],
    ['by the count of apps', article('2021-08-23', { count: 43, companies: [] }), 'same count of apps'],
    ['by company and action', article('2021-08-19'), 'same company and action'],
    ['not by a company alone', article('2021-08-19', { type: 'fined' }), null],
    ['not by an action alone', article('2021-08-19', { companies: ['other'] }), null],
    ['not of another body', article('2021-08-19', { regulator: 'cn-cac' }), null],
    ['not without a body', article('2021-08-19', { regulator: null }), null],
    ['not six days later', article('2021-08-24', { deadline: '2021-08-25' }), null],
  ])('%s', (_, press, because) => {
    expect(joinPress(press, [list], weights)?.because ?? null).toBe(because);
  });

  test('of two official acts the stronger sign wins, then the nearer day', () => {
    const other = told('2021-08-20');
    const press = article('2021-08-20', { deadline: '2021-08-25' });
    expect(joinPress(press, [other, list], weights)!.official).toBe(list);
    expect(joinPress(article('2021-08-20'), [list, other], weights)!.official).toBe(other);
  });

  test('never another press report', () => {
    expect(joinPress(article('2021-08-19'), [article('2021-08-18', { outlet: 'afp' })], weights)).toBeNull();
  });

  test('a joint act by any of its bodies', () => {
    const joint = told('2021-08-18', { joint: ['cn-cac'] });
    expect(joinPress(article('2021-08-19', { regulator: 'cn-cac' }), [joint], weights)).not.toBeNull();
  });
});
