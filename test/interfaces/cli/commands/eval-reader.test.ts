import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../../../support/command.ts';
import { type Loopback, startLoopback } from '../../../support/loopback.ts';

/** Made-up reports in the form of a newspaper's; the labels say what each states. */
const STORIES = ['Tencent', 'Alibaba', 'Baidu', 'JD.com', 'Meituan', 'NetEase'].map((name, n) => ({
  id: `d${n}`,
  date: `2024-0${n + 1}-04`,
  title: `SAMR fines ${name} 5 million yuan`,
  text: `China's market regulator SAMR fined ${name} 5 million yuan on Monday over unfair prices, it said.`,
  name,
}));
let far: Loopback;
let calls = 0;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trial-'));
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  const documents = STORIES.map(({ name: _, ...one }) => one);
  const again = documents.map((one) => ({ ...one, id: `${one.id}-again` }));
  const labels = [...documents, ...again].map(({ id }) => ({
    id,
    step: true,
    steps: [{ type: 'fined', authority: 'SAMR', targets: [STORIES[Number(id[1])]!.name] }],
  }));
  writeFileSync(join(folder, 'documents.jsonl'), lines([...documents, ...again]));
  writeFileSync(join(folder, 'labels.jsonl'), lines(labels));
  far = await startLoopback((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      calls += 1;
      const story = STORIES.find(({ title }) => body.includes(title))!;
      const quote = `SAMR fined ${story.name} 5 million yuan on Monday`;
      const act = {
        ...{ measure: 'fine', measureQuote: quote, posture: 'final', object: 'company' },
        ...{ market: null, marketQuote: null, amount: null, authority: 'SAMR' },
        ...{ authorityQuote: quote, isNew: true, newBecause: 'on Monday' },
        targets: [{ name: story.name, quote }],
      };
      const content = JSON.stringify({ acts: [act], bystanders: [] });
      const message = { role: 'assistant', content };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          ...{ id: 'x', object: 'chat.completion', created: 1, model: 'm' },
          choices: [{ index: 0, message, finish_reason: 'stop' }],
          usage: { prompt_tokens: 3_000, completion_tokens: 90, total_tokens: 3_090 },
        }),
      );
    });
  });
});
afterAll(() => far.close());

const env = (more: Record<string, string> = {}) => ({
  DATA_DIR: mkdtempSync(join(tmpdir(), 'trial-data-')),
  READER_URL: `${far.origin}/v1`,
  READER_MODEL: 'm',
  ...more,
});

test('a document that stands twice is asked about once, and each question counts against the day', async () => {
  calls = 0;
  const settings = env();
  const said = await command(['eval', 'reader', folder], settings);
  expect(said.err).toBe('');
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThanOrEqual(STORIES.length);
  expect(said.out).toMatch(
    new RegExp(
      `^m: ${calls} documents asked about, failures: none\n${calls} stories confirmed rightly, 0 wrongly`,
    ),
  );
  expect(said.out).toContain('No licence');
  const doctor = await command(['doctor'], settings);
  expect(doctor.out).toContain(`today ${calls} of 500 questions`);
});

test('what the labels allow is said without asking anybody', async () => {
  calls = 0;
  const said = await command(['eval', 'reader', folder, '--limits'], { DATA_DIR: 'nowhere' });
  expect([said.code, said.err, calls]).toEqual([0, '', 0]);
  const lines = said.out.trim().split('\n');
  expect(lines).toHaveLength(6);
  const [, all, wrong] = /^all, always right: (\d+) stories right, (\d+) wrong/.exec(lines[0]!)!;
  expect([Number(all) > 0, wrong]).toEqual([true, '0']);
  const halves = lines
    .filter((line) => line.includes('half, always right'))
    .map((line) => Number(/: (\d+) stories right/.exec(line)![1]));
  expect(halves[0]! + halves[1]!).toBe(Number(all));
  expect((await command(['eval', 'reader', 'no-folder', '--limits'])).code).toBe(2);
});

test('more questions than the day has are asked only where somebody says so', async () => {
  calls = 0;
  const settings = env({ READER_DAILY_CALLS: '1' });
  const refused = await command(['eval', 'reader', folder], settings);
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(
    /documents would be asked about, and 1 questions .* are left today: nothing was asked/,
  );
  expect(calls).toBe(0);
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return 'y';
  };
  expect((await command(['eval', 'reader', folder], settings, { ask })).code).toBe(0);
  expect(asked.join()).toContain('Go on?');
  expect(calls).toBeGreaterThan(1);
  expect((await command(['eval', 'reader', folder, '--yes'], settings)).code).toBe(0);
});
