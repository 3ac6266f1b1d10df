/**
 * Reads random pages, alone and with random files, until the time is up: `node scripts/fuzz.ts [seconds] [seed]`. Every page must be read without an
 * exception, name only apps that stand in it, and point where it says. Prints the seed and the page that breaks this.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, decodeText } from '../src/decode/decode.ts';
import { mergeDocuments } from '../src/decode/merge.ts';
import type { Document } from '../src/domain/document.ts';
import { docx, drawn, paragraph, pdf, wordTable, written } from '../test/decode/files.ts';
import { wrongSpans as wrongBlocks } from '../test/decode/spans.ts';
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

const ROWS = [
  ['序号', '应用名称', '应用开发者', '应用版本', '所涉问题'],
  ['1', '星河视频', '云杉科技（杭州）有限公司', '8.4', '违规收集个人信息'],
  ['2', '小鹿识花', '↑', '5.1', '违规使用个人信息'],
];
/** Files of each binary format; a third of their names is of another one. */
const FILES: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['名单.docx', docx(paragraph('附件') + wordTable(ROWS))],
  [
    '名单.pdf',
    pdf([
      [
        ...ROWS.flatMap((row, r) => row.map((text, c) => written(text, 42 + c * 110, 686 - r * 20))),
        ...[0, 1, 2, 3].map((r) => drawn(40, 700 - r * 20, 590, 700 - r * 20)),
        ...[0, 1, 2, 3, 4, 5].map((c) => drawn(40 + c * 110, 640, 40 + c * 110, 700)),
      ].join('\n'),
    ]),
  ],
  [
    '名单.xls',
    Buffer.from('<html><body><table><tr><td>名称</td></tr><tr><td>星河</td></tr></table></body></html>'),
  ],
];

/** A file with some bytes changed, cut or doubled. */
function damage(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let times = random(8); times > 0; times -= 1) changed[random(changed.length)] = random(256);
  return random(4) === 0 ? changed.slice(0, random(changed.length)) : changed;
}

/** A page as it is, or with one or two files. */
async function withFiles(page: Document): Promise<Document> {
  const attached = [];
  for (let left = random(4) === 0 ? 1 + random(2) : 0; left > 0; left -= 1) {
    const [name, bytes] = FILES[random(FILES.length)]!;
    attached.push({ name, document: await decode({ name, bytes: damage(bytes), ocr: null }) });
  }
  return mergeDocuments(page, attached);
}

const end = Date.now() + seconds * 1000;
let count = 0;
let slowest = 0;
while (Date.now() < end) {
  const page = mutate(pages[random(pages.length)]!);
  const format = (['html', 'markdown', 'text', null] as const)[random(4)]!;
  try {
    const document = await withFiles(decodeText(page, format));
    const begun = performance.now();
    const notice = readDocument(document, { title: random(2) === 0 ? page.slice(0, random(60)) : '' });
    const wrong = [...wrongBlocks(document), ...wrongSpans(document, notice)];
    slowest = Math.max(slowest, performance.now() - begun);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  } catch (error) {
    console.error(`seed ${seed}, page ${count}, format ${format}:\n${page}\n\n`, error);
    process.exit(1);
  }
  count += 1;
}
console.log(`${count} pages in ${seconds} s, seed ${seed}, slowest ${slowest.toFixed(1)} ms: nothing found.`);
