import { companySearch } from '../src/answers/queries/find-company.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { knowledgeOf } from '../src/pipeline/standing/knowledge.ts';
import { printRows, row } from './row.ts';

// What a keystroke costs in autocomplete, on the real catalog: `node bench/search.ts`.

const { catalog } = loadCatalog('config');
if (catalog === null) throw new Error('the catalog has problems; see npm run catalog');
const find = companySearch(knowledgeOf(catalog));
const day = '2021-08-18' as CalendarDate;
const words = [
  '700',
  'TCEHY',
  '腾讯音乐',
  'tengxunyinyue',
  'tencnet',
  '携程旅行',
  'xiecheng',
  'Alibaba',
  '平安口袋银行',
  'zhonguoyidong',
];
const queries = words.flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1)));

for (const query of queries) find(query, day, 25);
const times = Array.from({ length: 5 }, () =>
  queries.map((query) => {
    const start = performance.now();
    find(query, day, 25);
    return performance.now() - start;
  }),
)
  .flat()
  .sort((a, b) => a - b);
const quantile = (share: number) => times[Math.floor(share * (times.length - 1))]!;
printRows([
  row('offers for a keystroke, median', 'ms', quantile(0.5), 'asked', 10),
  row('offers for a keystroke, 19 of 20', 'ms', quantile(0.95), 'asked', 10),
]);
