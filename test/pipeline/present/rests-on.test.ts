import { expect, test } from 'vitest';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { PartialDate } from '../../../src/domain/time.ts';
import { restsOnText } from '../../../src/pipeline/present/plain-card.ts';

const of = (kind: Evidence['kind'], source: string, day: string): Evidence => ({
  kind,
  source,
  day: day as PartialDate,
});

test.each([
  ['nothing', [], 'unverified', '未核实'],
  ['a judgement alone', [of('judgement', 'estimate', '2026')], 'unverified', '未核实'],
  [
    'the newest of several',
    [
      of('notice', 'MIIT list', '2021-08-18'),
      of('store', 'Huawei AppGallery com.haze', '2025-09-22'),
    ],
    'app store: Huawei AppGallery com.haze, 2025-09-22',
    '应用商店：Huawei AppGallery com.haze, 2025-09-22',
  ],
])('an edge with %s says what it rests on', (_, evidence, en, zh) => {
  expect(restsOnText(evidence, 'en')).toBe(en);
  expect(restsOnText(evidence, 'zh')).toBe(zh);
});
