/**
 * Reads random pages until the time is up: `node scripts/fuzz.ts [seconds] [seed]`. Every page must be read without an
 * exception, name only apps that stand in it, and point where it says. Prints the seed and the page that breaks this.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../src/decode/decode.ts';
import { readDocument } from '../test/support/reading.ts';
import { wrongSpans } from '../test/support/spans.ts';

const seconds = Number(process.argv[2] ?? 60);
let state = Number(process.argv[3] ?? Date.now() % 0x7fffffff) || 1;
const seed = state;

/** Park and Miller's generator: the same seed gives the same pages. */
function random(below: number): number {
  state = (state * 48271) % 0x7fffffff;
  return state % below;
}

const folder = join(import.meta.dirname, '../test/fixtures/notices');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /page\.(?:html|md|txt)$/.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const SPLICES = [
  '|',
  '\n',
  '\n\n',
  '》',
  '《',
  '（',
  '）',
  '“',
  '”',
  '、',
  '等',
  '被',
  '。',
  '<td>',
  '</tr>',
  '&nbsp;',
  '\u200b',
  '\ud83c',
  '1',
  '２０２１年',
  '整改',
  ' and ',
  "'s ",
];

/** Cuts, doubles, moves and splices pieces of real layouts. */
function mutate(page: string): string {
  let text = page;
  for (let times = 1 + random(12); times > 0; times -= 1) {
    const at = random(text.length + 1);
    const size = random(40);
    const other = pages[random(pages.length)]!;
    const from = random(other.length);
    const changes = [
      () => text.slice(0, at) + text.slice(at + size),
      () => text.slice(0, at) + text.slice(at, at + size) + text.slice(at),
      () => text.slice(0, at) + SPLICES[random(SPLICES.length)]! + text.slice(at),
      () => text.slice(0, at) + other.slice(from, from + size * 4) + text.slice(at),
    ];
    text = changes[random(changes.length)]!();
  }
  return text;
}

const end = Date.now() + seconds * 1000;
let count = 0;
let slowest = 0;
while (Date.now() < end) {
  const page = mutate(pages[random(pages.length)]!);
  const format = (['html', 'markdown', 'text', null] as const)[random(4)]!;
  try {
    const document = decodeText(page, format);
    const begun = performance.now();
    const wrong = wrongSpans(
      document,
      readDocument(document, { title: random(2) === 0 ? page.slice(0, random(60)) : '' }),
    );
    slowest = Math.max(slowest, performance.now() - begun);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  } catch (error) {
    console.error(`seed ${seed}, page ${count}, format ${format}:\n${page}\n\n`, error);
    process.exit(1);
  }
  count += 1;
}
console.log(`${count} pages in ${seconds} s, seed ${seed}, slowest ${slowest.toFixed(1)} ms: nothing found.`);
