import { expect, test } from 'vitest';
import { ReaderFault } from '../../../src/domain/debt.ts';
import { checkReading } from '../../../src/pipeline/flows/self-check.ts';
import type { Workers } from '../../../src/pipeline/flows/workers.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { workersHere } from '../../support/workers-here.ts';

const knowledge = knowledgeOf(repositoryCatalog().catalog!);
const { regulators } = knowledge.catalog;
const own = workersHere(knowledge);
const check = (changes: Partial<Workers> = {}) => checkReading({ ...own, ...changes }, regulators);

test('a reader that works passes its own page', async () => {
  expect(await check()).toBeNull();
});

test.each<[string, string, Partial<Workers>]>([
  [
    'does not start',
    'reader-cannot-start',
    { getReady: async () => new ReaderFault('reader-cannot-start', 'ended') },
  ],
  [
    'loses the list',
    'reader-answer',
    {
      decode: async (page) => {
        const whole = await own.decode(page);
        return { ...whole, text: whole.text.slice(0, whole.text.indexOf('序号')), tables: [] };
      },
    },
  ],
  [
    'knows no authority',
    'reader-answer',
    { read: async (...page) => ({ ...(await own.read(...page)), regulator: null }) as never },
  ],
  [
    'ends with the page',
    'reader-memory',
    { read: async () => ({ unread: 'too much', cause: 'reading', fault: 'reader-memory' }) },
  ],
  [
    'takes too long to decode',
    'reader-slow',
    {
      decode: async (page) => ({
        ...(await own.decode(page)),
        findings: [{ code: 'took-too-long', message: 'It took more than 10 seconds.' }],
      }),
    },
  ],
  ['has a bug', 'reader-answer', { read: () => Promise.reject(new TypeError('x is null')) }],
])('a reader that %s is named %s', async (_, code, changes) => {
  expect(await check(changes)).toMatchObject({ name: 'ReaderFault', code });
});
