import {
  docx,
  drawn,
  paragraph,
  pdf,
  wordTable,
  written,
  xlsx,
} from '../../pipeline/decode/files.ts';

const times = <V>(n: number, make: (at: number) => V) =>
  Array.from({ length: n }, (_, at) => make(at));
const nested = (n: number, head: string, tail: string) => head.repeat(n) + tail.repeat(n);

/** Files of any size that are made to be slow, and how many pieces the least of them has. */
export const FILE_PIECES: readonly (readonly [
  name: string,
  least: number,
  make: (n: number) => Uint8Array,
])[] = [
  ['docx: paragraphs', 2000, (n) => docx(paragraph('通报').repeat(n))],
  ['docx: runs', 4000, (n) => docx(`<w:p>${'<w:r><w:t>通报</w:t></w:r>'.repeat(n)}</w:p>`)],
  ['docx: rows', 500, (n) => docx(wordTable(times(n, (at) => [String(at), '星河视频', '1.0'])))],
  ['docx: cells of one row', 1000, (n) => docx(wordTable([times(n, (at) => `星河${at}`)]))],
  ['docx: merged rows', 1000, (n) => docx(wordTable([['a', 'b'], ...times(n, () => ['↑', '↑'])]))],
  [
    'docx: nested tables',
    50,
    (n) => docx(nested(n, '<w:tbl><w:tr><w:tc>', `${paragraph('')}</w:tc></w:tr></w:tbl>`)),
  ],
  ['xlsx: rows', 1000, (n) => xlsx(times(n, (at) => [String(at), '星河视频', '1.0']))],
  ['xlsx: cells of one row', 2000, (n) => xlsx([times(n, (at) => `星河${at}`)])],
  [
    'xlsx: merged ranges',
    1000,
    (n) =>
      xlsx(
        [['序号', '名称']],
        times(n, (at) => `A${at + 1}:XFD${at + 2}`),
      ),
  ],
  ['pdf: pages', 10, (n) => pdf(times(n, (at) => written(`正文${at}`, 50, 700)))],
  [
    'pdf: lines',
    500,
    (n) => pdf([times(n, (at) => written('正文', 50, 700 - at * 12)).join('\n')]),
  ],
  [
    'pdf: texts of one line',
    500,
    (n) => pdf([times(n, (at) => written('正文', at * 30, 700)).join('\n')]),
  ],
  [
    'pdf: columns',
    300,
    (n) =>
      pdf([
        times(n, (at) =>
          [40, 140, 240].map((x) => written('正', x, 700 - at * 12)).join('\n'),
        ).join('\n'),
      ]),
  ],
  [
    'pdf: flat strokes',
    3000,
    (n) => pdf([times(n, (at) => drawn(40, at * 5, 500, at * 5)).join('\n')]),
  ],
  [
    'pdf: upright strokes',
    3000,
    (n) =>
      pdf([
        [
          drawn(0, 0, 9_999, 0),
          drawn(0, 50, 9_999, 50),
          ...times(n, (at) => drawn(at * 5, 0, at * 5, 50)),
        ].join('\n'),
      ]),
  ],
  [
    'pdf: strokes of a grid',
    1000,
    (n) =>
      pdf([
        times(n, (at) => drawn(0, at * 5, n * 5, at * 5) + drawn(at * 5, 0, at * 5, n * 5)).join(
          '\n',
        ),
      ]),
  ],
];
