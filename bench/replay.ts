import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readerOf } from '../src/app/reader.ts';
import { replay } from '../src/app/replay.ts';
import { knowledgeOf } from '../src/ask/knowledge.ts';
import { loadCatalog } from '../src/catalog/load.ts';
import type { Item } from '../src/domain/item.ts';
import type { Instant } from '../src/domain/time.ts';
import { openStore } from '../src/store/open.ts';
import { printRows, row } from './row.ts';

// Replay of stored documents: processor time a notice (a busy machine does not colour it) at two sizes, 100,000 of them extrapolated, and how memory grows.
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
const apps = [...catalog.companies.values()].flatMap((company) =>
  company.listings.length === 0
    ? []
    : company.apps
        .slice(0, 1)
        .flatMap((app) =>
          app.name.zh === null ? [] : [{ name: app.name.zh, firm: company.entities[0]?.name ?? '' }],
        ),
);

/** A numbered list in MIIT's layout that names two apps of listed companies and one of nobody. */
function page(index: number, at: number): string {
  const date = new Date(at).toISOString().slice(0, 10);
  const due = new Date(at + 7 * 86_400_000);
  const named = [
    apps[index % apps.length]!,
    apps[(index * 7 + 3) % apps.length]!,
    { name: `演示应用${index}`, firm: '虚构市某某软件有限公司' },
  ];
  const rows = named
    .map(
      ({ name, firm }, n) =>
        `<tr><td>${n + 1}</td><td>${name}</td><td>${firm}</td><td>应用宝</td><td>1.${index}</td><td>违规收集个人信息</td></tr>`,
    )
    .join('');
  return `<html><head><meta charset="utf-8"><meta name="PubDate" content="${date}"></head><body><h1>关于侵害用户权益行为的APP通报（总第${index + 1}批）</h1><p>工业和信息化部检查发现3款APP存在问题，应在${due.getUTCMonth() + 1}月${due.getUTCDate()}日前完成整改。</p><table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>${rows}</table></body></html>`;
}

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
        title: '关于侵害用户权益行为的APP通报',
        statedDate: null,
        publishedAt: at,
        contentType: 'text/html; charset=utf-8',
        fetchedAt: at,
        firstSeenAt: at,
        backfill: false,
        hash: createHash('sha256').update(bytes).digest('hex'),
      } as Item;
      await store.saveItem({ item, bytes, files: [] });
      await store.setItemAside(item.id, 'laid in for the bench', at);
    }
    const heap = () => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    let half = 0;
    let scores = 0;
    const begin = process.cpuUsage();
    const traces = replay(
      { stored: store, knowledge, reader, carrierOf: () => null },
      { from: null, to: null },
      (done) => {
        if (done === Math.floor(count / 2)) half = heap();
      },
    );
    for await (const trace of traces) if (trace.kind === 'score') scores += 1;
    const { user, system } = process.cpuUsage(begin);
    const seconds = (user + system) / 1e6;
    const end = heap();
    if (scores < count) throw new Error(`${count} lists were laid in and only ${scores} scores came of them`);
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
