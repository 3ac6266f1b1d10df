import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decode } from '../../../src/pipeline/decode/decode.ts';
import { docx, paragraph, pdf, written, xlsx } from '../decode/files.ts';
import { list, MINUTE, notice, type Watched, watched } from './watched.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * What servers say of a docx, an xlsx and a pdf: by their own tables of types, or where a program
 * behind them says it.
 */
const SERVERS: readonly (readonly [
  server: string,
  docx: string | null,
  xlsx: string | null,
  pdf: string | null,
])[] = [
  ['Apache 2.4, mime.types', WORD, SHEET, 'application/pdf'],
  ['nginx 1.26, mime.types', WORD, SHEET, 'application/pdf'],
  ['IIS 10', WORD, SHEET, 'application/pdf'],
  ['Tomcat 10, web.xml', WORD, SHEET, 'application/pdf;charset=UTF-8'],
  [
    'IIS 6, without Office 2007',
    'application/octet-stream',
    'application/octet-stream',
    'application/pdf',
  ],
  [
    'Apache 2.2, by the magic of the bytes',
    'application/zip',
    'application/x-zip-compressed',
    'application/pdf',
  ],
  ['an object store', 'binary/octet-stream', 'binary/octet-stream', 'binary/octet-stream'],
  [
    'PHP with a download script',
    'application/force-download',
    'application/x-msdownload',
    'application/x-download',
  ],
  [
    'a servlet that sets one type for all',
    'text/html;charset=utf-8',
    'text/html;charset=utf-8',
    'text/html',
  ],
  [
    'a publishing system of 2003',
    'application/msword',
    'application/vnd.ms-excel',
    'application/x-pdf',
  ],
  ['lighttpd without a table', 'text/plain', 'text/plain', 'text/plain'],
  ['a server that says nothing', null, null, null],
];

const FILES = [
  ['docx', docx(paragraph('微信读书 违规收集个人信息'))],
  [
    'xlsx',
    xlsx([
      ['序号', '应用名称'],
      ['1', '微信读书'],
    ]),
  ],
  ['pdf', pdf([written('微信读书', 50, 700)])],
] as const;

let at: Watched;
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
  await at.poll();
});
afterEach(() => at.close());

describe('a file is what its bytes are, whatever its server calls it', () => {
  test.each(SERVERS)('%s', async (_, ...types) => {
    for (const [index, [ending, bytes]] of FILES.entries())
      at.pages.set(`/list.${ending}`, (_request, response) => {
        const type = types[index];
        response.writeHead(200, type == null ? {} : { 'content-type': type }).end(bytes);
      });
    const links = FILES.map(([ending]) => `<a href="/list.${ending}">${ending}</a>`).join('');
    at.pages.set('/new', notice('新通知').replace('</body>', `${links}</body>`));
    at.pages.set('/list', list(['/new', '新通知'], ['/old', '旧通知']));
    expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 1, finding: null });
    const item = (await at.store.pendingItems(9)).at(-1)!;
    const { files } = (await at.store.itemBytes(item.id))!;
    const texts = await Promise.all(
      files.map(async ({ file, bytes }) =>
        (await decode({ ...file, bytes })).text.includes('微信读书'),
      ),
    );
    expect(texts).toEqual([true, true, true]);
  });
});

test('a PDF in a Buffer, as files of this machine are read, is read', async () => {
  const document = await decode({ bytes: Buffer.from(FILES[2][1]) });
  expect([document.text, document.findings]).toEqual(['微信读书', []]);
});
