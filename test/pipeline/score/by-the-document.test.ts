import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { type Instant, lastMinute } from '../../../src/domain/time.ts';
import { quickScore, standingOf } from '../../../src/pipeline/score/score.ts';
import { inputOver, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { dated, exact, history } from './arbitrary.ts';
import { at as nightIn, weights as plain } from './building.ts';
import { byTheDocument, type RuleOf } from './by-the-document.ts';
import { nightOf } from './units-by-the-document.ts';

// Scores of the shipped record, by the program and by docs/scoring.md alone.

const catalog = repositoryCatalog().catalog!;
const knowledge = knowledgeOf(catalog);
const { weights } = catalog;

function rulesOf(company: CompanyId): RuleOf[] {
  const { sector } = catalog.companies.get(company)!;
  return catalog.rules.flatMap((rule) => {
    const own = rule.hits.find((hit) => hit.company === company);
    const hit = own ?? rule.hits.find((one) => one.company === null && one.sector === sector);
    return hit ? [{ ...rule, exposure: hit.exposure, zone: knowledge.zoneOf(rule.regulator) }] : [];
  });
}

function both(company: string, at: number) {
  const id = company as CompanyId;
  const acts = knowledge.history.get(id) ?? [];
  const standing = standingOf(inputOver(knowledge, id, acts));
  const program = quickScore(standing, at as Instant);
  return { program, document: byTheDocument(acts, rulesOf(id), at, weights) };
}

describe('five scores by the document alone', () => {
  test.each([
    ['alibaba', '2021-04-20', 'a fine, of the matter that it decides'],
    ['zte', '2018-06-01', 'a denial order: supplies wholly barred'],
    ['apple', '2024-06-01', 'markets, stated shares, suits'],
    ['tencent', '2021-12-31', 'apps, a tutoring of rules, listed children'],
    ['china-mobile', '2021-08-18', 'who may hold the shares'],
  ])('%s on %s: %s', (company, day) => {
    const at = nightOf(day, 0, 'Asia/Shanghai') - 60_000;
    expect(at).toBe(lastMinute(day as never, 'Asia/Shanghai'));
    const { program, document } = both(company, at);
    expect(document.score).toBeGreaterThan(0);
    expect(document.score).toBeCloseTo(program.score, 9);
  });
});

test('every company of the record at the ends of four years', () => {
  const days = [2019, 2021, 2023, 2025].map((year) => `${year}-12-31`);
  const ids = [...catalog.companies.keys()].filter(
    (id) => (knowledge.history.get(id) ?? []).length > 0,
  );
  const compared = { companies: ids.length, scores: 0 };
  const other = ids.flatMap((id) =>
    days.flatMap((day) => {
      const { program, document } = both(id, nightOf(day, 0, 'Asia/Shanghai'));
      if (program.score > 0) compared.scores += 1;
      return Math.abs(program.score - document.score) < 1e-9
        ? []
        : [`${id} ${day} ${program.score.toFixed(3)} ${document.score.toFixed(3)}`];
    }),
  );
  expect(other).toEqual([]);
  expect(compared.scores).toBeGreaterThan(700);
});

test('any acts in any order, whoever took them, with closings of some of their apps', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 1200 }), (acts, day) => {
      const at = nightIn(dated(day));
      const document = byTheDocument(acts, [], at, plain);
      expect(document.load).toBeCloseTo(exact(acts, at).load, 9);
    }),
    { numRuns: 400 },
  );
});
