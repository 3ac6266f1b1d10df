import { expect, test } from 'vitest';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { isEdgeAttested } from '../../../src/domain/exposure.ts';
import type { PartialDate } from '../../../src/domain/time.ts';
import { edgeRestsText } from '../../../src/pipeline/present/plain-card.ts';

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
  expect(edgeRestsText({ edge: 'operated by', evidence }, 'en')).toBe(en);
  expect(edgeRestsText({ edge: 'operated by', evidence }, 'zh')).toBe(zh);
});

test.each([
  ['filing', 'filing: 20-F, 2024-12-31', true],
  ['exchange-list', 'list of securities: 20-F, 2024-12-31', true],
  ['shareholders', 'company register: 20-F, 2024-12-31', true],
  ['site', "group's own site: 20-F, 2024-12-31", true],
  ['press', 'unverified; only press: 20-F, 2024-12-31', false],
  ['policy', 'unverified; only privacy policy: 20-F, 2024-12-31', false],
  ['store', 'unverified; only app store: 20-F, 2024-12-31', false],
  ['notice', "unverified; only authority's notice: 20-F, 2024-12-31", false],
  ['register', 'unverified; only register: 20-F, 2024-12-31', false],
] as const)('a subsidiary rests on a %s: %s', (kind, said, attested) => {
  for (const edge of ['subsidiary', 'contract', 'consolidated', 'controlled by (majority)']) {
    const link = { edge, evidence: [of(kind, '20-F', '2024-12-31')] };
    expect(edgeRestsText(link, 'en')).toBe(said);
    expect(isEdgeAttested(link)).toBe(attested);
  }
});
