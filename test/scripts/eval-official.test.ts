import { describe, expect, it } from 'vitest';
import {
  type OfficialAnswer,
  type OfficialLabel,
  officialReport,
  readOfficialLabels,
  tallyOfficial,
} from '../../scripts/eval/official.ts';

const label = (id: string, more: Partial<OfficialLabel>): OfficialLabel => ({
  id,
  archive: 'a/b',
  authority: 'us-ftc',
  date: null,
  url: null,
  kind: 'act',
  companies: [],
  optional: [],
  seen: 'fresh',
  ...more,
});
const told = (...companies: string[][]): OfficialAnswer => ({
  isAct: true,
  isEased: false,
  companies,
});
const NOTHING: OfficialAnswer = { isAct: false, isEased: false, companies: [] };

describe('figures of official pages', () => {
  const labels = [
    label('1', { companies: ['AAPL'], optional: ['GOOGL'] }),
    label('2', { kind: 'eased', companies: ['XOM'] }),
    label('3', { kind: 'none' }),
    label('*', { kind: 'paper', archive: 'c/d', authority: 'cn-csrc' }),
  ];
  const text = (id: string, archive = 'a/b') => ({ id, archive, title: id, text: '' });
  const tally = (answers: Record<string, OfficialAnswer>) =>
    tallyOfficial(
      [text('1'), text('2'), text('3'), text('9', 'c/d'), text('7', 'e/f')],
      labels,
      ({ id }) => answers[id] ?? NOTHING,
    );

  it('count a company by any of its tickers, and leave out what readers may see otherwise', () => {
    const {
      told: all,
      right,
      found,
    } = tally({ 1: told(['2788.T', 'AAPL'], ['GOOGL'], ['TSLA']) }).get('us-ftc fresh')!;
    expect([all, right, found]).toEqual([2, 1, 1]);
  });

  it('take an end that is told as a step for wrong', () => {
    const step = tally({ 2: told(['XOM']) }).get('us-ftc fresh')!;
    const end = tally({ 2: { ...told(['XOM']), isEased: true } }).get('us-ftc fresh')!;
    expect([step.right, step.found, end.right, end.found]).toEqual([0, 0, 1, 1]);
  });

  it('count pages without an act that are read as one, of whole archives too', () => {
    const all = tally({ 3: told(), 9: told() });
    expect([all.get('us-ftc fresh')!.read, all.get('cn-csrc fresh')!.read]).toEqual([1, 1]);
    expect(officialReport(all)).toContain('no act, read as one      1 of 1 (1000.0 per 1,000)');
    expect(all.size).toBe(2);
  });

  it('rest on labels that hold no text', () => {
    const stored = readOfficialLabels('training/official.jsonl');
    expect(stored.length).toBeGreaterThan(90);
    expect(Object.keys(stored[0]!).sort()).toEqual([
      'archive',
      'authority',
      'companies',
      'date',
      'id',
      'kind',
      'optional',
      'seen',
      'url',
    ]);
  });
});
