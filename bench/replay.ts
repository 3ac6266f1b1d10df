import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replay } from '../src/answers/replay/replay.ts';
import { openStore } from '../src/base/store/open.ts';
import type { Item } from '../src/domain/item.ts';
import type { Instant } from '../src/domain/time.ts';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../src/pipeline/standing/knowledge.ts';
import { pagesOf } from './pages.ts';
import { printRows, row } from './row.ts';

// Replay of stored documents: processor time a notice (a busy machine does not colour it) at two
// sizes, 100,000 of them extrapolated, and how memory grows.
//   node --expose-gc bench/replay.ts [--json] [--small 1000] [--large 10000]
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const SMALL = option('small', 1_000);
const LARGE = option('large', 10_000);
const FIRST = Date.parse('2018-01-02T02:00Z');
const EIGHT_YEARS = 8 * 365 * 86_400_000;

const { catalog } = loadCatalog('config');
if (catalog === null) throw new Error('the catalog has problems; see npm run catalog');
const knowledge = knowledgeOf(catalog);
const reader = readerOf(catalog);
const page = pagesOf(catalog);

async function measure(
  count: number,
): Promise<{ seconds: number; scores: number; growth: number; heap: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-bench-'));
  const store = await openStore({ path: join(folder, 'tocsin.db') });
  try {
    for (let index = 0; index < count; index++) {
      const at = (FIRST + Math.floor((index * EIGHT_YEARS) / count)) as Instant;
      const bytes = Buffer.from(page(index, at), 'utf8');
      const item = {
        id: `bench-${index}`,
        source: 'bench',
        key: `bench-${index}`,
        version: 1,
        url: `https://regulator.example/${index}.html`,
        // Lists are numbered in their titles: pages of one title are read again beside each other.
        title: `关于侵害用户权益行为的APP通报（总第${index + 1}批）`,
        statedDate: null,
        publishedAt: at,
        contentType: 'text/html; charset=utf-8',
        fetchedAt: at,
        firstSeenAt: at,
        backfill: false,
        hash: createHash('sha256').update(bytes).digest('hex'),
      } as Item;
      await store.saveItem({ item, bytes, files: [] });
      await store.quarantineItem(
        item.id,
        { because: 'laid in for the bench', cause: 'page', mark: 'read-1' },
        at,
      );
    }
    const heap = () => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    let half = 0;
    let scores = 0;
    const begin = process.cpuUsage();
    const traces = replay(
      { stored: store, knowledge, reader, watchedSourceOf: () => null },
      { from: null, to: null },
      (done) => {
        if (done === Math.floor(count / 2)) half = heap();
      },
    );
    for await (const trace of traces) if (trace.kind === 'score') scores += 1;
    const { user, system } = process.cpuUsage(begin);
    const seconds = (user + system) / 1e6;
    const end = heap();
    if (scores < count)
      throw new Error(`${count} lists were laid in and only ${scores} scores came of them`);
    return { seconds, scores, growth: end - half, heap: end };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await measure(50);
const small = await measure(SMALL);
const large = await measure(LARGE);
const each = (one: { seconds: number }, count: number) => (one.seconds * 1_000) / count;
printRows([
  row(
    `replay of a notice, ${LARGE} of them`,
    'ms CPU',
    each(large, LARGE),
    `the same with ${SMALL}`,
    each(small, SMALL),
  ),
  row(
    '100,000 notices, extrapolated',
    'minutes CPU',
    (each(large, LARGE) * 100_000) / 60_000,
    'our budget',
    60,
  ),
  row(
    `heap from the middle of ${LARGE} notices to the end`,
    'MiB',
    large.growth,
    `heap at the end of ${SMALL}`,
    small.heap,
  ),
]);
