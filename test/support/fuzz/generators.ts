/** Inputs of any size that are made to be slow: `make(n)` repeats its piece n times. */
export interface Generator {
  readonly name: string;
  readonly room: 'pages' | 'decoder' | 'feeds' | 'reader';
  readonly make: (n: number) => string;
}

const repeat = (piece: string) => (n: number) => piece.repeat(n);
const within =
  (head: string, piece: string, tail = '') =>
  (n: number) =>
    head + piece.repeat(n) + tail;

/**
 * What a page, a text or a feed may hold over and over; each is read by every room that reads text.
 */
const PIECES: readonly (readonly [name: string, make: (n: number) => string])[] = [
  ['unknown elements', repeat('<x>')],
  ['divisions', repeat('<div>')],
  ['cells in drawings', repeat('<svg><td>')],
  ['ruby', repeat('<rt>')],
  ['ruby containers', repeat('<rtc>')],
  ['links in lists', repeat('<ul><li><a>x')],
  ['links in a row', repeat('<a href="/1">通知</a>')],
  ['links in items', repeat('<li><a href="/1">通知</a>')],
  ['open scripts', repeat('<script')],
  ['open styles', repeat('<style>')],
  ['open titles', repeat('<title')],
  ['open inputs', repeat('<input type')],
  ['open comments', repeat('<!--')],
  ['attributes', (n) => `<div ${Array.from({ length: n }, (_, at) => `a${at}`).join(' ')}`],
  ['closing tags', within('<i>'.repeat(200), '</y>')],
  ['foster parents', within('<table>', 'x<br>')],
  ['formatting', (n) => Array.from({ length: n }, (_, at) => `<p><b a=${at}></p>`).join('')],
  ['nested tables', repeat('<table><tr><td>x')],
  ['table rows', within('<table>', '<tr><td>1<td>微信读书<td>1.0', '</table>')],
  ['wide spans', within('<table>', '<tr><td rowspan=65000 colspan=1000>x<td rowspan=60000>y')],
  ['cells of one row', within('<table><tr>', '<td>x')],
  ['elements in a list item', within('<ul><li><a href="/1">x</a>', '<b>x</b>')],
  ['paragraphs', repeat('<p>通报')],
  ['hidden divisions', repeat('<div hidden>x')],
  ['navigations', repeat('<nav>x')],
  ['angle brackets', repeat('<')],
  ['entities', repeat('&notit;')],
  ['brackets', repeat('[')],
  ['picture marks', repeat('![')],
  ['links of Markdown', repeat('[a](')],
  ['emphasis', repeat('*a_')],
  ['quotes', repeat('> ')],
  ['code marks', repeat('`')],
  ['pipes', repeat('|')],
  ['pipe rows', repeat('| a | b |\n')],
  ['line breaks', repeat('\n')],
  ['blanks', repeat(' ')],
  ['blank lines with tabs', repeat('\t\n')],
  ['headings', repeat('# a\n')],
  ['list marks', repeat('- ')],
  ['dashes', repeat('-')],
  ['quotation marks', repeat('"')],
  ['commas', repeat(',')],
  ['records', repeat('<record><![CDATA[')],
  ['items', within('<rss version="2.0"><channel>', '<item>')],
  ['items that close themselves', within('<rss version="2.0"><channel>', '<item/>')],
  [
    'whole items',
    within(
      '<rss version="2.0"><channel>',
      '<item><title>A</title><guid>1</guid></item>',
      '</channel></rss>',
    ),
  ],
  [
    'entries',
    within(
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry><id>1</id><title>A</title></entry>',
      '</feed>',
    ),
  ],
  [
    'elements in an item',
    within(
      '<rss version="2.0"><channel><item>',
      '<category>a</category>',
      '</item></channel></rss>',
    ),
  ],
  [
    'CDATA',
    within(
      '<rss version="2.0"><channel><item><title>',
      '<![CDATA[a]]>',
      '</title></item></channel></rss>',
    ),
  ],
  [
    'attributes of a feed',
    (n) =>
      `<rss version="2.0" ${Array.from({ length: n }, (_, at) => `a${at}="1"`).join(' ')}><channel/></rss>`,
  ],
];

const READER: readonly (readonly [name: string, make: (n: number) => string])[] = [
  ['Ltd.', within('杭州市市场监管局', 'Ltd.', '约谈美团饿了么')],
  ['Ltd. in English', within('FTC fined Acme ', 'Ltd.', ' today.')],
  ['the', within('The FTC said that it fined Meta.\n', 'the ', '.')],
  ['通报', repeat('通报')],
  ['约谈。', repeat('约谈。')],
  ['下架', repeat('下架')],
  ['fined by', repeat('fined by ')],
  ['lists of lists', repeat('1、微信读书（')],
  ['enumeration marks', repeat('、')],
  ['wide brackets', repeat('（')],
  ['title marks', repeat('《')],
  ['line breaks', repeat('\n')],
  ['full stops', repeat('。')],
];

const TEXT_ROOMS = ['pages', 'decoder', 'feeds'] as const;

export const GENERATORS: readonly Generator[] = [
  ...TEXT_ROOMS.flatMap((room) => PIECES.map(([name, make]) => ({ room, name, make }))),
  ...READER.map(([name, make]) => ({ room: 'reader' as const, name, make })),
];
