import { createReadStream } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  GLEIF_START,
  type GleifFile,
  type GleifState,
  importGleif,
} from '../../../src/knowledge/importers/gleif.ts';
import type { Proposal } from '../../../src/knowledge/importers/proposal.ts';
import { REGISTRY } from './registry.ts';

const FILES = {
  lei: 'test/fixtures/importers/gleif-lei2.csv',
  relations: 'test/fixtures/importers/gleif-rr.csv',
} as const;
const open = (file: GleifFile, start: number) =>
  createReadStream(FILES[file], { start, highWaterMark: 700 });

async function run(from: GleifState = GLEIF_START, stepRows?: number) {
  const steps: { proposals: readonly Proposal[]; state: GleifState }[] = [];
  for await (const step of importGleif(open, REGISTRY, from, stepRows)) {
    if ('problem' in step) throw new Error(step.problem);
    steps.push(step);
  }
  return { proposals: steps.flatMap((step) => step.proposals), steps };
}
const short = (one: Proposal) =>
  `${one.do} ${one.company}: ${one.value.name ?? one.value.company} (${one.value.relation ?? one.value.by}) ${one.value.from ?? ''}..${one.value.to ?? ''}`;

describe('GLEIF', () => {
  test('proposes further names of known firms, and the firms that known ones consolidate', async () => {
    expect((await run()).proposals.map(short)).toEqual([
      'add-entity harbour: Chengdu Harbour Interactive Technology Co., Ltd. (subsidiary) ..',
      'add-entity harbour: 成都海港软件有限公司 (former-name) ..',
      'add-entity harbour: Chengdu Haigang Hudong Keji Youxian Gongsi (subsidiary) ..',
      'add-entity quay: Quay Net Technology (Shanghai) Co., Ltd. (self) ..',
      'add-control quay: harbour (consolidated) 2021-05-01..',
      'add-entity harbour: Harbour Games Pte. Ltd. (consolidated) 2020-04-01..',
      'add-entity harbour: 上海旧船坞网络有限公司 (consolidated) 2016-01-01..2018-06-30',
    ]);
  });

  test('says what each rests on', async () => {
    const child = (await run()).proposals.find(
      (one) => one.value.name === 'Harbour Games Pte. Ltd.',
    )!;
    expect(child.because).toBe(
      'LEI 300300000000000000B2 reports that it is directly consolidated by LEI 300300000000000000A1, a firm of harbour',
    );
    expect(child.evidence).toEqual({
      kind: 'shareholders',
      day: '2024-05-01',
      source: 'GLEIF 300300000000000000B2 under 300300000000000000A1',
    });
  });

  test('adds nothing to an affiliate, a fund, or an ended relationship without a day', async () => {
    const said = JSON.stringify((await run()).proposals);
    for (const none of ['Harbour Bank', '基金', '陌生人']) expect(said).not.toContain(none);
  });

  test('stopped after any row, it goes on as if it had not been stopped', async () => {
    const whole = (await run()).proposals;
    const { steps } = await run(GLEIF_START, 1);
    expect(steps.length).toBeGreaterThan(20);
    let before: readonly Proposal[] = [];
    for (const { proposals, state } of steps) {
      before = [...before, ...proposals];
      const rest = await run(JSON.parse(JSON.stringify(state)));
      expect([...before, ...rest.proposals]).toEqual(whole);
    }
  });

  test('a row in the middle of the file is a place to go on from, quotes and line breaks or not', async () => {
    const { csvRows } = await import('../../../src/knowledge/importers/plain-csv.ts');
    const all: { cells: readonly string[]; next: number }[] = [];
    for await (const row of csvRows(open('lei', 0))) all.push(row);
    for (const [at, row] of all.slice(0, -1).entries()) {
      for await (const next of csvRows(open('lei', row.next), row.next)) {
        expect(next).toEqual(all[at + 1]);
        break;
      }
    }
  });

  test('a file of another kind is told', async () => {
    for await (const step of importGleif(
      (file) => open(file === 'lei' ? 'relations' : 'lei', 0),
      REGISTRY,
    ))
      expect(step).toEqual({
        problem: 'the lei file has no column "LEI": is it GLEIF\'s golden copy as CSV?',
      });
  });
});
