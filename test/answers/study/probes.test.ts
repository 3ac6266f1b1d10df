import { expect, test } from 'vitest';
import { type Probe, probesOf } from '../../../src/answers/study/probes.ts';
import { probesText } from '../../../src/answers/study/study-text.ts';
import { withParts } from '../../../src/domain/lazily.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const NOW = Date.parse('2026-11-30T18:00:00+08:00') as Instant;
const { catalog } = repositoryCatalog();
const failing = (probes: readonly Probe[]) =>
  probes.filter(({ holds }) => !holds).map(({ id, found }) => `${id}: ${found}`);

test('every probe of the model holds on the record that is shipped', () => {
  const probes = probesOf(knowledgeOf(catalog!), NOW);
  expect(probes).toHaveLength(9);
  expect(failing(probes)).toEqual([]);
  expect(probesText(probes)).toMatch(/\n9 of 9 hold\.$/);
});

test('probes fail where the model is off', () => {
  const { weights } = catalog!;
  const flat = {
    ...weights,
    severityRatio: { ...weights.severityRatio, value: 1.2 },
    fineUnits: { ...weights.fineUnits, base: 3 },
  };
  const ids = failing(probesOf(knowledgeOf(withParts(catalog!, { weights: flat })), NOW)).map(
    (line) => line.split(':')[0],
  );
  expect(ids).toEqual(expect.arrayContaining(['small-fine', 'denial-order', 'monopoly-finding']));
});
