import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { mergeDocuments } from '../../../src/pipeline/decode/compose.ts';
import { decode, decodeText } from '../../../src/pipeline/decode/decode.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { PAGES_HERE } from '../../../src/pipeline/watch/fetch-context.ts';
import { pageFailure } from '../../../src/pipeline/watch/page-failure.ts';
import { isAllowed, rulesIn } from '../../../src/pipeline/watch/robots.ts';
import {
  docx,
  drawn,
  paragraph,
  pdf,
  wordTable,
  written,
  xlsx,
} from '../../pipeline/decode/files.ts';
import { wrongSpans as wrongBlocks } from '../../pipeline/decode/spans.ts';
import { readDocument } from '../reading.ts';
import { wrongSpans } from '../spans.ts';
import { GENERATORS } from './generators.ts';

export type Room = 'reader' | 'decoder' | 'feeds' | 'pages' | 'files' | 'http';

/** Numbers below a bound; the same seed gives the same numbers (Park and Miller). */
export type Random = (below: number) => number;
export function seeded(seed: number): Random {
  let state = (Math.abs(seed) % 0x7ffffffe) + 1;
  for (let warm = 0; warm < 3; warm += 1) state = (state * 48271) % 0x7fffffff;
  return (below) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
}

const URL_ = 'https://a.example/list/';
const FIXTURES = join(import.meta.dirname, '../../fixtures/notices');
let pages: string[] | undefined;
const samples = () => {
  pages ??= readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /page\.(?:html|md|txt)$/.test(name))
    .map((name) => readFileSync(join(FIXTURES, name), 'utf8'));
  return pages;
};
const FEEDS = [
  '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><ttl>5</ttl><item><title>A &amp; B</title><link>https://a.example/1</link><guid>1</guid><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate><description><![CDATA[<p>通报</p>]]></description></item><item><title>B</title><link>/2</link></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>A</title><link href="https://a.example/1"/><updated>2026-11-24T00:00:00Z</updated><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>',
];
const SPLICES =
  '| \n \n\n 》 《 （ ） “ ” 、 等 被 。 <td> </tr> <a> </a> <table> <li> <![CDATA[ ]]> &nbsp; \u200b \ud83c \0 1 ２０２１年 整改 [ ]( # " \' < > / = <!-- --> <script> <title> <item> </item> <link>'.split(
    ' ',
  );
const ROWS = [
  ['序号', '应用名称', '应用开发者', '应用版本', '所涉问题'],
  ['1', '星河视频', '云杉科技（杭州）有限公司', '8.4', '违规收集个人信息'],
  ['2', '小鹿识花', '↑', '5.1', '违规使用个人信息'],
];
const FILES: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['名单.docx', docx(paragraph('附件') + wordTable(ROWS))],
  ['名单.xlsx', xlsx(ROWS, ['A1:B1'])],
  [
    '名单.pdf',
    pdf([
      [
        ...ROWS.flatMap((row, r) =>
          row.map((text, c) => written(text, 42 + c * 110, 686 - r * 20)),
        ),
        ...[0, 1, 2, 3].map((r) => drawn(40, 700 - r * 20, 590, 700 - r * 20)),
        ...[0, 1, 2, 3, 4, 5].map((c) => drawn(40 + c * 110, 640, 40 + c * 110, 700)),
      ].join('\n'),
    ]),
  ],
  ['名单.csv', Buffer.from(ROWS.map((row) => row.join(',')).join('\n'))],
];

/**
 * Cuts, doubles, moves and splices pieces of real layouts; at times a piece that is made to be
 * slow.
 */
function mutate(from: readonly string[], random: Random): string {
  const whole = from[random(from.length)]!;
  const start = random(Math.max(1, whole.length - 4_000));
  let text = random(3) === 0 ? whole.slice(0, 12_000) : whole.slice(start, start + 4_000);
  for (let times = 1 + random(12); times > 0; times -= 1) {
    const at = random(text.length + 1);
    const size = random(40);
    const other = from[random(from.length)]!;
    const piece = random(other.length);
    const changes = [
      () => text.slice(0, at) + text.slice(at + size),
      () => text.slice(0, at) + text.slice(at, at + size).repeat(1 + random(20)) + text.slice(at),
      () =>
        text.slice(0, at) +
        SPLICES[random(SPLICES.length)]!.repeat(1 + random(60)) +
        text.slice(at),
      () => text.slice(0, at) + other.slice(piece, piece + size * 4) + text.slice(at),
      () =>
        text.slice(0, at) +
        GENERATORS[random(GENERATORS.length)]!.make(random(400)) +
        text.slice(at),
    ];
    text = changes[random(changes.length)]!();
  }
  return text;
}

/** Some bytes changed, cut or doubled. */
function damage(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let times = random(8); times > 0; times -= 1) changed[random(changed.length)] = random(256);
  return random(4) === 0 ? changed.slice(0, random(changed.length)) : changed;
}

const fail = (wrong: readonly string[]) => {
  if (wrong.length > 0) throw new Error(wrong.join('\n').slice(0, 500));
};

type Step = (text: string) => unknown;

/**
 * What a room does with a text of foreign making, step by step. Throws where it breaks or points
 * where nothing stands.
 */
const SERIES = { columns: 'id,title,more', key: 'id', title: '{title} {more}' };

export const STEPS: Readonly<Record<'reader' | 'decoder' | 'feeds' | 'pages', readonly Step[]>> = {
  reader: [
    (text) => {
      const document = decodeText(text, null);
      fail([
        ...wrongBlocks(document),
        ...wrongSpans(document, readDocument(document, { title: text.slice(0, 40) })),
      ]);
    },
  ],
  decoder: (['html', 'markdown', 'text', 'csv', null] as const).map(
    (format) => (text) => fail(wrongBlocks(decodeText(text, format))),
  ),
  feeds: [
    ...(['rss', 'json'] as const).map(
      (kind): Step =>
        (text) =>
          PAGES_HERE.entries(text, { kind, select: {} }, URL_),
    ),
    (text) => PAGES_HERE.entries(text, { kind: 'series', select: SERIES }, URL_),
    (text) => isAllowed(text.slice(0, 200), rulesIn(text)),
  ],
  pages: [
    (text) => pageFailure(text, URL_),
    (text) =>
      PAGES_HERE.entries(
        text,
        { kind: 'html-list', select: { item: 'li', link: 'a', date: 'span' } },
        URL_,
      ),
    (text) => PAGES_HERE.files(Buffer.from(text), 'text/html', URL_),
    (text) => PAGES_HERE.legibleHash(Buffer.from(text), 'text/html'),
    (text) => PAGES_HERE.listCalls(text, URL_, 1),
    (text) => PAGES_HERE.offer(text, URL_),
    (text) => PAGES_HERE.menu(text, URL_),
  ],
};

/** All that a room does with a text. */
export async function readAll(room: keyof typeof STEPS, text: string): Promise<void> {
  for (const step of STEPS[room]) await step(text);
}

/** What is done with a file of foreign making. */
export async function readFile(bytes: Uint8Array, name = '名单'): Promise<void> {
  const document = await decode({ name, bytes, ocr: null });
  fail(wrongBlocks(mergeDocuments(decodeText('<p>附件</p>'), [{ name, document }])));
}

/** One case of a room. */
export async function fuzzCase(room: Room, seed: number): Promise<void> {
  const random = seeded(seed);
  if (room === 'files') {
    const [name, bytes] = FILES[random(FILES.length)]!;
    return readFile(damage(bytes, random), name);
  }
  if (room === 'http') return answer(random);
  return readAll(room, mutate(room === 'feeds' && random(4) > 0 ? FEEDS : samples(), random));
}

const STATUSES = [200, 200, 200, 103, 204, 301, 302, 304, 403, 404, 412, 429, 500, 503, 521, 999];
const HEADERS = [
  'content-type: text/html',
  'content-encoding: gzip',
  'content-encoding: br',
  'content-length: 5',
  'content-length: 99999999999',
  'transfer-encoding: chunked',
  'location: /a',
  'location: http://10.0.0.1/',
  'location: file:///etc/passwd',
  'set-cookie: a=b; max-age=0',
  'retry-after: 99999999999999',
  'etag: "x"',
  'cache-control: max-age=1e9',
  'expires: yesterday',
  'x: \0',
  'connection: close',
];

/** One answer of a server that speaks HTTP badly. The client answers a value, whatever comes. */
async function answer(random: Random): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    const headers = Array.from({ length: random(6) }, () => HEADERS[random(HEADERS.length)]!);
    const head = `HTTP/1.${random(3)} ${STATUSES[random(STATUSES.length)]} X\r\n${headers.join('\r\n')}\r\n\r\n`;
    socket.write(damage(Buffer.from(head + 'x'.repeat(random(40)), 'latin1'), random));
    if (random(20) > 0) socket.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fetch = createFetch({
    userAgent: 'Tocsin fuzz',
    allow: new Set(['127.0.0.1']),
    limits: { connectMs: 100, headersMs: 100, exchangeMs: 150 },
    now: () => 0,
  });
  try {
    await fetch({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
  } finally {
    await fetch.close();
    server.close();
  }
}
