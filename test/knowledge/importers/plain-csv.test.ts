import { expect, test } from 'vitest';
import { importCsv } from '../../../src/knowledge/importers/plain-csv.ts';
import { REGISTRY } from './registry.ts';

const run = (...lines: string[]) => importCsv(lines.join('\n'), REGISTRY);

test('an edge that is there is attested, contradicted where a day differs; another is proposed', () => {
  const done = run(
    'source,name,company,kind,mic,relation,from,to,evidence,day',
    'annual report,成都海港云科技有限公司,harbour,entity,,subsidiary,2021-03,,filing,2024',
    ',海港大师,harbour,app,,,,,,',
    ',HRBR,harbour,listing,XNAS,,2025,,,',
    ',成都海港互动科技有限公司,harbour,entity,,,,,,',
    'HKEX list,9999,harbour,listing,XHKG,,,2024-12-11,exchange-list,2026-07-20',
  );
  if ('problem' in done) throw new Error(done.problem);
  expect(done.problems).toEqual([]);
  expect(done.proposals).toMatchObject([
    {
      company: 'harbour',
      do: 'add-entity',
      value: { name: '成都海港云科技有限公司', relation: 'subsidiary', from: '2021-03', to: null },
      evidence: { kind: 'filing', source: 'annual report', day: '2024' },
    },
    { do: 'add-app', value: { name: '海港大师' }, evidence: null },
    { do: 'add-listing', value: { mic: 'XNAS', symbol: 'HRBR', from: '2025' } },
    {
      do: 'attest',
      value: { edge: 'listing', mic: 'XHKG', symbol: '9999' },
      evidence: { kind: 'exchange-list', source: 'HKEX list', day: '2026-07-20' },
    },
    { do: 'contradict', value: { edge: 'listing', symbol: '9999', to: '2024-12-11' } },
  ]);
});

test.each([
  ['nobody,app,x,,', 'there is no company "nobody"'],
  ['harbour,fund,x,,', 'kind "fund" is none of entity, app, listing'],
  ['harbour,app,,,', 'the name is empty'],
  ['harbour,listing,H,XXXX,', 'mic "XXXX" is not known'],
  ['harbour,app,x,,yesterday', 'from "yesterday" is not a date'],
  ['harbour,app,x,,,rumour,web,2024', 'evidence "rumour" is none of exchange-list'],
  ['harbour,app,x,,,press,web,', 'evidence needs a source and a day'],
  ['quay,entity,成都海港互动科技有限公司,,', '“成都海港互动科技有限公司” is a firm of harbour'],
])('%s is told with its row', (line, sentence) => {
  const done = run('company,kind,name,mic,from,evidence,source,day', line);
  expect('problem' in done ? [] : done.problems).toEqual([
    expect.stringContaining(`row 1: ${sentence}`),
  ]);
});

test('a table without the columns, and an empty one', () => {
  expect(run('company,name', 'a,b')).toEqual({
    problem: 'the header has no column "kind": it needs company, kind, name',
  });
  expect(run('')).toEqual({ problem: 'the file is empty' });
});
