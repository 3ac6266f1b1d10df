import { describe, expect, test } from 'vitest';
import type { PartialDate } from '../../../src/domain/time.ts';
import { applyProposals } from '../../../src/knowledge/importers/apply.ts';
import type { Proposal } from '../../../src/knowledge/importers/proposal.ts';

const TEXT = `# kept
name: {en: Harbour, zh: 海港游戏}
country: CN
sector: games # here too
listings:
  - {mic: XHKG, symbol: "0099", from: 2019-05-06}
entities:
  - 成都海港互动科技有限公司 # the operator
  - {name: 深圳海港科技有限公司, sure: false}
apps:
  - {id: hai-gang, name: 海港远征}
`;
const evidence = {
  kind: 'store' as const,
  source: 'App Store com.harbour',
  day: '2026-01-05' as PartialDate,
};
const proposal = (
  what: Proposal['do'],
  value: Proposal['value'],
  rests: Proposal['evidence'] = evidence,
) => ({
  place: 'p.jsonl:1',
  proposal: { company: 'harbour', do: what, value, because: 'a row', evidence: rests },
});
const apply = (...proposals: ReturnType<typeof proposal>[]) =>
  applyProposals({ path: 'harbour.yml', text: TEXT }, proposals);
const changed = (text: string) =>
  text.split('\n').filter((line) => !TEXT.split('\n').includes(line));

describe('writing proposals', () => {
  test.each([
    [
      'attest a listing',
      proposal('attest', { edge: 'listing', mic: 'XHKG', symbol: '0099' }),
      '  - {mic: XHKG, symbol: "0099", from: 2019-05-06, evidence: store App Store com.harbour 2026-01-05}',
    ],
    [
      'attest a bare name, whose remark stays',
      proposal('attest', { edge: 'entity', name: '成都海港互动科技有限公司' }),
      '  - {name: 成都海港互动科技有限公司, evidence: store App Store com.harbour 2026-01-05} # the operator',
    ],
    [
      'correct a day',
      proposal(
        'contradict',
        { edge: 'listing', mic: 'XHKG', symbol: '0099', to: '2024-12-11' },
        null,
      ),
      '  - {mic: XHKG, symbol: "0099", from: 2019-05-06, to: 2024-12-11}',
    ],
    [
      'add an app under an id of its own',
      proposal('add-app', { name: '海港', from: null, to: null }, null),
      '  - {id: hai-gang-2, name: 海港}',
    ],
    [
      'add a list that is not there',
      proposal('add-control', { company: 'quay', by: 'consolidated' }, null),
      'controlledBy:\n  - {company: quay, by: consolidated}',
    ],
  ])('%s', (_, one, line) => {
    const done = apply(one);
    expect(done).toMatchObject({ written: 1, problems: [] });
    expect(changed(done.text).join('\n')).toBe(line);
    expect(done.text).toContain('# kept');
    expect(done.text).toContain('sector: games # here too');
  });

  test('a source stands once, with its latest day', () => {
    const at = (day: string) =>
      proposal(
        'attest',
        { edge: 'app', id: 'hai-gang' },
        {
          ...evidence,
          day: day as PartialDate,
        },
      );
    const done = apply(at('2025-01-01'), at('2026-01-05'), at('2025-06-01'));
    expect(changed(done.text)).toEqual([
      '  - {id: hai-gang, name: 海港远征, evidence: store App Store com.harbour 2026-01-05}',
    ]);
  });

  test('an edge that is gone is one sentence with file and line; the rest is written', () => {
    const done = apply(
      proposal('attest', { edge: 'entity', name: '已注销有限公司' }),
      proposal('attest', { edge: 'app', id: 'hai-gang' }),
    );
    expect(done.written).toBe(1);
    expect(done.problems).toEqual(['p.jsonl:1: entity 已注销有限公司 is gone from harbour.yml:8']);
  });

  test.each([
    [
      'a question',
      proposal('check-listing', { mic: 'XHKG', symbol: '0099' }),
      'answered by a person',
    ],
    ['what is there', proposal('add-entity', { name: '深圳海港科技有限公司' }), 'is there already'],
    [
      'an edge of no kind',
      proposal('attest', { edge: 'fund', name: 'x' }),
      'is none of listing, entity',
    ],
    [
      'a day that is none',
      proposal('contradict', { edge: 'app', id: 'hai-gang', to: 'soon' }),
      'not written',
    ],
  ])('%s leaves the file as it is and says why', (_, one, why) => {
    const done = apply(one);
    expect(done).toMatchObject({ text: TEXT, written: 0 });
    expect(done.problems).toEqual([expect.stringContaining(why)]);
  });
});
