import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ReplayDeps,
  replay,
  storedTraces,
  type Trace,
} from '../../../src/answers/replay/replay.ts';
import { compareTraces, ReplayReport } from '../../../src/answers/replay/replay-compare.ts';
import type { ArchiveSpan } from '../../../src/base/store/archive.ts';
import { demoSources } from '../../../src/demo/sources.ts';
import type { Catalog } from '../../../src/domain/catalog.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { replayText } from '../../../src/interfaces/cli/commands/replay.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { SHORT_LIST } from '../../support/miit-list.ts';
import { startWorld, type World } from '../../support/world.ts';

const at = (beijing: string) => Date.parse(`${beijing}+08:00`) as Instant;
const ALL: ArchiveSpan = { from: null, to: null };
const REMOVAL = {
  path: '/miit/removal.html',
  title: '关于下架侵害用户权益APP名单的通报',
  date: '2021-10-08 10:00',
  body: SHORT_LIST.body.replace(
    /<p>.*<\/p>/,
    '<p>截至目前，尚有2款APP未按照要求完成整改。工业和信息化部组织对上述APP进行下架，相关应用商店应当立即予以下架处理。</p>',
  ),
};

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.follow('trip-com');
  await world.follow('everything', { scope: { kind: 'all' } });
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
  world.publish('miit', { ...SHORT_LIST, path: '/miit/mirror.html' });
  await world.tickAt('2021-09-21T10:05');
  world.publish('miit', REMOVAL);
  await world.tickAt('2021-10-08T10:05');
});
afterEach(() => world.close());

function deps(catalog: Catalog = world.knowledge.catalog): ReplayDeps {
  const watchedSources = demoSources('http://127.0.0.1');
  return {
    stored: world.store,
    knowledge:
      catalog === world.knowledge.catalog
        ? world.knowledge
        : knowledgeOf(catalog, { historyUntil: '2018-01-01' as CalendarDate }),
    reader: readerOf(catalog),
    watchedSourceOf: (source) => watchedSources.get(source) ?? null,
  };
}

async function collected(range = ALL, catalog?: Catalog): Promise<Trace[]> {
  return all(replay(deps(catalog), range));
}

async function all(traces: AsyncIterable<Trace>): Promise<Trace[]> {
  const held: Trace[] = [];
  for await (const trace of traces) held.push(trace);
  return held;
}

/** Half-point doubled: the same acts, lower scores. */
function milder(catalog: Catalog): Catalog {
  const { weights } = catalog;
  return {
    ...catalog,
    weights: { ...weights, version: 'milder', halfPoint: { ...weights.halfPoint, value: 20 } },
  };
}

describe('a replay of stored bytes', () => {
  test('gives the stored scores byte for byte, and the same alerts', async () => {
    const report = await compareTraces(
      replay(deps(), ALL),
      storedTraces(world.store, ALL),
      'what was stored',
    );
    expect(ReplayReport.parse(report)).toEqual(report);
    expect(report.scores.equal).toBeGreaterThanOrEqual(2);
    expect(report.scores).toMatchObject({ sameNumber: 0, changed: [] });
    expect(report.alerts).toMatchObject({ here: 2, there: 2, gained: [], lost: [] });
    expect(report.failed).toEqual([]);
    expect(replayText(report)).toContain('0 gained, 0 lost');
  });

  test('is the same the second time, and writes nothing to the store', async () => {
    const before = await all(storedTraces(world.store, ALL));
    expect(await collected()).toEqual(await collected());
    expect(await all(storedTraces(world.store, ALL))).toEqual(before);
  });

  test.each(['2021-09-20T12:00', '2021-09-30T00:00', '2021-10-08T10:05'])(
    'nothing after %s changes what came before it',
    async (until) => {
      const cut = await collected({ from: null, to: at(until) });
      const whole = (await collected()).filter((trace) => trace.at <= at(until));
      expect(cut.length).toBeGreaterThan(0);
      expect(cut).toEqual(whole);
    },
  );

  test('reports from a day on, with the state of all that came before', async () => {
    const late = await collected({ from: at('2021-10-01T00:00'), to: null });
    expect(late).toEqual((await collected()).filter((trace) => trace.at >= at('2021-10-01T00:00')));
    expect(late.some((trace) => trace.kind === 'alerted')).toBe(true);
  });

  test('every score names its model version, stored or replayed', async () => {
    const scores = [...(await collected()), ...(await all(storedTraces(world.store, ALL)))];
    const models = scores.flatMap((trace) => (trace.kind === 'score' ? [trace.model] : []));
    expect(new Set(models)).toEqual(
      new Set([`${world.knowledge.catalog.weights.version}+ledger-4`]),
    );
  });

  test('other weights change scores and name their version', async () => {
    const other = milder(world.knowledge.catalog);
    const report = await compareTraces(replay(deps(), ALL), replay(deps(other), ALL), 'milder');
    expect(report.models.there).toEqual(['milder+ledger-4']);
    expect(report.scores.changed.length).toBe(report.scores.here);
    for (const { here, there } of report.scores.changed) expect(here!).toBeGreaterThan(there!);
  });

  test('a catalog that does not know the app loses its alerts, with the reason', async () => {
    const { catalog } = world.knowledge;
    const companies = new Map([...catalog.companies].filter(([id]) => id !== 'trip-com'));
    const report = await compareTraces(
      replay(deps({ ...catalog, companies }), ALL),
      storedTraces(world.store, ALL),
      'what was stored',
    );
    expect(report.alerts.lost.map((one) => one.company)).toEqual(['trip-com', 'trip-com']);
    expect(report.alerts.lost[0]!.otherwise).toMatch(/no such signal/);
    expect(replayText(report)).toContain('2 lost');
  });
});
