import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decode } from '../../src/pipeline/decode/decode.ts';
import { mean, type SuiteResult, scored } from './suite.ts';

const SHINGLE = 4;
/** Recall below which a page is listed as a difference. */
const LISTED = 0.9;

/** The text of a page as the program reads it, without the headline that leads it. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const contentType = 'text/html; charset=utf-8';
  const { text, title } = await decode({ bytes, contentType, url: null });
  const body = title !== null && text.startsWith(title) ? text.slice(title.length) : text;
  return body.trim();
}

/** Precision and recall over runs of four words, as evaluate.py of the article benchmark has them. */
export function shingleScore(expected: string, found: string) {
  const [wanted, got] = [shinglesOf(expected), shinglesOf(found)];
  let [both, missed, extra] = [0, 0, 0];
  for (const [shingle, count] of wanted) {
    const times = Math.min(count, got.get(shingle) ?? 0);
    both += times;
    missed += count - times;
  }
  for (const [shingle, count] of got) extra += Math.max(0, count - (wanted.get(shingle) ?? 0));
  const share = (other: number) => (both + other === 0 ? 1 : both / (both + other));
  return { precision: share(extra), recall: share(missed) };
}

function shinglesOf(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const shingles = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - SHINGLE + 1); at += 1) {
    const shingle = words.slice(at, at + SHINGLE).join(' ');
    if (shingle !== '') shingles.set(shingle, (shingles.get(shingle) ?? 0) + 1);
  }
  return shingles;
}

/** Pages of a suite with the text that each of them should give. */
async function scoreAll(
  what: string,
  pages: AsyncIterable<readonly [name: string, expected: string, found: string]>,
): Promise<SuiteResult> {
  const scores: { readonly precision: number; readonly recall: number }[] = [];
  const differences: string[] = [];
  for await (const [name, expected, found] of pages) {
    const score = shingleScore(expected, found);
    scores.push(score);
    if (score.recall < LISTED) differences.push(`${name}: recall ${score.recall.toFixed(2)}`);
  }
  const of = (part: 'precision' | 'recall') => mean(scores.map((score) => score[part]));
  return { rows: [scored(what, scores.length, of('precision'), of('recall'))], differences };
}

/** github.com/scrapinghub/article-extraction-benchmark */
export function articleBenchmark(folder: string): Promise<SuiteResult> {
  const truth = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<
    string,
    { readonly articleBody?: string; readonly url?: string }
  >;
  async function* pages() {
    for (const [id, { articleBody = '', url = id }] of Object.entries(truth)) {
      const bytes = gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`)));
      yield [url, articleBody, await textOf(bytes)] as const;
    }
  }
  return scoreAll('main text of an article', pages());
}

/** The test pages of github.com/mozilla/readability. */
export function readabilityPages(folder: string): Promise<SuiteResult> {
  const root = join(folder, 'test', 'test-pages');
  async function* pages() {
    for (const name of readdirSync(root)) {
      const of = (file: string) => readFileSync(join(root, name, file));
      const { text } = await decode({ bytes: of('expected.html'), contentType: 'text/html' });
      yield [name, text, await textOf(of('source.html'))] as const;
    }
  }
  return scoreAll('text of its expected.html', pages());
}

/** tests/evaldata.json of github.com/adbar/trafilatura: what must and must not be in the text. */
export async function trafilaturaPages(folder: string): Promise<SuiteResult> {
  const data = JSON.parse(readFileSync(join(folder, 'tests', 'evaldata.json'), 'utf8')) as Record<
    string,
    { readonly file: string; readonly with: string[]; readonly without: string[] }
  >;
  const line = (text: string) => text.replace(/\s+/gu, ' ').trim();
  const differences: string[] = [];
  let [count, right, missed, extra] = [0, 0, 0, 0];
  for (const [url, page] of Object.entries(data)) {
    const path = ['eval', 'cache']
      .map((where) => join(folder, 'tests', where, page.file))
      .find(existsSync);
    if (path === undefined) continue;
    count += 1;
    const { text } = await decode({ bytes: readFileSync(path), contentType: 'text/html' });
    const has = (snippet: string) => line(text).includes(line(snippet));
    const lost = page.with.filter((snippet) => !has(snippet)).length;
    right += page.with.length - lost;
    missed += lost;
    extra += page.without.filter(has).length;
    if (lost > 0 && lost === page.with.length) differences.push(`${url}: nothing of it`);
  }
  const row = scored('snippets', count, right / (right + extra), right / (right + missed));
  return { rows: [row], differences };
}
