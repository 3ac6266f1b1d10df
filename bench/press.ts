import type { ItemId, OutletId } from '../src/domain/ids.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { decodeText } from '../src/pipeline/decode/decode.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import { repositoryCatalog } from '../test/support/catalog.ts';
import { printRows, row } from './row.ts';

// Reading the press: Chinese articles of 5,000 characters, one with few names and one that names
// a company in each line, an English one, and whether the memory of headlines stays flat. `node bench/press.ts [--json] [--headlines 100000]`.
const word = (name: string, usual: number) =>
  process.argv.includes(`--${name}`)
    ? Number(process.argv[process.argv.indexOf(`--${name}`) + 1])
    : usual;
const HEADLINES = word('headlines', 100_000);
const ARTICLES = 200;
const WARM = 50;
const CHARACTERS = 5_000;

const { catalog } = repositoryCatalog();
if (catalog === null) throw new Error('the catalog has problems; see npm run catalog');
const read = readerOf(catalog);
const outlet = catalog.outlets.keys().next().value as OutletId;
const names = [...catalog.companies.values()].flatMap(({ name }) => name.zh ?? []);
const englishNames = [...catalog.companies.values()].flatMap(({ name }) => name.en ?? []);

const TITLES = ['约谈', '立案调查', '处以罚款', '发布新品', '与伙伴签约'].map(
  (deed) => (name: string) => `市场监管总局${deed}，涉及${name}`,
);
const SENTENCES = [
  '记者获悉，监管部门近日对多家平台企业开展检查，要求限期整改。',
  '业内人士表示，此类业务在过去三年增长迅速，竞争也日趋激烈。',
  '公司回应称，将配合有关部门的工作，并及时公布进展。',
  '分析师认为，短期内股价可能承压，长期仍取决于主营业务。',
];
const nameAt = (at: number) => names[at % names.length]!;

/** Lines from one that names a company to the next, and how many companies an article has. */
const REAL = { apart: 10, companies: 4 };
const DENSE = { apart: 1, companies: Number.POSITIVE_INFINITY };

function article(seed: number, { apart, companies }: typeof REAL): Article {
  const lines: string[] = [];
  for (let length = 0, at = 0; length < CHARACTERS; at += 1) {
    const sentence = SENTENCES[(seed + at) % SENTENCES.length]!;
    const name = nameAt(seed * 31 + ((at / apart) % companies) * 7);
    const line = at % apart === 0 ? `${name}方面，${sentence}` : sentence;
    lines.push(line);
    length += line.length;
  }
  return { title: TITLES[seed % TITLES.length]!(nameAt(seed * 31)), text: lines.join('\n') };
}

const ENGLISH = [
  'The regulator said on Monday that it would look into the terms of the service.',
  'Analysts expect little effect on sales this year, though costs may rise.',
  'The company said it was working with officials and would share what it finds.',
  'Shares fell 2% before the announcement and recovered later in the day.',
];

function english(seed: number): Article {
  const lines: string[] = [];
  for (let length = 0, at = 0; length < CHARACTERS; at += 1) {
    const name = englishNames[(seed * 31 + ((at / 10) % 4) * 7) % englishNames.length]!;
    const sentence = ENGLISH[(seed + at) % ENGLISH.length]!;
    const line = at % 10 === 0 ? `${name} faces a fine over its prices. ${sentence}` : sentence;
    lines.push(line);
    length += line.length;
  }
  return { title: `Regulator fines ${lines[0]!.split(' faces')[0]}`, text: lines.join('\n') };
}

interface Article {
  readonly title: string;
  readonly text: string;
}

function look({ title, text }: Article): void {
  read(decodeText(text, 'text'), {
    item: 'bench' as ItemId,
    source: null,
    outlet,
    url: 'https://example.org/',
    title,
    published: '2021-09-20' as CalendarDate,
    publishedAt: null,
  });
}

/** CPU of this process, in milliseconds. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** CPU of each of 200 articles, in order of size. */
function cpuOf(articleAt: (seed: number) => Article): number[] {
  const each: number[] = [];
  for (let seed = 0; seed < WARM + ARTICLES; seed += 1) {
    const one = articleAt(seed);
    const ms = cpuMs(() => look(one));
    if (seed >= WARM) each.push(ms);
  }
  return each.sort((one, other) => one - other);
}

function rowsOf(about: string, articleAt: (seed: number) => Article, asked: [number, number]) {
  const each = cpuOf(articleAt);
  const p99 = each[Math.floor(0.99 * ARTICLES)]!;
  return [
    row(`${about}, CPU, p50`, 'ms', each[ARTICLES / 2]!, 'asked', asked[0]),
    row(`${about}, CPU, p99`, 'ms', p99, 'asked', asked[1]),
  ];
}

const articles = [
  ...rowsOf('Chinese article of 5,000 characters', (seed) => article(seed, REAL), [5, 20]),
  ...rowsOf('the same, a company named in each line', (seed) => article(seed, DENSE), [5, 20]),
  ...rowsOf('English article of 5,000 characters', english, [4.6, 12]),
];

const TENTH = Math.ceil(HEADLINES / 10);
const headlines = (from: number, to: number) => {
  for (let at = from; at < to; at += 1)
    look({ title: `${TITLES[at % TITLES.length]!(nameAt(at))}（${at}）`, text: '' });
};
headlines(0, TENTH);
const early = heapMb();
const rest = cpuMs(() => headlines(TENTH, HEADLINES));

printRows([
  ...articles,
  row(
    'headlines read, a second of CPU',
    '/s',
    ((HEADLINES - TENTH) / rest) * 1_000,
    'measured before',
    6_035,
  ),
  row(`heap after ${HEADLINES} headlines`, 'MB', heapMb(), `after ${TENTH}`, early),
]);
