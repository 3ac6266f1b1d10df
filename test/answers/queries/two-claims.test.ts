import { beforeAll, expect, test } from 'vitest';
import { appAnswer } from '../../../src/answers/queries/app.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { edgeRestsText } from '../../../src/pipeline/present/plain-card.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

/** Who runs an app and whose the firm is are attested apart: a list of apps names no owner. */
test('an app list attests the operator and nothing about its parent', () => {
  const at = Date.parse('2024-06-01T12:00Z') as Instant;
  const found = appAnswer(knowledge, '500px中国', { at, language: 'en', developer: null });
  if (!found.found) throw new Error('500px中国 was not found');
  const rests = found.answer.chain.map((link) => [link.edge, link.to, edgeRestsText(link, 'en')]);
  expect(rests).toEqual([
    ['operated by', '常州五百像素网络科技有限公司', "authority's notice: MIIT list 31, 2023-09-27"],
    ['consolidated', 'visual-china', 'unverified'],
    ['listed as', '000681.SZ', expect.stringMatching(/^list of securities: /)],
  ]);
});
