import { beforeAll, describe, expect, it } from 'vitest';
import type { Grade } from '../../../src/domain/grade.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import { actNamed } from '../../../src/domain/old-acts.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { companiesOf } from '../../../src/interfaces/cli/jsonl-answer.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { read } from '../../support/reading.ts';

const DAY = '2021-08-18' as CalendarDate;
const TEXT = '国家网信办对腾讯罚款500万元。欧盟对美团启动调查。';

const NOWHERE = { start: 0, end: 0 };

/** A notice whose acts on these names have these grades. */
function noticeOf(steps: readonly (readonly [name: string, grade: Grade])[]): Notice {
  const notice = read(TEXT);
  const unconfirmed = steps.map(([name, grade]) => ({
    type: 'fined' as const,
    act: actNamed('fine', {}),
    polarity: 'step' as const,
    scope: 'company' as const,
    name,
    kind: 'entity' as const,
    company: null,
    probability: 0.8,
    grade,
    authority: null,
    quote: '国家网信办对腾讯罚款500万元',
    span: NOWHERE,
    quoteSpan: NOWHERE,
    fine: null,
  }));
  return { ...notice, verdict: 'none', actions: [], mentions: [], unconfirmed };
}

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

describe('an answer of read --jsonl', () => {
  it('has each company in its highest list alone, with measure, posture and words of the page', () => {
    const notice = noticeOf([
      ['腾讯', 'unconfirmed'],
      ['腾讯', 'reported'],
      ['美团', 'unconfirmed'],
    ]);
    const answer = companiesOf(notice, { text: TEXT }, knowledge, DAY);
    const names = (list: readonly { readonly company: string }[]) => list.map((one) => one.company);
    expect(answer.verdict).toBe('reported');
    expect([answer.alerts, answer.reported, answer.unconfirmed].map(names)).toEqual([
      [],
      ['Tencent Holdings Ltd.'],
      ['Meituan'],
    ]);
    expect(answer.reported[0]).toMatchObject({
      measure: 'fine',
      posture: 'final',
      names: ['腾讯'],
    });
    expect(TEXT).toContain(answer.reported[0]!.quote);
  });

  it('says none where nothing is', () => {
    const answer = companiesOf(noticeOf([]), { text: TEXT }, knowledge, DAY);
    expect(answer).toMatchObject({ verdict: 'none', alerts: [], reported: [], unconfirmed: [] });
  });
});
