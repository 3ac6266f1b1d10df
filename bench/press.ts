import type { ItemId, OutletId } from '../src/domain/ids.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { decodeText } from '../src/pipeline/decode/decode.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import { repositoryCatalog } from '../test/support/catalog.ts';
import { printRows, row } from './row.ts';

// Reading the press: a Chinese article of 5,000 characters, and whether the memory of headlines
// stays flat. `node bench/press.ts [--json] [--headlines 100000]`.
const word = (name: string, usual: number) =>
  process.argv.includes(`--${name}`)
    ? Number(process.argv[process.argv.indexOf(`--${name}`) + 1])
    : usual;
const HEADLINES = word('headlines', 100_000);
const ARTICLES = 200;
const CHARACTERS = 5_000;

const { catalog } = repositoryCatalog();
if (catalog === null) throw new Error('the catalog has problems; see npm run catalog');
const read = readerOf(catalog);
const outlet = catalog.outlets.keys().next().value as OutletId;
const names = [...catalog.companies.values()].flatMap(({ name }) => name.zh ?? []);

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

function article(seed: number): { title: string; text: string } {
  const lines: string[] = [];
  for (let length = 0, at = 0; length < CHARACTERS; at += 1) {
    const line = `${nameAt(seed * 31 + at * 7)}方面，${SENTENCES[(seed + at) % SENTENCES.length]}`;
    lines.push(line);
    length += line.length;
  }
  return { title: TITLES[seed % TITLES.length]!(nameAt(seed)), text: lines.join('\n') };
}

function look(title: string, text: string): void {
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

for (let seed = 0; seed < 20; seed += 1) look(article(seed).title, article(seed).text);
const each: number[] = [];
for (let seed = 20; seed < 20 + ARTICLES; seed += 1) {
  const { title, text } = article(seed);
  each.push(cpuMs(() => look(title, text)));
}
each.sort((one, other) => one - other);

const TENTH = Math.ceil(HEADLINES / 10);
const headlines = (from: number, to: number) => {
  for (let at = from; at < to; at += 1)
    look(`${TITLES[at % TITLES.length]!(nameAt(at))}（${at}）`, '');
};
headlines(0, TENTH);
const early = heapMb();
const rest = cpuMs(() => headlines(TENTH, HEADLINES));

printRows([
  row('Chinese article of 5,000 characters, CPU, p50', 'ms', each[ARTICLES / 2]!, 'asked', 5),
  row(
    'Chinese article of 5,000 characters, CPU, p99',
    'ms',
    each[Math.floor(0.99 * ARTICLES)]!,
    'asked',
    20,
  ),
  row(
    'headlines read, a second of CPU',
    '/s',
    ((HEADLINES - TENTH) / rest) * 1_000,
    'measured before',
    6_035,
  ),
  row(`heap after ${HEADLINES} headlines`, 'MB', heapMb(), `after ${TENTH}`, early),
]);
