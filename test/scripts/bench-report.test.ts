import { expect, test } from 'vitest';
import { documentOf, figureLines, type Measured } from '../../bench/report.ts';
import { row } from '../../bench/row.ts';

const measured = (name: string, ...values: number[]): Measured => ({
  bench: { name, file: `${name}.ts`, args: ['--signals', '10'] },
  runs: values.map((value) => [row('a page', 'ms', value, 'asked', 10)]),
  loads: values.map(() => 1.25),
  date: '2026-11-30',
  problem: null,
});

test('a figure is the median of its runs, with the least and the most beside it', () => {
  expect(figureLines(measured('web', 4, 9, 5))).toEqual([
    '| web | a page | 5 ms | 4 to 9 | asked: 10 ms | 0.5 |',
  ]);
  expect(figureLines(measured('web', 4))).toEqual([
    '| web | a page | 4 ms |  | asked: 10 ms | 0.4 |',
  ]);
});

test('a run that failed is a line with its reason', () => {
  expect(figureLines({ ...measured('web'), problem: 'timed out' })).toEqual([
    '| web | a run failed | timed out | | | |',
  ]);
});

test('a bench takes the place of its lines in the document; those of others stay', () => {
  const order = ['load', 'web'];
  const first = documentOf('a machine', [measured('web', 4), measured('load', 7)], '', order);
  const next = documentOf('a machine', [measured('load', 3)], first, order);
  expect(next.split('\n').filter((line) => line.startsWith('| '))).toEqual([
    '| bench | command | runs | on | load average as they began |',
    '| load | `node bench/load.ts --signals 10` | 1 | 2026-11-30 | 1.3 |',
    '| web | `node bench/web.ts --signals 10` | 1 | 2026-11-30 | 1.3 |',
    '| bench | figure | value | of the runs | against | ratio |',
    '| load | a page | 3 ms |  | asked: 10 ms | 0.3 |',
    '| web | a page | 4 ms |  | asked: 10 ms | 0.4 |',
  ]);
  expect(documentOf('a machine', [measured('load', 3)], next, order)).toBe(next);
});
